import { convertIn, defaultUnit, roundToStep, unitOf } from './units.js';
import type { CheckResult, Doubt, FullReading, Limits, Measure, MeasureComponent, Refusal } from './types.js';

/** Later than the clock by more than this is a wrong clock or a slip. */
export const futureToleranceMs = 5 * 60_000;
/** The same measure and value within this is most likely the same reading entered twice. */
export const duplicateWithinMs = 2 * 60_000;
/** How far back "unlike before" looks. */
export const historyMs = 90 * 86_400_000;
const minHistory = 10;
const maxDeviations = 4;
/** Makes the median absolute deviation comparable with a standard deviation (normal distribution). */
const madScale = 1.4826;

/** The range of a component in a unit: the unit's own where published, else converted from the first unit. */
export function limitsIn(measure: Measure, component: MeasureComponent, kind: 'refused' | 'confirm', unit: string): Limits | undefined {
  const own = unitOf(measure, unit)?.[kind];
  const base = component[kind];
  if (own || !base) return own;
  const first = defaultUnit(measure).code;
  const [low, high] = [convertIn(measure, base[0], first, unit), convertIn(measure, base[1], first, unit)];
  return low === undefined || high === undefined ? undefined : [low, high];
}

const outside = (value: number, limits: Limits | undefined): boolean => limits !== undefined && (value < limits[0] || value > limits[1]);

function refusalOf(measure: Measure, component: MeasureComponent, value: number | undefined, unit: string): Refusal | undefined {
  const about = { measure: measure.id, component: component.id };
  if (value === undefined) return { ...about, reason: 'incomplete' };
  if (!Number.isFinite(value)) return { ...about, reason: 'not-a-number' };
  const limits = limitsIn(measure, component, 'refused', unit);
  if (!limits || !outside(value, limits)) return undefined;
  const fits = measure.units.find((other) => other.code !== unit && !outside(value, limitsIn(measure, component, 'confirm', other.code)))?.code;
  return { ...about, reason: 'out-of-range', limits, ...(fits ? { fits } : {}) };
}

/** Reasons for which a reading cannot be stored at all; empty when it can. @param now - milliseconds since 1970 UTC */
export function refusals(measure: Measure, reading: Pick<FullReading, 'values' | 'unit' | 'at'>, now: number): readonly Refusal[] {
  if (!unitOf(measure, reading.unit)) return [{ measure: measure.id, reason: 'unit-unknown' }];
  const found = measure.components.flatMap((c) => refusalOf(measure, c, reading.values[c.id], reading.unit) ?? []);
  const [upper, lower] = measure.components;
  if (!found.length && measure.descending && upper && lower && reading.values[upper.id]! <= reading.values[lower.id]!)
    found.push({ measure: measure.id, reason: 'not-descending' });
  if (!Number.isFinite(reading.at)) found.push({ measure: measure.id, reason: 'no-time' });
  else if (reading.at > now + futureToleranceMs) found.push({ measure: measure.id, reason: 'in-the-future' });
  return found;
}

const median = (sorted: readonly number[]): number => (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;

/**
 * How many robust deviations `value` lies from its history: |value - median| / (1.4826 x MAD), the MAD at least one step.
 * @returns 0 with fewer than 10 values, which is too few to say
 */
export function robustDeviation(value: number, history: readonly number[], step: number): number {
  if (history.length < minHistory) return 0;
  const middle = median([...history].sort((a, b) => a - b));
  const spread = median(history.map((x) => Math.abs(x - middle)).sort((a, b) => a - b));
  return Math.abs(value - middle) / Math.max(madScale * spread, step);
}

/** True when the two pressures would be an ordinary reading the other way round: 84/131. */
export function looksSwapped(measure: Measure, values: Readonly<Record<string, number>>, unit: string): boolean {
  const [upper, lower] = measure.components;
  if (!measure.descending || !upper || !lower) return false;
  const [a, b] = [values[upper.id]!, values[lower.id]!];
  return a < b && !outside(b, limitsIn(measure, upper, 'confirm', unit)) && !outside(a, limitsIn(measure, lower, 'confirm', unit));
}

function doubtsOf(measure: Measure, reading: FullReading, history: readonly FullReading[]): readonly Doubt[] {
  const { unit, values } = reading;
  const step = unitOf(measure, unit)!.step; // refusals() has looked
  const doubts: Doubt[] = [];
  for (const component of measure.components) {
    const value = values[component.id]!; // complete, refusals() has looked
    const before = history.flatMap((past) => convertIn(measure, past.values[component.id]!, past.unit, unit) ?? []);
    if (outside(value, limitsIn(measure, component, 'confirm', unit))) doubts.push({ reason: 'unusual', component: component.id });
    else if (robustDeviation(value, before, step) > maxDeviations) doubts.push({ reason: 'unlike-before', component: component.id });
  }
  const same = (past: FullReading): boolean =>
    Math.abs(past.at - reading.at) <= duplicateWithinMs &&
    measure.components.every((c) => convertIn(measure, past.values[c.id]!, past.unit, unit) === values[c.id]);
  if (history.some(same)) doubts.push({ reason: 'duplicate' });
  return doubts;
}

/**
 * Judges a reading before it is stored: what refuses it, and what should be asked back.
 * @param history - readings of the same measure of the last 90 days
 * @param now - milliseconds since 1970 UTC
 */
export function check(measure: Measure, reading: FullReading, history: readonly FullReading[], now: number): CheckResult {
  const refused = refusals(measure, reading, now);
  if (refused.some((r) => r.reason === 'not-descending') && looksSwapped(measure, reading.values, reading.unit))
    return { refused, doubts: [{ reason: 'swapped' }] };
  return { refused, doubts: refused.length ? [] : doubtsOf(measure, reading, history) };
}

/** Rounds every number of a reading to its unit's step. */
export function rounded(measure: Measure, values: Readonly<Record<string, number>>, unit: string): Record<string, number> {
  const step = unitOf(measure, unit)?.step;
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, step ? roundToStep(value, step) : value]));
}
