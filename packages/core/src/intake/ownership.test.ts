import { describe, expect, it } from 'vitest';
import { createClient } from '../client.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import type { Questionnaire } from '../fhir/index.js';
import type { IntakeSession } from './index.js';

const questionnaire: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:test:tabs',
  version: '1',
  item: [
    { linkId: 'name', type: 'string', text: 'Name' },
    { linkId: 'age', type: 'integer', text: 'Age' },
  ],
};

const open = (platform: MemoryPlatform) => createClient({ platform, content: { read: () => Promise.reject(new Error('none')) }, locale: 'en' });
const said = ({ form }: IntakeSession): unknown => form.peek(() => form.items.map((item) => item.answers[0]?.value));

async function twoTabs() {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto });
  const [first, second] = [await open(platform), await open(platform.tab())];
  return { platform, first, second, close: () => Promise.all([first.close(), second.close()]) };
}

describe('a draft in two tabs', () => {
  it('is written by the tab that opened it first', async () => {
    const { first, second, close } = await twoTabs();
    const here = await first.intake.start(questionnaire);
    const there = await second.intake.start(questionnaire);
    expect([here.elsewhere, there.elsewhere]).toEqual([false, true]);
    there.form.answer(there.form.find('name')!, 'lost');
    await there.saveDraft();
    here.form.answer(here.form.find('name')!, 'kept');
    await here.saveDraft();
    await close();
  });

  it('is saved by the one and taken over by the other, nothing lost', async () => {
    const { first, second, close } = await twoTabs();
    const here = await first.intake.start(questionnaire);
    const there = await second.intake.start(questionnaire);
    here.form.answer(here.form.find('name')!, 'Ann'); // not saved yet: the delay has not passed
    const told = new Promise<void>((resolve) => here.onElsewhere(resolve));
    await there.takeOver();
    await told;
    expect(here.elsewhere).toBe(true);
    await there.close();
    const again = await second.intake.start(questionnaire);
    expect(again.elsewhere).toBe(false);
    expect(said(again)).toEqual(['Ann', undefined]);
    // The first tab no longer writes over it.
    here.form.answer(here.form.find('name')!, 'old tab');
    await here.saveDraft();
    again.form.answer(again.form.find('age')!, 40);
    await again.saveDraft();
    await again.close();
    await here.close();
    expect(said(await first.intake.start(questionnaire))).toEqual(['Ann', 40]);
    await close();
  });

  it('stays with who took it over, also when the other form starts again at once', async () => {
    const { first, second, close } = await twoTabs();
    const here = await first.intake.start(questionnaire);
    const there = await second.intake.start(questionnaire);
    let reader: Promise<IntakeSession> | undefined;
    here.onElsewhere(() => {
      reader = here.close().then(() => first.intake.start(questionnaire));
    });
    await there.takeOver();
    await there.close();
    expect((await reader)?.elsewhere).toBe(true); // it came first, and still does not get it
    expect((await second.intake.start(questionnaire)).elsewhere).toBe(false);
    await close();
  });

  it('is free again when the form is finished, given up or closed', async () => {
    const { first, second, close } = await twoTabs();
    for (const end of ['complete', 'discardDraft', 'close'] as const) {
      const here = await first.intake.start(questionnaire);
      here.form.answer(here.form.find('name')!, 'Ann');
      await here[end]();
      const there = await second.intake.start(questionnaire);
      expect([end, there.elsewhere]).toEqual([end, false]);
      await there.discardDraft();
      await there.close();
      await here.close();
    }
    await close();
  });

  it('is taken from a tab that does not answer', async () => {
    const { platform, first, second, close } = await twoTabs();
    const here = await first.intake.start(questionnaire);
    const there = await second.intake.start(questionnaire);
    platform.locks.tell = () => undefined;
    (platform.locks as unknown as { hear: () => () => void }).hear = () => () => undefined;
    await first.close(); // its page is gone, without a word
    await there.takeOver();
    expect(here.elsewhere).toBe(false); // it ended by itself
    await close();
  });

  it('of another subject is another draft', async () => {
    const { first, second, close } = await twoTabs();
    const here = await first.intake.start(questionnaire, { subject: 'Patient/1' });
    const there = await second.intake.start(questionnaire, { subject: 'Patient/2' });
    expect([here.elsewhere, there.elsewhere]).toEqual([false, false]);
    await close();
  });

  it('names neither the form nor the person in its lock', async () => {
    const { platform, first, close } = await twoTabs();
    const names: string[] = [];
    const { run } = platform.locks;
    platform.locks.run = (name, options, task) => (names.push(name), run.call(platform.locks, name, options, task)) as never;
    await first.intake.start(questionnaire, { subject: 'Patient/1' });
    expect(names.filter((name) => name.startsWith('intake/'))).toHaveLength(1);
    expect(names.join(' ')).not.toMatch(/tabs|Patient/);
    await close();
  });
});
