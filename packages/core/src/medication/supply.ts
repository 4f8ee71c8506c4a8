/** A supply: the day on which it was collected (0 is the first of the period) and for how many days it lasts. */
export type SupplyFill = readonly [day: number, days: number];

/** Shares 0-1; `undefined` without a fill inside the period. */
export interface SupplyShares {
  readonly pdc: number | undefined;
  readonly mpr: number | undefined;
}

/**
 * PDC and MPR of one medicine over a period.
 *
 * PDC (proportion of days covered): days with supply at hand / days from the first fill inside the period to its end. A fill that is
 * early begins when the one before it ends; what lasts past the end of the period is cut.
 * MPR (medication possession ratio): days supplied / the same days, at most 1. Nothing is cut, so it is never below the PDC.
 * Both say that medicine was at hand, not that it was taken.
 * @param fills - in any order; those outside the period do not count
 * @param period - days
 * @see PQA, Proportion of Days Covered; Hess et al. 2006, Measurement of adherence in pharmacy administrative databases
 */
export function supplyShares(fills: readonly SupplyFill[], period: number): SupplyShares {
  const inside = fills.filter(([day, days]) => day >= 0 && day < period && days > 0).sort((a, b) => a[0] - b[0]);
  const first = inside[0]?.[0];
  if (first === undefined) return { pdc: undefined, mpr: undefined };
  const days = period - first;
  const supplied = inside.reduce((sum, fill) => sum + fill[1], 0);
  return { pdc: covered(inside, period).size / days, mpr: Math.min(1, supplied / days) };
}

/** The days of the period that have supply. */
export function covered(fills: readonly SupplyFill[], period: number): ReadonlySet<number> {
  const out = new Set<number>();
  let free = 0;
  for (const [day, days] of [...fills].sort((a, b) => a[0] - b[0])) {
    const begin = Math.max(day, free);
    free = begin + days;
    for (let d = Math.floor(begin); d < Math.min(Math.floor(free), period); d++) out.add(d);
  }
  return out;
}

/**
 * PDC of several medicines together: days on which every one of them was at hand / days from the latest of their first fills to the
 * end of the period. A medicine without a fill is outside.
 */
export function jointPdc(all: readonly (readonly SupplyFill[])[], period: number): number | undefined {
  const inside = all.map((fills) => fills.filter(([day, days]) => day >= 0 && day < period && days > 0)).filter((fills) => fills.length);
  if (!inside.length) return undefined;
  const from = Math.max(...inside.map((fills) => Math.min(...fills.map(([day]) => day))));
  const sets = inside.map((fills) => covered(fills, period));
  let days = 0;
  for (let d = from; d < period; d++) if (sets.every((set) => set.has(d))) days++;
  return days / (period - from);
}
