const usual = ['7d', '14d', '30d', '90d', '1y'];
/** In care mode there are three: fewer to read, larger to press. */
const few = ['7d', '30d', '90d'];

/** The periods to choose from: the usual ones, the one that is set, and all. */
export function ranges(set: string, care = false): readonly string[] {
  const list = care ? few : [...usual, 'all'];
  return list.includes(set) || !/^[1-9]\d{0,3}[dy]$/.test(set) ? list : [...list, set];
}

/** Local midnight that a period begins with, milliseconds since 1970 UTC; `undefined` for `all`. A period that cannot be read is 30 days. */
export function rangeStart(range: string, now: number): number | undefined {
  if (range === 'all') return undefined;
  const [, count, unit] = /^([1-9]\d{0,3})([dy])$/.exec(range) ?? ['', '30', 'd'];
  const date = new Date(now);
  const years = unit === 'y' ? Number(count) : 0;
  return new Date(date.getFullYear() - years, date.getMonth(), date.getDate() - (years ? 0 : Number(count) - 1)).getTime();
}

/** A local civil day `YYYY-MM-DD` as milliseconds since 1970 UTC; NaN for what is none. */
export function dayStart(text: string, plusDays = 0): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return year ? new Date(Number(year), Number(month) - 1, Number(date) + plusDays).getTime() : Number.NaN;
}

/** The local civil day of an instant as `YYYY-MM-DD`. */
export function dayText(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}
