/** Milliseconds of a day. */
export const dayMs = 86_400_000;

/** Number of the civil day (days since 1970-01-01) that a wall clock `offset` minutes east of UTC shows at `t`. */
export const civilDay = (t: number, offset: number): number => Math.floor((t + offset * 60_000) / dayMs);

/** `2026-11-22` for the number of a civil day. */
export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** Minutes after midnight that a wall clock shows at `t`. */
export const minuteOfDay = (t: number, offset: number): number => {
  const local = t + offset * 60_000;
  return Math.floor((local - Math.floor(local / dayMs) * dayMs) / 60_000);
};
