import type { LocaleTag } from './locale.js';

// Intl objects are slow to build (0.05-0.2 ms) and are asked for on every render.
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(kind: string, locale: string, options: object, make: () => T): T {
  const key = `${kind}|${locale}|${JSON.stringify(options)}`;
  let formatter = cache.get(key) as T | undefined; // the key names the kind, so the type is T
  if (!formatter) cache.set(key, (formatter = make()));
  return formatter;
}

/** A number in the locale's digits and separators. */
export const formatNumber = (value: number, locale: LocaleTag, options: Intl.NumberFormatOptions = {}): string =>
  cached('n', locale, options, () => new Intl.NumberFormat(locale, options)).format(value);

/**
 * An instant in the locale's words.
 * @param at - milliseconds since 1970 UTC
 * @param options - `dateStyle`, `timeStyle` and the rest of `Intl.DateTimeFormat`; the device's zone unless `timeZone` is given
 */
export const formatDate = (at: number, locale: LocaleTag, options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }): string =>
  cached('d', locale, options, () => new Intl.DateTimeFormat(locale, options)).format(at);

/** "3 days ago", "昨天"; `value` is negative for the past. */
export const formatRelative = (value: number, unit: Intl.RelativeTimeFormatUnit, locale: LocaleTag): string =>
  cached('r', locale, {}, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(value, unit);
