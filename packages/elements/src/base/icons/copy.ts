import { html, type TemplateResult } from 'lit';

/** Line icon, 24 px grid; decorative: always with a word or a label beside it. */
export const copyIcon: TemplateResult = html`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="1.75"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4" />
</svg>`;
