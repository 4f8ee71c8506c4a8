import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { bundledContent } from '@nelumbo/content';
import { createClient } from '@nelumbo/core/client';
import { memoryPlatform } from '@nelumbo/core/memory';
import type { Devices } from '@nelumbo/core/platform';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import type { NelumboVitalsImport } from '@nelumbo/elements/vitals/import';
import { elementIn, inside } from './shadow.js';

/** Brings in readings from a file or a device: a look before, a report after, and a way back. */
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

const table = `日期,时间,高压,低压,脉搏,空腹血糖(mmol/L),备注
2025/11/16,07:30,128,82,71,6.0,
2025/11/17,07:35,131,84,70,"6,2",
2025/11/18,07:33,84,131,70,,睡得不好
17/10/2025,21:10,126,80,69,,睡前`;

async function open(canvas: HTMLElement, text: string, name: string): Promise<ShadowRoot> {
  const { element, root } = elementIn(canvas, 'nelumbo-vitals-import');
  await (element as NelumboVitalsImport).open(new File([text], name)); // the story renders this element
  return root;
}

/** A table before it is imported: how its columns are understood, what only the user can say, the first readings. */
export const TablePreview: Story = {
  play: async ({ canvasElement }) => {
    const root = await open(canvasElement, table, '血压记录.csv');
    await waitFor(() => expect(root.querySelectorAll('.columns select')).toHaveLength(7));
  },
};

/** A table whose columns nobody understands until the user names them. */
export const ColumnsToName: Story = {
  play: async ({ canvasElement }) => {
    const root = await open(canvasElement, 'wann;oben;unten\n2025-11-16 07:30;128;82\n', 'export.csv');
    await waitFor(() => expect(root.querySelector<HTMLButtonElement>('.preview .primary')?.disabled).toBe(true));
  },
};

/** Half of the file is read; it can be stopped. */
export const Running: Story = {
  play: async ({ canvasElement }) => {
    const { element, root } = elementIn(canvasElement, 'nelumbo-vitals-import');
    Object.assign(element, { progress: { done: 48_213, total: 0, saved: 47_990, bytes: 0 }, share: 0.47 });
    await waitFor(() => expect(root.querySelector('progress')).not.toBeNull());
  },
};

/** An import that was taken back. */
export const TakenBack: Story = {
  play: async ({ canvasElement }) => {
    const root = await run(canvasElement, { resourceType: 'Bundle', entry: [weight(70.4, 1), weight(70.1, 2)] });
    await userEvent.click(await inside(root, '.undo'));
    await waitFor(() => expect(root.querySelector('.banner')?.textContent).toContain('2'));
  },
};

/** A monitor that tells one pressure and its pulse as soon as somebody listens. */
const monitor: Devices = {
  available: () => Promise.resolve(true),
  choose: () =>
    Promise.resolve({
      id: 'monitor',
      name: 'BP-600',
      listen: (_services, onValue) => {
        onValue({ characteristic: 0x2a35, value: Uint8Array.of(22, 124, 0, 86, 0, 97, 0, 232, 7, 6, 15, 17, 17, 27, 51, 0, 0, 0) });
        return Promise.resolve(() => undefined);
      },
    }),
};
const withMonitor = async () => ({
  own: await createClient({
    platform: { ...memoryPlatform({ webcrypto: globalThis.crypto, start: Date.now() }), devices: monitor },
    content: bundledContent(),
  }),
});

/** A Bluetooth device told something; it is saved when the user says that it is theirs. */
export const Device: Story = {
  loaders: [withMonitor],
  render: (_args, { loaded, globals }) =>
    html`<nelumbo-provider .client=${loaded['own']} locale=${globals['locale']} ?care=${globals['care'] === 'on'}
      ><nelumbo-vitals-import></nelumbo-vitals-import
    ></nelumbo-provider>`,
  play: async ({ canvasElement }) => {
    const { root } = elementIn(canvasElement, 'nelumbo-vitals-import');
    await userEvent.click(await inside(root, '.start'));
    await waitFor(() => expect(root.querySelector('.told')?.textContent).toContain('124/86'));
  },
};

/** A file of another kind: what is wrong with it. */
export const NotABundle: Story = {
  play: async ({ canvasElement }) => {
    const root = await run(canvasElement, '<html>');
    await waitFor(() => expect(root.querySelector('[role=alert]')).not.toBeNull());
  },
};
