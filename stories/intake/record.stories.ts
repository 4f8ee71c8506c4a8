import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { bundledContent } from '@nelumbo/content';
import type { QuestionnaireResponse } from '@nelumbo/core/fhir';
import { compile, createForm } from '@nelumbo/core/intake';
import { memoryPlatform } from '@nelumbo/core/memory';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';

interface Args {
  format: 'sections' | 'text' | 'fhir';
  care: boolean;
}

/** PHQ-9 with several days everywhere but at the last question. */
async function answered(): Promise<QuestionnaireResponse> {
  const { plan } = compile(await bundledContent().read('intake/phq-9'));
  const form = createForm(plan!, { clock: { ...memoryPlatform({ webcrypto: globalThis.crypto }).clock, now: () => Date.UTC(2026, 4, 20, 1, 30) } });
  const scored = form.items.flatMap((item) => [item, ...item.children]).filter((item) => item.options.some((option) => option.weight !== undefined));
  scored.forEach((item, i) => form.answer(item, item.options[i === 8 ? 0 : 1]!.value));
  return form.response({ status: 'completed' });
}

const meta: Meta<Args> = {
  title: 'Intake/Record',
  component: 'nelumbo-intake-record',
  args: { format: 'sections', care: false },
  argTypes: { format: { control: 'inline-radio', options: ['sections', 'text', 'fhir'] }, care: { control: 'boolean' } },
  render: ({ format, care }) => html`<nelumbo-intake-record format=${format} ?care=${care}></nelumbo-intake-record>`,
  play: async ({ canvasElement }) => {
    canvasElement.querySelector('nelumbo-intake-record')!.response = await answered();
    await waitFor(() => expect(canvasElement.querySelector('nelumbo-intake-record')!.shadowRoot!.querySelector('.actions')).toBeTruthy(), { timeout: 10_000 });
  },
};
export default meta;

type Story = StoryObj<Args>;

/** The record in sections, for reading. */
export const Default: Story = {};

/** As the text that is copied. */
export const AsText: Story = { args: { format: 'text' } };

/** As the FHIR document. */
export const AsFhir: Story = { args: { format: 'fhir' } };

/** In care mode. */
export const Care: Story = { args: { care: true } };

/** Nothing was given yet. */
export const Empty: Story = { play: () => undefined };
