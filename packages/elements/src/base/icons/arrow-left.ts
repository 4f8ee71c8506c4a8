import { html, type TemplateResult } from 'lit';

/** Line icon, 24 px grid; decorative: always with a word or a label beside it. */
export const arrowLeftIcon: TemplateResult = html`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="1.75"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="M19 12H5m6-6-6 6 6 6" />
</svg>`;
