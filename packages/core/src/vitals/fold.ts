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
  const { t, offset, v } = series;
  const columns = Object.entries(v);
  const folds: Fold[] = [];
  for (let from = 0; from < t.length;) {
    const day = startOf(civilDay(t[from]!, offset[from]!), by); // columns run in step
    const to = endOf(series, from, day, by);
    folds.push({ day, from, to, of: Object.fromEntries(columns.map(([id, column]) => [id, figuresOf(column, from, to)])) });
    from = to;
  }
  return folds;
}

/** First place behind `from` whose wall clock shows another stretch; the calendar is asked once for each stretch and clock, not for each sample. */
function endOf({ t, offset }: Pick<Series, 't' | 'offset'>, from: number, day: number, by: FoldBy): number {
  const next = nextStart(day, by) * dayMs;
  let [zone, begin, end] = [NaN, 0, 0];
  let to = from;
  for (; to < t.length; to++) {
    if (offset[to] !== zone) {
      zone = offset[to]!; // columns run in step
      [begin, end] = [day * dayMs - zone * 60_000, next - zone * 60_000];
    }
    if (t[to]! < begin || t[to]! >= end) break;
  }
  return to;
}

/** The first civil day of the stretch after the one that begins with `day`. */
function nextStart(day: number, by: FoldBy): number {
  if (by !== 'month') return day + (by === 'day' ? 1 : 7);
  const date = new Date(day * dayMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / dayMs;
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
