import type { Client } from '@nelumbo/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

interface Args {
  query: string;
  entry: string;
  code: string;
}

/** One topic at a glance, in a feed or among search results. It appears only for a whole name or a question about one. */
const meta: Meta<Args> = {
  title: 'Encyclopedia/Card',
  component: 'nelumbo-encyclopedia-card',
  args: { query: '高血压', entry: '', code: '' },
  argTypes: { query: { control: 'text' }, entry: { control: 'text' }, code: { control: 'text' } },
  render: ({ query, entry, code }) => html`<nelumbo-encyclopedia-card query=${query} entry=${entry} code=${code}></nelumbo-encyclopedia-card>`,
};
export default meta;
type Story = StoryObj<Args>;

const root = (canvas: HTMLElement): ShadowRoot => canvas.querySelector('nelumbo-encyclopedia-card')!.shadowRoot!;
const shows = (canvas: HTMLElement, text: string) => waitFor(() => expect(root(canvas).textContent.replace(/\s+/g, ' ')).toContain(text), { timeout: 10_000 });

/** The name itself: red flag first, one sentence, department, who stands for it. Opens the article in its own dialog. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '高血压');
    await userEvent.click(root(canvasElement).querySelector('[part~=actions]')!);
    await waitFor(() => expect(root(canvasElement).querySelector('dialog')?.open).toBe(true), { timeout: 10_000 });
    await waitFor(() => expect(root(canvasElement).querySelector('nelumbo-encyclopedia-article')?.shadowRoot?.querySelector('[part~=review]')).toBeTruthy(), {
      timeout: 10_000,
    });
    await userEvent.click(root(canvasElement).querySelector('.close button')!);
    await waitFor(() => expect(root(canvasElement).querySelector('dialog')).toBeNull());
  },
};

/** A question about a topic. */
export const Question: Story = { args: { query: '孩子咳嗽老不好怎么办' }, play: ({ canvasElement }) => shows(canvasElement, '咳嗽') };

/** Another name: the card says what it is. */
export const Alias: Story = { args: { query: '血癌' }, play: ({ canvasElement }) => shows(canvasElement, '血癌 是 白血病') };

/** Pinyin initials of an everyday topic. */
export const Pinyin: Story = { args: { query: 'gxy' }, play: ({ canvasElement }) => shows(canvasElement, '拼音 gxy → 高血压') };

/** Not about health: no room is taken between the two lines. */
export const Silent: Story = {
  args: { query: '股票大跌' },
  render: ({ query }) =>
    html`<p>上一条结果</p>
      <nelumbo-encyclopedia-card query=${query}></nelumbo-encyclopedia-card>
      <p>下一条结果</p>`,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('nelumbo-encyclopedia-card')!.getBoundingClientRect().height).toBe(0));
  },
};

/** A sign of something that may be serious: what to do comes first. */
export const RedFlag: Story = { args: { query: '胸痛' }, play: ({ canvasElement }) => shows(canvasElement, '立即拨打') };

/** A mental-health topic: neutral, with a line to call beneath. */
export const Sensitive: Story = { args: { query: '抑郁症' }, play: ({ canvasElement }) => shows(canvasElement, '12356') };

/** Crisis wording: the lines that help, and nothing else. */
export const Crisis: Story = { args: { query: '我不想活了' }, play: ({ canvasElement }) => shows(canvasElement, '您不是一个人') };

/** By entry, in the reader's language, whatever was searched. */
export const ByEntry: Story = { args: { query: '', entry: 'gout' }, play: ({ canvasElement }) => shows(canvasElement, '痛风') };

/** An entry that does not load yet: the room is kept. */
export const Loading: Story = {
  args: { query: '', entry: 'hypertension' },
  render: ({ entry }) =>
    html`<nelumbo-provider .client=${new Promise<Client>(() => undefined)}
      ><nelumbo-encyclopedia-card entry=${entry}></nelumbo-encyclopedia-card
    ></nelumbo-provider>`,
};

/** The narrowest feed. */
export const Narrow: Story = {
  render: ({ query }) => html`<div><nelumbo-encyclopedia-card query=${query}></nelumbo-encyclopedia-card></div>`,
  parameters: { viewport: { defaultViewport: 'feed' } },
  play: ({ canvasElement }) => shows(canvasElement, '高血压'),
};

/** A feed of cards, as a reader meets them. */
export const Feed: Story = {
  render: () =>
    html`${['感冒', '失眠怎么办', '脂肪肝', '青春痘', '布洛芬'].map((query) => html`<nelumbo-encyclopedia-card query=${query}></nelumbo-encyclopedia-card><br />`)}`,
};
