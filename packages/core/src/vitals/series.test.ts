import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import alerts from '../../../content/src/vitals/alerts.js';
import guidelines from '../../../content/src/vitals/guidelines.js';
import measuresDocument from '../../../content/src/vitals/measures.js';
import {
  columns,
  extremes,
  fold,
  gapLimit,
  lowerBound,
  pick,
  pyramidOf,
  roundToStep,
  settingAt,
  type Reading,
  type Series,
  type StoredReading,
} from './index.js';
import type { Observation } from '../fhir/index.js';
import { GrowingPyramid } from './pyramid.js';
import { vitalsOver } from './testing.js';

const now = Date.UTC(2026, 10, 22, 2, 0);
const day = 86_400_000;
const documents = { 'vitals/measures': measuresDocument, 'vitals/guidelines': guidelines, 'vitals/alerts': alerts };
const room = () => vitalsOver(documents, { now });
const noisy = (n: number, seed = 7) => {
  let state = seed;
  return Float64Array.from({ length: n }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
};

describe('the pyramid', () => {
  it('answers like brute force for any window, however it grew', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.array(fc.nat(900), { maxLength: 8 }), fc.nat(), fc.nat(), fc.nat(), (n, steps, seed, a, b) => {
        const column = noisy(n, seed);
        const growing = new GrowingPyramid();
        let at = 0;
        for (const step of steps) growing.extend(column, (at = Math.min(n, at + step)));
        growing.extend(column, n);
        const [from, to] = [Math.min(a % (n + 1), b % (n + 1)), Math.max(a % (n + 1), b % (n + 1))];
        const out = new Float64Array(2);
        extremes(column, growing.from(0), from, to, out);
        let [low, high] = [Infinity, -Infinity];
        for (let i = from; i < to; i++) [low, high] = [Math.min(low, column[i]!), Math.max(high, column[i]!)];
        expect([...out]).toEqual([low, high]);
        const start = Math.floor(from / 2); // the same question to a view of the column
        extremes(column.subarray(start), growing.from(start), from - start, to - start, out);
        expect([...out]).toEqual([low, high]);
      }),
    );
  });
  it('stays true for whoever holds an older one', () => {
    const column = noisy(1_000);
    const growing = new GrowingPyramid();
    growing.extend(column, 100);
    const old = growing.from(0);
    column[120] = 99;
    growing.extend(column, 1_000);
    const out = new Float64Array(2);
    extremes(column.subarray(0, 100), old, 0, 100, out);
    expect(out[1]).toBeLessThan(1);
  });
  it('passes over NaN', () => {
    const column = Float64Array.from({ length: 200 }, (_, i) => (i % 3 ? NaN : i));
    const out = new Float64Array(2);
    extremes(column, pyramidOf(column), 1, 200, out);
    expect([...out]).toEqual([3, 198]);
  });
});

/** A series of any column over any times. */
const seriesOf = (t: Float64Array, value: Float64Array): Pick<Series, 't' | 'v' | 'pyramid' | 'offset'> => ({
  t, v: { value }, pyramid: { value: pyramidOf(value) }, offset: new Int16Array(t.length),
}); // prettier-ignore

describe('columns', () => {
  it('are what brute force finds, for random gaps, windows and widths', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 600 });
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: -9_000, max: 900_000 }),
        fc.integer({ min: 1, max: 900_000 }),
        fc.integer({ min: 1, max: 70 }),
        fc.nat(4_000),
        (steps, from, span, width, gapMs) => {
          let at = 0;
          const t = Float64Array.from(steps, (step) => (at += step));
          const value = noisy(t.length);
          const to = from + span;
          const found = columns(seriesOf(t, value), 'value', { from, to, width, gapMs });
          for (let x = 0; x < width; x++) {
            const [begin, end] = [from + (x * span) / width, x === width - 1 ? to : from + (x + 1) * (span / width)];
            const inside = [...t.keys()].filter((i) => t[i]! >= (x ? from + x * (span / width) : begin) && t[i]! < end);
            const values = inside.map((i) => value[i]!);
            expect(found.low[x]).toEqual(values.length ? Math.min(...values) : NaN);
            expect(found.high[x]).toEqual(values.length ? Math.max(...values) : NaN);
            expect(found.first[x]).toEqual(values[0] ?? NaN);
            expect(found.last[x]).toEqual(values.at(-1) ?? NaN);
            const first = inside[0];
            expect(found.gap[x]).toBe(first !== undefined && first > 0 && t[first]! - t[first - 1]! > gapMs ? 1 : 0);
            expect([...inside]).toEqual([...Array.from({ length: found.index[x + 1]! - found.index[x]! }, (_, i) => found.index[x]! + i)]);
          }
        },
      ),
    );
  });
  it('write into an earlier answer of the same width, and say nothing of an unknown component', () => {
    const series = seriesOf(Float64Array.of(1, 2, 3), Float64Array.of(5, 6, 7));
    const first = columns(series, 'value', { from: 0, to: 4, width: 2 });
    expect(columns(series, 'value', { from: 2, to: 4, width: 2 }, first)).toBe(first);
    expect([...first.low]).toEqual([6, 7]);
    expect([...columns(series, 'none', { from: 2, to: 4, width: 2 }).high]).toEqual([NaN, NaN]);
  });
  it('show a spike in a million samples at every zoom', () => {
    const n = 1_000_000;
    const t = Float64Array.from({ length: n }, (_, i) => i * 300_000);
    const value = noisy(n);
    value[654_321] = 40;
    const series = seriesOf(t, value);
    const spike = t[654_321]!;
    for (let span = n * 300_000; span > 300_000; span /= 3) {
      const from = Math.max(0, spike - span / 2);
      expect(Math.max(...[...columns(series, 'value', { from, to: from + span, width: 800 }).high].filter((x) => !Number.isNaN(x)))).toBe(40);
    }
  });
  it('find places in time', () => {
    const t = Float64Array.of(1, 3, 3, 8);
    expect([0, 1, 2, 3, 4, 8, 9].map((at) => lowerBound(t, at))).toEqual([0, 0, 1, 1, 3, 3, 4]);
  });
  it('know from where on samples are not joined', async () => {
    const { vitals } = room();
    await vitals.record([1, 2, 3].map((i): Reading => ({ measure: 'glucose', values: { value: 6 }, at: now - i * 300_000, context: { setting: 'sensor' } })));
    expect(gapLimit(await vitals.series({ measure: 'glucose' }))).toBe(20 * 60_000);
    await vitals.record([1, 20, 40].map((i): Reading => ({ measure: 'weight', values: { value: 60 }, at: now - i * day })));
    expect(gapLimit(await vitals.series({ measure: 'weight' }))).toBe(57 * day);
  });
});

type Step = { readonly kind: 'add' | 'edit' | 'remove' | 'look'; readonly at: number; readonly value: number; readonly unit: number };
const steps = fc.array(
  fc.record({ kind: fc.constantFrom<Step['kind'][]>('add', 'add', 'edit', 'remove', 'look'), at: fc.integer({ min: 0, max: 40 }), value: fc.integer({ min: 30, max: 120 }), unit: fc.nat(2) }),
  { maxLength: 40 },
); // prettier-ignore

describe('a series', () => {
  it('is what a fresh look at the records gives, after any order of adding, correcting and removing', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const { vitals, context } = room();
        const held: StoredReading[] = [];
        const looks: { series: Series; t: number[]; v: number[]; high: number }[] = [];
        for (const { kind, at, value, unit } of list) {
          const reading: Reading = { measure: 'weight', values: { value }, unit: ['kg', '500.g', '[lb_av]'][unit]!, at: now - (50 - at) * day };
          const pick = held[at % (held.length || 1)];
          if (kind === 'add') {
            const done = await vitals.record(reading);
            if (done.ok) held.push(done.value[0]!);
          } else if (kind === 'edit' && pick) await vitals.edit(pick.ref, { values: reading.values, unit: reading.unit!, at: reading.at! });
          else if (kind === 'remove' && pick) await vitals.remove(held.splice(held.indexOf(pick), 1)[0]!.ref);
          else if (kind === 'look') {
            const series = await vitals.series({ measure: 'weight', unit: 'kg', from: now - 45 * day });
            looks.push({ series, t: [...series.t], v: [...series.v['value']!], high: highOf(series) });
          }
        }
        const series = await vitals.series({ measure: 'weight', unit: 'kg', from: now - 45 * day });
        const { createVitals } = await import('./vitals.js');
        const fresh = await createVitals(context).series({ measure: 'weight', unit: 'kg', from: now - 45 * day });
        // Readings of one moment have no order among themselves.
        const sorted = (s: Series) =>
          [...s.t.keys()]
            .map((i) => [s.t[i]!, roundToStep(s.v['value']![i]!, 1e-6), s.flags[i]!])
            .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
        expect(sorted(series)).toEqual(sorted(fresh));
        expect(highOf(series)).toBe(highOf(fresh));
        expect(series.classes.length).toBe(fresh.classes.length);
        for (const look of looks) expect([[...look.series.t], [...look.series.v['value']!], highOf(look.series)]).toEqual([look.t, look.v, look.high]); // what was handed out stays
        await vitals.close();
      }),
      { numRuns: 60 },
    );
  });
  it('takes one reading in without reading the records again', async () => {
    const { vitals, reads } = room();
    await vitals.record(Array.from({ length: 500 }, (_, i): Reading => ({ measure: 'weight', values: { value: 60 }, at: now - (600 - i) * 60_000 })));
    const before = await vitals.series({ measure: 'weight' });
    await vitals.alerts();
    const count = { ...reads };
    await vitals.record({ measure: 'weight', values: { value: 61 }, at: now });
    const after = await vitals.series({ measure: 'weight' });
    expect([before.t.length, after.t.length, after.revision > before.revision]).toEqual([500, 501, true]);
    expect(reads).toEqual(count);
    expect(after.t.buffer).toBe((await vitals.series({ measure: 'weight' })).t.buffer);
  });
  it('reads many plain or sensor readings as columns, and stays right when one is corrected', async () => {
    const { vitals, context, reads, stored } = room();
    const many = (codes: readonly string[]) => codes.some((code) => /29463-7|105272-9/.test(code)); // weight, sensor glucose
    Object.assign(context.records, { count: ({ codes = [] }: { codes?: readonly string[] }) => Promise.resolve(many(codes) ? 5_000 : 0) });
    const dense = (measure: string, value: number, context = {}) =>
      Array.from({ length: 100 }, (_, i): Reading => ({ measure, values: { value: value + (i % 7) / 10 }, at: now - (1_000 - i) * 60_000, context }));
    await vitals.record([...dense('weight', 70), ...dense('glucose', 6, { setting: 'sensor' })]);
    await vitals.record({ measure: 'glucose', values: { value: 5.5 }, at: now - 950 * 60_000, context: { meal: 'fasting', setting: 'home' } });
    const [weight, glucose] = [await vitals.series({ measure: 'weight' }), await vitals.series({ measure: 'glucose' })];
    expect([weight.t.length, glucose.t.length, reads.columns]).toEqual([100, 101, 2]);
    const fasting = await vitals.series({ measure: 'glucose', meal: 'fasting' });
    expect([...fasting.v['value']!]).toEqual([5.5]);
    expect(glucose.status.length).toBe(101);
    expect((await vitals.series({ measure: 'glucose', setting: 'sensor' })).t.length).toBe(100);
    await vitals.record({ measure: 'weight', values: { value: 99 }, at: now });
    expect((await vitals.series({ measure: 'weight' })).v['value']!.at(-1)).toBe(99);
    expect(reads.columns).toBe(2);
    const ref = [...stored.keys()].find((key) => (stored.get(key) as Observation | undefined)?.code.text === 'Body weight')!;
    await vitals.edit(ref, { values: { value: 1 } });
    expect((await vitals.series({ measure: 'weight' })).v['value']![0]).toBe(1);
    expect(reads.columns).toBe(3);
  });
  it('filters by circumstances and converts units', async () => {
    const { vitals } = room();
    await vitals.record([
      { measure: 'glucose', values: { value: 5.1 }, at: now - 4000, context: { meal: 'fasting', setting: 'home' } },
      { measure: 'glucose', values: { value: 180 }, unit: 'mg/dL', at: now - 3000, context: { meal: 'after', setting: 'home' } },
      { measure: 'glucose', values: { value: 8.2 }, at: now - 2000, context: { setting: 'sensor' } },
    ]);
    const fasting = await vitals.series({ measure: 'glucose', meal: 'fasting' });
    expect([...fasting.v['value']!]).toEqual([5.1]);
    expect(fasting.classes[fasting.status[0]!]!.row?.id).toBe('normal');
    const sensor = await vitals.series({ measure: 'glucose', setting: 'sensor' });
    expect([sensor.t.length, settingAt(sensor, 0)]).toEqual([1, 'sensor']);
    const all = await vitals.series({ measure: 'glucose', unit: 'mmol/L', from: now - 3500 });
    expect([...all.v['value']!].map((x) => roundToStep(x, 0.1))).toEqual([10, 8.2]);
    expect(pick(all, (i) => i === 1).v['value']).toEqual(Float64Array.of(8.2));
  });
  it('classifies a million combinations without an object each', async () => {
    const { vitals } = room();
    await vitals.record(
      Array.from({ length: 3_000 }, (_, i): Reading => ({
        measure: 'blood-pressure',
        values: { systolic: 100 + (i % 80), diastolic: 60 + (i % 30) },
        at: now - i * 60_000,
        context: { setting: 'home' },
      })),
    );
    const series = await vitals.series({ measure: 'blood-pressure' });
    for (const i of [0, 17, 999, 2_999]) {
      const values = { systolic: series.v['systolic']![i]!, diastolic: series.v['diastolic']![i]! };
      const one = await vitals.classify({ measure: 'blood-pressure', values, context: { setting: 'home' } });
      expect(series.classes[series.status[i]!]).toMatchObject({ tone: one.tone, direction: one.direction, word: one.word });
    }
    expect(series.classes.length).toBeLessThan(20);
  });
});

const highOf = (series: Series): number => {
  const out = new Float64Array(2);
  extremes(series.v['value']!, series.pyramid['value']!, 0, series.t.length, out);
  return out[1]!;
};

describe('folding', () => {
  it('is what asking the calendar for each sample gives, in any zones', () => {
    const samples = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 * 3_600_000 }), fc.constantFrom(0, 0, 480, 480, -300, 345)), { maxLength: 120 });
    fc.assert(
      fc.property(samples, fc.constantFrom('day' as const, 'week' as const, 'month' as const), (steps, by) => {
        let at = Date.UTC(2026, 0, 28);
        const t = Float64Array.from(steps, ([step]) => (at += step));
        const series = { ...seriesOf(t, noisy(t.length)), offset: Int16Array.from(steps, ([, zone]) => zone) };
        const starts = [...t].map((x, i) => {
          const local = new Date(x + series.offset[i]! * 60_000);
          const [y, m, d] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
          const back = by === 'week' ? (local.getUTCDay() + 6) % 7 : 0;
          return Date.UTC(y, m, by === 'month' ? 1 : d - back) / day;
        });
        const found = fold(series, by);
        expect(found.flatMap((f) => Array<number>(f.to - f.from).fill(f.day))).toEqual(starts);
        for (const f of found) {
          const values = [...series.v['value']!.subarray(f.from, f.to)];
          expect(f.of['value']).toMatchObject({ low: Math.min(...values), high: Math.max(...values) });
        }
      }),
    );
  });
  it('puts readings into civil days, weeks from Monday and months', () => {
    const at = (iso: string) => Date.parse(iso);
    const t = Float64Array.of(at('2026-10-31T15:30:00Z'), at('2026-10-31T16:30:00Z'), at('2026-11-08T10:00:00Z'), at('2026-11-09T10:00:00Z'));
    const series = { ...seriesOf(t, Float64Array.of(1, 2, 3, 6)), offset: Int16Array.of(480, 480, 480, 480) };
    expect(fold(series, 'day').map((f) => [new Date(f.day * day).toISOString().slice(0, 10), f.to - f.from, f.of['value']!.mean])).toEqual([
      ['2026-10-31', 1, 1],
      ['2026-11-01', 1, 2],
      ['2026-11-08', 1, 3],
      ['2026-11-09', 1, 6],
    ]);
    expect(fold(series, 'week').map((f) => [new Date(f.day * day).toISOString().slice(0, 10), f.of['value']!.sum])).toEqual([
      ['2026-10-26', 3],
      ['2026-11-02', 3],
      ['2026-11-09', 6],
    ]);
    expect(fold(series, 'month').map((f) => f.of['value']!.high)).toEqual([1, 6]);
  });
});
