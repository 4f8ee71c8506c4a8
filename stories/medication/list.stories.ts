import type { Client } from '@nelumbo/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

/** The user's medicines, to change or end. */
const meta: Meta<Args> = {
  title: 'Medication/List',
  component: 'nelumbo-medication-list',
  argTypes: { care: { control: 'boolean' } },
  args: { care: false },
  render: ({ care }: Args) => html`<nelumbo-medication-list ?care=${care}></nelumbo-medication-list>`,
};
export default meta;

interface Args {
  care: boolean;
}
type Story = StoryObj<Args>;

async function seed({ medication, records }: Client): Promise<void> {
  await medication.plan({ name: '盐酸二甲双胍缓释片 0.5 g', pattern: { amount: 1, unit: '{tablet}', when: ['PCM', 'PCV'] }, stock: 28 });
  await medication.plan({ name: '缬沙坦胶囊 80 mg', pattern: { amount: 1, unit: '{capsule}', times: ['07:00'], food: 'before' }, stock: 3 });
  await medication.plan({ name: '布洛芬缓释胶囊 0.3 g', pattern: { amount: 1, unit: '{capsule}', asNeeded: true } });
  const order = {
    ...{ resourceType: 'MedicationRequest', status: 'active', intent: 'order', authoredOn: '2026-03-01' },
    medicationCodeableConcept: { text: '泼尼松片 5 mg' },
    dosageInstruction: [{ text: '按门诊递减方案服用', timing: { repeat: { frequency: 3 } } }],
  };
  await records.write([{ put: order }]); // the store takes any R4 JSON
}

/** Three plans and an imported order that cannot be scheduled exactly. */
export const Default: Story = { parameters: { seed } };

/** No plan yet. */
export const Empty: Story = {};

/** Big type and big targets. */
export const Care: Story = { args: { care: true }, parameters: { seed } };
