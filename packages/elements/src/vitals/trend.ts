import { roundToStep, statistics, unitOf, type Measure, type Series } from '@nelumbo/core/vitals';

/** Fewer readings than this say nothing about a period. */
const fewest = 3;

/** Two periods compared by their means. */
export interface Trend {
  readonly direction: 'lower' | 'higher' | 'same';
  /** Difference of the rounded means, in the series' unit, never negative. */
  readonly by: number;
}

/**
 * Mean of the first component in this period against the period before: mean(now) - mean(before), both rounded to the step.
 * Under two steps it is the same.
 * @returns `undefined` when either period has fewer than three readings
 */
export function compareMeans(measure: Measure, before: Series, now: Series): Trend | undefined {
  const id = measure.components[0]?.id ?? '';
  const [a, b] = [before.v[id], now.v[id]];
  const step = unitOf(measure, now.unit)?.step;
  if (!a || !b || !step || a.length < fewest || b.length < fewest) return undefined;
  const by = roundToStep(roundToStep(statistics(b).mean!, step) - roundToStep(statistics(a).mean!, step), step); // neither is empty
  if (Math.abs(by) < 2 * step) return { direction: 'same', by: 0 };
  return { direction: by < 0 ? 'lower' : 'higher', by: Math.abs(by) };
}

/**
 * The course of a column as an SVG path in a box of 100 x 30, interrupted where readings are further apart than `gap` ms.
 * @returns an empty string for fewer than two readings
 */
export function sparkline(t: Float64Array, column: Float64Array, span: { from: number; to: number; low: number; high: number }, gap: number): string {
  if (t.length < 2) return '';
  const x = (at: number): string => (((at - span.from) / (span.to - span.from || 1)) * 96 + 2).toFixed(2);
  const y = (value: number): string => (27 - ((value - span.low) / (span.high - span.low || 1)) * 24).toFixed(2);
  return Array.from(t, (at, i) => `${i && at - t[i - 1]! <= gap ? 'L' : 'M'}${x(at)} ${y(column[i]!)}`).join(''); // columns run in step
}
