import type { Description } from './figure-types.js';
import { statistics } from './statistics.js';

/** Percentile of sorted values by linear interpolation between order statistics: h = (n - 1) x p (Hyndman and Fan 1996, type 7). */
export function sortedPercentile(sorted: Float64Array, p: number): number | undefined {
  if (!sorted.length) return undefined;
  const h = (sorted.length - 1) * Math.min(1, Math.max(0, p));
  const low = sorted[Math.floor(h)]!;
  return low + (h - Math.floor(h)) * (sorted[Math.ceil(h)]! - low);
}

/**
 * Mean = sum(x) / n, SD = sqrt(sum((x - mean)^2) / (n - 1)), CV = 100 x SD / mean, smallest, largest, percentiles of type 7.
 * @param column - values in one unit, any order
 */
export function describe(column: Float64Array): Description {
  const { count, mean, sd, min, max } = statistics(column);
  const sorted = Float64Array.from(column).sort();
  const at = (p: number) => sortedPercentile(sorted, p);
  const cvPercent = mean !== undefined && sd !== undefined && mean !== 0 ? (100 * sd) / mean : undefined;
  return { n: count, mean, sd, cvPercent, min, max, p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}
