import type { Client } from '@nelumbo/core';
import type { NelumboMedicationPlan } from '@nelumbo/elements/medication/plan';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

/** Three short steps to a plan: the medicine, when, stock and reminders. */
const meta: Meta<Args> = {
  title: 'Medication/Plan',
  component: 'nelumbo-medication-plan',
  argTypes: {
    plan: { control: 'text' },
    template: { control: 'select', options: ['', 'twice-after-meals', 'once-morning', 'three-after-meals', 'bedtime', 'as-needed'] },
    care: { control: 'boolean' },
  },
  args: { plan: '', template: '', care: false },
  render: ({ plan, template, care }: Args) => html`<nelumbo-medication-plan plan=${plan} template=${template} ?care=${care}></nelumbo-medication-plan>`,
};
export default meta;

interface Args {
  plan: string;
  template: string;
  care: boolean;
}
type Story = StoryObj<Args>;

const rootOf = async (canvas: HTMLElement): Promise<ShadowRoot> => {
  const element = canvas.querySelector<NelumboMedicationPlan>('nelumbo-medication-plan')!; // each story renders one
  await waitFor(() => expect(element.shadowRoot!.querySelector('form')).not.toBeNull());
  return element.shadowRoot!;
};
const press = (root: ShadowRoot, selector: string) => userEvent.click(root.querySelector<HTMLElement>(selector)!); // a missing one fails the story

/** A new plan; the controls choose a template. */
export const Default: Story = {};

/** "1 tablet twice daily after meals" from the template to the saved plan. */
export const FromTemplate: Story = {
  play: async ({ canvasElement, loaded }) => {
    const root = await rootOf(canvasElement);
    await userEvent.type(root.querySelector<HTMLElement>('#name')!, '二甲双胍 0.5 g');
    await press(root, '[data-template="twice-after-meals"]');
    await waitFor(() => expect(root.querySelector('.words')).not.toBeNull());
    await press(root, '.actions .primary');
    await waitFor(() => expect(root.querySelector('#stock')).not.toBeNull());
    await userEvent.type(root.querySelector<HTMLElement>('#stock')!, '28');
    await press(root, '.actions .primary');
    await waitFor(() => expect(root.querySelector('.done')).not.toBeNull());
    const client = loaded['client'] as Client; // put there by the preview
    const [plan] = await client.medication.plans();
    await expect(plan?.stock?.left).toBe(28);
  },
};

/** Editing: the fields hold what the plan says, the stock what is left. */
export const Editing: Story = {
  parameters: {
    seed: ({ medication }: Client) =>
      medication.plan({ name: '缬沙坦胶囊 80 mg', pattern: { amount: 1, unit: '{capsule}', times: ['07:00'], food: 'before' }, stock: 14 }),
  },
  loaders: [async ({ loaded }) => ({ ref: (await (loaded['client'] as Client | undefined)?.medication.plans())?.[0]?.ref ?? '' })],
  render: (_args, { loaded }) => html`<nelumbo-medication-plan plan=${String(loaded['ref'] ?? '')}></nelumbo-medication-plan>`,
};

/** What cannot be a plan is refused at its field, by name. */
export const Refused: Story = {
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement);
    await press(root, '.actions .primary');
    await waitFor(() => expect(root.querySelector('.error')).not.toBeNull());
    await expect(root.activeElement?.id).toBe('name');
  },
};

/** By the clock, on certain weekdays, with words and next doses at once. */
export const ByTheClock: Story = {
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement);
    await userEvent.type(root.querySelector<HTMLElement>('#name')!, '阿仑膦酸钠片 70 mg');
    await press(root, '.actions .primary');
    for (const [name, value] of [
      ['mode', 'clock'],
      ['per-day', '1'],
      ['days', 'weekdays'],
      ['weekday', 'mon'],
    ] as const) {
      const find = () => [...root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)].find((input) => input.value === value);
      await waitFor(() => expect(find()).toBeDefined());
      await userEvent.click(find()!); // waited for above
    }
    await waitFor(() => expect(root.querySelector('.words')?.textContent).toMatch(/周一|Monday/));
  },
};

/** An amount that goes down step by step; the preview says both. */
export const Tapering: Story = {
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement);
    await userEvent.type(root.querySelector<HTMLElement>('#name')!, '泼尼松片 5 mg');
    await press(root, '.actions .primary');
    await waitFor(() => expect(root.querySelector('.taper')).not.toBeNull());
    root.querySelector<HTMLDetailsElement>('.taper')!.open = true; // waited for above
    await press(root, '.add-step');
    await waitFor(() => expect(root.querySelector('#taper-amount-0')).not.toBeNull());
    await userEvent.type(root.querySelector<HTMLElement>('#taper-amount-0')!, '0.5');
    await waitFor(() => expect(root.querySelector('.words')?.textContent).toMatch(/；之后|; then/));
  },
};

/** Big type and big targets. */
export const Care: Story = { args: { care: true, template: 'twice-after-meals' } };
