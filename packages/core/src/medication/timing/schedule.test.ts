import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../../memory/index.js';
import type { Dosage, Timing, TimingRepeat } from '../../fhir/index.js';
import type { Anchors } from '../content.js';
import { compilePlan, planDoses } from '../doses.js';
import { readPlan } from '../plan.js';
import { compile, cycleUrl } from './compile.js';
import { expand, next, type Schedule } from './schedule.js';
import { Zone } from './zone.js';

interface Case {
  readonly id: string;
  readonly zone: string;
  readonly start?: string;
  readonly window: [string, string];
  readonly anchors?: Record<string, string>;
  readonly repeat?: TimingRepeat;
  readonly cycle?: { on: number; off: number };
  readonly event?: string[];
  readonly asNeeded?: boolean;
  readonly dosages?: { sequence: number; amount: number; repeat: TimingRepeat }[];
  readonly expect: (string | { at: string; amount: number })[];
}
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../../../../test/fixtures/medication/${name}`, import.meta.url), 'utf8')) as T; // our own fixture
const { cases, defaults } = read<{ cases: Case[]; defaults: Anchors }>('expansion.json');
const zones = new Map<string, Zone>();
const zoneOf = (name: string): Zone => {
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = new Zone(manualClock(0, name))));
  return zone;
};
const instant = (date: string, zone: string): number => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
const tablet = (value: number) => ({ doseAndRate: [{ doseQuantity: { value, unit: 'tablet', code: '{tablet}' } }] });

function dosagesOf(c: Case): Dosage[] {
  if (c.dosages) return c.dosages.map((d) => ({ sequence: d.sequence, timing: { repeat: d.repeat }, ...tablet(d.amount) }));
  const parts = c.cycle && [
    { url: 'on', valueInteger: c.cycle.on },
    { url: 'off', valueInteger: c.cycle.off },
  ];
  const repeat = c.repeat && { ...c.repeat, ...(parts ? { extension: [{ url: cycleUrl, extension: parts }] } : {}) };
  const timing: Timing = { ...(repeat ? { repeat } : {}), ...(c.event ? { event: c.event } : {}) };
  return [{ timing, ...(c.asNeeded ? { asNeededBoolean: true } : {}), ...tablet(1) }];
}

describe('expanding a dosage', () => {
  it.each(cases.map((c) => [c.id, c] as const))('means the doses written by hand: %s', (_id, c) => {
    const zone = zoneOf(c.zone);
    const anchors = { ...defaults, anchors: { ...defaults.anchors, ...c.anchors } };
    const plan = readPlan({
      resourceType: 'MedicationRequest',
      id: 'p',
      status: 'active',
      intent: 'order',
      subject: {},
      dosageInstruction: dosagesOf(c),
      ...(c.start ? { authoredOn: c.start } : {}),
    });
    const compiled = compilePlan({ ...plan, start: c.start ?? '2026-01-01' }, { zone, anchors });
    expect(compiled.refusals).toEqual([]);
    const found = planDoses(compiled, zone, instant(c.window[0], c.zone), instant(c.window[1], c.zone));
    const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
    expect(found.map((d) => (c.dosages ? { at: d.due, amount: d.amount.value } : d.due))).toEqual(
      c.expect.map((e) => (typeof e === 'string' ? at(e) : { at: at(e.at), amount: e.amount })),
    );
  });

  const dst = read<{
    daily: { label: string; zone: string; first: [number, number, number]; time: [number, number]; expect: string[] }[];
    everyHours: { label: string; zone: string; first: [number, number, number]; hour: number; step: number; expectHours: number[] }[];
  }>('dst-cases.json');
  const two = (n: number) => String(n).padStart(2, '0');
  const date = ([y, m, d]: [number, number, number]) => `${y}-${two(m)}-${two(d)}`;

  it.each(dst.daily.map((c) => [c.label, c] as const))('keeps the wall clock across offset changes: %s', (_label, c) => {
    const zone = zoneOf(c.zone);
    const timing = { repeat: { timeOfDay: [`${two(c.time[0])}:${two(c.time[1])}:00`] } };
    const schedule = compiled(timing, c.zone, date(c.first));
    const found = expand(schedule, zone, 0, Date.UTC(2030, 0, 1)).slice(0, c.expect.length);
    expect(found.map((o) => `${new Date(o.at).toISOString().slice(0, 16)}Z`)).toEqual(c.expect);
  });

  it.each(dst.everyHours.map((c) => [c.label, c] as const))('keeps elapsed time across offset changes: %s', (_label, c) => {
    const start = Temporal.PlainDateTime.from(`${date(c.first)}T${two(c.hour)}:00`)
      .toZonedDateTime(c.zone)
      .toString({ timeZoneName: 'never' });
    const schedule = compiled({ repeat: { frequency: 1, period: c.step, periodUnit: 'h' } }, c.zone, start);
    const found = expand(schedule, zoneOf(c.zone), 0, Date.UTC(2030, 0, 1)).slice(0, c.expectHours.length + 1);
    expect(found.slice(1).map((o, i) => (o.at - found[i]!.at) / 3_600_000)).toEqual(c.expectHours);
  });
});

function compiled(timing: Timing, zone: string, start: string): Schedule {
  const result = compile(timing, { zone: zoneOf(zone), anchors: defaults, start });
  if (!result.ok) throw new Error(`refused: ${result.error.rule}`);
  return result.value;
}

const changing = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Pacific/Apia',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Chatham',
];
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const time = fc
  .record({ h: fc.nat(23), m: fc.constantFrom(0, 1, 15, 30, 45, 59) })
  .map(({ h, m }) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}:00`);
const arbitrary = fc.record({
  zone: fc.constantFrom(...changing),
  start: fc.integer({ min: 0, max: 900 }),
  times: fc.uniqueArray(time, { minLength: 1, maxLength: 4 }),
  every: fc.integer({ min: 1, max: 9 }),
  weekdays: fc.option(fc.uniqueArray(fc.constantFrom(...days), { minLength: 1 })),
  from: fc.integer({ min: 0, max: 1000 }),
  length: fc.integer({ min: 1, max: 40 }),
});

/** The oracle: a loop over civil days with Temporal, which shifts a gap forward and takes the first of an overlap by itself. */
function oracle(p: typeof arbitrary extends fc.Arbitrary<infer T> ? T : never, from: number, to: number): number[] {
  const out: number[] = [];
  const start = Temporal.PlainDate.from('2026-01-01').add({ days: p.start });
  const end = Temporal.PlainDate.from('2026-01-01').add({ days: p.from + p.length + 4 });
  for (let d = start; Temporal.PlainDate.compare(d, end) < 0; d = d.add({ days: 1 })) {
    if (p.weekdays ? !p.weekdays.includes(days[d.dayOfWeek - 1]!) : start.until(d).days % p.every !== 0) continue;
    for (const t of p.times) out.push(d.toZonedDateTime({ timeZone: p.zone, plainTime: t }).epochMilliseconds);
  }
  return out.filter((t) => t >= from && t < to).sort((a, b) => a - b);
}

describe('the engine against Temporal', () => {
  const schedule = (p: Parameters<typeof oracle>[0]): Schedule => {
    const start = Temporal.PlainDate.from('2026-01-01').add({ days: p.start }).toString();
    const repeat: TimingRepeat = p.weekdays
      ? { timeOfDay: p.times, dayOfWeek: p.weekdays }
      : { timeOfDay: p.times, frequency: p.times.length, period: p.every, periodUnit: 'd' };
    return compiled({ repeat }, p.zone, start);
  };
  const base = Date.UTC(2026, 0, 1);
  const day = 86_400_000;

  it('loses no dose and doubles none, in ten zones with changes', () => {
    fc.assert(
      fc.property(arbitrary, (p) => {
        const [from, to] = [base + p.from * day, base + (p.from + p.length) * day];
        const found = expand(schedule(p), zoneOf(p.zone), from, to);
        expect(found.map((o) => o.at)).toEqual(oracle(p, from, to));
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same doses and slots for a window as for its two halves', () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(100), (p, share) => {
        const [from, to] = [base + p.from * day, base + (p.from + p.length) * day];
        const middle = from + Math.floor(((to - from) * share) / 100);
        const s = schedule(p);
        const zone = zoneOf(p.zone);
        expect([...expand(s, zone, from, middle), ...expand(s, zone, middle, to)]).toEqual(expand(s, zone, from, to));
      }),
      { numRuns: 200 },
    );
  });

  it('finds as next what expanding finds first', () => {
    fc.assert(
      fc.property(arbitrary, (p) => {
        const from = base + p.from * day;
        const s = schedule(p);
        expect(next(s, zoneOf(p.zone), from)).toEqual(expand(s, zoneOf(p.zone), from, from + 1000 * day)[0]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a timing that cannot be scheduled', () => {
  const refused: [string, Timing | undefined][] = [
    ['no-timing', undefined],
    ['no-timing', { repeat: {} }],
    ['tim-1', { repeat: { duration: 1, timeOfDay: ['08:00:00'] } }],
    ['tim-2', { repeat: { frequency: 1, period: 1 } }],
    ['tim-6', { repeat: { periodMax: 3, periodUnit: 'd' } }],
    ['tim-8', { repeat: { countMax: 3, timeOfDay: ['08:00:00'] } }],
    ['tim-9', { repeat: { offset: 60 } }],
    ['tim-9', { repeat: { offset: 60, when: ['CM'] } }],
    ['tim-10', { repeat: { when: ['HS'], timeOfDay: ['08:00:00'] } }],
    ['period-zero', { repeat: { frequency: 1, period: 0, periodUnit: 'd' } }],
    ['frequency-zero', { repeat: { frequency: 0, period: 1, periodUnit: 'd' } }],
    ['frequency-without-period', { repeat: { frequency: 3 } }],
    ['frequency-times', { repeat: { frequency: 3, period: 1, periodUnit: 'd', timeOfDay: ['08:00:00', '20:00:00'] } }],
    ['period-range', { repeat: { frequency: 2, period: 4, periodMax: 6, periodUnit: 'h' } }],
    ['weekly-without-days', { repeat: { frequency: 3, period: 1, periodUnit: 'wk' } }],
    ['several-a-period', { repeat: { frequency: 2, period: 1, periodUnit: 'mo' } }],
    ['too-many-slots', { repeat: { frequency: 1, period: 10, periodUnit: 'min' } }],
    ['too-many-slots', { repeat: { frequency: 25, period: 1, periodUnit: 'd' } }],
    ['no-usual-times', { repeat: { frequency: 6, period: 1, periodUnit: 'd' } }],
    ['unknown-when', { repeat: { when: ['LUNCH' as 'CD'] } }],
    ['time-format', { repeat: { timeOfDay: ['25:00:00'] } }],
    ['unknown-code', { code: { coding: [{ code: 'WHENEVER' }] } }],
    ['bounds-reversed', { repeat: { timeOfDay: ['08:00:00'], boundsPeriod: { start: '2026-02-02', end: '2026-02-01' } } }],
    ['count-range', { repeat: { timeOfDay: ['08:00:00'], count: 10_001 } }],
    ['event-format', { event: ['tomorrow'] }],
    ['modifier-extension', { modifierExtension: [{ url: 'urn:x' }], repeat: { timeOfDay: ['08:00:00'] } }],
  ];
  it.each(refused)('is refused by the name of its rule: %s', (rule, timing) => {
    const result = compile(timing, { zone: zoneOf('Asia/Shanghai'), anchors: defaults, start: '2026-01-01' });
    expect(result).toMatchObject({ ok: false, error: { rule } });
  });

  it('understands the usual codes where the repeat is missing', () => {
    const count = (code: string) =>
      expand(compiled({ code: { coding: [{ code }] } }, 'Asia/Shanghai', '2026-01-01'), zoneOf('Asia/Shanghai'), Date.UTC(2026, 0, 5), Date.UTC(2026, 0, 19))
        .length;
    expect(Object.fromEntries(['QD', 'BID', 'TID', 'QID', 'QOD', 'AM', 'PM', 'BED', 'WK', 'Q8H'].map((c) => [c, count(c)]))).toEqual({
      ...{ QD: 14, BID: 28, TID: 42, QID: 56, QOD: 7, AM: 14, PM: 14, BED: 14, WK: 2, Q8H: 42 },
    });
  });
});
