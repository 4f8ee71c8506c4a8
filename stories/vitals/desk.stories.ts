import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { glucose, pressures, seed, sensorGlucose } from './readings.js';

/** What surrounds entry and chart: alerts, the list to correct, the status, the glucose profile and the page for a doctor. */
const meta: Meta = {
  title: 'Vitals/Around the chart',
  parameters: {
    seed: seed(...pressures(60), ...glucose(30), { measure: 'blood-pressure', values: { systolic: 192, diastolic: 118 }, at: Date.now() - 3_600_000 }),
  },
};
export default meta;
type Story = StoryObj;

/** An urgent reading: what was seen, what to do, when to seek care, whom to call. */
export const Alerts: Story = { render: () => html`<nelumbo-vitals-alerts></nelumbo-vitals-alerts>` };

/** Nothing to tell; every rule can be looked at. */
export const NoAlerts: Story = { ...Alerts, parameters: { seed: undefined } };

/** Correct and delete, both with a way back. */
export const List: Story = { render: () => html`<nelumbo-vitals-list measure="blood-pressure"></nelumbo-vitals-list>` };

/** What the newest reading means. */
export const Status: Story = { render: () => html`<nelumbo-vitals-status measure="blood-pressure"></nelumbo-vitals-status>` };

/** A page to print: figures, chart, readings, guideline; a name only if one is typed. */
export const Report: Story = { render: () => html`<nelumbo-vitals-report range="30d"></nelumbo-vitals-report>` };

/** Time in ranges and the typical day, from a sensor. */
export const GlucoseProfile: Story = {
  parameters: {
    seed: seed(...sensorGlucose(16)),
  },
  render: () => html`<nelumbo-vitals-agp></nelumbo-vitals-agp>`,
};
