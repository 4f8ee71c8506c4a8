import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import { examples, frameworks, type Framework } from './playground-code.js';
import { described } from './playground-page.js';

interface Args {
  widget: string;
  attributes: string;
  framework: Framework;
}

const widgets = described.length ? described.map(({ widget }) => widget) : Object.keys(examples);

/** Any element, the code that puts it into a page in six frameworks, and what it tells the page. */
const meta: Meta<Args> = {
  title: 'Embedding/Playground',
  args: { widget: 'vitals-entry', attributes: '', framework: 'HTML' },
  argTypes: {
    widget: { control: 'select', options: widgets },
    attributes: { control: 'text', description: 'As in HTML: `measure="glucose" care`; an example without' },
    framework: { control: 'inline-radio', options: [...frameworks] },
  },
  render: ({ widget, attributes, framework }) =>
    html`<nelumbo-story-playground widget=${widget} .given=${attributes ?? ''} .framework=${framework}></nelumbo-story-playground>`,
};
export default meta;
type Story = StoryObj<Args>;

const root = (canvas: HTMLElement): ShadowRoot => canvas.querySelector('nelumbo-story-playground')!.shadowRoot!;

/** A reading is saved: the event holds ids and codes, no value. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    const page = root(canvasElement);
    await expect(page.querySelector('pre')!.textContent).toContain('<nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>');
    const fields = await waitFor(() => {
      const found = page.querySelector('nelumbo-vitals-entry')?.shadowRoot?.querySelectorAll('input');
      if (!found || found.length < 2) throw new Error('not there yet');
      return [...found];
    });
    await userEvent.type(fields[0]!, '131');
    await userEvent.type(fields[1]!, '83');
    const press = async (): Promise<void> => userEvent.click(page.querySelector('nelumbo-vitals-entry')!.shadowRoot!.querySelector('button.primary')!);
    await press();
    await waitFor(() => expect(page.querySelector('nelumbo-vitals-entry')!.shadowRoot!.querySelector('[part~=status]')).not.toBeNull());
  },
};

/** The same for React, with another element and the attributes of its example. */
export const React: Story = { args: { widget: 'encyclopedia-card', framework: 'React' } };
