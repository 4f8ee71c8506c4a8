import type { Client } from '@nelumbo/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';

/** What is kept, and everything a person may ask of it. */
const meta: Meta<Args> = {
  title: 'Privacy/Center',
  component: 'nelumbo-privacy-center',
  argTypes: { purposes: { control: 'text' }, eraseEverywhere: { control: 'boolean' }, care: { control: 'boolean' } },
  args: { purposes: 'sync personalise', eraseEverywhere: true, care: false },
  render: ({ purposes, eraseEverywhere, care }: Args) =>
    html`<nelumbo-privacy-center purposes=${purposes} ?erase-everywhere=${eraseEverywhere} ?care=${care}></nelumbo-privacy-center>`,
};
export default meta;

interface Args {
  purposes: string;
  eraseEverywhere: boolean;
  care: boolean;
}
type Story = StoryObj<Args>;

async function seed({ vitals, medication, privacy }: Client): Promise<void> {
  for (const [systolic, diastolic] of [
    [132, 84],
    [128, 82],
    [141, 90],
  ] as const)
    await vitals.record({ measure: 'blood-pressure', values: { systolic, diastolic } });
  await medication.plan({ name: '缬沙坦胶囊 80 mg', pattern: { amount: 1, unit: '{capsule}', times: ['07:00'] }, stock: 28 });
  await privacy.grant('personalise');
}

/** Three readings, a plan and a decision. */
export const Default: Story = {
  parameters: { seed },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('nelumbo-privacy-center')!;
    await waitFor(() => expect(element.shadowRoot?.querySelector('.kinds')).not.toBeNull());
  },
};

/** Nothing is kept yet. */
export const Empty: Story = {};

/** Big type and big targets. */
export const Care: Story = { args: { care: true }, parameters: { seed } };
