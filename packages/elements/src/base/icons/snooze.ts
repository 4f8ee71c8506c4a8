import { html, type TemplateResult } from 'lit';

/** Line icon, 24 px grid; decorative: always with a word or a label beside it. */
export const snoozeIcon: TemplateResult = html`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="1.75"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <circle cx="12" cy="13" r="7.5" />
  <path d="M10 10.5h4l-4 5h4M4 5.5 6.5 3.5M20 5.5l-2.5-2" />
</svg>`;
