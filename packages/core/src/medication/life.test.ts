import { bundledContent } from '@nelumbo/content';
import { describe, expect, it } from 'vitest';
import { createClient } from '../client.js';
import type { Client } from '../client-api.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import { ingredientName } from './checks.js';
import type { PlanInput } from './api.js';

const hour = 3_600_000;
const day = 24 * hour;
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const platformAt = (text: string, zone = 'Asia/Shanghai'): MemoryPlatform => memoryPlatform({ webcrypto: globalThis.crypto, start: at(text), zone });
const open = (platform: MemoryPlatform): Promise<Client> => createClient({ platform, content: bundledContent(), locale: 'en' });
const tablet = { amount: 1, unit: '{tablet}' };

async function planned(client: Client, input: PlanInput): Promise<string> {
  const saved = await client.medication.plan(input);
  if (!saved.ok) throw new Error(saved.error.rule);
  return saved.value.ref;
}
const states = async (client: Client, date?: string): Promise<string[]> => (await client.medication.day(date)).doses.map((d) => `${d.local.time} ${d.state}`);

describe('a plan that is held', () => {
  it('asks for nothing until it goes on, keeps its past, and counts on from its beginning', async () => {
    const platform = platformAt('2026-03-02T07:50');
    const client = await open(platform);
    const ref = await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00'], everyDays: 2, start: '2026-03-02' } });
    const [dose] = (await client.medication.day()).doses;
    await client.medication.take(dose!);
    platform.clock.advance(hour);
    expect((await client.medication.pause(ref)).ok).toBe(true);
    platform.clock.advance(4 * day); // 6 March: a day with a dose by the plan
    expect(await states(client)).toEqual([]);
    expect((await client.medication.plans())[0]).toMatchObject({ active: false, paused: true });
    expect((await client.medication.resume(ref)).ok).toBe(true);
    expect(await states(client, '2026-03-02')).toEqual(['08:00 taken']);
    expect([await states(client, '2026-03-07'), await states(client, '2026-03-08')]).toEqual([[], ['08:00 upcoming']]);
    const [now] = await client.medication.plans();
    expect((await client.medication.versions(now!.ref)).map((v) => v.state)).toEqual(['in-force', 'paused']);
  });
});

describe('the day of a change', () => {
  it('keeps what was missed before it, and moves what was still to come', async () => {
    const platform = platformAt('2026-03-02T07:50');
    const client = await open(platform);
    const ref = await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00', '12:00'] } });
    platform.clock.advance(3 * hour);
    await planned(client, { plan: ref, name: 'A', pattern: { ...tablet, times: ['09:00', '10:30'] } });
    expect(await states(client)).toEqual(['08:00 missed', '10:30 due']); // 10:50: the dose of noon is to be taken now
  });

  it('that is held does not count what was open then as missed', async () => {
    const platform = platformAt('2026-03-02T07:50');
    const client = await open(platform);
    const ref = await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00'] } });
    platform.clock.advance(hour);
    await client.medication.pause(ref);
    platform.clock.advance(2 * day);
    await client.medication.resume(ref);
    expect(await states(client, '2026-03-02')).toEqual([]);
    expect(await states(client, '2026-03-05')).toEqual(['08:00 upcoming']);
  });
});

describe('a plan that is changed after the clock was set right', () => {
  it('goes on, and can be held and resumed', async () => {
    const platform = platformAt('2026-03-02T10:00'); // three hours fast
    const client = await open(platform);
    const ref = await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00'] } });
    platform.clock.set(at('2026-03-02T07:00'));
    await planned(client, { plan: ref, name: 'A', pattern: { ...tablet, times: ['20:00'] } });
    const now = async () => (await client.medication.plans())[0]!;
    expect(await now()).toMatchObject({ active: true, text: expect.stringContaining('20:00') as string });
    expect(await states(client, '2026-03-03')).toEqual(['20:00 upcoming']);
    expect((await client.medication.pause((await now()).ref)).ok).toBe(true);
    expect(await now()).toMatchObject({ active: false, paused: true });
    expect((await client.medication.resume((await now()).ref)).ok).toBe(true);
    expect(await states(client, '2026-03-03')).toEqual(['20:00 upcoming']);
  });
});

describe('a range of hours', () => {
  it('counts from the last dose taken, is allowed from the shorter distance, and asks before that', async () => {
    const platform = platformAt('2026-03-02T08:00');
    const client = await open(platform);
    const dosages = [
      {
        timing: { repeat: { boundsPeriod: { start: '2026-03-02T08:00:00+08:00' }, frequency: 1, period: 4, periodMax: 6, periodUnit: 'h' as const } },
        doseAndRate: [{ doseQuantity: { value: 1, code: '{tablet}' } }],
      },
    ];
    await planned(client, { name: 'A', dosages });
    const doses = async () => (await client.medication.day()).doses;
    platform.clock.advance(hour);
    expect((await client.medication.take((await doses())[0]!)).ok).toBe(true); // at 09:00
    expect((await doses()).map((d) => d.local.time)).toEqual(['08:00', '15:00', '21:00']);
    expect((await doses())[1]).toMatchObject({ state: 'upcoming', allowed: { time: '13:00' } });
    platform.clock.advance(3 * hour);
    expect(await client.medication.take((await doses())[1]!)).toMatchObject({
      ok: false,
      error: { rule: 'asks', findings: [{ rule: 'too-soon', allowedFrom: at('2026-03-02T13:00') }] },
    });
    platform.clock.advance(hour + 1);
    expect((await doses())[1]).toMatchObject({ state: 'due' });
    await client.medication.take((await doses())[1]!);
    expect((await doses()).map((d) => d.local.time)).toEqual(['08:00', '15:00', '19:00']);
    await client.medication.undo((await doses())[1]!);
    expect((await doses()).map((d) => d.local.time)).toEqual(['08:00', '15:00', '21:00']);
  });
});

describe('what is taken as needed', () => {
  it('is held to its most in a day and to its distance, and said before the last one', async () => {
    const platform = platformAt('2026-03-02T08:00');
    const client = await open(platform);
    const gap = { url: 'http://hl7.org/fhir/StructureDefinition/dosage-minimumGapBetweenDose', valueDuration: { value: 4, code: 'h' } };
    const maxDosePerPeriod = { numerator: { value: 3, code: '{tablet}' }, denominator: { value: 24, code: 'h' } };
    const ref = await planned(client, {
      name: 'A',
      dosages: [{ asNeededBoolean: true, extension: [gap], maxDosePerPeriod, doseAndRate: [{ doseQuantity: { value: 1, code: '{tablet}' } }] }],
    });
    const rules = async () => (await client.medication.check(ref)).map((f) => f.rule);
    expect([await rules(), (await client.medication.extra(ref)).ok]).toEqual([[], true]);
    expect([await rules(), (await client.medication.extra(ref)).ok]).toEqual([['too-soon'], false]);
    platform.clock.advance(5 * hour);
    await client.medication.extra(ref);
    platform.clock.advance(5 * hour);
    expect(await rules()).toEqual(['last-allowed']);
    await client.medication.extra(ref);
    platform.clock.advance(5 * hour);
    expect(await client.medication.extra(ref)).toMatchObject({
      ok: false,
      error: { rule: 'asks', findings: [{ rule: 'over-maximum', sum: { value: 4 }, most: { value: 3 } }] },
    });
    expect((await client.medication.extra(ref, { accepted: ['over-maximum'] })).ok).toBe(true); // what was taken is true
    // An hour that was forgotten counts with what came after it.
    expect(await client.medication.extra(ref, { at: at('2026-03-02T10:30') })).toMatchObject({ ok: false });
  });

  it('counts what another plan of the same ingredient gave', async () => {
    const client = await open(platformAt('2026-03-02T07:30'));
    const codes = [{ system: 'urn:x', code: 'paracetamol' }];
    const maxDosePerPeriod = { numerator: { value: 2, code: '{tablet}' }, denominator: { value: 24, code: 'h' } };
    const amount = { doseAndRate: [{ doseQuantity: { value: 1, code: '{tablet}' } }] };
    const needed = await planned(client, { name: '扑热息痛', codes, dosages: [{ asNeededBoolean: true, maxDosePerPeriod, ...amount }] });
    const other = await planned(client, { name: '感冒片', codes, dosages: [{ asNeededBoolean: true, ...amount }] });
    await client.medication.extra(other, { amount: 2, confirmed: { prescribed: 1, given: 2 } });
    expect((await client.medication.check(needed)).map((f) => f.rule)).toEqual(['over-maximum']);
  });

  it('stands beside the due doses where the dosage leaves one more', async () => {
    const client = await open(platformAt('2026-03-02T07:30'));
    const repeat = { frequency: 3, frequencyMax: 4, period: 1, periodUnit: 'd' as const };
    const ref = await planned(client, { name: 'A', dosages: [{ timing: { repeat }, doseAndRate: [{ doseQuantity: { value: 1, code: '{tablet}' } }] }] });
    const { doses, asNeeded } = await client.medication.day();
    expect([doses.length, asNeeded.map((p) => p.ref)]).toEqual([3, [ref]]);
  });
});

describe('two plans', () => {
  it('of one ingredient are said before saving, by code or by name without strength and form', async () => {
    const client = await open(platformAt('2026-03-02T07:30'));
    const pattern = { ...tablet, times: ['08:00'] };
    const ref = await planned(client, { name: '二甲双胍缓释片 0.5g', pattern });
    const preview = await client.medication.preview({ name: '二甲双胍片', pattern });
    expect(preview.ok && preview.value.findings).toMatchObject([{ rule: 'same-ingredient', plan: ref, level: 'warn' }]);
    const other = await client.medication.preview({ name: '阿司匹林', pattern });
    expect(other.ok && other.value.findings).toEqual([]);
    expect(ingredientName('Paracetamol 500 mg tablets')).toBe(ingredientName('paracetamol'));
  });

  it('are checked for interactions only through a provider, whose failure is said', async () => {
    const client = await open(platformAt('2026-03-02T07:30'));
    const [a, b] = [
      await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00'] } }),
      await planned(client, { name: 'B', pattern: { ...tablet, times: ['09:00'] } }),
    ];
    expect(await client.medication.interactions()).toEqual({ state: 'not-checked' });
    await client.medication.useInteractions({ name: 'S', sample: true, check: () => Promise.resolve([{ between: [a, b], level: 'warn', text: 'x' }]) });
    expect(await client.medication.interactions()).toMatchObject({
      state: 'checked',
      source: 'S',
      sample: true,
      findings: [{ rule: 'interaction', name: 'A + B', text: 'x' }],
    });
    await client.medication.useInteractions({ name: 'S', check: () => Promise.reject(new Error('down')) });
    expect(await client.medication.interactions()).toEqual({ state: 'failed', source: 'S' });
  });
});

describe('the stock', () => {
  it('grows with a supply, says when to collect the next and when it is over its date', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const client = await open(platform);
    const ref = await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00'] }, stock: 2, expires: '2026-03-20' });
    const stock = async () => (await client.medication.plans())[0]!.stock;
    expect(await stock()).toMatchObject({ left: 2, daysLeft: 2, runsOut: '2026-03-04', refillOn: '2026-03-02', expires: '2026-03-20', expired: false });
    await client.medication.refill(ref, { amount: 28 });
    expect(await stock()).toMatchObject({ left: 30, daysLeft: 30, runsOut: '2026-04-01', refillOn: '2026-03-25' });
    platform.clock.advance(19 * day);
    expect(await stock()).toMatchObject({ expired: true });
    const [dose] = (await client.medication.day()).doses.filter((d) => d.local.days === 0);
    expect((await client.medication.check(dose!)).map((f) => f.rule)).toContain('expired');
  });
});

describe('the hours of the user', () => {
  it('move the plans that go by them from now on, and leave what was', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const client = await open(platform);
    await planned(client, { name: 'A', pattern: { ...tablet, when: ['PCM'] } });
    await planned(client, { name: 'B', pattern: { ...tablet, times: ['12:00'] } });
    platform.clock.advance(day + 3 * hour);
    await client.medication.setHabits({ anchors: { CM: '06:15' } });
    expect(await states(client, '2026-03-02')).toEqual(['08:00 missed', '12:00 missed']);
    expect(await states(client, '2026-03-04')).toEqual(['06:45 upcoming', '12:00 upcoming']);
    const plans = await client.medication.plans();
    expect(plans.map((p) => `${p.name} ${p.versions}`).sort()).toEqual(['A 2', 'B 1']);
    await planned(client, { name: 'C', pattern: { ...tablet, when: ['CM'] } });
    expect(await states(client, '2026-03-04')).toContain('06:15 upcoming');
    await expect(client.medication.setHabits({ anchors: { CM: 'early' } })).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('the hours of a plan', () => {
  it('go before those of the user, one by one', async () => {
    const client = await open(platformAt('2026-03-02T05:30'));
    await client.medication.setHabits({ anchors: { CM: '06:15', CV: '17:45' } });
    await planned(client, { name: 'A', pattern: { ...tablet, when: ['CM', 'CV'] }, anchors: { CM: '07:10' } });
    expect(await states(client)).toEqual(['07:10 upcoming', '17:45 upcoming']);
  });
});

describe('a journey', () => {
  it('is asked about by a plan that wants to be, and settled by the user', async () => {
    const platform = platformAt('2026-03-02T07:30', 'America/New_York'); // the device is away; the plan was made at home
    const client = await open(platform);
    const ref = await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00'] }, zone: 'Asia/Shanghai', zonePolicy: 'ask' });
    expect((await client.medication.plans())[0]).toMatchObject({ zone: 'Asia/Shanghai', asksZone: true });
    expect((await client.medication.day()).doses[0]?.due).toBe(at('2026-03-02T08:00'));
    expect((await client.medication.settleZone(ref, 'stay')).ok).toBe(true);
    const [plan] = await client.medication.plans();
    expect(plan).toMatchObject({ zonePolicy: 'home', zone: 'Asia/Shanghai', versions: 2 });
    expect(plan!.asksZone).toBeUndefined();
  });

  it('does not move the days of a plan for every other day', async () => {
    const platform = platformAt('2026-03-02T07:30', 'America/New_York');
    const client = await open(platform);
    const pattern = { ...tablet, times: ['08:00'], everyDays: 2 };
    const ref = await planned(client, { name: 'A', pattern, zone: 'Asia/Shanghai', zonePolicy: 'ask' });
    const due = async () => {
      const dates = ['2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'];
      return Promise.all(dates.map(async (date) => (await client.medication.day(date)).doses.length));
    };
    expect(await due()).toEqual([0, 1, 0, 1]);
    platform.clock.advance(3 * day);
    expect((await client.medication.settleZone(ref, 'stay')).ok).toBe(true);
    expect(await due()).toEqual([0, 1, 0, 1]);
  });
});

describe('the summary', () => {
  it('has dose adherence, supply and streak by plan and in all, and every day', async () => {
    const platform = platformAt('2026-03-02T07:30');
    const client = await open(platform);
    const ref = await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00'] } });
    await client.medication.refill(ref, { amount: 3 });
    for (let i = 0; i < 4; i++) {
      platform.clock.advance(hour);
      const [dose] = (await client.medication.day()).doses.filter((d) => d.local.days === 0);
      if (i !== 1) await client.medication.take(dose!);
      platform.clock.advance(23 * hour);
    }
    const { all, plans, days } = await client.medication.summary('2026-03-02', '2026-03-05');
    expect(days.map((d) => d.mark)).toEqual(['full', 'missed', 'full', 'full']);
    expect(all).toMatchObject({ taken: 3, missed: 1, adherence: 0.75, onTime: 0.75, pdc: 0.75, streak: 2 });
    expect(plans).toMatchObject([{ plan: ref, name: 'A', adherence: 0.75, pdc: 0.75, mpr: 0.75, streak: 2 }]);
    await expect(client.medication.summary('2026-03-05', '2026-03-02')).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('counts the days that a supply is for, where they are told', async () => {
    const client = await open(platformAt('2026-03-02T07:30'));
    const ref = await planned(client, { name: 'A', pattern: { ...tablet, times: ['08:00'] } });
    await client.medication.refill(ref, { amount: 3, days: 1 });
    expect((await client.medication.summary('2026-03-02', '2026-03-05')).all.pdc).toBe(0.25);
  });
});
