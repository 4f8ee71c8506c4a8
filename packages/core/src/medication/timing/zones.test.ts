import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import schedule from '../../../../content/src/medication/schedule.js';
import { parseMoment } from './civil.js';
import { compile } from './compile.js';
import { expand, next } from './schedule.js';
import { Zone } from './zone.js';
import type { TimingRepeat } from '../../fhir/index.js';

const names = Intl.supportedValuesOf('timeZone');
const dayMs = 86_400_000;

/** A zone with a formatter of its own: making one costs more than all that is asked of it here. */
function zoneOf(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return new Zone({
    offset(t) {
      const text = format.formatToParts(t).find((part) => part.type === 'timeZoneName')!.value;
      const [, sign, h, min, s = 0] = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(text) ?? [];
      return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(min) + Number(s) / 60);
    },
  });
}
const zones = new Map<string, Zone>();
const known = (name: string): Zone => zones.get(name) ?? zones.set(name, zoneOf(name)).get(name)!;

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const time = fc
  .record({ h: fc.nat(23), m: fc.constantFrom(0, 1, 15, 30, 45, 59) })
  .map(({ h, m }) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}:00`);
const plan = fc.record({
  zone: fc.constantFrom(...names),
  /** Days since 1970: to the end of 2100. */
  near: fc.integer({ min: 400, max: 47_000 }),
  lead: fc.integer({ min: 0, max: 150 }),
  times: fc.uniqueArray(time, { minLength: 1, maxLength: 4 }),
  every: fc.integer({ min: 1, max: 9 }),
  kind: fc.constantFrom('days', 'weeks', 'months', 'cycle'),
  weekdays: fc.uniqueArray(fc.constantFrom(...days), { minLength: 1 }),
  length: fc.integer({ min: 1, max: 30 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** The day after which the window lies: beside an offset change where the zone has one left, else anywhere. */
function around({ zone, near }: Plan): Temporal.PlainDate {
  const at = Temporal.Instant.fromEpochMilliseconds(near * dayMs).toZonedDateTimeISO(zone);
  return (at.getTimeZoneTransition('next') ?? at).toPlainDate();
}

/** The oracle: a loop over civil days with Temporal, which shifts a gap forward and takes the first of an overlap by itself. */
function oracle(p: Plan, start: Temporal.PlainDate, from: number, to: number): number[] {
  const out: number[] = [];
  const last = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(p.zone).toPlainDate().add({ days: 2 });
  const monday = start.subtract({ days: start.dayOfWeek - 1 });
  for (let d = start, n = 0; Temporal.PlainDate.compare(d, last) <= 0; d = p.kind === 'months' ? start.add({ months: ++n * p.every }) : d.add({ days: 1 })) {
    const passed = start.until(d).days;
    if (p.kind === 'days' && passed % p.every !== 0) continue;
    if (p.kind === 'cycle' && passed % (p.every + 3) >= p.every) continue;
    if (p.kind === 'weeks' && (!p.weekdays.includes(days[d.dayOfWeek - 1]!) || Math.floor(monday.until(d).days / 7) % p.every !== 0)) continue;
    for (const t of p.times) out.push(d.toZonedDateTime({ timeZone: p.zone, plainTime: t }).epochMilliseconds);
  }
  return out.filter((t) => t >= from && t < to).sort((a, b) => a - b);
}

function repeatOf(p: Plan): TimingRepeat {
  const timeOfDay = p.times;
  if (p.kind === 'weeks') return { timeOfDay, dayOfWeek: p.weekdays, period: p.every, periodUnit: 'wk' };
  if (p.kind === 'months') return { timeOfDay, frequency: p.times.length, period: p.every, periodUnit: 'mo' };
  if (p.kind === 'days') return { timeOfDay, frequency: p.times.length, period: p.every, periodUnit: 'd' };
  const parts = [
    { url: 'on', valueInteger: p.every },
    { url: 'off', valueInteger: 3 },
  ];
  return { timeOfDay, extension: [{ url: 'urn:nelumbo:fhir:cycle', extension: parts }] };
}

describe('every zone of the runtime, 1970 to 2100', () => {
  it('has the doses of the oracle, and the first of them as the next', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(plan, (p) => {
        const middle = around(p);
        const start = middle.subtract({ days: p.lead });
        const zone = known(p.zone);
        const compiled = compile({ repeat: repeatOf(p) }, { zone, anchors: schedule, start: start.toString() });
        if (!compiled.ok) throw new Error(compiled.error.rule);
        const from = middle.subtract({ days: 3 }).toZonedDateTime(p.zone).epochMilliseconds;
        const to = from + p.length * dayMs;
        const wanted = oracle(p, start, from, to);
        expect(expand(compiled.value, zone, from, to).map((o) => o.at)).toEqual(wanted);
        if (wanted.length) expect(next(compiled.value, zone, from)?.at).toBe(wanted[0]);
        else expect(next(compiled.value, zone, from)?.at ?? Infinity).toBeGreaterThanOrEqual(to);
      }),
      { numRuns: 300 },
    );
  });

  it('changes its offset when the oracle says so', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 1970, max: 2098 }), (name, year) => {
        const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 2, 0, 1)];
        const wanted: number[] = [];
        for (let at = Temporal.Instant.fromEpochMilliseconds(from - 1).toZonedDateTimeISO(name); ;) {
          const change = at.getTimeZoneTransition('next');
          if (!change || change.epochMilliseconds >= to) break;
          if (change.offsetNanoseconds !== at.offsetNanoseconds) wanted.push(change.epochMilliseconds);
          at = change;
        }
        expect(
          known(name)
            .changes(from - 1, to)
            .map((c) => c.at),
        ).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a dateTime', () => {
  it.each([
    ['+05:45', '2026-03-01T02:15:00Z'],
    ['-03:30', '2026-03-01T11:30:00Z'],
    ['Z', '2026-03-01T08:00:00Z'],
  ])('with the offset %s is its instant', (offset, instant) => {
    expect(parseMoment(`2026-03-01T08:00:00${offset}`)?.instant).toBe(Date.parse(instant));
  });
});
