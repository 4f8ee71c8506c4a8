import { parseNumber, parsePair, roundToStep, unitOf, type Meal, type Measure, type Position, type Reading, type Setting } from '@nelumbo/core/vitals';

/** What stands in the fields: text by component id, as typed. */
export type Typed = Readonly<Record<string, string>>;

/** The circumstances chosen beside the fields. */
export interface Circumstances {
  readonly unit: string;
  readonly setting: Setting;
  readonly meal: Meal | undefined;
  /** One of the measure's sites, or an arm. */
  readonly site?: string | undefined;
  readonly position?: Position | undefined;
  /** Milliseconds since 1970 UTC; the moment of saving without it. */
  readonly at: number | undefined;
}

/** Field id of the pulse that may be typed beside a pressure. */
export const pulseField = 'pulse';

/** Whether the unit can be chosen. Pressures are shown in millimetres of mercury everywhere; kilopascals are only read. */
export const offersUnits = (measure: Measure): boolean => measure.units.length > 1 && measure.id !== 'blood-pressure';

/** A number rounded to its unit's step; not a number stays NaN, so that the check names it. Nothing for an empty field. */
function valueOf(text: string | undefined, measure: Measure, unit: string): number | undefined {
  if (!text?.trim()) return undefined;
  const value = parseNumber(text) ?? Number.NaN;
  const step = unitOf(measure, unit)?.step;
  return step && Number.isFinite(value) ? roundToStep(value, step) : value;
}

/** The reading in the fields; what is empty is missing from its values. */
export function draftReading(measure: Measure, typed: Typed, { unit, setting, meal, site, position, at }: Circumstances): Reading {
  const values = Object.fromEntries(
    measure.components.flatMap((c) => {
      const value = valueOf(typed[c.id], measure, unit);
      return value === undefined ? [] : [[c.id, value]];
    }),
  );
  return {
    measure: measure.id,
    values,
    unit,
    ...(at === undefined ? {} : { at }),
    context: { setting, ...(meal ? { meal } : {}), ...(site ? { site } : {}), ...(position ? { position } : {}) },
  };
}

/** The pulse typed beside a pressure, as a reading of its own at the same time. */
export function draftPulse(heartRate: Measure | undefined, typed: Typed, { setting, at }: Circumstances): Reading | undefined {
  const value = heartRate && valueOf(typed[pulseField], heartRate, '/min');
  return value === undefined
    ? undefined
    : { measure: 'heart-rate', values: { value }, unit: '/min', ...(at === undefined ? {} : { at }), context: { setting } };
}

/** Two numbers typed or pasted into the first field go to two fields: `120/80`. */
export function spread(measure: Measure, typed: Typed): Typed {
  const [first, second] = measure.components;
  const pair = first && second && parsePair(typed[first.id] ?? '');
  return pair ? { ...typed, [first.id]: String(pair[0]), [second.id]: String(pair[1]) } : typed;
}

/** The first two fields the other way round. */
export function swapped(measure: Measure, typed: Typed): Typed {
  const [first, second] = measure.components;
  return first && second ? { ...typed, [first.id]: typed[second.id] ?? '', [second.id]: typed[first.id] ?? '' } : typed;
}

/** Arms that a cuff goes around; free text in a record, the same in every language. */
export const arms = ['left arm', 'right arm'] as const;

/** Where on the body a measure can be taken, as far as it makes a difference. */
export const sitesOf = (measure: Measure): readonly string[] => measure.sites ?? (measure.id === 'blood-pressure' ? arms : []);

/** One step up or down from what stands in a field, or from the last value where it is empty. */
export function stepped(measure: Measure, unit: string, text: string, ghost: string, by: 1 | -1): string {
  const from = parseNumber(text || ghost);
  const step = unitOf(measure, unit)?.step ?? 1;
  return from === undefined ? text : String(roundToStep(Math.max(0, from + by * step), step));
}

/** What is likely at this hour; a preset that the user can change. Our own choice. @param hour - 0 to 23, local */
export function mealAtHour(hour: number): Meal {
  if (hour >= 4 && hour < 10) return 'fasting';
  if (hour >= 21 || hour < 4) return 'bedtime';
  return (hour >= 12 && hour < 16) || hour >= 18 ? 'after' : 'before';
}

/** `datetime-local` value of an instant, in the device's zone. */
export function localInput(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
