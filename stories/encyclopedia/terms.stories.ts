import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

interface Args {
  pack: 'popular' | 'all';
  max: number;
  mode: 'wrap' | 'highlight';
}

/** Explains the terms of an article that the page has: point at one, reach it with the keyboard, or tap it. */
const meta: Meta<Args> = {
  title: 'Encyclopedia/Terms',
  component: 'nelumbo-encyclopedia-terms',
  args: { pack: 'popular', max: 8, mode: 'wrap' },
  argTypes: { pack: { control: 'inline-radio', options: ['popular', 'all'] }, mode: { control: 'inline-radio', options: ['wrap', 'highlight'] } },
  render: ({ pack, max, mode }) =>
    html`<nelumbo-encyclopedia-terms pack=${pack} max=${max} mode=${mode}>
      <h2>入冬之后，高血压更要留心</h2>
      <p>天冷时血管收缩，高血压的人数值常常更高。已经有冠心病或者中过风的人，要更早和医生商量；突然说话不清、半边身体没有力气，可能是脑卒中。</p>
      <p>还有人冬天痛风发作更多。别把<a href="#gout">痛风</a>当成普通的关节炎。</p>
    </nelumbo-encyclopedia-terms>`,
};
export default meta;
type Story = StoryObj<Args>;

const element = (canvas: HTMLElement) => canvas.querySelector('nelumbo-encyclopedia-terms')!;
const terms = (canvas: HTMLElement) => [...canvas.querySelectorAll('nelumbo-encyclopedia-term')];
const note = (canvas: HTMLElement) => element(canvas).shadowRoot!.querySelector('[part~=popover]');

/** First occurrences are marked, links and headings are not. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(terms(canvasElement).map((term) => term.textContent)).toEqual(['高血压', '冠心病', '痛风']), { timeout: 10_000 });
  },
};

/** The card of a term, opened by a press. */
export const Open: Story = {
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(terms(canvasElement).length).toBeGreaterThan(0), { timeout: 10_000 });
    await userEvent.click(terms(canvasElement)[0]!.shadowRoot!.querySelector('button')!);
    await waitFor(() => expect(note(canvasElement)?.querySelector('nelumbo-encyclopedia-card')?.shadowRoot?.textContent).toContain('高血压'), {
      timeout: 10_000,
    });
  },
};

/** No node of the article is changed; the terms are listed after it. */
export const Highlighted: Story = {
  args: { mode: 'highlight' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(element(canvasElement).shadowRoot!.querySelectorAll('[part~=list] button').length).toBeGreaterThan(2), { timeout: 10_000 });
    await expect(terms(canvasElement)).toHaveLength(0);
  },
};
