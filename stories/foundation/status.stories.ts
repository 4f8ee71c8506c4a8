import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { css, html, type TemplateResult } from 'lit';
import { type Direction, statusMark, type Tone } from '../../packages/elements/src/base/index.js';
import { definePage, FoundationPage } from './page.js';

const rows: readonly (readonly [tone: Tone, direction: Direction, zh: string, en: string])[] = [
  ['good', 'none', '正常', 'In range'],
  ['watch', 'up', '偏高', 'A little high'],
  ['watch', 'down', '偏低', 'A little low'],
  ['alert', 'up', '过高', 'High'],
  ['alert', 'down', '过低', 'Low'],
  ['urgent', 'none', '危急', 'Urgent'],
  ['unknown', 'none', '未分级', 'Not classified'],
];

class StoryStatus extends FoundationPage {
  static override styles = [
    FoundationPage.styles,
    css`
      .big svg {
        inline-size: 2.5em;
        block-size: 2.5em;
      }
    `,
  ];

  protected view(): TemplateResult {
    const zh = this.activeLocale.startsWith('zh');
    return html`<div class="page">
      <h1>Status</h1>
      <p class="lead">
        Tone, direction and word, never colour alone. Tone leads the colour, direction leads the shape; without any colour the shapes still tell them apart.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Shape</th>
            <th scope="col">Status</th>
            <th scope="col">Tone</th>
            <th scope="col">Banner</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([tone, direction, zhWord, enWord]) =>
              html`<tr>
                <td class="big">${statusMark(tone, direction)}</td>
                <td><span class="status" data-tone=${tone}>${statusMark(tone, direction)}${zh ? zhWord : enWord}</span></td>
                <td><code>${tone}</code></td>
                <td>
                  <div class="banner" data-tone=${tone}>
                    ${statusMark(tone, direction)}
                    <p>${zh ? zhWord : enWord}</p>
                  </div>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
definePage('story-status', StoryStatus);

const meta: Meta = { title: 'Foundation/Status', parameters: { controls: { disable: true } }, tags: ['!autodocs'] };
export default meta;

/** Every tone and direction as shape, pill and banner. */
export const Marks: StoryObj = { render: () => html`<story-status></story-status>` };
