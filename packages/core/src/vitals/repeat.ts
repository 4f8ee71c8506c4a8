import { rounded } from './check.js';
import { meanSource } from './observation.js';
import { convertIn } from './units.js';
import type { FullReading, Measure } from './types.js';

/**
 * The mean of the readings of one measure: each component sum(x) / n, in the unit of the first, rounded to its step.
 * @returns `undefined` for fewer than two readings, and for a measure that is not repeated (without `repeatBeyond`)
 */
export function meanOf(measure: Measure, readings: readonly FullReading[]): FullReading | undefined {
  const mine = readings.filter((r) => r.measure === measure.id);
  const [first] = mine;
  const last = mine.at(-1);
  if (!first || !last || mine.length < 2 || measure.repeatBeyond === undefined) return undefined;
  const mean = (id: string) => mine.reduce((sum, r) => sum + (convertIn(measure, r.values[id]!, r.unit, first.unit) ?? NaN), 0) / mine.length; // complete, refusals() has looked
  const values = rounded(measure, Object.fromEntries(measure.components.map((c) => [c.id, mean(c.id)])), first.unit);
  const { note: _note, ...rest } = first;
  return { ...rest, values, at: last.at, offset: last.offset, source: meanSource };
}

/** Two pressures further apart than the measure's `repeatBeyond` ask for a third. @returns false for a measure without such a limit */
export function asksForAnother(measure: Measure, readings: readonly Pick<FullReading, 'values' | 'unit'>[]): boolean {
  const [a, b] = readings.slice(-2);
  const limit = measure.repeatBeyond;
  if (!a || !b || limit === undefined || readings.length > 2) return false;
  const first = measure.units[0]!.code; // the reader refuses a measure without units
  const apart = (id: string) => Math.abs((convertIn(measure, a.values[id]!, a.unit, first) ?? NaN) - (convertIn(measure, b.values[id]!, b.unit, first) ?? NaN));
  return measure.components.some((c) => apart(c.id) > limit);
}
