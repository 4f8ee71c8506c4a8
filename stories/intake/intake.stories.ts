import type { Client } from '@nelumbo/core';
import type { Questionnaire } from '@nelumbo/core/fhir';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { SpeechPort } from '@nelumbo/elements/intake/intake';
import { html, nothing } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';

interface Args {
  src: string;
  mode: '' | 'page' | 'steps' | 'care';
  care: boolean;
  emergencyNumber: string;
  readOnly: boolean;
  questionnaire?: Questionnaire;
  voice?: boolean;
  readAloud?: boolean;
  speech?: SpeechPort;
}

const meta: Meta<Args> = {
  title: 'Intake/Intake',
  component: 'nelumbo-intake',
  args: { src: 'urn:nelumbo:questionnaire:headache', mode: '', care: false, emergencyNumber: '', readOnly: false },
  argTypes: {
    src: { control: 'text', description: 'Address of a questionnaire, or its name in the content' },
    mode: { control: 'inline-radio', options: ['', 'page', 'steps', 'care'] },
    care: { control: 'boolean' },
    emergencyNumber: { control: 'text' },
    readOnly: { control: 'boolean' },
  },
  render: ({ src, mode, care, emergencyNumber, readOnly, questionnaire, voice, readAloud, speech }) =>
    html`<nelumbo-intake
      src=${src}
      mode=${mode || nothing}
      ?care=${care}
      ?read-only=${readOnly}
      emergency-number=${emergencyNumber || nothing}
      .questionnaire=${questionnaire}
      ?voice=${voice ?? false}
      ?read-aloud=${readAloud ?? false}
      .speech=${speech}
    ></nelumbo-intake>`,
};
export default meta;

type Story = StoryObj<Args>;

/** The element's shadow root, once it shows what `selector` names. */
async function shown(canvas: HTMLElement, selector: string): Promise<ShadowRoot> {
  let found: ShadowRoot | null | undefined;
  await waitFor(
    async () => {
      found = canvas.querySelector('nelumbo-intake')?.shadowRoot;
      await expect(found?.querySelector(selector)).toBeTruthy();
    },
    { timeout: 10_000 },
  );
  return found!;
}

async function choose(root: ShadowRoot, at: number, option: number): Promise<void> {
  await userEvent.click(root.querySelectorAll('fieldset.options')[at]!.querySelectorAll('input')[option]!);
}

/** The headache questionnaire on one page. */
export const Default: Story = {};

/** One group of questions at a time. */
export const Steps: Story = { args: { mode: 'steps' } };

/** One question at a time, in big type. */
export const Care: Story = { args: { care: true } };

/** PHQ-9, complete: the total is live and carries its band. */
export const Phq9: Story = {
  args: { src: 'urn:nelumbo:questionnaire:phq-9' },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, 'fieldset.options');
    for (let i = 0; i < 9; i++) await choose(root, i, i === 8 ? 0 : 1);
    await waitFor(() => expect(root.querySelector('.total')!.textContent).toContain('8'));
  },
};

/** A sudden headache, the worst of a life: nothing else before this was read. */
export const RedFlag: Story = {
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, 'fieldset.options');
    await choose(root, 0, 0);
    await choose(root, 1, 0);
    await waitFor(() => expect(root.querySelector<HTMLDialogElement>('dialog')?.open).toBe(true));
    await expect(root.querySelector<HTMLAnchorElement>('a.call')!.href).toMatch(/^tel:\d+$/);
  },
};

/** Thoughts of self-harm in PHQ-9: the crisis line of the reader's country comes first. */
export const CrisisLine: Story = {
  args: { src: 'urn:nelumbo:questionnaire:phq-9' },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, 'fieldset.options');
    await choose(root, 8, 1);
    await waitFor(() => expect(root.querySelector<HTMLAnchorElement>('dialog a.call')?.href).toMatch(/^tel:(12356|988)$/));
  },
};

/** Submitted too early: a summary with links, and an issue at each question. */
export const MissingAnswers: Story = {
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, 'button[type="submit"]');
    await userEvent.click(root.querySelector('button[type="submit"]')!);
    await waitFor(() => expect(root.querySelector('#summary')).toBeTruthy());
  },
};

/** Finished: saved on the device, with the record for the doctor. */
export const Completed: Story = {
  args: { src: 'urn:nelumbo:questionnaire:phq-9' },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, 'fieldset.options');
    for (let i = 0; i < 9; i++) await choose(root, i, i === 8 ? 0 : 2);
    await userEvent.click(root.querySelector('button[type="submit"]')!);
    await waitFor(() => expect(root.querySelector('.done')).toBeTruthy(), { timeout: 5000 });
  },
};

/** The last page of the stepped modes: every answer, each with the way back. */
export const Review: Story = {
  args: { src: 'urn:nelumbo:questionnaire:gad-7', mode: 'steps' },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, 'form');
    for (let page = 0; page < 30 && !root.querySelector('.review'); page++) {
      for (const set of root.querySelectorAll('fieldset.options:not(:has(:checked))')) await userEvent.click(set.querySelectorAll('input')[1]!);
      const before = root.querySelector('.status-line')!.textContent;
      await userEvent.click(root.querySelector('button[type="submit"]')!);
      await waitFor(() => expect(root.querySelector('.status-line')!.textContent).not.toBe(before));
    }
    await waitFor(() => expect(root.querySelector('.review-answer')).toBeTruthy());
  },
};

/** A draft was found. */
export const Resumed: Story = {
  parameters: {
    seed: async (client: Client) => {
      const session = await client.intake.start(await client.intake.load('urn:nelumbo:questionnaire:headache'));
      session.form.answer(session.form.find('reason')!, '昨天下午开始，左边一跳一跳地痛');
      await session.close();
    },
  },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, '.banner button');
    await expect(root.querySelector('textarea')!.value).toContain('昨天下午');
  },
};

/** Another tab, or another form of the page, has the draft: it is shown for reading until the user goes on here. */
export const Elsewhere: Story = {
  parameters: {
    seed: async (client: Client) => {
      const session = await client.intake.start(await client.intake.load('urn:nelumbo:questionnaire:headache'));
      session.form.answer(session.form.find('reason')!, '昨天下午开始，左边一跳一跳地痛');
      await session.saveDraft(); // and stays open
    },
  },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, '#elsewhere button');
    await expect(root.querySelector('textarea')).toBeNull();
    await userEvent.click(root.querySelector('#elsewhere button')!);
    await waitFor(() => expect(root.querySelector('textarea')?.value).toContain('昨天下午'), { timeout: 10_000 });
  },
};

/** Speech of the host: it hears "yes" whatever is said, and reads nothing. */
const hears: SpeechPort = {
  speaks: () => true,
  onVoices: () => () => undefined,
  say: (_text, _locale, ended) => {
    queueMicrotask(ended);
    return () => undefined;
  },
  listen: (_locale, listener) => {
    queueMicrotask(() => listener.heard('是'));
    return () => undefined;
  },
};

/** Each question can be read aloud, and answered by voice; before the first sound the user agrees. */
export const Voice: Story = {
  args: { voice: true, readAloud: true, speech: hears },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, '.speech button');
    await expect(root.querySelectorAll('.speech button').length).toBeGreaterThan(1);
  },
};

/** A long history: drawn as it is read. What waits shows the words of its questions and a button. */
export const Long: Story = {
  args: {
    src: '',
    questionnaire: {
      resourceType: 'Questionnaire',
      status: 'active',
      url: 'urn:nelumbo:story:long',
      title: '既往史（长问卷）',
      item: ['心血管', '呼吸', '消化', '神经', '泌尿', '内分泌', '皮肤', '过敏', '手术', '家族'].map((part, g) => ({
        linkId: `g${g}`,
        type: 'group',
        text: part,
        item: Array.from({ length: 15 }, (_, i) => ({ linkId: `g${g}.${i}`, type: 'boolean', text: `${part}：第 ${i + 1} 项，您有过这种情况吗？` })),
      })),
    },
  },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement, '.later');
    await expect(root.querySelector('form')!.textContent).toContain('家族：第 15 项');
    await userEvent.click([...root.querySelectorAll<HTMLElement>('.later button')].at(-1)!);
    await waitFor(() => expect(root.querySelector('[data-item="g9.14"] input')).toBeTruthy());
  },
};

/** Nothing is at that address. */
export const SourceMissing: Story = {
  args: { src: 'urn:nelumbo:questionnaire:no-such-form' },
  play: async ({ canvasElement }) => {
    await shown(canvasElement, '[role="alert"]');
  },
};

/** What was given is no questionnaire. */
export const NotAQuestionnaire: Story = {
  args: { src: '', questionnaire: { resourceType: 'Patient' } as unknown as Questionnaire },
  play: async ({ canvasElement }) => {
    await shown(canvasElement, '[role="alert"]');
  },
};
