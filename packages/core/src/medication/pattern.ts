import { cycleUrl } from './timing/compile.js';
import type { Dosage, Quantity, TimingRepeat } from '../fhir/index.js';

/** A dosage as people say it; what the plan editor edits. */
export interface DosePattern {
  /** Each dose, in `unit`; above 0. */
  readonly amount: number;
  /** UCUM code of a {@link DoseUnit}. */
  readonly unit: string;
  /** `HH:MM`, for a dosage by the clock. */
  readonly times?: readonly string[];
  /** FHIR `when` codes, for a dosage by meals and bedtime; instead of `times`. */
  readonly when?: readonly string[];
  /** Every n elapsed hours; instead of `times` and `when`. */
  readonly everyHours?: number;
  /** Taken when it is wanted, never due; with `everyHours`, not sooner than those after the last. */
  readonly asNeeded?: boolean;
  /** Food, where `times` cannot say it. */
  readonly food?: 'before' | 'with' | 'after';
  /** Every n days; 1 when absent. */
  readonly everyDays?: number;
  /** `mon`…`sun`; every day when absent. */
  readonly weekdays?: readonly string[];
  /** Days with and without doses in turn. */
  readonly cycle?: { readonly on: number; readonly off: number };
  /** `YYYY-MM-DD`, inclusive. */
  readonly start?: string;
  /** `YYYY-MM-DD`, inclusive. */
  readonly end?: string;
  /** A word of one's own: "with a full glass of water". */
  readonly note?: string;
}

/** Our code system for food beside fixed times, where FHIR's `when` is not allowed (tim-10). */
export const foodSystem = 'urn:nelumbo:fhir:food';
const ucum = 'http://unitsofmeasure.org';

/** A quantity of a dose unit: `{tablet}` reads "tablet". */
export const quantity = (value: number, code: string): Quantity => ({ value, unit: code.replace(/^[{[]|[}\]]$/g, ''), system: ucum, code });

/** The FHIR Dosage of a pattern. Checks nothing: `compile` does. */
export function dosageOf(pattern: DosePattern): Dosage {
  const dosage: Dosage = { doseAndRate: [{ doseQuantity: quantity(pattern.amount, pattern.unit) }] };
  const repeat = repeatOfPattern(pattern);
  if (Object.keys(repeat).length) dosage.timing = { repeat };
  if (pattern.asNeeded) dosage.asNeededBoolean = true;
  if (pattern.food) dosage.additionalInstruction = [{ coding: [{ system: foodSystem, code: pattern.food }] }];
  if (pattern.note) dosage.patientInstruction = pattern.note;
  return dosage;
}

function repeatOfPattern(pattern: DosePattern): TimingRepeat {
  const { start, end, weekdays, times = [], when = [], everyDays = 1, cycle } = pattern;
  const repeat: TimingRepeat = {};
  if (cycle) {
    const parts = [
      { url: 'on', valueInteger: cycle.on },
      { url: 'off', valueInteger: cycle.off },
    ];
    repeat.extension = [{ url: cycleUrl, extension: parts }];
  }
  if (start || end) repeat.boundsPeriod = { ...(start ? { start } : {}), ...(end ? { end } : {}) };
  if (pattern.everyHours !== undefined) return { ...repeat, frequency: 1, period: pattern.everyHours, periodUnit: 'h' };
  if (pattern.asNeeded) return repeat;
  const slots = new Set([...times, ...when]).size;
  const weekly = weekdays !== undefined && weekdays.length > 0;
  Object.assign(repeat, { frequency: slots * (weekly ? weekdays.length : 1), period: weekly ? 1 : everyDays, periodUnit: weekly ? 'wk' : 'd' });
  if (weekly) repeat.dayOfWeek = weekdays as NonNullable<TimingRepeat['dayOfWeek']>; // the compiler refuses other words
  if (times.length) repeat.timeOfDay = times.map((time) => `${time}:00`);
  if (when.length) repeat.when = when as NonNullable<TimingRepeat['when']>; // the compiler refuses other codes
  return repeat;
}

/** The pattern that makes exactly this dosage; `undefined` when the dosage says more than a pattern can (then it is not editable here). */
export function patternOf(dosage: Dosage): DosePattern | undefined {
  const repeat = dosage.timing?.repeat;
  const amount = dosage.doseAndRate?.[0]?.doseQuantity;
  if (amount?.value === undefined || amount.code === undefined) return undefined;
  const cycle = repeat?.extension?.find((e) => e.url === cycleUrl)?.extension;
  const food = dosage.additionalInstruction?.[0]?.coding?.[0];
  const guess = {
    amount: amount.value,
    unit: amount.code,
    times: repeat?.timeOfDay?.map((time) => time.slice(0, 5)),
    when: repeat?.when,
    everyHours: repeat?.periodUnit === 'h' ? repeat.period : undefined,
    asNeeded: dosage.asNeededBoolean,
    food: food?.system === foodSystem ? food.code : undefined,
    everyDays: repeat?.periodUnit === 'd' && repeat.period !== 1 ? repeat.period : undefined,
    weekdays: repeat?.dayOfWeek,
    cycle: cycle && { on: cycle[0]?.valueInteger, off: cycle[1]?.valueInteger },
    start: repeat?.boundsPeriod?.start,
    end: repeat?.boundsPeriod?.end,
    note: dosage.patientInstruction,
  };
  // Whatever the guess missed shows as a difference below, so its type holds where it is returned.
  const pattern = Object.fromEntries(Object.entries(guess).filter(([, value]) => value !== undefined)) as unknown as DosePattern;
  const { text: _text, sequence: _sequence, id: _id, ...said } = dosage;
  return canonical(dosageOf(pattern)) === canonical(said) ? pattern : undefined;
}

/** A parsed dosage that only says how often, with the usual times as a pattern: the editor edits times. */
export function withUsualTimes<P extends { readonly dosage?: Dosage; readonly pattern?: DosePattern }>(
  parsed: P,
  perDay: Readonly<Record<string, readonly string[]>>,
): P {
  const { dosage, pattern } = parsed;
  const repeat = dosage?.timing?.repeat;
  const times = perDay[String(repeat?.frequency)];
  if (!dosage || !repeat || pattern || repeat.periodUnit !== 'd' || repeat.when || repeat.timeOfDay || repeat.dayOfWeek || !times) return parsed;
  const timed: Dosage = { ...dosage, timing: { repeat: { ...repeat, timeOfDay: times.map((time) => `${time}:00`) } } };
  const found = patternOf(timed);
  return found ? { ...parsed, pattern: found } : parsed;
}

/** JSON with sorted keys, to compare what two resources say. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  );
}
