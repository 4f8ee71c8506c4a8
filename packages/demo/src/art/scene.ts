import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** The frame of every drawing: 480 × 320, cropped to where it stands. Decorative: the headline beside it says what matters. */
export const scene = (drawing: SVGTemplateResult): TemplateResult =>
  html`<svg class="art" viewBox="0 0 480 320" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">${drawing}</svg>`;
