import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import type { NelumboVitalsImport } from '@nelumbo/elements/vitals/import';
import { elementIn } from './shadow.js';

/** Imports readings from a FHIR R4 Bundle that the user chooses. */
const meta: Meta = {
  title: 'Vitals/Import',
  component: 'nelumbo-vitals-import',
  render: () => html`<nelumbo-vitals-import></nelumbo-vitals-import>`,
};
export default meta;
type Story = StoryObj;

const weight = (value: number | string, day: number) => ({
  resource: {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    effectiveDateTime: `2026-01-0${day}T07:30:00+08:00`,
    valueQuantity: { value, code: 'kg' },
  },
});

async function run(canvas: HTMLElement, bundle: unknown): Promise<ShadowRoot> {
  const { element, root } = elementIn(canvas, 'nelumbo-vitals-import');
  await (element as NelumboVitalsImport).run(bundle); // the story renders this element
  return root;
}

/** Before a file is chosen. */
export const Default: Story = {};

/** What became of each entry. */
export const Report: Story = {
  play: async ({ canvasElement }) => {
    const entry = [weight(70.4, 1), weight(70.1, 2), weight(70.1, 2), weight('heavy', 3), { resource: { resourceType: 'Patient' } }];
    const root = await run(canvasElement, { resourceType: 'Bundle', entry });
    await waitFor(() => expect(root.querySelector('.banner')?.textContent).toContain('2'));
  },
};

/** A file of another kind: what is wrong with it. */
export const NotABundle: Story = {
  play: async ({ canvasElement }) => {
    const root = await run(canvasElement, '<html>');
    await waitFor(() => expect(root.querySelector('[role=alert]')).not.toBeNull());
  },
};
