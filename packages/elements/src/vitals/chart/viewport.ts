import { lowerBound, type Series } from '@nelumbo/core/vitals';

const hour = 3_600_000;
const day = 24 * hour;

/** The span of time that is looked at, milliseconds since 1970 UTC. */
export interface Viewport {
  readonly from: number;
  readonly to: number;
}

/** Nothing shorter than this is zoomed into. */
const shortest = hour;

/** How far one may pan: over all readings and today, with a little room at both ends. */
export function boundsOf(series: Pick<Series, 't'>, now: number, least: number): Viewport {
  const first = series.t[0] ?? now;
  const to = Math.max(now, series.t.at(-1) ?? now);
  const from = Math.min(first, to - least);
  const room = (to - from) * 0.02;
  return { from: from - room, to: to + room };
}

/** The same length inside the bounds; all of them when it is longer. */
export function clamped({ from, to }: Viewport, bounds: Viewport): Viewport {
  const length = Math.min(to - from, bounds.to - bounds.from);
  const start = Math.min(Math.max(from, bounds.from), bounds.to - length);
  return { from: start, to: start + length };
}

/** Moved by a share of its length; negative is earlier. */
export function panned({ from, to }: Viewport, share: number, bounds: Viewport): Viewport {
  const by = (to - from) * share;
  return clamped({ from: from + by, to: to + by }, bounds);
}

/** Longer (`factor` above 1) or shorter around a place that stays where it is. */
export function zoomed({ from, to }: Viewport, factor: number, at: number, bounds: Viewport): Viewport {
  const length = Math.max(shortest, (to - from) * factor);
  const share = (at - from) / (to - from || 1);
  return clamped({ from: at - length * share, to: at + length * (1 - share) }, bounds);
}

/** The span of the same length that ends where this one begins. */
export const beforeOf = ({ from, to }: Viewport): Viewport => ({ from: from - (to - from), to: from });

/** The samples inside a span as a series of their own; columns are views, and nothing is classified before somebody asks. */
export function windowOf(series: Series, { from, to }: Viewport): Series {
  const start = lowerBound(series.t, from);
  const end = Math.max(start, lowerBound(series.t, to, start));
  if (!start && end === series.t.length) return series;
  return {
    measure: series.measure,
    unit: series.unit,
    t: series.t.subarray(start, end),
    v: Object.fromEntries(Object.entries(series.v).map(([id, column]) => [id, column.subarray(start, end)])),
    offset: series.offset.subarray(start, end),
    flags: series.flags.subarray(start, end),
    get status() {
      return series.status.subarray(start, end);
    },
    get classes() {
      return series.classes;
    },
    pyramid: Object.fromEntries(Object.entries(series.pyramid).map(([id, p]) => [id, { ...p, start: p.start + start }])),
    revision: series.revision,
  };
}

/** How long a viewport is in whole days, for words. */
export const daysOf = ({ from, to }: Viewport): number => Math.max(1, Math.round((to - from) / day));
