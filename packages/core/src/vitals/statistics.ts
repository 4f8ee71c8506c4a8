import type { Series } from './series.js';

/** Figures of one column. All in the column's unit; `undefined` where there are too few values. */
export interface Statistics {
  readonly count: number;
  /** sum(x) / n */
  readonly mean: number | undefined;
  /** sqrt(sum((x - mean)^2) / (n - 1)); needs two values. */
  readonly sd: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/**
 * Mean, standard deviation (n - 1), smallest and largest.
 * @param column - values in one unit, any order
 */
export function statistics(column: Float64Array): Statistics {
  const count = column.length;
  if (!count) return { count, mean: undefined, sd: undefined, min: undefined, max: undefined };
  let [mean, squares, min, max] = [0, 0, Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const x = column[i]!; // within the column
    const step = x - mean; // Welford: no cancellation for long series
    mean += step / (i + 1);
    squares += step * (x - mean);
    if (x < min) min = x;
    if (x > max) max = x;
  }
  return { count, mean, sd: count > 1 ? Math.sqrt(squares / (count - 1)) : undefined, min, max };
}

/**
 * Share of classified readings whose tone is good: good / (all - unknown), 0 to 1.
 * "Readings in target", never "time in range": finger sticks are not spread evenly over the day.
 * @returns `undefined` when nothing is classified
 */
export function shareInTarget(series: Series): number | undefined {
  const { status, classes } = series;
  const counts = new Uint32Array(256); // a status is a byte
  for (let i = 0; i < status.length; i++) counts[status[i]!]!++;
  let [good, classified] = [0, 0];
  classes.forEach(({ tone }, place) => {
    const n = counts[place] ?? 0;
    if (tone !== 'unknown') classified += n;
    if (tone === 'good') good += n;
  });
  return classified ? good / classified : undefined;
}

/**
 * Percentile by linear interpolation between order statistics (type 7): h = (n - 1) x p.
 * @param p - 0 to 1
 * @returns `undefined` without values
 */
export function percentile(column: Float64Array, p: number): number | undefined {
  if (!column.length) return undefined;
  const sorted = Float64Array.from(column).sort();
  const h = (sorted.length - 1) * Math.min(1, Math.max(0, p));
  const low = sorted[Math.floor(h)]!;
  return low + (h - Math.floor(h)) * (sorted[Math.ceil(h)]! - low);
}
