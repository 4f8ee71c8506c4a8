import { html, type TemplateResult } from 'lit';

/** Line icon, 24 px grid; decorative: always with a word or a label beside it. */
export const leafIcon: TemplateResult = html`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="1.75"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="M12 20.5c-5 0-8.5-3.4-8.5-8.2S7.2 3.5 12 3.5s8.5 4 8.5 8.8S17 20.5 12 20.5Zm0 0V12m0 0L6.5 8.5M12 12l5.5-3.5M12 12l-6.5 3.5M12 12l6.5 3.5" />
</svg>`;
