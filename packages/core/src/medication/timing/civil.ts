/**
 * Civil days as integers (days since 1970-01-01) and wall-clock times as "UTC milliseconds that read like the clock on the wall".
 * Plain arithmetic: no `Date` in a zone is ever asked.
 */

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** The last results of a function: a list has few days, but each of them many times. */
function kept<K, V>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      if (known.size > 800) known.clear();
      known.set(key, (value = of(key)));
    }
    return value;
  };
}

/** Number of the civil day `YYYY-MM-DD`; `undefined` when there is no such day. */
export const parseDay: (text: string) => number | undefined = kept((text) => {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return undefined;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(ms).toISOString().startsWith(text) ? ms / dayMs : undefined;
});

/** `YYYY-MM-DD` of a civil day. */
export const formatDay: (day: number) => string = kept((day) => new Date(day * dayMs).toISOString().slice(0, 10));

/** Milliseconds after midnight of `HH:MM` or `HH:MM:SS`; `undefined` when it is no time. */
export function parseTime(text: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(text);
  return match ? Number(match[1]) * hourMs + Number(match[2]) * minuteMs + Number(match[3] ?? 0) * 1000 : undefined;
}

/** `HH:MM` of milliseconds after midnight, wrapped into one day. */
export function formatTime(ms: number): string {
  const minutes = Math.floor((((ms % dayMs) + dayMs) % dayMs) / minuteMs);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** 0 (Monday) to 6 (Sunday): the order of FHIR's `dayOfWeek`. */
export const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday

/** The day `months` later; a short month takes its last day. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * dayMs);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / dayMs;
}

/** The months from that of `day` on: their first day and their length. */
export function monthOf(day: number): (months: number) => { readonly first: number; readonly length: number } {
  const date = new Date(day * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return (months) => {
    const first = Date.UTC(year, month + months, 1) / dayMs;
    return { first, length: Date.UTC(year, month + months + 1, 1) / dayMs - first };
  };
}

/** The civil day after a FHIR date of any precision: after `2026` comes 1 January 2027. */
export function dayAfter(text: string, day: number): number {
  return text.length === 4 ? addMonths(day, 12) : text.length === 7 ? addMonths(day, 1) : day + 1;
}

/** A FHIR date or dateTime as it was written. */
export interface Moment {
  /** Wall-clock reading; midnight for a date without a time. */
  readonly local: number;
  /** The instant, when the text has a time and an offset. */
  readonly instant: number | undefined;
  /** True for a date without a time. */
  readonly wholeDay: boolean;
}

/** Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a dateTime (an offset is optional: without one it is local); `undefined` when it is none of these. */
export function parseMoment(text: string): Moment | undefined {
  const match = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (!match) return undefined;
  const day = parseDay(`${match[1]!}-01-01`.slice(0, 10));
  if (day === undefined) return undefined;
  if (match[2] === undefined) return { local: day * dayMs, instant: undefined, wholeDay: true };
  const time = parseTime(match[2]);
  if (time === undefined) return undefined;
  const local = day * dayMs + time + Math.floor(Number(`0.${match[3] ?? 0}`) * 1000);
  return { local, instant: match[4] === undefined ? undefined : local - offsetMs(match[4]), wholeDay: false };
}

function offsetMs(text: string): number {
  if (text === 'Z') return 0;
  const ms = Number(text.slice(1, 3)) * hourMs + Number(text.slice(4, 6)) * minuteMs;
  return text.startsWith('-') ? -ms : ms;
}

/** An instant as a FHIR dateTime with its offset: `2026-03-01T08:00:00.000+08:00`. */
export function formatInstant(instant: number, local: number): string {
  const minutes = Math.round((local - instant) / minuteMs);
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return new Date(local).toISOString().slice(0, 23) + offset;
}
