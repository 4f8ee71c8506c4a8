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

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `17 Nov 2026`, `17-Nov-2026`, `Nov 17, 2026`, with or without the day of the week: nothing about it is unclear. */
function namedMonth(text: string): WrittenDate | undefined {
  const bare = text.replace(/^[a-z]{3,9}\.?,\s*/i, '');
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d),?(.*)$/is.exec(bare);
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d),?(.*)$/is.exec(bare);
  const [day, name, year, rest] = dayFirst ? dayFirst.slice(1) : monthFirst ? [monthFirst[2], monthFirst[1], ...monthFirst.slice(3)] : [];
  const month = months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
  return month ? { parts: [year!, String(month), day!], yearFirst: true, rest: rest! } : undefined; // one of the two has matched
}

/** The day of a spreadsheet's count from 1899-12-30 that falls between 1954 and 2119, its fraction the time of day: what Excel writes for a cell without a format. */
const serialDay = /^([2-7]\d{4})(?:[.,](\d+))?$/;

const ofDay = (fraction: number): string => new Date(Math.round(fraction * 86_400) * 1_000).toISOString().slice(11, 19);

/** Days without separators: `20261116`, `202611160735`, a spreadsheet's count of days, seconds or milliseconds since 1970 UTC. */
function bareNumber(text: string): WrittenDate | undefined {
  const packed = /^((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[T ]?([0-2]\d):?([0-5]\d):?([0-5]\d)?)?$/.exec(text);
  if (packed) return { parts: [packed[1]!, packed[2]!, packed[3]!], yearFirst: true, rest: packed[4] ? `${packed[4]}:${packed[5]!}:${packed[6] ?? '00'}` : '' }; // the first three groups match, the fifth with the fourth
  const [, days, fraction] = serialDay.exec(text) ?? [];
  const epoch = /^1\d{9}$|^1\d{12}$/.test(text) ? Number(text.padEnd(13, '0')) : undefined;
  if (days === undefined && epoch === undefined) return undefined;
  const seconds = fraction === undefined ? 0 : Math.round(Number(`0.${fraction}`) * 86_400);
  const written = new Date(epoch ?? (Number(days) - 25_569) * 86_400_000 + seconds * 1_000).toISOString();
  const rest = epoch === undefined ? (fraction === undefined ? '' : written.slice(11, 19)) : `${written.slice(11, 19)}Z`;
  return { parts: [written.slice(0, 4), written.slice(5, 7), written.slice(8, 10)], yearFirst: true, rest };
}

/** The date at the beginning of a cell: `2026/11/16`, `2026年11月16日`, `17/11/2026`, `17.11.2026`, `17 Nov 2026`, `45977.3`. */
function writtenDate(cell: string): WrittenDate | undefined {
  const text = cell.normalize('NFKC').trim();
  const other = bareNumber(text) ?? namedMonth(text);
  if (other) return other;
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

/** `7:35`, `07:35:20`, `7:35 pm`, `下午7:35`, `19时35分`, `T07:35+08:00`, a spreadsheet's `0.3159` as the part of a FHIR dateTime behind the date; `undefined` when it is no time at all. */
function writtenTime(cell: string): string | undefined {
  if (/^0?[.,]\d+$/.test(cell.trim())) return `T${ofDay(Number(cell.trim().replace(',', '.')))}`;
  const text = cell
    .normalize('NFKC')
    .trim()
    .replace(/^T/, '')
    .replace(/([ap])\.\s?m\.$/i, '$1m')
    .replace(/(\d)\s*[时点]\s*(\d{1,2})\s*分?\s*(?:(\d{1,2})\s*秒)?$/, (_, h: string, m: string, s?: string) => `${h}:${pad(m)}${s ? `:${pad(s)}` : ''}`);
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
