const usual = ['7d', '30d', '90d'];

/** The periods to choose from: the usual ones, the one that is set, and all. */
export function ranges(set: string): readonly string[] {
  return [...usual, ...(usual.includes(set) || set === 'all' ? [] : [set]), 'all'];
}

/** Local midnight that a period begins with, milliseconds since 1970 UTC; `undefined` for `all`. A period that cannot be read is 30 days. */
export function rangeStart(range: string, now: number): number | undefined {
  if (range === 'all') return undefined;
  const [, count, unit] = /^([1-9]\d{0,3})([dy])$/.exec(range) ?? ['', '30', 'd'];
  const date = new Date(now);
  const years = unit === 'y' ? Number(count) : 0;
  return new Date(date.getFullYear() - years, date.getMonth(), date.getDate() - (years ? 0 : Number(count) - 1)).getTime();
}
