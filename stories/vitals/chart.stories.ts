import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import { densePressures, glucose, pressures, seed, sensorGlucose } from './readings.js';
import { elementIn, inside } from './shadow.js';

interface Args {
  measure: string;
  range: string;
  guideline: string;
  view: 'chart' | 'table' | 'agp';
  meal: string;
}

/** Readings over time with the guideline's ranges behind them, and the same readings as a table. */
const meta: Meta<Args> = {
  title: 'Vitals/Chart',
  component: 'nelumbo-vitals-chart',
  argTypes: {
    measure: { control: 'select', options: ['blood-pressure', 'glucose', 'weight'] },
    range: { control: 'select', options: ['7d', '14d', '30d', '90d', '1y', 'all'] },
    guideline: { control: 'select', options: ['cn-2024', 'esc-2024', 'aha-2017', 'ada'] },
    view: { control: 'inline-radio', options: ['chart', 'table', 'agp'] },
    meal: { control: 'select', options: ['', 'fasting', 'after'] },
  },
  args: { measure: 'blood-pressure', range: '30d', guideline: 'cn-2024', view: 'chart', meal: '' },
  parameters: { seed: seed(...pressures(90), ...glucose(60)) },
  render: ({ measure, range, guideline, view, meal }) => html`
    <nelumbo-vitals-chart measure=${measure} range=${range} guideline=${guideline} view=${view} .meal=${meal}></nelumbo-vitals-chart>
  `,
};
export default meta;
type Story = StoryObj<Args>;

const chartIn = (canvas: HTMLElement) => elementIn(canvas, 'nelumbo-vitals-chart').root;

/** Thirty days of blood pressure; the arrow keys walk the readings. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    const root = chartIn(canvasElement);
    (await inside(root, '.plot[tabindex]')).focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await waitFor(() => expect(root.querySelector('[role=status]')?.textContent).toMatch(/\d+\/\d+ mmHg/));
    await userEvent.keyboard('{Escape}');
  },
};

/** Ninety days, with a gap that is not joined. */
export const NinetyDays: Story = { args: { range: '90d' } };

/** Glucose after meals: each relation to a meal has its own ranges. */
export const Glucose: Story = { args: { measure: 'glucose', range: '30d', meal: 'after' } };

/** Glucose at all times: without a line, because the readings do not compare. */
export const GlucoseMixed: Story = { args: { measure: 'glucose', range: '30d' } };

/** The period before lies under the one shown, and the difference of the means is said. */
export const Compared: Story = {
  play: async ({ canvasElement }) => {
    const root = chartIn(canvasElement);
    await userEvent.click(await inside(root, '.compare-button'));
    await expect((await inside(root, '.against')).textContent).toMatch(/\d/);
  },
};

/** A glucose sensor: the drawing, and the profile of its days. */
export const GlucoseSensor: Story = { args: { measure: 'glucose', range: '14d' }, parameters: { seed: seed(...sensorGlucose(16)) } };

/** The ambulatory glucose profile of the period, in the same element. */
export const GlucoseProfile: Story = { ...GlucoseSensor, args: { measure: 'glucose', range: '14d', view: 'agp' } };

/** Two thousand readings. */
export const Dense: Story = { args: { range: '90d' }, parameters: { seed: seed(...densePressures(2000)) } };

/** The same readings as a table. */
export const Table: Story = { args: { view: 'table' } };

/** By the ACC/AHA guideline: the view changes, the records do not. */
export const OtherGuideline: Story = { args: { guideline: 'aha-2017' } };

/** Nothing yet: what to do first, and the host's own button. */
export const Empty: Story = {
  parameters: { seed: undefined },
  render: () => html` <nelumbo-vitals-chart measure="blood-pressure"><a slot="empty" href="#entry">记一次血压 / Record one</a></nelumbo-vitals-chart> `,
};

/** Readings, but none in this period. */
export const EmptyPeriod: Story = { args: { range: '7d' }, parameters: { seed: seed(...pressures(90).slice(0, 20)) } };

/** Care mode: big type, big targets, high contrast. */
export const Care: Story = { globals: { care: 'on' }, args: { range: '7d' } };
