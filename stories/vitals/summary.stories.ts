import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { glucose, pressures, seed } from './readings.js';

interface Args {
  measure: string;
  range: string;
}

/** The newest reading large, with its status, and how the mean compares with the days before. */
const meta: Meta<Args> = {
  title: 'Vitals/Summary',
  component: 'nelumbo-vitals-summary',
  argTypes: {
    measure: { control: 'select', options: ['blood-pressure', 'glucose', 'weight'] },
    range: { control: 'inline-radio', options: ['7d', '30d', '90d'] },
  },
  args: { measure: 'blood-pressure', range: '30d' },
  parameters: { seed: seed(...pressures(60), ...glucose(30)) },
  render: ({ measure, range }) => html`<nelumbo-vitals-summary measure=${measure} range=${range}></nelumbo-vitals-summary>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Blood pressure of the last thirty days. */
export const Default: Story = {};

/** Glucose; the line names whom it is judged for. */
export const Glucose: Story = { args: { measure: 'glucose' } };

/** With the host's own link at the foot. */
export const WithAction: Story = {
  render: () => html` <nelumbo-vitals-summary measure="blood-pressure"><a slot="action" href="#chart">查看趋势 / Show the course</a></nelumbo-vitals-summary> `,
};

/** Nothing yet. */
export const Empty: Story = { args: { measure: 'weight' } };

/** Care mode. */
export const Care: Story = { globals: { care: 'on' } };
