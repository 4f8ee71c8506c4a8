import { civilDay, dayMs } from './civil-day.js';
import type { Series } from './series.js';

/** How long a fold is: civil days, weeks from Monday, or months. */
export type FoldBy = 'day' | 'week' | 'month';

/** Figures of one stretch of civil days. */
export interface Fold {
  /** Number of its first civil day (days since 1970-01-01). */
  readonly day: number;
  /** Places in the series: `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** By component: sum(x) / n, lowest, highest, sum. */
  readonly of: Readonly<Record<string, { readonly mean: number; readonly low: number; readonly high: number; readonly sum: number }>>;
}

/** 1970-01-01 was a Thursday: Monday is day -3. */
const weekStart = (day: number): number => Math.floor((day + 3) / 7) * 7 - 3;

function startOf(day: number, by: FoldBy): number {
  if (by === 'day') return day;
  if (by === 'week') return weekStart(day);
  const date = new Date(day * dayMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / dayMs;
}

/**
 * Folds a series into days, weeks or months of the wall clock where the readings were taken, oldest first; stretches without readings are left out.
 * For tables of many rows, and for steps and sleep as bars.
 */
export function fold(series: Pick<Series, 't' | 'v' | 'offset'>, by: FoldBy): readonly Fold[] {
  const folds: Fold[] = [];
  let from = 0;
  for (let i = 0; i < series.t.length; i++) {
    const day = startOf(civilDay(series.t[i]!, series.offset[i]!), by); // columns run in step
    const next = i + 1 < series.t.length ? startOf(civilDay(series.t[i + 1]!, series.offset[i + 1]!), by) : undefined;
    if (day === next) continue;
    folds.push({ day, from, to: i + 1, of: Object.fromEntries(Object.entries(series.v).map(([id, column]) => [id, figuresOf(column, from, i + 1)])) });
    from = i + 1;
  }
  return folds;
}

function figuresOf(column: Float64Array, from: number, to: number) {
  let [sum, low, high] = [0, Infinity, -Infinity];
  for (let i = from; i < to; i++) {
    const x = column[i]!; // inside the column
    sum += x;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return { mean: sum / (to - from), low, high, sum };
}
