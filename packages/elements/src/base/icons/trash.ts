import { html, type TemplateResult } from 'lit';

/** Line icon, 24 px grid; decorative: always with a word or a label beside it. */
export const trashIcon: TemplateResult = html`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="1.75"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="M4.5 7h15M9 7V4.5h6V7M6.5 7l1 13h9l1-13" />
</svg>`;
