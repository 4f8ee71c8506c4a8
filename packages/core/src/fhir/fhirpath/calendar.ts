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

/** The calendar arithmetic of FHIRPath; `undefined` for a unit that does not fit. */
export function plus(from: Temporal, amount: number, unit: string): Temporal | undefined {
  const step = units[unit];
  const [year, month, day, hour, minute, second] = from.parts;
  if (!step || (from.type === 'time' && step[0] === 'month')) return undefined;
  const whole = Math.trunc(amount) * step[1];
  let ms: number;
  if (step[0] === 'month') {
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
