import type { Client } from '@nelumbo/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

interface Args {
  entry: string;
  toc: boolean;
}

/** An article: what needs help first, then the sections, and always who stands for the text. */
const meta: Meta<Args> = {
  title: 'Encyclopedia/Article',
  component: 'nelumbo-encyclopedia-article',
  args: { entry: 'hypertension', toc: true },
  argTypes: { entry: { control: 'text' }, toc: { control: 'boolean' } },
  render: ({ entry, toc }) => html`<nelumbo-encyclopedia-article entry=${entry} ?toc=${toc}></nelumbo-encyclopedia-article>`,
};
export default meta;
type Story = StoryObj<Args>;

const root = (canvas: HTMLElement): ShadowRoot => canvas.querySelector('nelumbo-encyclopedia-article')!.shadowRoot!;
const shows = (canvas: HTMLElement, text: string) => waitFor(() => expect(root(canvas).textContent.replace(/\s+/g, ' ')).toContain(text), { timeout: 10_000 });

/** A full article; a related topic opens in place. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '关于这篇内容');
    await userEvent.click(root(canvasElement).querySelector('.also button')!);
    await shows(canvasElement, '冠心病');
  },
};

/** Signs of an emergency come first, with a button to call. */
export const Emergency: Story = { args: { entry: 'stroke' }, play: ({ canvasElement }) => shows(canvasElement, '立即拨打') };

/** A topic with a summary only. */
export const SummaryOnly: Story = { args: { entry: 'cataract' }, play: ({ canvasElement }) => shows(canvasElement, '目前只有简介') };

/** Not available in the reader's language: labelled, and read in the right voice. Ontology prose is labelled too. */
export const OtherLanguage: Story = { args: { entry: 'en/doid10264' }, play: ({ canvasElement }) => shows(canvasElement, '没有您所用语言的版本') };

/** From MedlinePlus, with its source line. */
export const Imported: Story = {
  args: { entry: 'en/abdominal-pain' },
  globals: { locale: 'en' },
  play: ({ canvasElement }) => shows(canvasElement, 'National Library of Medicine'),
};

/** No such entry. */
export const Missing: Story = { args: { entry: 'zh-CN/does-not-exist' }, play: ({ canvasElement }) => shows(canvasElement, '没有找到') };

/** Not there yet. */
export const Loading: Story = {
  render: ({ entry }) =>
    html`<nelumbo-provider .client=${new Promise<Client>(() => undefined)}
      ><nelumbo-encyclopedia-article entry=${entry}></nelumbo-encyclopedia-article
    ></nelumbo-provider>`,
};
