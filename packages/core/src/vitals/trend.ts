import { civilDay } from './civil-day.js';
import type { Trend } from './figure-types.js';

/** Fewest days with readings from which a trend is called. */
const fewest = 7;
/** Beyond so many days the means are weekly: pairs grow with the square. */
const mostDays = 1_000;
/** Two-sided 95 % of the standard normal distribution. */
const z95 = 1.959963984540054;

/** Means of the readings of each civil day (the wall clock where they were taken), ascending. */
export function dailyMeans(t: Float64Array, values: Float64Array, offset: Int16Array, daysEach = 1): { day: Float64Array; mean: Float64Array } {
  const sums = new Map<number, [sum: number, n: number]>();
  values.forEach((x, i) => {
    const day = Math.floor(civilDay(t[i]!, offset[i]!) / daysEach) * daysEach; // columns run in step
    const sum = sums.get(day);
    if (!sum) sums.set(day, [x, 1]);
    else {
      sum[0] += x;
      sum[1]++;
    }
  });
  const days = [...sums].sort(([a], [b]) => a - b);
  return { day: Float64Array.from(days, ([day]) => day), mean: Float64Array.from(days, ([, [sum, n]]) => sum / n) };
}

/**
 * Complementary error function, relative error below 1.2e-7 everywhere (Chebyshev fit, Press et al., Numerical Recipes in C, 2nd ed., section 6.2).
 * @param x - not negative
 */
function erfc(x: number): number {
  const t = 1 / (1 + x / 2);
  const fit = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
  ].reduce((sum, c) => sum * t + c, 0); // prettier-ignore
  return t * Math.exp(-x * x + fit);
}

const middle = (sorted: Float64Array): number => (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2; // never empty where it is called

/**
 * Variance of Mann-Kendall's S with ties: (n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18, t the size of each group of equal values.
 * Kendall, Rank Correlation Methods, 4th ed., 1975.
 */
function varianceOfS(values: Float64Array): number {
  const term = (k: number) => k * (k - 1) * (2 * k + 5);
  const groups = new Map<number, number>();
  for (const x of values) groups.set(x, (groups.get(x) ?? 0) + 1);
  return (term(values.length) - [...groups.values()].reduce((sum, k) => sum + term(k), 0)) / 18;
}

/** Bound of the slope's interval: the ordered slope of that rank, held inside the list. */
const ranked = (slopes: Float64Array, rank: number): number => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))]!; // never empty where it is called

/**
 * Whether daily means drift. Slope: median of (y_j - y_i) / (d_j - d_i) over all pairs of days (Theil 1950, Sen 1968). Its 95 % interval: ordered slopes
 * of rank (N -+ 1.96 sqrt(Var S)) / 2 (Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, section 16.5).
 * Certainty: Mann-Kendall, S = sum sign(y_j - y_i), z = (S -+ 1) / sqrt(Var S), two-sided p (Mann 1945, Kendall 1975).
 * @param meaningful - smallest change over the whole span that matters, in the values' unit
 * @returns `too-few` under 7 days; `steady` unless p < 0.05 and the change is meaningful
 */
export function trendOf(t: Float64Array, values: Float64Array, offset: Int16Array, meaningful = 0): Trend {
  let { day, mean } = dailyMeans(t, values, offset);
  if (day.length > mostDays) ({ day, mean } = dailyMeans(t, values, offset, 7));
  const n = day.length;
  if (n < 2) return { direction: 'too-few', days: n, slopePerDay: undefined, low: undefined, high: undefined, z: undefined, p: undefined };
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let [s, k] = [0, 0];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const rise = mean[j]! - mean[i]!; // both below n
      s += Math.sign(rise);
      slopes[k++] = rise / (day[j]! - day[i]!);
    }
  slopes.sort();
  const slopePerDay = middle(slopes);
  const spread = Math.sqrt(varianceOfS(mean));
  const z = spread ? (s - Math.sign(s)) / spread : 0;
  const p = Math.min(1, erfc(Math.abs(z) / Math.SQRT2));
  const change = slopePerDay * (day[n - 1]! - day[0]!);
  const certain = n >= fewest && p < 0.05 && Math.abs(change) >= meaningful && change !== 0;
  return {
    direction: n < fewest ? 'too-few' : certain ? (change > 0 ? 'rising' : 'falling') : 'steady',
    days: n,
    slopePerDay,
    low: ranked(slopes, (slopes.length - z95 * spread) / 2 - 1),
    high: ranked(slopes, (slopes.length + z95 * spread) / 2),
    z,
    p,
  };
}
