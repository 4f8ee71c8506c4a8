import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { css, html, type TemplateResult } from 'lit';
import tokens from '../../packages/elements/src/tokens/tokens.json';
import { definePage, FoundationPage } from './page.js';

const ramps = Object.entries(tokens.color).filter(([name]) => !name.startsWith('$')) as [string, Record<string, string>][]; // `$type` is DTCG's own key
const roles = Object.entries(tokens.theme.light).filter(([, value]) => value.startsWith('{'));

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, WCAG 2.2. */
function contrast(one: string, other: string): string {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]; // two in, two out
  return ((high + 0.05) / (low + 0.05)).toFixed(1);
}

class StoryColour extends FoundationPage {
  static override styles = [
    FoundationPage.styles,
    css`
      .ramps {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(260px, 1fr));
        gap: var(--_space-5);
      }
      .chip-cell {
        display: block;
        inline-size: 4em;
        block-size: 2em;
        border-radius: var(--_radius-input);
        background: var(--_swatch);
      }
      td,
      th {
        padding: var(--_space-1);
        border: 0;
        font-size: 0.875em;
      }
    `,
  ];

  protected view(): TemplateResult {
    return html`<div class="page">
      <h1>Colour</h1>
      <p class="lead">
        Seven OKLCH ramps. The primary is blue-green water, never a status hue, so that “press me” is not mistaken for “you are fine”. The figures are contrast
        on white and on ink 900: text needs 4.5, graphics 3.
      </p>
      <div class="ramps">${ramps.map(([name, steps]) => this.#ramp(name, steps))}</div>
      <h2>Roles</h2>
      <p class="lead">Elements use roles only; each theme fills them. Light theme:</p>
      <div class="ramps">
        <table>
          <tbody>
            ${roles.map(
              ([role, value]) =>
                html`<tr>
                  <td><code>--_${role}</code></td>
                  <td>${value.slice(1, -1).replace('.', ' ')}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #ramp(name: string, steps: Record<string, string>): TemplateResult {
    return html`<section>
      <h2>${name}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Colour</th>
            <th scope="col">Step</th>
            <th scope="col">Hex</th>
            <th scope="col">White</th>
            <th scope="col">Ink</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(steps).map(
            ([step, hex]) =>
              html`<tr>
                <td><span class="chip-cell" data-hex=${hex}></span></td>
                <td>${step}</td>
                <td><code>${hex}</code></td>
                <td>${contrast(hex, '#ffffff')}</td>
                <td>${contrast(hex, tokens.color.neutral['900'])}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  // Through CSSOM, not a style attribute: the way every dynamic value is set under a strict policy.
  protected override updated(): void {
    for (const chip of this.renderRoot.querySelectorAll<HTMLElement>('[data-hex]')) chip.style.setProperty('--_swatch', chip.dataset['hex'] ?? '');
  }
}
definePage('story-colour', StoryColour);

const meta: Meta = { title: 'Foundation/Colour', parameters: { controls: { disable: true } }, tags: ['!autodocs'] };
export default meta;

/** Ramps with their contrasts, and the roles that elements use. */
export const Ramps: StoryObj = { render: () => html`<story-colour></story-colour>` };
