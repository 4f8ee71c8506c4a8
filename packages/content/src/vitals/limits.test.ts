import { describe, expect, it } from 'vitest';
import { classify, convert, roundToStep, type Meal, type Population, type Setting } from '@nelumbo/core/vitals';
import document from './guidelines.js';
import measuresDocument from './measures.js';

// Written out by hand from the published limits, not computed from the tables: each limit with the step below it and above it.

const measureOf = (id: string) => measuresDocument.measures.find((m) => m.id === id)!; // the test names measures that exist
interface Circumstances {
  readonly guideline: string;
  readonly population?: Population;
  readonly setting?: Setting;
  readonly meal?: Meal;
  readonly site?: string;
}
function rowOf(id: string, unit: string, values: Readonly<Record<string, number>>, { guideline, population = 'adult', ...context }: Circumstances) {
  return classify(document, measureOf(id), { measure: id, unit, values, context }, { guideline, population }).row?.id;
}

type Limits = readonly (readonly [value: number, row: string])[];
interface Pressure extends Circumstances {
  /** With a lower number that says nothing of its own. */
  readonly systolic: Limits;
  readonly diastolic: Limits;
  readonly beside: readonly [systolic: number, diastolic: number];
}

const pressures: readonly Pressure[] = [
  {
    guideline: 'cn-2024', setting: 'clinic', beside: [110, 70],
    systolic: [[89, 'low'], [90, 'normal'], [119, 'normal'], [120, 'high-normal'], [139, 'high-normal'], [140, 'grade-1'], [159, 'grade-1'], [160, 'grade-2'], [179, 'grade-2'], [180, 'grade-3']],
    diastolic: [[59, 'low'], [60, 'normal'], [79, 'normal'], [80, 'high-normal'], [89, 'high-normal'], [90, 'grade-1'], [99, 'grade-1'], [100, 'grade-2'], [109, 'grade-2'], [110, 'grade-3']],
  },
  {
    guideline: 'cn-2024', setting: 'home', beside: [110, 70],
    systolic: [[89, 'low'], [90, 'normal'], [119, 'normal'], [120, 'watch'], [134, 'watch'], [135, 'above-home-threshold'], [179, 'above-home-threshold'], [180, 'urgent']],
    diastolic: [[59, 'low'], [60, 'normal'], [79, 'normal'], [80, 'watch'], [84, 'watch'], [85, 'above-home-threshold'], [109, 'above-home-threshold'], [110, 'urgent']],
  },
  {
    guideline: 'esc-2024', setting: 'clinic', beside: [110, 65],
    systolic: [[89, 'low'], [90, 'non-elevated'], [119, 'non-elevated'], [120, 'elevated'], [139, 'elevated'], [140, 'hypertension'], [179, 'hypertension'], [180, 'urgent']],
    diastolic: [[59, 'low'], [60, 'non-elevated'], [69, 'non-elevated'], [70, 'elevated'], [89, 'elevated'], [90, 'hypertension'], [109, 'hypertension'], [110, 'urgent']],
  },
  {
    guideline: 'esc-2024', setting: 'home', beside: [110, 65],
    systolic: [[119, 'non-elevated'], [120, 'elevated'], [134, 'elevated'], [135, 'hypertension'], [179, 'hypertension'], [180, 'urgent']],
    diastolic: [[69, 'non-elevated'], [70, 'elevated'], [84, 'elevated'], [85, 'hypertension'], [109, 'hypertension'], [110, 'urgent']],
  },
  {
    guideline: 'aha-2017', setting: 'clinic', beside: [110, 70],
    systolic: [[89, 'low'], [90, 'normal'], [119, 'normal'], [120, 'elevated'], [129, 'elevated'], [130, 'stage-1'], [139, 'stage-1'], [140, 'stage-2'], [180, 'stage-2'], [181, 'crisis']],
    diastolic: [[59, 'low'], [60, 'normal'], [79, 'normal'], [80, 'stage-1'], [89, 'stage-1'], [90, 'stage-2'], [120, 'stage-2'], [121, 'crisis']],
  },
  {
    guideline: 'aha-2017', setting: 'home', beside: [110, 70],
    systolic: [[89, 'low'], [90, 'below'], [129, 'below'], [130, 'above-home-threshold'], [180, 'above-home-threshold'], [181, 'crisis']],
    diastolic: [[59, 'low'], [60, 'below'], [79, 'below'], [80, 'above-home-threshold'], [120, 'above-home-threshold'], [121, 'crisis']],
  },
]; // prettier-ignore

describe('blood pressure at its limits', () => {
  for (const { systolic, diastolic, beside, ...circumstances } of pressures)
    it(`${circumstances.guideline}, ${circumstances.setting}`, () => {
      for (const [value, row] of systolic) {
        const values = { systolic: value, diastolic: beside[1] };
        expect(rowOf('blood-pressure', 'mm[Hg]', values, circumstances), `${value}/${beside[1]}`).toBe(row);
        inKilopascals(values, row, circumstances);
      }
      for (const [value, row] of diastolic) {
        const values = { systolic: Math.max(beside[0], value + 1), diastolic: value };
        if (
          rowOf('blood-pressure', 'mm[Hg]', { ...values, diastolic: beside[1] }, circumstances) !==
          rowOf('blood-pressure', 'mm[Hg]', { systolic: beside[0], diastolic: beside[1] }, circumstances)
        )
          continue; // the upper number speaks for itself: below
        expect(rowOf('blood-pressure', 'mm[Hg]', values, circumstances), `${values.systolic}/${value}`).toBe(row);
      }
    });
  it('takes the worse half of a pair', () => {
    const clinic: Circumstances = { guideline: 'cn-2024', setting: 'clinic' };
    for (const [systolic, diastolic, row] of [
      [118, 91, 'grade-1'],
      [141, 79, 'grade-1'],
      [158, 101, 'grade-2'],
      [162, 88, 'grade-2'],
      [150, 112, 'grade-3'],
      [184, 70, 'grade-3'],
      [125, 58, 'low'],
      [142, 58, 'grade-1'],
    ] as const)
      // prettier-ignore
      expect(rowOf('blood-pressure', 'mm[Hg]', { systolic, diastolic }, clinic), `${systolic}/${diastolic}`).toBe(row);
  });
});

/** The same limit in kPa, as far as its 0.1 step can say it: judged as the mmHg that it rounds to. */
function inKilopascals(values: { readonly systolic: number; readonly diastolic: number }, row: string, circumstances: Circumstances): void {
  const kPa = (mmHg: number): number => roundToStep(convert(mmHg, 'mm[Hg]', 'kPa')!, 0.1);
  const back = (mmHg: number): number => roundToStep(convert(kPa(mmHg), 'kPa', 'mm[Hg]')!, 1);
  if (back(values.systolic) !== values.systolic || back(values.diastolic) !== values.diastolic) return;
  expect(rowOf('blood-pressure', 'kPa', { systolic: kPa(values.systolic), diastolic: kPa(values.diastolic) }, circumstances)).toBe(row);
}

interface Single extends Circumstances {
  readonly measure: string;
  /** By unit, so that each published pair stands beside its other half. */
  readonly units: Readonly<Record<string, Limits>>;
}

const singles: readonly Single[] = [
  {
    measure: 'glucose', guideline: 'cn-2024', setting: 'home', meal: 'fasting',
    units: {
      'mmol/L': [[2.7, 'hypo'], [2.8, 'lowish'], [3.8, 'lowish'], [3.9, 'normal'], [6, 'normal'], [6.1, 'impaired-fasting'], [6.9, 'impaired-fasting'], [7, 'diabetes-range']],
      'mg/dL': [[49, 'hypo'], [50, 'lowish'], [69, 'lowish'], [70, 'normal'], [109, 'normal'], [110, 'impaired-fasting'], [125, 'impaired-fasting'], [126, 'diabetes-range']],
    },
  },
  {
    measure: 'glucose', guideline: 'cn-2024', setting: 'home', meal: 'after',
    units: {
      'mmol/L': [[2.7, 'hypo'], [2.8, 'lowish'], [3.8, 'lowish'], [3.9, 'normal'], [7.7, 'normal'], [7.8, 'impaired-tolerance'], [11, 'impaired-tolerance'], [11.1, 'diabetes-range']],
      'mg/dL': [[49, 'hypo'], [50, 'lowish'], [69, 'lowish'], [70, 'normal'], [139, 'normal'], [140, 'impaired-tolerance'], [199, 'impaired-tolerance'], [200, 'diabetes-range']],
    },
  },
  {
    measure: 'glucose', guideline: 'cn-2024', population: 'diabetes', setting: 'home', meal: 'fasting',
    units: {
      'mmol/L': [[2.9, 'hypo-2'], [3, 'hypo-1'], [3.8, 'hypo-1'], [3.9, 'below-target'], [4.3, 'below-target'], [4.4, 'in-target'], [7, 'in-target'], [7.1, 'above-target'], [13.8, 'above-target'], [13.9, 'very-high']],
      'mg/dL': [[53, 'hypo-2'], [54, 'hypo-1'], [69, 'hypo-1'], [70, 'below-target'], [79, 'below-target'], [80, 'in-target'], [126, 'in-target'], [127, 'above-target'], [249, 'above-target'], [250, 'very-high']],
    },
  },
  {
    measure: 'glucose', guideline: 'cn-2024', population: 'diabetes', setting: 'home', meal: 'after',
    units: {
      'mmol/L': [[3.8, 'hypo-1'], [3.9, 'in-target'], [9.9, 'in-target'], [10, 'above-target'], [13.8, 'above-target'], [13.9, 'very-high']],
      'mg/dL': [[69, 'hypo-1'], [70, 'in-target'], [179, 'in-target'], [180, 'above-target'], [249, 'above-target'], [250, 'very-high']],
    },
  },
  {
    measure: 'glucose', guideline: 'ada', population: 'diabetes', setting: 'home', meal: 'before',
    units: {
      'mg/dL': [[53, 'hypo-2'], [54, 'hypo-1'], [69, 'hypo-1'], [70, 'below-target'], [79, 'below-target'], [80, 'in-target'], [130, 'in-target'], [131, 'above-target'], [249, 'above-target'], [250, 'very-high']],
      'mmol/L': [[2.9, 'hypo-2'], [3, 'hypo-1'], [3.8, 'hypo-1'], [3.9, 'below-target'], [4.3, 'below-target'], [4.4, 'in-target'], [7.2, 'in-target'], [7.3, 'above-target'], [13.8, 'above-target'], [13.9, 'very-high']],
    },
  },
  {
    measure: 'glucose', guideline: 'ada', population: 'diabetes', setting: 'home', meal: 'bedtime',
    units: {
      'mg/dL': [[69, 'hypo-1'], [70, 'in-target'], [179, 'in-target'], [180, 'above-target']],
      'mmol/L': [[3.8, 'hypo-1'], [3.9, 'in-target'], [9.9, 'in-target'], [10, 'above-target']],
    },
  },
  { measure: 'heart-rate', guideline: 'cn-2024', units: { '/min': [[40, 'very-slow'], [41, 'slow'], [59, 'slow'], [60, 'normal'], [100, 'normal'], [101, 'fast'], [130, 'fast'], [131, 'very-fast']] } },
  { measure: 'respiratory-rate', guideline: 'cn-2024', units: { '/min': [[11, 'slow'], [12, 'near'], [15, 'near'], [16, 'normal'], [20, 'normal'], [21, 'near'], [24, 'near'], [25, 'fast']] } },
  {
    measure: 'temperature', guideline: 'cn-2024', site: 'axillary',
    units: {
      Cel: [[35, 'very-low'], [35.1, 'low'], [35.9, 'low'], [36, 'normal'], [37, 'normal'], [37.1, 'upper'], [37.2, 'upper'], [37.3, 'fever-1'], [38, 'fever-1'], [38.1, 'fever-2'], [39, 'fever-2'], [39.1, 'fever-3'], [41, 'fever-3'], [41.1, 'fever-4']],
      '[degF]': [[95, 'very-low'], [95.2, 'low'], [96.6, 'low'], [96.8, 'normal'], [98.6, 'normal'], [98.8, 'upper'], [99.1, 'fever-1'], [100.4, 'fever-1'], [100.6, 'fever-2'], [102.2, 'fever-2'], [102.4, 'fever-3'], [105.8, 'fever-3'], [106, 'fever-4']],
    },
  },
  { measure: 'spo2', guideline: 'cn-2024', units: { '%': [[89, 'low'], [90, 'reduced'], [94, 'reduced'], [95, 'normal'], [100, 'normal']] } },
  { measure: 'bmi', guideline: 'cn-2024', units: { 'kg/m2': [[18.4, 'underweight'], [18.5, 'normal'], [23.9, 'normal'], [24, 'overweight'], [27.9, 'overweight'], [28, 'obese']] } },
  { measure: 'bmi', guideline: 'who', units: { 'kg/m2': [[18.4, 'underweight'], [18.5, 'normal'], [24.9, 'normal'], [25, 'overweight'], [29.9, 'overweight'], [30, 'obese']] } },
]; // prettier-ignore

describe('single numbers at their limits', () => {
  for (const { measure, units, ...circumstances } of singles)
    for (const [unit, limits] of Object.entries(units))
      it(`${circumstances.guideline}, ${measure}, ${circumstances.population ?? 'adult'}, ${circumstances.meal ?? circumstances.site ?? 'any'}, ${unit}`, () => {
        for (const [value, row] of limits) expect(rowOf(measure, unit, { value }, circumstances), `${value} ${unit}`).toBe(row);
      });
});
