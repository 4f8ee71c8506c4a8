import type { Client } from '@nelumbo/core';
import type { NelumboMedicationToday } from '@nelumbo/elements/medication/today';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

/** The doses of a day: what is due now first, one large button each. */
const meta: Meta<Args> = {
  title: 'Medication/Today',
  component: 'nelumbo-medication-today',
  argTypes: { date: { control: 'text' }, readonly: { control: 'boolean' }, care: { control: 'boolean' } },
  args: { date: '', readonly: false, care: false },
  render: ({ date, readonly, care }: Args) => html`<nelumbo-medication-today date=${date} ?readonly=${readonly} ?care=${care}></nelumbo-medication-today>`,
};
export default meta;

interface Args {
  date: string;
  readonly: boolean;
  care: boolean;
}
type Story = StoryObj<Args>;

/** `HH:MM` some minutes from now, kept inside today: stories run at any hour. */
function clock(minutes: number): string {
  const now = new Date();
  const total = Math.min(Math.max(now.getHours() * 60 + now.getMinutes() + minutes, 0), 24 * 60 - 1);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

const metformin =
  (minutes: number, stock = 28) =>
  async ({ medication }: Client) =>
    medication.plan({ name: '盐酸二甲双胍缓释片 0.5 g', pattern: { amount: 1, unit: '{tablet}', times: [clock(minutes)], food: 'after' }, stock });

async function ordinaryDay(client: Client): Promise<void> {
  const { medication } = client;
  await metformin(0)(client);
  await medication.plan({ name: '缬沙坦胶囊 80 mg', pattern: { amount: 1, unit: '{capsule}', times: [clock(-120)] }, stock: 5 });
  await medication.plan({ name: '阿托伐他汀钙片 20 mg', pattern: { amount: 0.5, unit: '{tablet}', times: [clock(180)] } });
  await medication.plan({ name: '布洛芬缓释胶囊 0.3 g', pattern: { amount: 1, unit: '{capsule}', asNeeded: true }, stock: 10 });
}

const rootOf = async (canvas: HTMLElement): Promise<ShadowRoot> => {
  const element = canvas.querySelector<NelumboMedicationToday>('nelumbo-medication-today')!; // each story renders one
  await waitFor(() => expect(element.shadowRoot!.querySelector('.spine, .empty, .needed')).not.toBeNull());
  return element.shadowRoot!;
};
const press = (root: ShadowRoot, selector: string) => userEvent.click(root.querySelector<HTMLElement>(selector)!); // a missing one fails the story

/** One due, one overdue, one later, one as needed. */
export const Default: Story = { parameters: { seed: ordinaryDay } };

/** Take, undo, take: the stock falls by one. */
export const Taken: Story = {
  parameters: { seed: metformin(0) },
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement);
    const stock = (): string => root.querySelector('.stock')?.textContent ?? '';
    await waitFor(() => expect(stock()).toContain('28'));
    await press(root, '.take');
    await waitFor(() => expect(stock()).toContain('27'));
    await press(root, '.undo-bar');
    await waitFor(() => expect(stock()).toContain('28'));
    await press(root, '.take');
    await waitFor(() => expect(stock()).toContain('27'));
    await expect(root.querySelector('[data-state="taken"]')).not.toBeNull();
  },
};

/** Overdue: the amber bar, still takeable. */
export const Late: Story = { parameters: { seed: metformin(-90, 3) } };

/** What a dose offers besides its button: later, leave it out, another amount or hour. */
export const More: Story = {
  parameters: { seed: metformin(0) },
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement);
    await press(root, '.more');
    await waitFor(() => expect(root.querySelector('.panel')).not.toBeNull());
  },
};

/** Left out, with the reason in words. */
export const Skipped: Story = {
  parameters: { seed: metformin(0) },
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement);
    await press(root, '.more');
    await waitFor(() => expect(root.querySelector('.skip')).not.toBeNull());
    await press(root, '.skip[data-reason="side-effect"]');
    await waitFor(() => expect(root.querySelector('[data-state="skipped"]')).not.toBeNull());
  },
};

/** Another amount than the plan's is asked back before it is recorded. */
export const AnotherAmount: Story = {
  parameters: { seed: metformin(0) },
  play: async ({ canvasElement }) => {
    const root = await rootOf(canvasElement);
    await press(root, '.more');
    await waitFor(() => expect(root.querySelector('.amount')).not.toBeNull());
    const amount = root.querySelector<HTMLInputElement>('.amount')!; // waited for above
    await userEvent.type(amount, '{Backspace}2');
    await press(root, '.record-other');
    await waitFor(() => expect(root.querySelector('.confirm')).not.toBeNull());
  },
};

/** Only medicines that are taken when needed. */
export const AsNeeded: Story = {
  parameters: {
    seed: ({ medication }: Client) => medication.plan({ name: '布洛芬缓释胶囊 0.3 g', pattern: { amount: 1, unit: '{capsule}', asNeeded: true }, stock: 10 }),
  },
};

/** Nothing planned: what to do first. */
export const Empty: Story = {};

/** As a caregiver sees it. */
export const ReadOnly: Story = { args: { readonly: true }, parameters: { seed: ordinaryDay } };

/** Big type and big targets. */
export const Care: Story = { args: { care: true }, parameters: { seed: ordinaryDay } };
