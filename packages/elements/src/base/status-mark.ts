import { html, svg, type TemplateResult } from 'lit';

/** How serious a status is; takes its colour ramp and shape. */
export type Tone = 'good' | 'watch' | 'alert' | 'urgent' | 'unknown';

/** Above or below the range; drawn inside the shape. */
export type Direction = 'up' | 'down' | 'none';

const octagon = 'M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8Z';

function glyph(tone: Tone, direction: Direction): TemplateResult {
  const arrow = direction === 'down' ? 'M12 7v10m-4-4 4 4 4-4' : 'M12 17V7m-4 4 4-4 4 4';
  switch (tone) {
    case 'good':
      return svg`<circle cx="12" cy="12" r="9" fill="currentColor"/><path d="m8 12.2 3 3 5.2-6" class="in"/>`;
    case 'watch':
      return direction === 'down' ? svg`<path d="M12 21 2.5 4.5h19Z" fill="currentColor"/>` : svg`<path d="M12 3 2.5 19.5h19Z" fill="currentColor"/>`;
    case 'alert':
      return svg`<path d=${octagon} fill="currentColor"/><path d=${direction === 'none' ? 'M8 12h8' : arrow} class="in"/>`;
    case 'urgent':
      return svg`<path d=${octagon} fill="currentColor"/><path d="M12 7v6.5M12 16.5v.2" class="in"/>`;
    default:
      return svg`<circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2"/>`;
  }
}

/**
 * The shape of a status: circle, triangle, octagon or ring. Decorative: the word stands beside it, always.
 */
export const statusMark = (tone: Tone, direction: Direction = 'none'): TemplateResult =>
  html`<svg class="mark" data-tone=${tone} viewBox="0 0 24 24" aria-hidden="true">${glyph(tone, direction)}</svg>`;
