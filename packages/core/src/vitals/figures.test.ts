import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import guidelines from '../../../content/src/vitals/guidelines.js';
import measuresDocument from '../../../content/src/vitals/measures.js';
import timeInRange from '../../../content/src/vitals/time-in-range.js';
import { describe as describeColumn } from './describe.js';
import { compareMeans, partOfDay } from './figures.js';
import { agpOf, gmi, timeInRange as shares } from './glucose-profile.js';
import type { Reading } from './index.js';
import { dailyMeans, trendOf } from './trend.js';
import { vitalsOver } from './testing.js';

const fixture = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../../test/fixtures/vitals/${name}`, import.meta.url), 'utf8'));
interface Figures {
  readonly n: number;
  readonly mean: number;
  readonly [name: string]: number;
}
const expected = fixture('statistics.json') as Record<string, Record<string, never>>; // its shape is stated beside each use
const year = expected['openmhealth-1yr.json'] as unknown as Record<string, Figures>;
const cgm = expected['cgm'] as unknown as {
  describe: Figures;
  timeInRange: Record<string, number>;
  gmiPercent: number;
  agp: Record<string, Figures>;
  first: number[];
};

interface Point {
  readonly header: { readonly schema_id: { readonly name: string } };
  readonly body: Record<string, { readonly value: number } & { readonly date_time: string }>;
}
const points = fixture('openmhealth-1yr.json') as Point[];
/** A column of the year, in order of time, in UTC. */
function column(schema: string, field: string) {
  const found = points
    .filter((p) => p.header.schema_id.name === schema)
    .map((p) => ({ at: Date.parse(p.body['effective_time_frame']!.date_time), value: p.body[field]!.value }))
    .sort((a, b) => a.at - b.at);
  return { t: Float64Array.from(found, (f) => f.at), v: Float64Array.from(found, (f) => f.value), offset: new Int16Array(found.length) };
}
const systolic = column('blood-pressure', 'systolic_blood_pressure');
const weight = column('body-weight', 'body_weight');
const day = 86_400_000;

describe('figures of a year, against figures of another program', () => {
  it.each([
    ['systolic', systolic],
    ['diastolic', column('blood-pressure', 'diastolic_blood_pressure')],
    ['heartRate', column('heart-rate', 'heart_rate')],
    ['weight', weight],
  ] as const)('%s', (name, { v }) => {
    const found = describeColumn(v) as unknown as Figures;
    for (const [key, value] of Object.entries(year[name]!)) expect(found[key], key).toBeCloseTo(value, 6);
  });
  it('morning and evening', () => {
    const diastolic = column('blood-pressure', 'diastolic_blood_pressure').v;
    for (const [name, hours] of [
      ['morning 05:00-10:59 UTC', [5, 11]],
      ['evening 18:00-23:59 UTC', [18, 24]],
    ] as const) {
      expect(partOfDay(systolic, systolic.v, hours)).toEqual({ n: year[name]!.n, mean: expect.closeTo(year[name]!['systolic']!, 6) });
      expect(partOfDay(systolic, diastolic, hours).mean).toBeCloseTo(year[name]!['diastolic']!, 6);
    }
  });
  it.each([
    ['systolic trend', systolic],
    ['weight trend', weight],
  ] as const)('%s', (name, { t, v, offset }) => {
    const found = trendOf(t, v, offset);
    const wanted = year[name]!;
    expect(found.days).toBe(wanted['days']);
    expect(found.slopePerDay).toBeCloseTo(wanted['slopePerDay']!, 8);
    expect(found.z).toBeCloseTo(wanted['z']!, 5);
    expect(found.p! / wanted['p']!).toBeCloseTo(1, 4); // relative: it is 1e-51
    expect(found.low!).toBeLessThan(found.slopePerDay!);
    expect(found.high!).toBeGreaterThan(found.slopePerDay!);
    expect(found.direction).toBe('rising');
  });
});

describe('a trend', () => {
  const days = (values: readonly number[]) => [Float64Array.from(values, (_, i) => i * day), Float64Array.from(values), new Int16Array(values.length)] as const;
  it('needs seven days, certainty and a change that matters', () => {
    expect(trendOf(...days([1, 2, 3, 4, 5, 6])).direction).toBe('too-few');
    expect(trendOf(...days([1, 2, 3, 4, 5, 6, 7])).direction).toBe('rising');
    expect(trendOf(...days([1, 2, 3, 4, 5, 6, 7]), 7).direction).toBe('steady');
    expect(trendOf(...days([7, 6, 5, 4, 3, 2, 1])).direction).toBe('falling');
    expect(trendOf(...days([1, 7, 2, 6, 3, 5, 4])).direction).toBe('steady');
    expect(trendOf(...days([5, 5, 5, 5, 5, 5, 5]))).toMatchObject({ direction: 'steady', slopePerDay: 0, p: 1 });
    expect(trendOf(...days([]))).toMatchObject({ direction: 'too-few', days: 0, slopePerDay: undefined });
  });
  it('rests on days of the clock where the readings were taken', () => {
    const t = Float64Array.of(Date.UTC(2026, 0, 1, 15), Date.UTC(2026, 0, 1, 17));
    expect([...dailyMeans(t, Float64Array.of(1, 3), Int16Array.of(480, 480)).mean]).toEqual([1, 3]);
    expect([...dailyMeans(t, Float64Array.of(1, 3), Int16Array.of(0, 0)).mean]).toEqual([2]);
  });
  it('has an interval that holds the true slope about 95 times in 100', () => {
    let state = 12345;
    const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
    let held = 0;
    for (let run = 0; run < 400; run++) {
      const { low, high } = trendOf(...days(Array.from({ length: 30 }, (_, i) => 0.2 * i + normal())));
      if (low! <= 0.2 && high! >= 0.2) held++;
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.98);
  });
});

describe('a comparison with the span before', () => {
  it("has the difference and Welch's interval", () => {
    // Reference: two-sample Welch test of these values, t quantile from a table (freedom 9.98: 2.2284)
    const [a, b] = [Float64Array.of(120, 122, 124, 126, 128, 130), Float64Array.of(125, 126, 129, 131, 133, 136)];
    const found = compareMeans(a, b)!;
    expect(found.difference).toBeCloseTo(5, 9);
    expect(found.high! - found.difference).toBeCloseTo(2.2284 * Math.sqrt(14 / 6 + 17.6 / 6), 1);
    expect(compareMeans(a.subarray(0, 4), b)).toMatchObject({ low: undefined });
    expect(compareMeans(a.subarray(0, 2), b)).toBeUndefined();
  });
});

/** The described sensor series. */
function sensorSeries() {
  let [state, drift] = [7, 0];
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const start = Date.UTC(2017, 0, 1);
  return Array.from({ length: 4_032 }, (_, i) => {
    drift = drift * 0.98 + (random() - 0.5) * 0.8;
    const value = 7 + 1.5 * Math.sin((i / 288) * 6.283) + drift + (random() < 0.001 ? 5 : 0);
    return { at: start + i * 300_000, value: Math.floor(value * 10 + 0.5) / 10 };
  });
}

describe('sensor glucose', () => {
  const series = sensorSeries();
  const v = Float64Array.from(series, (s) => s.value);
  const t = Float64Array.from(series, (s) => s.at);
  const profile = timeInRange.profiles[0]!;
  it('is the described series', () => expect(series.slice(0, 8).map((s) => s.value)).toEqual(cgm.first));
  it('has the mean, spread, time in range and GMI of another program', () => {
    const found = describeColumn(v) as unknown as Figures;
    for (const [key, value] of Object.entries(cgm.describe)) expect(found[key], key).toBeCloseTo(value, 6);
    const ranges = shares(v, 'mmol/L', 0.1, profile);
    for (const [name, value] of Object.entries(cgm.timeInRange)) expect(ranges[name.split(' ')[0] as 'low'], name).toBeCloseTo(value, 6);
    expect(gmi(found.mean * 18.01559)).toBeCloseTo(cgm.gmiPercent, 6);
  });
  it('has its profile in 15-minute bins', () => {
    const bins = agpOf({ t, offset: new Int16Array(t.length) }, v);
    for (const [clock, wanted] of Object.entries(cgm.agp)) {
      const bin = bins[Number(clock.slice(0, 2)) * 4 + Number(clock.slice(3)) / 15]! as unknown as Figures;
      for (const [key, value] of Object.entries(wanted)) expect(bin[key], `${clock} ${key}`).toBeCloseTo(value, 6);
    }
  });
  it('comes out of the records whole, and says when it is too little', async () => {
    const documents = { 'vitals/measures': measuresDocument, 'vitals/guidelines': guidelines, 'vitals/time-in-range': timeInRange };
    const { vitals } = vitalsOver(documents, { now: Date.UTC(2017, 1, 1), zone: 'UTC' });
    await vitals.record(series.map(({ at, value }): Reading => ({ measure: 'glucose', values: { value }, at, context: { setting: 'sensor' } })));
    await vitals.record({ measure: 'glucose', values: { value: 30 }, at: Date.UTC(2017, 0, 3), context: { setting: 'home' } }); // a finger stick is no time in range
    const whole = await vitals.glucoseProfile({ from: Date.UTC(2017, 0, 1), to: Date.UTC(2017, 0, 15) });
    expect(whole).toMatchObject({ n: 4032, days: 14, enough: true, unit: 'mmol/L' });
    expect(whole.gmiPercent).toBeCloseTo(cgm.gmiPercent, 6);
    expect(whole.goals.map((g) => g.met)).toEqual([true, true, true, true, true]);
    expect(await vitals.glucoseProfile({ from: Date.UTC(2017, 0, 1), to: Date.UTC(2017, 0, 14) })).toMatchObject({ days: 13, enough: false });
    expect(await vitals.glucoseProfile({ from: Date.UTC(2017, 0, 1), to: Date.UTC(2017, 0, 31) })).toMatchObject({ days: 14, enough: false });
    expect(await vitals.glucoseProfile({ from: 0, to: 1 })).toMatchObject({ n: 0, mean: undefined, gmiPercent: undefined, enough: false });
    await expect(vitals.glucoseProfile({ from: 0, to: 1, goals: 'none' })).rejects.toMatchObject({ code: 'bad-input' });
  });
  it.each([
    ['spring: the hour from 02:00 is not there', Date.UTC(2026, 2, 29), 23, [8, 12]],
    ['autumn: the hour from 02:00 is there twice', Date.UTC(2026, 9, 25), 25, [8, 12]],
  ] as const)('lays a day of the changing clock by what it showed (%s)', async (_, midnightUtc, hours, [from, to]) => {
    const { clock } = vitalsOver({}, { now: 0, zone: 'Europe/Berlin' });
    const start = midnightUtc - clock.offset(midnightUtc - 3 * 3_600_000) * 60_000;
    const times = Float64Array.from({ length: hours * 12 }, (__, i) => start + i * 300_000);
    const bins = agpOf(
      { t: times, offset: Int16Array.from(times, (at) => clock.offset(at)) },
      times.map(() => 6),
    );
    const counts = bins.map((b) => b.n);
    expect(counts.reduce((a, b) => a + b)).toBe(hours * 12);
    expect(counts.slice(from, to)).toEqual(hours === 23 ? [0, 0, 0, 0] : [6, 6, 6, 6]);
    expect(counts.filter((__, i) => i < from || i >= to).every((n) => n === 3)).toBe(true);
  });
});

describe('figures of a period', () => {
  it('compare, split the day, leave out the first day and the first of a set', async () => {
    const { vitals } = vitalsOver({ 'vitals/measures': measuresDocument, 'vitals/guidelines': guidelines }, { now: Date.UTC(2026, 10, 22) });
    const morning = (d: number, minutes = 0) => Date.UTC(2026, 10, d, 23, minutes); // 07:00 the next day in Shanghai
    const reading = (at: number, systolic: number): Reading => ({
      measure: 'blood-pressure',
      values: { systolic, diastolic: 80 },
      at,
      context: { setting: 'home' },
    });
    await vitals.record([
      ...[1, 2, 3, 4, 5, 6].map((d) => reading(morning(d), 120 + d)),
      reading(morning(10), 150),
      ...[11, 12, 13, 14, 15].flatMap((d) => [reading(morning(d), 140), reading(morning(d, 5), 130)]),
    ]);
    const span = { measure: 'blood-pressure', from: morning(8), to: morning(16) };
    const all = await vitals.figures(span);
    expect(all).toMatchObject({ readings: 11, days: 6, tones: { watch: 5, alert: 6 }, inRange: 0 });
    expect(all.components['systolic']!.morning.n).toBe(11);
    expect(all.components['systolic']!.evening).toEqual({ n: 0, mean: undefined });
    expect(all.components['systolic']!.comparison).toMatchObject({ before: { n: 6, mean: 123.5 } });
    const trimmed = await vitals.figures({ ...span, withoutFirstDay: true, withoutFirstOfSet: true });
    expect(trimmed.components['systolic']!.all).toMatchObject({ n: 5, mean: 130 });
  });
});
