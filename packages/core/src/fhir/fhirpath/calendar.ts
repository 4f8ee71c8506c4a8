import { Temporal } from './temporal.js';

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
export function calendarUnit(word: string): string | undefined {
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

/** The calendar arithmetic of FHIRPath; `undefined` for a unit that does not fit. */
export function plus(from: Temporal, amount: number, unit: string): Temporal | undefined {
  const step = units[unit];
  const [year, month, day, hour, minute, second] = from.parts;
  if (!step || (from.type === 'time' && step[0] === 'month')) return undefined;
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
  return Temporal.parse(body + zone, from.type);
}

/** From a literal without its `@`: `2024-01`, `2024-01-01T`, `T10:00`. */
export function temporalLiteral(text: string): Temporal | undefined {
  if (text.startsWith('T')) return Temporal.parse(text.slice(1), 'time');
  return text.includes('T') ? Temporal.parse(text.replace(/T$/, ''), 'dateTime') : Temporal.parse(text, 'date');
}
