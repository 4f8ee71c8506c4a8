import { describe, expect, it } from 'vitest';
import { bandsOf, classify, inSpan, meals, roundToStep, rowMatches, unitOf, type GuidelineProfile, type Measure } from '@nelumbo/core/vitals';
import document from './guidelines.js';
import measuresDocument from './measures.js';

const { measures } = measuresDocument;
const measureOf = (profile: GuidelineProfile): Measure => measures.find((m) => m.id === profile.measure)!;
const tables = document.profiles.flatMap((profile) =>
  profile.units.map((unit) => ({
    profile,
    unit,
    name: `${profile.guideline} ${profile.measure} ${profile.settings?.join() ?? 'any'} ${profile.population} ${unit}`,
  })),
);

/** Every value of a component that can be entered, step by step. */
function* values(measure: Measure, unit: string): Generator<number> {
  const step = unitOf(measure, unit)!.step;
  const [low, high] = unitOf(measure, unit)!.refused ?? measure.components[0]!.refused ?? [10, 80];
  for (let x = low; x <= high; x = roundToStep(x + step, step)) yield x;
}

describe('guidelines', () => {
  it('give every row a source that exists, a confidence and both languages', () => {
    for (const { rows } of document.profiles)
      for (const row of rows) {
        expect(document.sources).toHaveProperty(row.source);
        expect(['seen', 'secondary', 'unverified']).toContain(row.confidence);
        expect(row.text['zh-CN']).toBeTruthy();
        expect(row.text.en).toBeTruthy();
      }
  });

  it('belong to a guideline and a measure with that unit', () => {
    for (const { profile, unit } of tables) {
      expect(document.guidelines.map((g) => g.id)).toContain(profile.guideline);
      expect(unitOf(measureOf(profile), unit)).toBeDefined();
    }
  });

  it.each(tables.filter((t) => t.profile.measure !== 'blood-pressure'))(
    '$name: every step value at every meal has a row, green only in a green span',
    ({ profile, unit }) => {
      for (const value of values(measureOf(profile), unit))
        for (const meal of meals) {
          const row = profile.rows.find((r) => rowMatches(r, { value }, unit, meal));
          expect(row, `${value} ${meal}`).toBeDefined();
          const [from, to] = row!.value![unit]!;
          expect((from === null || value >= from) && (to === null || value < to)).toBe(true);
        }
    },
  );

  it.each(tables.filter((t) => t.profile.measure === 'blood-pressure'))('$name: every pair has a row and takes its worse half', ({ profile, unit }) => {
    for (let systolic = 40; systolic <= 300; systolic++)
      for (let diastolic = 20; diastolic <= 200; diastolic += 3) {
        const place = profile.rows.findIndex((r) => rowMatches(r, { systolic, diastolic }, unit));
        expect(place, `${systolic}/${diastolic}`).toBeGreaterThanOrEqual(0);
      }
  });

  it.each(tables)('$name: the band behind a value is of the row that classifies it', ({ profile, unit }) => {
    const measure = measureOf(profile);
    const pairs = measure.components.flatMap(({ id }) => meals.map((meal) => ({ id, meal })));
    for (const { id, meal } of pairs) {
      const bands = bandsOf(profile, id, unit, meal);
      for (const value of values(measure, unit)) {
        const row = profile.rows.find((r) => rowMatches(r, { systolic: 110, diastolic: 65, [id]: value }, unit, meal));
        const band = bands.find(({ from, to }) => inSpan(value, [from, to]));
        if (band?.row.status !== row?.status) expect.fail(`${id} ${value} ${meal}: drawn as ${band?.row.status}, classified as ${row?.status}`);
      }
    }
  });

  it('classify a glucose limit alike in both units of its pair', () => {
    const glucose = measures.find((m) => m.id === 'glucose')!;
    for (const guideline of ['cn-2024', 'ada'])
      for (const population of ['adult', 'diabetes', 'pregnant'] as const)
        for (const pair of document.glucosePairs.filter((p) => p['mmol/L'] !== 3.5 || population === 'pregnant'))
          for (const meal of meals) {
            const as = (unit: 'mmol/L' | 'mg/dL') =>
              classify(document, glucose, { measure: 'glucose', unit, values: { value: pair[unit] }, context: { meal } }, { guideline, population });
            expect(as('mmol/L').row?.id, `${guideline} ${population} ${meal} ${pair['mg/dL']}`).toBe(as('mg/dL').row?.id);
          }
  });
});

describe('temperature', () => {
  const temperature = measures.find((m) => m.id === 'temperature')!;
  const at = (value: number, site: string, unit = 'Cel') =>
    classify(document, temperature, { measure: 'temperature', unit, values: { value }, context: { site } }, { guideline: 'cn-2024', population: 'adult' });
  it('is judged by the site it was taken at, and not at all where no source gives limits', () => {
    expect([at(37.2, 'axillary').tone, at(37.2, 'oral').tone, at(37.6, 'rectal').tone, at(37, 'forehead').tone, at(37, '左腋下').tone]).toEqual([
      'watch',
      'good',
      'good',
      'unknown',
      'good',
    ]);
  });
  it('in °F is judged as the °C it rounds to', () => {
    for (let f = 770; f <= 1_120; f++) {
      const asCelsius = roundToStep(((f / 10 - 32) * 5) / 9, 0.1);
      expect(at(f / 10, 'axillary', '[degF]').row?.id, `${f / 10}`).toBe(at(asCelsius, 'axillary').row?.id);
    }
  });
});

describe('blood pressure in kPa', () => {
  it('is judged as the mmHg it rounds to', () => {
    const pressure = measures.find((m) => m.id === 'blood-pressure')!;
    const as = (systolic: number, diastolic: number, unit: string) =>
      classify(
        document,
        pressure,
        { measure: 'blood-pressure', unit, values: { systolic, diastolic }, context: { setting: 'home' } },
        { guideline: 'cn-2024', population: 'adult' },
      ).row?.id;
    for (let s = 60; s <= 300; s++)
      for (let d = 40; d < 150; d += 5)
        expect(as(s / 10, d / 10, 'kPa')).toBe(as(roundToStep((s / 10) * 7.50061683, 1), roundToStep((d / 10) * 7.50061683, 1), 'mm[Hg]'));
  });
});

describe('measures', () => {
  it('have unique ids and codes, and ranges that ask before they refuse', () => {
    const codes = measures.flatMap((m) => [...m.codes, ...m.alsoRead]);
    expect(new Set(codes).size).toBe(codes.length);
    for (const m of measures)
      for (const range of [...m.components, ...m.units]) {
        if (!range.refused || !range.confirm) continue;
        expect(range.confirm[0]).toBeGreaterThanOrEqual(range.refused[0]);
        expect(range.confirm[1]).toBeLessThanOrEqual(range.refused[1]);
      }
  });
});
