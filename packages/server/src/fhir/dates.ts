/** A span of time, milliseconds since 1970 UTC, the end excluded. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Stands for "has no date" in a column that must not be null; before every date that JavaScript can hold. */
export const noDate = -1e15;
/** Stands for "has no end". */
export const openEnd = 1e15;

const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * The span that a FHIR date, dateTime or instant covers: a day is 24 hours, a minute 60 seconds. Without an offset: UTC.
 * @returns undefined when it is none
 */
export function intervalOf(text: string): Interval | undefined {
  const [, year, month, day, hour, minute, second, fraction, zone] = pattern.exec(text) ?? [];
  if (!year) return undefined;
  const at = (y: number, m: number): number => Date.UTC(y, m - 1, 1);
  if (!day) {
    const from = at(Number(year), Number(month ?? 1));
    return Number.isNaN(from) ? undefined : { from, to: month ? at(Number(year), Number(month) + 1) : at(Number(year) + 1, 1) };
  }
  const clock = `${hour ?? '00'}:${minute ?? '00'}:${second === '60' ? '59' : (second ?? '00')}`; // a leap second counts as the one before
  const from = Date.parse(`${year}-${month}-${day}T${clock}${fraction ? `.${fraction.slice(0, 3).padEnd(3, '0')}` : ''}${zone ?? 'Z'}`);
  if (Number.isNaN(from)) return undefined;
  const width = fraction ? 1 : second ? 1000 : minute ? 60_000 : 86_400_000;
  return { from, to: from + width };
}

/** The span of a dateTime string or a Period. */
export function intervalOfValue(value: unknown): Interval | undefined {
  if (typeof value === 'string') return intervalOf(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { start, end } = value as { start?: unknown; end?: unknown };
  const from = typeof start === 'string' ? intervalOf(start) : undefined;
  const to = typeof end === 'string' ? intervalOf(end) : undefined;
  return from || to ? { from: from?.from ?? noDate + 1, to: to?.to ?? openEnd } : undefined;
}
