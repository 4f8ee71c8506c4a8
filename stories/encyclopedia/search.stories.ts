import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

interface Args {
  placeholder: string;
  value: string;
  limit: number;
}

/** Suggestions while typing: Chinese, pinyin, initials, English, with typos. Waits for the input method. */
const meta: Meta<Args> = {
  title: 'Encyclopedia/Search',
  component: 'nelumbo-encyclopedia-search',
  args: { placeholder: '', value: '', limit: 8 },
  argTypes: { limit: { control: { type: 'number', min: 1, max: 20 } } },
  render: ({ placeholder, value, limit }) =>
    html`<nelumbo-encyclopedia-search placeholder=${placeholder} .value=${value} limit=${limit}></nelumbo-encyclopedia-search>`,
};
export default meta;
type Story = StoryObj<Args>;

const root = (canvas: HTMLElement): ShadowRoot => canvas.querySelector('nelumbo-encyclopedia-search')!.shadowRoot!;
const options = (canvas: HTMLElement) => [...root(canvas).querySelectorAll('[role=option]')].map((option) => option.textContent.replace(/\s+/g, ' ').trim());
async function type(canvas: HTMLElement, text: string): Promise<void> {
  await waitFor(() => expect(root(canvas).querySelector('input')).toBeTruthy());
  await userEvent.type(root(canvas).querySelector('input')!, text);
}

/** Empty, with a hint of what can be found. */
export const Default: Story = {};

/** By pinyin; the arrows move, Enter opens the article. */
export const Typing: Story = {
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'gaoxue');
    await waitFor(() => expect(options(canvasElement)[0]).toBe('高血压'), { timeout: 10_000 });
    await userEvent.keyboard('{ArrowDown}');
    await expect(root(canvasElement).querySelector('[aria-selected=true]')?.textContent).toContain('高血压');
  },
};

/** A slip of the finger. */
export const Typo: Story = {
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'ashtma');
    await waitFor(() => expect(options(canvasElement).join()).toContain('哮喘'), { timeout: 10_000 });
  },
};

/** Nothing of that name. */
export const None: Story = {
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'zzzzzzzz');
    await waitFor(() => expect(root(canvasElement).querySelector('[role=status]')?.textContent).toContain('没有找到'), { timeout: 10_000 });
  },
};

/** Crisis wording: the lines that help. */
export const Crisis: Story = {
  play: async ({ canvasElement }) => {
    await type(canvasElement, '我不想活了');
    await waitFor(() => expect(root(canvasElement).querySelector('.crisis')).toBeTruthy(), { timeout: 10_000 });
  },
};
