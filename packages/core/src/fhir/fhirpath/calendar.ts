import { PathError } from './ast.js';
import { Temporal, type Calendar } from './temporal.js';

const pattern = /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?(?:T?(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Days of a month; the year decides about February. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function parse(text: string, type: Temporal['type']): Temporal | undefined {
  const match = pattern.exec(type === 'time' ? `T${text.replace(/^T/, '')}` : text);
  if (!match || (type === 'time') !== (match[1] === undefined) || (type === 'date' && match[4] !== undefined)) return undefined;
  const [, year, month, day, hour, minute, second, zone] = match;
  if (year === '0000' || (zone && /^.(1[5-9]|[2-9]|14:(?!00)|..:[6-9])/.test(zone))) return undefined; // FHIR R4 has no such year, and no offset beyond 14:00
  if (Number(month ?? 1) > 12 || Number(month ?? 1) < 1 || Number(day ?? 1) > 31 || Number(day ?? 1) < 1) return undefined;
  if (Number(day ?? 1) > daysIn(Number(year ?? 2000), Number(month ?? 1))) return undefined;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) >= 61) return undefined;
  const parts = [year, month, day, hour, minute, second].map((part) => (part === undefined ? undefined : Number(part)));
  const offset = zone === undefined ? undefined : zone === 'Z' ? 0 : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  return new Temporal(type, text, parts, offset);
}

function compare(one: Temporal, other: Temporal): number | undefined {
  if ((one.type === 'time') !== (other.type === 'time')) return undefined;
  const shift = one.offset !== undefined && other.offset !== undefined;
  const [a, b] = shift ? [inUtc(one), inUtc(other)] : [one.parts, other.parts];
  for (let i = 0; i < 6; i++) {
    const x = a[i];
    const y = b[i];
    if (x === undefined && y === undefined) continue;
    if (x === undefined || y === undefined) return undefined;
    if (x !== y) return x - y;
  }
  return 0;
}

function inUtc({ parts, offset }: Temporal): readonly (number | undefined)[] {
  const [year, month, day, hour, minute, second] = parts;
  if (hour === undefined) return parts;
  const at = new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1, hour, (minute ?? 0) - (offset ?? 0)));
  return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), minute === undefined ? undefined : at.getUTCMinutes(), second];
}

/** Calendar words and UCUM codes: what they step by, and how far (months, or milliseconds). */
const units: Readonly<Record<string, readonly ['month' | 'ms', number]>> = {
  a: ['month', 12],
  mo: ['month', 1],
  wk: ['ms', 604_800_000],
  d: ['ms', 86_400_000],
  h: ['ms', 3_600_000],
  min: ['ms', 60_000],
  s: ['ms', 1000],
  ms: ['ms', 1],
};

/** Calendar words after a number, as UCUM codes. */
const words: Readonly<Record<string, string>> = { year: 'a', month: 'mo', week: 'wk', day: 'd', hour: 'h', minute: 'min', second: 's', millisecond: 'ms' };

/** The UCUM code of a calendar word, singular or plural; `undefined` for another word. */
function unit(word: string): string | undefined {
  const singular = word.replace(/s$/, '');
  return Object.hasOwn(words, singular) ? words[singular] : undefined;
}

const day = 86_400_000;

/** What is finer than the date was written is cut to whole units of its precision: a day minus six minutes is that day. */
function inPrecision({ type, parts }: Temporal, kind: 'month' | 'ms', amount: number): readonly ['month' | 'ms', number] {
  const cut = (unit: number): number => Math.trunc(amount / unit) * unit;
  if (type !== 'time' && parts[1] === undefined) return ['month', kind === 'month' ? cut(12) : Math.trunc(amount / (365 * day)) * 12];
  if (kind === 'month') return [kind, amount];
  if (type !== 'time' && parts[2] === undefined) return ['month', Math.trunc(amount / (30 * day))];
  const unit = parts[3] === undefined ? day : parts[4] === undefined ? 3_600_000 : parts[5] === undefined ? 60_000 : 1;
  return [kind, cut(unit)];
}

/**
 * The calendar arithmetic of FHIRPath; `undefined` for a time and months. A calendar word in quotes (`1 'year'`) is no UCUM, and means the same.
 * @throws PathError `type` for a unit that measures no time
 */
function plus(from: Temporal, amount: number, code: string): Temporal | undefined {
  const step = units[unit(code) ?? code];
  if (!step) throw new PathError('type', 'A date takes units of time only.');
  const [year, month, day, hour, minute, second] = from.parts;
  if (from.type === 'time' && step[0] === 'month') return undefined;
  const [kind, whole] = inPrecision(from, step[0], Math.trunc(amount) * step[1]);
  let ms: number;
  if (kind === 'month') {
    const months = (year ?? 0) * 12 + (month ?? 1) - 1 + whole;
    const last = new Date(Date.UTC(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 0)).getUTCDate();
    ms = Date.UTC(Math.floor(months / 12), ((months % 12) + 12) % 12, Math.min(day ?? 1, last), hour ?? 0, minute ?? 0) + (second ?? 0) * 1000;
  } else ms = Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0) + (second ?? 0) * 1000 + whole;
  const iso = new Date(ms).toISOString();
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(from.text.slice(10))?.[0] ?? '';
  const body = from.type === 'time' ? iso.slice(11, 11 + from.text.length) : iso.slice(0, from.text.length - zone.length);
  return parse(body + zone, from.type);
}

/** From a literal without its `@`: `2024-01`, `2024-01-01T`, `T10:00`. */
function literal(text: string): Temporal | undefined {
  if (text.startsWith('T')) return parse(text.slice(1), 'time');
  return text.includes('T') ? parse(text.replace(/T$/, ''), 'dateTime') : parse(text, 'date');
}

/** FHIR wants seconds, and a zone beside a time of day: `10:30` and `2026-01-31T10:30` are what people and other programs write. */
const completed: Calendar['completed'] = (text, type, clock) => {
  if (type !== 'time' && type !== 'dateTime') return text;
  const whole = text.replace(/(^|T)(\d\d:\d\d)(?=$|Z|[+-])/, '$1$2:00');
  if (type === 'time' || !/T[\d:.]+$/.test(whole)) return whole;
  const minutes = clock.offset(Date.parse(`${whole}Z`) || 0);
  const two = (n: number): string => String(Math.trunc(n)).padStart(2, '0');
  return `${whole}${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
};

/** The one calendar there is. */
export const gregorian: Calendar = { parse, compare, plus, literal, unit, completed };
