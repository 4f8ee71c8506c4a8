import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import { glucose, pressures, seed } from './readings.js';
import { elementIn, fill, inside, pressMain } from './shadow.js';

interface Args {
  measure: string;
  setting: string;
  meal: string;
  guideline: string;
}

/** Records a reading in two steps: type it, then see what it means and save. What is unlikely is asked back, never dropped. */
const meta: Meta<Args> = {
  title: 'Vitals/Entry',
  component: 'nelumbo-vitals-entry',
  argTypes: {
    measure: { control: 'select', options: ['blood-pressure', 'glucose', 'heart-rate', 'spo2', 'temperature', 'weight', 'hba1c'] },
    setting: { control: 'inline-radio', options: ['home', 'clinic'] },
    meal: { control: 'select', options: ['', 'fasting', 'before', 'after', 'bedtime', 'random'] },
    guideline: { control: 'select', options: ['cn-2024', 'esc-2024', 'aha-2017', 'ada'] },
  },
  args: { measure: 'blood-pressure', setting: 'home', meal: '', guideline: 'cn-2024' },
  parameters: { seed: seed(...pressures(30), ...glucose(10)) },
  render: ({ measure, setting, meal, guideline }) => html`
    <nelumbo-vitals-entry measure=${measure} .setting=${setting} .meal=${meal} guideline=${guideline}></nelumbo-vitals-entry>
  `,
};
export default meta;
type Story = StoryObj<Args>;

const entryIn = (canvas: HTMLElement) => elementIn(canvas, 'nelumbo-vitals-entry').root;

/** The first step, with the last reading as ghost text. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    const field = await inside<HTMLInputElement>(entryIn(canvasElement), '#systolic');
    await waitFor(() => expect(field.placeholder).not.toBe(''));
  },
};

/** Glucose has a unit and a relation to a meal. */
export const Glucose: Story = { args: { measure: 'glucose', meal: 'fasting' } };

/** 165/102 by the Chinese guideline: colour, shape and word, and the grade its numbers lie in. */
export const GradeTwo: Story = {
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    await fill(root, 'systolic', '165/102');
    await pressMain(root);
    await expect((await inside(root, '.status')).dataset['tone']).toBe('alert');
    await expect(root.textContent).toMatch(/2级|grade 2/);
  },
};

/** Far outside what is usual: the number is repeated and asked about. */
export const ConfirmAsked: Story = {
  args: { measure: 'heart-rate' },
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    await fill(root, 'value', '188');
    await pressMain(root);
    await expect((await inside(root, '.doubt')).textContent).toContain('188');
  },
};

/** The upper and the lower number the wrong way round. */
export const Swapped: Story = {
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    await fill(root, 'systolic', '84/131');
    await pressMain(root);
    await expect((await inside(root, '.banner')).textContent).toContain('84/131');
  },
};

/** Not possible: refused at the field, with the range; nothing typed is lost. */
export const Refused: Story = {
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    await fill(root, 'systolic', '16');
    await pressMain(root);
    const field = await inside<HTMLInputElement>(root, '#systolic[aria-invalid=true]');
    await expect(field.value).toBe('16');
  },
};

/** Urgent: what to do and whom to call, never a diagnosis. */
export const Critical: Story = {
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    await fill(root, 'systolic', '192/118');
    await pressMain(root);
    await expect((await inside<HTMLAnchorElement>(root, 'a.call')).href).toMatch(/^tel:/);
  },
};

/** “Saved” appears only after the record is committed. */
export const Saved: Story = {
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    await fill(root, 'systolic', '118/76');
    await fill(root, 'pulse', '64');
    await pressMain(root);
    await inside(root, '.review');
    await pressMain(root);
    await inside(root, '.done');
  },
};

async function save(root: ShadowRoot, text: string): Promise<void> {
  await fill(root, 'systolic', text);
  await pressMain(root);
  await inside(root, '.review');
  await pressMain(root);
  await inside(root, '.done');
}

/** After a pressure: the offer of a second reading, with a minute's rest. */
export const SecondReading: Story = {
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    await save(root, '142/88');
    await inside(root, '.another');
  },
};

/** Two readings far apart: their mean, and the offer of a third. */
export const ThirdReading: Story = {
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    await save(root, '142/88');
    await userEvent.click(await inside(root, '.another'));
    await save(root, '128/84');
    await expect((await inside(root, '.mean')).textContent).toContain('135/86');
    await inside(root, '.another');
  },
};

/** Care mode has large keys of its own. */
export const CareKeys: Story = {
  globals: { care: 'on' },
  play: async ({ canvasElement }) => {
    const root = entryIn(canvasElement);
    const pad = await inside(root, '.pad');
    for (const digit of '128') await userEvent.click([...pad.querySelectorAll('button')].find((key) => key.textContent?.trim() === digit)!); // the pad has every digit
    await expect((await inside<HTMLInputElement>(root, '#systolic')).value).toBe('128');
  },
};

/** A temperature is judged by the site it was taken at. */
export const Temperature: Story = { args: { measure: 'temperature' } };

/** A measure that the SDK does not know says so in its place. */
export const UnknownMeasure: Story = { args: { measure: 'mood' } };
