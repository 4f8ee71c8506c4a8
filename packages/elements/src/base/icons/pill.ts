import { html, type TemplateResult } from 'lit';

/** Line icon, 24 px grid; decorative: always with a word or a label beside it. */
export const pillIcon: TemplateResult = html`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="1.75"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="M10.6 19.3a4.6 4.6 0 0 1-6.5-6.5l7.1-7.1a4.6 4.6 0 0 1 6.5 6.5Zm-3-10 6.5 6.5" />
</svg>`;
