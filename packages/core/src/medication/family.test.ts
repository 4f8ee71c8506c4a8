import { readFileSync } from 'node:fs';
import { bundledContent } from '@nelumbo/content';
import { describe, expect, it, vi } from 'vitest';
import { createClient } from '../client.js';
import type { Client } from '../client-api.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import type { MedicationAdministration, MedicationRequest } from '../fhir/index.js';
import type { DoseView } from './views.js';
import { adherenceOf } from './adherence.js';

const hour = 3_600_000;
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const platformAt = (text: string, zone = 'Asia/Shanghai'): MemoryPlatform => memoryPlatform({ webcrypto: globalThis.crypto, start: at(text), zone });
const open = (platform: MemoryPlatform, locale = 'zh-CN'): Promise<Client> => createClient({ platform, content: bundledContent(), locale });
const afterMeals = { amount: 1, unit: '{tablet}', when: ['PCM', 'PCV'] };

async function withPlan(platform: MemoryPlatform, stock?: number): Promise<{ client: Client; ref: string }> {
  const client = await open(platform);
  const saved = await client.medication.plan({ name: '二甲双胍', pattern: afterMeals, ...(stock === undefined ? {} : { stock }) });
  if (!saved.ok) throw new Error(saved.error.rule);
  return { client, ref: saved.value.ref };
}
const states = async (client: Client, date?: string): Promise<string[]> =>
  (await client.medication.day(date)).doses.map((d) => `${d.slot} ${d.state}${d.beforePlan ? ' before' : ''}`);
const first = async (client: Client, date?: string): Promise<DoseView> => (await client.medication.day(date)).doses[0]!;

describe('an hour beside midnight', () => {
  it.each([
    ['taken after midnight', '23:30', '2026-03-03T00:20', '2026-03-02', '00:15', '2026-03-03T00:15'],
    ['late on the same day', '08:00', '2026-03-02T22:00', '2026-03-02', '21:00', '2026-03-02T21:00'],
    ['in the morning, for the evening', '20:00', '2026-03-02T21:00', '2026-03-02', '07:00', '2026-03-02T07:00'],
    ['taken before midnight', '00:30', '2026-03-02T00:40', '2026-03-02', '23:50', '2026-03-01T23:50'],
  ])('belongs to the right day: %s', async (_what, due, now, day, time, taken) => {
    const client = await open(platformAt(now));
    await client.medication.plan({ name: 'A', pattern: { amount: 1, unit: '{tablet}', times: [due], start: '2026-03-01' } });
    const { ok } = await client.medication.take(await first(client, day), { at: time });
    expect([ok, (await first(client, day)).takenAt?.at]).toEqual([true, at(taken)]);
  });
  it('that has not come yet is refused', async () => {
    const client = await open(platformAt('2026-03-02T10:00'));
    await client.medication.plan({ name: 'A', pattern: { amount: 1, unit: '{tablet}', times: ['08:00'], start: '2026-03-01' } });
    expect(await client.medication.take(await first(client), { at: '21:00' })).toEqual({ ok: false, error: { rule: 'future' } });
  });
});

describe('a plan', () => {
  it('has today in it, in words, with stock and days left', async () => {
    const { client, ref } = await withPlan(platformAt('2026-03-02T07:30'), 28);
    const day = await client.medication.day();
    expect(day.date).toBe('2026-03-02');
    expect(await states(client)).toEqual(['PCM due', 'PCV upcoming']);
    expect(day.doses[0]).toMatchObject({ due: at('2026-03-02T08:00'), name: '二甲双胍', note: '早餐后', amount: { value: 1, code: '{tablet}' } });
    expect(day.plans[ref]).toMatchObject({ text: '每次 1 片，每日 2 次，早餐后、晚餐后', omitted: [], stock: { left: 28, unit: '{tablet}', daysLeft: 14 } });
    expect(day.nextChange).toBe(at('2026-03-02T08:00'));
  });

  it('added in the evening shows the morning dose as before the plan, not as a failure', async () => {
    const { client } = await withPlan(platformAt('2026-03-02T20:30'));
    expect(await states(client)).toEqual(['PCM missed before', 'PCV late before']);
    expect((await client.medication.adherence('2026-03-02', '2026-03-02')).adherence).toBeUndefined();
  });

  it.each([
    ['no-name', { name: ' ', pattern: afterMeals }],
    ['no-amount', { name: 'A', pattern: { ...afterMeals, amount: 0 } }],
    ['no-timing', { name: 'A', pattern: { amount: 1, unit: '{tablet}' } }],
    ['bounds-reversed', { name: 'A', pattern: { ...afterMeals, start: '2026-03-05', end: '2026-03-04' } }],
    ['stock', { name: 'A', pattern: afterMeals, stock: -1 }],
    ['too-many-slots', { name: 'A', pattern: { amount: 1, unit: '{tablet}', everyHours: 0.5 } }],
    ['unknown-plan', { plan: 'MedicationRequest/none', name: 'A', pattern: afterMeals }],
  ])('is refused by name, and nothing is saved: %s', async (rule, input) => {
    const client = await open(platformAt('2026-03-02T07:30'));
    expect(await client.medication.plan(input)).toMatchObject({ ok: false, error: { rule } });
    expect(await client.medication.plans()).toEqual([]);
  });

  it('that is edited makes a new version; taken doses stay and do not come due again', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const { client, ref } = await withPlan(platform, 28);
    await client.medication.take(await first(client));
    platform.clock.advance(hour);
    const edited = await client.medication.plan({ plan: ref, name: '二甲双胍', pattern: { amount: 2, unit: '{tablet}', times: ['09:00', '21:00'] } });
    if (!edited.ok) throw new Error(edited.error.rule);
    expect(edited.value.ref).not.toBe(ref);
    expect(await states(client)).toEqual(['PCM taken', '2100 upcoming']);
    expect(edited.value.stock).toMatchObject({ left: 27 });
    expect(await states(client, '2026-03-03')).toEqual(['0900 upcoming', '2100 upcoming']);
    const versions = await client.records.range<MedicationRequest>({ type: 'MedicationRequest' });
    expect(versions.map((v) => v.status).sort()).toEqual(['active', 'stopped']);
    expect(await client.medication.plans()).toHaveLength(1);
  });

  it('that is ended asks for nothing more and keeps its past', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const { client, ref } = await withPlan(platform);
    await client.medication.take(await first(client));
    platform.clock.advance(2 * hour);
    expect(await client.medication.end(ref)).toEqual({ ok: true, value: ref });
    expect(await states(client)).toEqual(['PCM taken']);
    expect(await states(client, '2026-03-03')).toEqual([]);
    expect((await client.medication.plans())[0]).toMatchObject({ active: false });
    expect(await client.medication.plan({ plan: ref, name: 'x', pattern: afterMeals })).toMatchObject({ ok: false });
  });
});

describe('a dose', () => {
  it('taken, taken back and taken again lowers the stock by one', async () => {
    const platform = platformAt('2026-03-02T07:55');
    const { client, ref } = await withPlan(platform, 28);
    const left = async () => (await client.medication.day()).plans[ref]!.stock!.left;
    await client.medication.take(await first(client));
    expect(await left()).toBe(27);
    await client.medication.undo(await first(client));
    expect(await left()).toBe(28);
    expect(await states(client)).toEqual(['PCM due', 'PCV upcoming']);
    await client.medication.take(await first(client));
    await client.medication.take(await first(client)); // the second tap of a double tap
    expect(await left()).toBe(27);
    expect(await states(client)).toEqual(['PCM taken', 'PCV upcoming']);
    const all = await client.records.range<MedicationAdministration>({ type: 'MedicationAdministration' });
    expect(all.map((a) => a.status).sort()).toEqual(['completed', 'entered-in-error']);
  });

  it('taken in two tabs at once is one record', async () => {
    const platform = platformAt('2026-03-02T07:55');
    const { client, ref } = await withPlan(platform, 28);
    const other = await open(platform.tab());
    const [mine, theirs] = [await first(client), await first(other)];
    await Promise.all([client.medication.take(mine), other.medication.take(theirs)]);
    expect(await client.records.range({ type: 'MedicationAdministration' })).toHaveLength(1);
    expect((await other.medication.day()).plans[ref]!.stock!.left).toBe(27);
  });

  it('answered on two devices counts once, and is taken back once', async () => {
    const { client, ref } = await withPlan(platformAt('2026-03-02T07:55'), 28);
    await client.medication.take(await first(client));
    const [mine] = await client.records.range<MedicationAdministration>({ type: 'MedicationAdministration' });
    const { id: _id, ...copy } = mine!;
    await client.records.write([{ put: { ...copy, identifier: [] } as never }]); // as another device's record would arrive
    const left = async () => (await client.medication.day()).plans[ref]!.stock!.left;
    expect(await left()).toBe(27);
    await client.medication.undo(await first(client));
    expect(await left()).toBe(28);
  });

  it('passes through its states by the clock alone, and says when to look again', async () => {
    const platform = platformAt('2026-03-02T06:00');
    const { client } = await withPlan(platform);
    const seen: string[] = [];
    for (let i = 0; i < 10; i++) {
      const { doses, nextChange } = await client.medication.day('2026-03-02');
      seen.push(`${new Date(platform.clock.now() + 8 * hour).toISOString().slice(11, 16)} ${doses.map((d) => d.state).join(' ')}`);
      platform.clock.advance(nextChange - platform.clock.now());
    }
    expect([...new Set(seen)]).toEqual([
      '06:00 upcoming upcoming',
      '07:00 due upcoming',
      '08:00 due upcoming',
      '09:00 late upcoming',
      '13:30 missed upcoming',
      '18:00 missed due',
      '19:00 missed due',
      '20:00 missed late',
      '00:00 missed late',
      '01:30 missed missed',
    ]);
  });

  it('of last night that is still open is shown after midnight', async () => {
    const platform = platformAt('2026-03-02T06:00');
    const { client } = await withPlan(platform);
    platform.clock.set(at('2026-03-03T00:30'));
    expect(await states(client)).toEqual(['PCV late', 'PCM upcoming', 'PCV upcoming']);
  });

  it('is skipped with a reason, and a skipped one can be taken after all', async () => {
    const { client } = await withPlan(platformAt('2026-03-02T08:10'));
    expect(await client.medication.skip(await first(client), 'because')).toMatchObject({ ok: false, error: { rule: 'unknown-reason' } });
    await client.medication.skip(await first(client), 'side-effect');
    expect(await first(client)).toMatchObject({ state: 'skipped', reason: 'side-effect' });
    await client.medication.take(await first(client));
    expect(await first(client)).toMatchObject({ state: 'taken' });
    expect(await client.records.range({ type: 'MedicationAdministration' })).toHaveLength(1);
  });

  it('is snoozed across a reload, inside its window only', async () => {
    const platform = platformAt('2026-03-02T08:10');
    const { client } = await withPlan(platform);
    await client.medication.snooze(await first(client), 15);
    await client.close();
    const again = await open(platform.tab());
    expect(await first(again)).toMatchObject({ state: 'snoozed', snoozedUntil: { at: at('2026-03-02T08:25'), time: '08:25' } });
    platform.clock.advance(15 * 60_000);
    expect(await first(again)).toMatchObject({ state: 'due' });
    expect(await again.medication.snooze(await first(again), 24 * 60)).toMatchObject({ ok: false });
  });

  it('of another amount needs a confirmation; a future hour is refused', async () => {
    const platform = platformAt('2026-03-02T08:10');
    const { client, ref } = await withPlan(platform, 28);
    const dose = await first(client);
    expect(await client.medication.take(dose, { amount: 2 })).toMatchObject({
      ok: false,
      error: { rule: 'amount-differs', prescribed: { value: 1 }, given: 2 },
    });
    expect(await client.medication.take(dose, { at: platform.clock.now() + hour })).toEqual({ ok: false, error: { rule: 'future' } });
    // A confirmation of other numbers is none.
    expect(await client.medication.take(dose, { amount: 2, confirmed: { prescribed: 1, given: 3 } })).toMatchObject({ ok: false });
    await client.medication.take(dose, { amount: 2, confirmed: { prescribed: 1, given: 2 } });
    expect((await client.medication.day()).plans[ref]!.stock!.left).toBe(26);
  });

  it('as needed is never due, is recorded as extra and can be taken back', async () => {
    const client = await open(platformAt('2026-03-02T08:10'));
    const saved = await client.medication.plan({ name: '布洛芬', pattern: { amount: 1, unit: '{capsule}', asNeeded: true }, stock: 10 });
    if (!saved.ok) throw new Error(saved.error.rule);
    expect(await states(client)).toEqual([]);
    expect((await client.medication.day()).asNeeded.map((p) => p.name)).toEqual(['布洛芬']);
    await client.medication.extra(saved.value.ref);
    expect(await first(client)).toMatchObject({ state: 'extra', name: '布洛芬', amount: { value: 1, code: '{capsule}' } });
    expect((await client.medication.plans())[0]!.stock!.left).toBe(9);
    await client.medication.undo(await first(client));
    expect((await client.medication.plans())[0]!.stock!.left).toBe(10);
  });

  it('as needed every so many hours says so, and asks about one that comes too soon', async () => {
    const client = await open(platformAt('2026-03-02T08:10'));
    const saved = await client.medication.plan({ name: '布洛芬', pattern: { amount: 1, unit: '{capsule}', asNeeded: true, everyHours: 6 } });
    if (!saved.ok) throw new Error(saved.error.rule);
    expect(await states(client)).toEqual([]);
    const [plan] = await client.medication.plans();
    expect(plan!.text).toContain('6 小时');
    expect(plan!.pattern).toMatchObject({ asNeeded: true, everyHours: 6 });
    expect(await client.medication.extra(saved.value.ref)).toMatchObject({ ok: true });
    const second = await client.medication.extra(saved.value.ref);
    expect(second.ok ? [] : second.error.findings!.map(({ rule }) => rule)).toEqual(['over-maximum', 'too-soon']);
  });

  it('keeps its id while its owner travels, and a taken one does not come due again', async () => {
    const platform = platformAt('2026-03-02T08:10');
    const { client } = await withPlan(platform);
    const before = await first(client);
    await client.medication.take(before);
    await client.close();
    const abroad = { ...platform.tab(), clock: { ...platform.clock, now: () => platform.clock.now(), offset: () => 60 } };
    const there = await createClient({ platform: abroad, content: bundledContent() });
    const dose = await first(there, '2026-03-02');
    expect(dose).toMatchObject({ id: before.id, state: 'taken', due: Date.parse('2026-03-02T08:00:00+01:00') });
  });

  it('stays unrecorded when the disk is full, and the same tap works afterwards', async () => {
    const platform = platformAt('2026-03-02T08:10');
    const { client } = await withPlan(platform);
    const dose = await first(client);
    platform.storage.fault = ({ kind }) => (kind === 'commit' ? 'quota' : undefined);
    const refusedByDisk = await client.medication.take(dose).catch((error: { code: string }) => error.code);
    expect(refusedByDisk).toBe('storage-full');
    platform.storage.fault = undefined;
    expect(await first(client)).toMatchObject({ state: 'due' });
    expect((await client.medication.take(dose)).ok).toBe(true);
  });
});

const answer = async (): Promise<void> => {
  // The store answers between the ticks, some of it from WebCrypto's threads.
  for (let i = 0; i < 10; i++) await new Promise((done) => setTimeout(done, 1));
};
/** Lets the store answer, moves the claim's short wait on, and asks again until it holds. */
const until = (platform: MemoryPlatform, holds: () => void): Promise<void> =>
  vi.waitFor(
    async () => {
      await answer();
      platform.clock.advance(100);
      holds();
    },
    { timeout: 60_000 },
  );
/** Long enough for whatever would ring wrongly to ring. */
const quiet = async (platform: MemoryPlatform): Promise<void> => {
  for (let i = 0; i < 12; i++) {
    await answer();
    platform.clock.advance(100);
  }
};

describe('reminders', () => {
  it('name what comes next, and nothing of what the page slept through', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const { client } = await withPlan(platform);
    platform.clock.set(at('2026-03-02T12:20')); // as a device that wakes up: no timer has run yet
    const { next } = await client.medication.reminders();
    expect(next.map((n) => `${n.local.days} ${n.local.time}`)).toEqual(['0 19:00', '1 08:00', '1 19:00']);
  });

  it('ring once at the due time, however many tabs are open, and tell every tab', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const { client } = await withPlan(platform);
    const other = await open(platform.tab());
    const heard: string[] = [];
    client.on('dose-due', ({ slot }) => heard.push(`one ${slot}`));
    other.on('dose-due', ({ slot }) => heard.push(`two ${slot}`));
    await Promise.all([client.medication.reminders(), other.medication.reminders()]);
    for (let i = 0; i < 6; i++) {
      platform.clock.advance(5 * 60_000);
      await answer();
    }
    await until(platform, () => expect(platform.notifier.rung).toHaveLength(1));
    await quiet(platform);
    expect(heard.sort()).toEqual(['one PCM', 'two PCM']);
    expect(platform.notifier.rung.map((r) => r.title)).toEqual(['该用药了']);
    expect(JSON.stringify(platform.notifier.rung)).not.toContain('二甲双胍');
    await Promise.all([client.close(), other.close()]);
  });

  it('ring on a page that shows no medication at all', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const { client } = await withPlan(platform);
    await client.close();
    const reader = await open(platform);
    const heard: string[] = [];
    reader.on('dose-due', ({ slot }) => heard.push(slot));
    for (let i = 0; i < 6; i++) {
      await answer(); // the family loads and arms
      platform.clock.advance(5 * 60_000);
    }
    await until(platform, () => expect(heard).toEqual(['PCM']));
    await reader.close();
  });

  it('ring again after a snooze, and not for what was taken', async () => {
    const platform = platformAt('2026-03-02T08:01');
    const { client } = await withPlan(platform);
    await client.medication.snooze(await first(client), 5);
    await client.medication.reminders();
    platform.clock.advance(5 * 60_000);
    await until(platform, () => expect(platform.notifier.rung).toHaveLength(1));
    await client.medication.take((await client.medication.day()).doses[1]!);
    platform.clock.set(at('2026-03-02T18:59'));
    await client.medication.reminders();
    platform.clock.advance(5 * 60_000);
    await quiet(platform);
    expect(platform.notifier.rung).toHaveLength(1);
    await client.close();
  });

  it('say what comes next and through what, and are silent for a plan that does not want them', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const { client, ref } = await withPlan(platform);
    const { channels, next } = await client.medication.reminders();
    expect(channels.map((c) => c.id)).toEqual(['in-page']);
    expect(next.map((n) => n.at)).toEqual([at('2026-03-02T08:00'), at('2026-03-02T19:00'), at('2026-03-03T08:00')]);
    await client.medication.plan({ plan: ref, name: '二甲双胍', pattern: afterMeals, remind: false });
    expect((await client.medication.reminders()).next).toEqual([]);
    expect(await client.medication.testReminder()).toEqual(['in-page']);
  });
});

describe('adherence', () => {
  const { doses } = JSON.parse(readFileSync(new URL('../../../../test/fixtures/medication/adherence.json', import.meta.url), 'utf8')) as {
    doses: (Record<'taken' | 'late' | 'missed' | 'skipped' | 'skippedOnInstruction' | 'asNeeded', number> & {
      id: string;
      adherence: number | null;
      onTime: number | null;
    })[];
  };
  it.each(doses.map((d) => [d.id, d] as const))('is counted as by hand: %s', (_id, d) => {
    const many = (n: number, dose: Parameters<typeof adherenceOf>[0][number]) => Array.from({ length: n }, () => dose);
    const result = adherenceOf(
      [
        ...many(d.taken, { state: 'taken' }),
        ...many(d.late, { state: 'taken', takenLate: true }),
        ...many(d.missed, { state: 'missed' }),
        ...many(d.skipped, { state: 'skipped', reason: 'other' }),
        ...many(d.skippedOnInstruction, { state: 'skipped', reason: 'told-to' }),
        ...many(d.asNeeded, { state: 'extra' }),
      ],
      [{ code: 'told-to', text: { en: '' }, instructed: true }],
    );
    if (d.adherence === null) expect(result.adherence).toBeUndefined();
    else expect(result.adherence).toBeCloseTo(d.adherence, 6);
    if (d.onTime === null) expect(result.onTime).toBeUndefined();
    else expect(result.onTime).toBeCloseTo(d.onTime, 6);
  });
});

describe('a caregiver', () => {
  it('is told of a missed dose and of a low stock once, and of nothing without consent', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const { client } = await withPlan(platform);
    const other = await open(platform.tab());
    const told: object[] = [];
    for (const one of [client, other]) for (const type of ['dose-missed', 'stock-low'] as const) one.on(type, (event) => told.push(event));
    const hours = async (n: number): Promise<void> => {
      for (let i = 0; i < n * 4; i++) {
        platform.clock.advance(15 * 60_000);
        await answer();
      }
    };
    await client.medication.plan({ plan: (await client.medication.plans())[0]!.ref, name: '二甲双胍', stock: 6 });
    await other.medication.reminders();
    await hours(8); // 08:00 is missed at 13:30, half-way to 19:00
    expect(told).toEqual([]);
    await client.privacy.grant('share');
    await hours(1);
    await until(platform, () => expect(told).toHaveLength(2));
    await hours(1);
    expect(told).toEqual([
      expect.objectContaining({ type: 'dose-missed', slot: 'PCM', at: at('2026-03-02T08:00') }),
      expect.objectContaining({ type: 'stock-low', daysLeft: 3 }),
    ]);
    expect(JSON.stringify(told)).not.toContain('二甲双胍');
    await Promise.all([client.close(), other.close()]);
  });
});

describe('reminders for a closed page', () => {
  it('are handed over when they change, opaque and without names until the user agrees, and taken back with the dose', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const planned: { reminders: readonly { id: string; at: number; text: string }[]; names: boolean }[] = [];
    Object.assign(platform.notifier, {
      plan: (reminders: (typeof planned)[0]['reminders'], { names }: { names: boolean }) => Promise.resolve(void planned.push({ reminders, names })),
    });
    platform.notifier.channels = [{ id: 'web-push', closedPage: true, exact: false, repeat: false, cancel: true, needs: [] }];
    const { client } = await withPlan(platform);
    const handed = (n: number): Promise<void> => until(platform, () => expect(planned).toHaveLength(n));
    await handed(1);
    expect(planned[0]!.reminders.slice(0, 2).map((r) => r.at)).toEqual([at('2026-03-02T08:00'), at('2026-03-02T19:00')]);
    expect(planned[0]!.reminders.length).toBeGreaterThan(55);
    expect(JSON.stringify(planned)).not.toMatch(/二甲双胍|PCM/);
    await client.medication.reminders(); // nothing has changed: nothing is handed over
    await quiet(platform);
    await client.medication.take(await first(client));
    await handed(2);
    expect(planned[1]!.reminders[0]!.at).toBe(at('2026-03-02T19:00'));
    await client.medication.setReminderWords({ names: true });
    await handed(3);
    expect(planned[2]).toMatchObject({ names: true, reminders: { 0: { text: '二甲双胍 1 片' } } });
    await client.close();
  });

  it('ring once after a restart for what fell due while nothing was open', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const { client } = await withPlan(platform);
    await client.close();
    platform.clock.advance(40 * 60_000); // 08:10, the dose was due at 08:00
    for (let i = 0; i < 2; i++) {
      const again = await open(platform);
      await again.medication.reminders();
      await until(platform, () => expect(platform.notifier.rung).toHaveLength(1));
      await quiet(platform); // and no second time
      await again.close();
    }
    expect(platform.notifier.rung).toHaveLength(1);
  });
});
