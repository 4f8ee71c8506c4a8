import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { css, html, type TemplateResult } from 'lit';
import { definePage, FoundationPage } from './page.js';

const scale = [
  ['2.25em / 600', 'hero', '136/85'],
  ['1.75em / 600', 'display', '清晨那一下，最值得留意'],
  ['1.375em / 600', 'section', '今日用药 Today’s medicines'],
  ['1.125em / 600', 'card', '家庭血压 Blood pressure at home'],
  ['1em / 400', 'body', '坐下安静五分钟，背靠椅子，双脚平放，袖带与心脏同高。Sit quietly for five minutes, cuff at heart height.'],
  ['0.875em / 400', 'small', '参照《中国高血压防治指南（2024）》Guideline cn-2024'],
  ['0.8125em / 400', 'foot', '示例内容，未经医学审核 · Sample content, not medically reviewed'],
] as const;

class StoryType extends FoundationPage {
  static override styles = [
    FoundationPage.styles,
    css`
      dl {
        display: grid;
        gap: var(--_space-4);
        margin: 0;
      }
      dt {
        color: var(--_muted);
        font-size: 0.8125em;
      }
      dd {
        margin: 0;
      }
      [data-step='display'] {
        font-size: 1.75em;
        font-weight: 600;
        line-height: 1.2;
      }
      [data-step='section'] {
        font-size: 1.375em;
        font-weight: 600;
      }
      [data-step='card'] {
        font-size: 1.125em;
        font-weight: 600;
      }
      [data-step='body'] {
        max-inline-size: 38em;
      }
      [data-step='small'] {
        font-size: 0.875em;
      }
      [data-step='foot'] {
        font-size: 0.8125em;
        color: var(--_muted);
      }
    `,
  ];

  protected view(): TemplateResult {
    return html`<div class="page">
      <h1>Type</h1>
      <p class="lead">
        System faces, the host’s face first. All sizes are em of <code>--nelumbo-font-size</code>. Weights 400 and 600 only. Readings are the heroes: tabular
        figures, unit beside.
      </p>
      <dl>
        ${scale.map(
          ([size, step, sample]) =>
            html`<div>
              <dt>${size}</dt>
              <dd data-step=${step} class=${step === 'hero' ? 'hero' : ''}>${sample}${step === 'hero' ? html` <span class="unit">mmHg</span>` : ''}</dd>
            </div>`,
        )}
      </dl>
    </div>`;
  }
}
definePage('story-type', StoryType);

const meta: Meta = { title: 'Foundation/Type', parameters: { controls: { disable: true } }, tags: ['!autodocs'] };
export default meta;

/** The whole scale, with the text it is for. */
export const Scale: StoryObj = { render: () => html`<story-type></story-type>` };
