import { formatDate, formatNumber, formatRelative } from '@nelumbo/core/i18n';
import { stepDigits, unitOf, wordOf, type Band, type Direction, type Measure } from '@nelumbo/core/vitals';
import type { VitalsTexts } from '../locales/vitals/index.js';

const day = 86_400_000;

/** A number in the digits that its unit's step needs, without thousands separators: readings are read, not counted. */
export function formatValue(measure: Measure, value: number, unit: string, locale: string): string {
  const digits = stepDigits(unitOf(measure, unit)?.step ?? 1);
  return formatNumber(value, locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
}

/** `128/82`, `5.6`; a dash for what is missing. */
export const formatValues = (measure: Measure, values: Readonly<Record<string, number | undefined>>, unit: string, locale: string): string =>
  measure.components.map((c) => (values[c.id] === undefined ? '–' : formatValue(measure, values[c.id]!, unit, locale))).join('/'); // looked at on the left

/** How a unit is written for people; UCUM where it is the same. */
export const unitName = (unit: string, texts: VitalsTexts): string => texts.units[unit] ?? unit;

/** What a measure is called: by us, or by the host that added it, in the language of the texts; its display else. */
export const measureName = (measure: Measure, texts: VitalsTexts): string =>
  texts.names[measure.id] ?? measure.names?.[texts.language] ?? measure.names?.['en'] ?? measure.display;

/** The wall clock where the reading was taken, which may be another zone than the device's. */
export const formatWall = (at: number, offset: number, locale: string, options: Intl.DateTimeFormatOptions): string =>
  formatDate(at + offset * 60_000, locale, { ...options, timeZone: 'UTC' });

/** Day and time of a reading: `11月20日 07:35`, with the year when it is another one than `now`'s. */
export function formatMoment(at: number, offset: number, locale: string, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatWall(at, offset, locale, {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** How long ago, in the largest unit that fits: `2 小时前`, `昨天`; or how far ahead, for a device whose clock is fast. */
export function formatAgo(at: number, locale: string, now: number): string {
  const ms = at - now;
  const far = Math.abs(ms);
  if (far < 3_600_000) return formatRelative(Math.round(ms / 60_000), 'minute', locale);
  if (far < day) return formatRelative(Math.round(ms / 3_600_000), 'hour', locale);
  if (far < 45 * day) return formatRelative(Math.round(ms / day), 'day', locale);
  return far < 365 * day ? formatRelative(Math.round(ms / (30 * day)), 'month', locale) : formatRelative(Math.round(ms / (365 * day)), 'year', locale);
}

/** A band by its word and its limits, both of which belong to it: `偏高 120–134`, `过高 ≥135`. */
export function bandName(
  measure: Measure,
  band: Pick<Band, 'tone' | 'from' | 'to'>,
  direction: Direction,
  unit: string,
  texts: VitalsTexts,
  locale: string,
): string {
  const step = unitOf(measure, unit)?.step ?? 1;
  const word = texts.words[wordOf(band.tone, direction)];
  const value = (x: number): string => formatValue(measure, x, unit, locale);
  if (band.to === null) return band.from === null ? word : `${word} ≥${value(band.from)}`;
  return band.from === null ? `${word} <${value(band.to)}` : `${word} ${value(band.from)}–${value(band.to - step)}`;
}
