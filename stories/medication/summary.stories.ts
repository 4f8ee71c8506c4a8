import type { Client } from '@nelumbo/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

/** How well the plans are kept, with the definition of every number. */
const meta: Meta<Args> = {
  title: 'Medication/Summary',
  component: 'nelumbo-medication-summary',
  argTypes: { care: { control: 'boolean' } },
  args: { care: false },
  render: ({ care }: Args) => html`<nelumbo-medication-summary ?care=${care}></nelumbo-medication-summary>`,
};
export default meta;

interface Args {
  care: boolean;
}
type Story = StoryObj<Args>;

async function seed({ medication }: Client): Promise<void> {
  const saved = await medication.plan({ name: '盐酸二甲双胍缓释片 0.5 g', pattern: { amount: 1, unit: '{tablet}', when: ['PCM', 'PCV'] }, stock: 28 });
  if (saved.ok) await medication.refill(saved.value.ref, { amount: 28 });
  await medication.plan({ name: '缬沙坦胶囊 80 mg', pattern: { amount: 1, unit: '{capsule}', times: ['07:00'], food: 'before' }, stock: 3 });
  for (const dose of (await medication.day()).doses.slice(0, 1)) await medication.take(dose, { accepted: ['too-soon'] });
}

/** Two plans, one dose taken. */
export const Default: Story = { parameters: { seed } };

/** No plan yet. */
export const Empty: Story = {};

/** Big type and big targets. */
export const Care: Story = { args: { care: true }, parameters: { seed } };
