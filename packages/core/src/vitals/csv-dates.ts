import type { DateOrder } from './import-types.js';
import { parseInstant, type Instant } from './instant.js';

/** A date as digits; what is which follows from the order. */
interface WrittenDate {
  readonly parts: readonly [string, string, string];
  /** The year stands first, so there is no doubt. */
  readonly yearFirst: boolean;
  readonly rest: string;
}

const pad = (text: string, n = 2): string => text.padStart(n, '0');

/** The date at the beginning of a cell: `2026/11/16`, `2026年11月16日`, `17/11/2026`, `17.11.2026`. */
function writtenDate(cell: string): WrittenDate | undefined {
  const text = cell.normalize('NFKC').trim();
  const first = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(.*)$/s.exec(text);
  if (first) return { parts: [first[1]!, first[2]!, first[3]!], yearFirst: true, rest: first[4]! }; // all groups match
  const last = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(.*)$/s.exec(text);
  return last ? { parts: [last[3]!, last[1]!, last[2]!], yearFirst: false, rest: last[4]! } : undefined; // as above
}

/** Which orders a date without the year first allows. */
export function ordersOf(cell: string): readonly DateOrder[] {
  const date = writtenDate(cell);
  if (!date) return [];
  if (date.yearFirst) return ['ymd'];
  const [, a, b] = date.parts.map(Number) as [number, number, number]; // three parts
  return [...(a <= 31 && b <= 12 ? (['dmy'] as const) : []), ...(a <= 12 && b <= 31 ? (['mdy'] as const) : [])];
}

/** `7:35`, `07:35:20`, `7:35 pm`, `下午7:35`, `T07:35+08:00` as the part of a FHIR dateTime behind the date; `undefined` when it is no time at all. */
function writtenTime(cell: string): string | undefined {
  const text = cell.normalize('NFKC').trim().replace(/^T/, '');
  const [, before = '', hour, minute, second = '00', after = '', zone = ''] =
    /^(上午|下午|晚上|凌晨|早上|中午)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text) ?? [];
  if (!hour) return undefined;
  const late = after.toLowerCase() === 'pm' || before === '下午' || before === '晚上' || (before === '中午' && Number(hour) < 3);
  const early = after.toLowerCase() === 'am' || before === '上午' || before === '凌晨';
  const h = late && Number(hour) < 12 ? Number(hour) + 12 : early && hour === '12' ? 0 : Number(hour);
  return `T${pad(String(h))}:${minute}:${second}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`;
}

/** What the cells of a row say about when. */
export type RowTime = (Instant & { readonly dateOnly?: true }) | 'no-time' | 'date-unclear';

/**
 * When a row was measured.
 * @param date - the cell with the date, with or without a time behind it
 * @param time - the cell with the time; empty where there is none
 * @param order - for dates without the year first; unclear without it
 */
export function rowTime(date: string, time: string, order: DateOrder | undefined, offsetAt: (t: number) => number): RowTime {
  const written = writtenDate(date);
  if (!written) return 'no-time';
  if (!written.yearFirst && (order === undefined || order === 'ymd')) return 'date-unclear';
  const [year, a, b] = written.parts;
  const [month, day] = !written.yearFirst && order === 'dmy' ? [b, a] : [a, b];
  const clock = (time.trim() || written.rest.trim()) && writtenTime(time.trim() || written.rest);
  if (clock === undefined) return 'no-time';
  const instant = parseInstant(`${year}-${pad(month)}-${pad(day)}${clock}`, offsetAt);
  if (!instant) return 'no-time';
  return clock ? instant : { ...instant, dateOnly: true };
}
