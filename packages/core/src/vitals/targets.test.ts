import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import guidelines from '../../../content/src/vitals/guidelines.js';
import measuresDocument from '../../../content/src/vitals/measures.js';
import { asksForAnother, classify, pairedLimit, roundToStep, type GuidelineDocument, type Measure, type PersonalTarget, type Reading } from './index.js';
import { vitalsOver } from './testing.js';

const documents = { 'vitals/measures': measuresDocument, 'vitals/guidelines': guidelines };
const measure = (id: string) => measuresDocument.measures.find((m) => m.id === id)!;
const room = () => vitalsOver(documents, { now: Date.UTC(2026, 10, 22, 2, 0) });
const pressure = (systolic: number, diastolic: number): Reading => ({
  measure: 'blood-pressure',
  values: { systolic, diastolic },
  context: { setting: 'home' },
});
const glucose = (value: number, meal: 'fasting' | 'after' = 'fasting', unit = 'mmol/L'): Reading => ({
  measure: 'glucose',
  values: { value },
  unit,
  context: { meal },
});
const upper: PersonalTarget = { measure: 'blood-pressure', component: 'systolic', unit: 'mm[Hg]', to: 145, by: 'clinician' };

describe('a personal target', () => {
  it('overrides the guideline and says so', async () => {
    const { vitals } = room();
    expect(await vitals.classify(pressure(140, 80))).toMatchObject({ tone: 'alert' });
    await vitals.setProfile({ targets: [upper] });
    expect(await vitals.classify(pressure(140, 80))).toMatchObject({ tone: 'good', word: 'in-range', target: upper, guideline: { id: 'cn-2024' } });
    expect(await vitals.classify(pressure(146, 80))).toMatchObject({ tone: 'alert', direction: 'up', target: upper });
    await vitals.record(pressure(140, 80));
    const series = await vitals.series({ measure: 'blood-pressure' });
    expect(series.classes[series.status[0]!]).toMatchObject({ tone: 'good', target: upper });
  });
  it('never makes an urgent value less urgent, nor green what it does not limit', async () => {
    const { vitals } = room();
    await vitals.setProfile({ targets: [{ ...upper, to: 250 }] });
    expect(await vitals.classify(pressure(190, 90))).toMatchObject({ tone: 'urgent' });
    expect((await vitals.classify(pressure(88, 55))).tone).not.toBe('good');
    expect(await vitals.classify(pressure(88, 55))).not.toHaveProperty('target');
    fc.assert(
      fc.property(fc.integer({ min: 41, max: 300 }), fc.integer({ min: 21, max: 200 }), fc.integer({ min: 60, max: 260 }), (systolic, diastolic, to) => {
        const by = (targets: readonly PersonalTarget[]) =>
          classify(
            guidelines,
            measure('blood-pressure'),
            { ...pressure(systolic, diastolic), unit: 'mm[Hg]', context: { setting: 'home' } },
            { guideline: 'cn-2024', population: 'adult', targets },
          );
        const [plain, own] = [by([]), by([{ ...upper, to }])];
        if (plain.tone === 'urgent') expect(own).toEqual(plain);
        if (systolic > to) expect(own.tone).not.toBe('good');
        if (plain.direction === 'down') expect(own.tone).not.toBe('good');
      }),
    );
  });
  it('holds for its meals only, in both units by the published pair', async () => {
    const { vitals } = room();
    const target: PersonalTarget = { measure: 'glucose', unit: 'mmol/L', from: 4.4, to: 7.8, meal: ['fasting'], by: 'self' };
    await vitals.setProfile({ targets: [target] });
    expect(await vitals.classify(glucose(7.8))).toMatchObject({ tone: 'good', target });
    expect(await vitals.classify(glucose(140, 'fasting', 'mg/dL'))).toMatchObject({ tone: 'good' });
    expect(await vitals.classify(glucose(141, 'fasting', 'mg/dL'))).toMatchObject({ direction: 'up', target });
    expect(await vitals.classify(glucose(79, 'fasting', 'mg/dL'))).toMatchObject({ tone: 'watch', direction: 'down', target }); // 4.4 is 80
    expect(await vitals.classify(glucose(12, 'after'))).not.toHaveProperty('target');
  });
  it('has limits in pairs there and back', () => {
    for (const pair of guidelines.glucosePairs) {
      expect(pairedLimit(guidelines, measure('glucose'), pair['mmol/L'], 'mmol/L', 'mg/dL')).toBe(pair['mg/dL']);
      expect(pairedLimit(guidelines, measure('glucose'), pair['mg/dL'], 'mg/dL', 'mmol/L')).toBe(pair['mmol/L']);
    }
    expect(pairedLimit(guidelines, measure('weight'), 70, 'kg', '500.g')).toBe(140);
    expect(pairedLimit(guidelines, measure('temperature'), 37.3, 'Cel', '[degF]')).toBe(99.1);
    expect(pairedLimit(guidelines, measure('weight'), 70, 'kg', 'cm')).toBeUndefined();
  });
});

describe('what a host registers', () => {
  const grip: Measure = {
    id: 'grip', category: 'vital-signs', codes: ['83174-3'], alsoRead: [], display: 'Grip strength', components: [{ id: 'value', code: '83174-3', display: 'Grip strength', refused: [0, 100] }], units: [{ code: 'kg', step: 0.5 }],
  }; // prettier-ignore
  const document: GuidelineDocument = {
    version: '1', guidelines: [{ id: 'clinic', version: '2026', title: { en: 'Our clinic' } }], sources: { own: { title: 'Our clinic' } }, glucosePairs: [],
    profiles: [{ guideline: 'clinic', measure: 'grip', populations: ['adult'], population: 'adult', units: ['kg'], rows: [
      { id: 'weak', text: { en: 'Weak' }, value: { kg: [null, 28] }, tone: 'yellow', status: 'low', source: 'own', confidence: 'seen' },
      { id: 'fine', text: { en: 'Fine' }, value: { kg: [28, null] }, tone: 'green', status: 'in-range', source: 'own', confidence: 'seen' },
    ] }],
  }; // prettier-ignore
  it("is measured, judged, drawn and imported like the starter's own", async () => {
    const { vitals } = room();
    await vitals.register({ measures: [grip], guidelines: document });
    expect(await vitals.record({ measure: 'grip', values: { value: 27.5 } })).toMatchObject({ ok: true });
    const series = await vitals.series({ measure: 'grip', guideline: 'clinic' });
    expect(series.classes[series.status[0]!]).toMatchObject({ tone: 'watch', row: { id: 'weak' } });
    expect((await vitals.preview('csv', (async function* () { yield await Promise.resolve('date,Grip strength\n2026-01-01 10:00,30\n'); })())).readings).toMatchObject([{ measure: 'grip', values: { value: 30 } }]); // prettier-ignore
    expect((await vitals.guidelines()).guidelines.map((g) => g.id)).toContain('cn-2024');
    expect(await vitals.guidelines()).toBe(await vitals.guidelines());
    await vitals.register({ measures: [{ ...grip, units: [{ code: 'kg', step: 1 }] }] });
    expect((await vitals.measures()).filter((m) => m.id === 'grip')).toMatchObject([{ units: [{ step: 1 }] }]);
    expect(await vitals.latest('grip')).toMatchObject({ values: { value: 27.5 } });
  });
  it('is refused as a whole when it is not whole', async () => {
    const { vitals } = room();
    await expect(vitals.register({ measures: [{ ...grip, units: [] }] })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(vitals.register({ guidelines: { ...document, sources: {} } })).rejects.toMatchObject({ code: 'unsupported' });
    expect((await vitals.measures()).map((m) => m.id)).not.toContain('grip');
  });
});

describe('a second reading', () => {
  it('asks for a third when the two lie far apart, in any unit', () => {
    const of = (systolic: number, diastolic: number, unit = 'mm[Hg]') => ({ values: { systolic, diastolic }, unit });
    const asks = (...list: ReturnType<typeof of>[]) => asksForAnother(measure('blood-pressure'), list);
    expect([asks(of(130, 80)), asks(of(130, 80), of(120, 80)), asks(of(130, 80), of(119, 80)), asks(of(130, 80), of(131, 91))]).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(asks(of(130, 80), of(roundToStep(117 / 7.50061683, 0.1), 10.7, 'kPa'))).toBe(true);
    expect(asks(of(130, 80), of(110, 80), of(120, 80))).toBe(false);
    expect(asksForAnother(measure('weight'), [{ values: { value: 70 }, unit: 'kg' }, { values: { value: 90 }, unit: 'kg' }])).toBe(false); // prettier-ignore
  });
});
