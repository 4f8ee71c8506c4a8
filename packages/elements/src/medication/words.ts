import { formatDate, pickTexts, type LocaleTag } from '@nelumbo/core/i18n';
import { describe, describeQuantity, describeWhen, type ContentText, type DoseUnit, type DoseView, type LocalTime } from '@nelumbo/core/medication';
import type { Dosage, Quantity } from '@nelumbo/core/fhir';

/** A content text in the locale. */
export const inLocale = (text: ContentText, locale: LocaleTag): string => pickTexts(text, locale);

/** A unit's word. */
export const unitWord = (units: readonly DoseUnit[], code: string, locale: LocaleTag): string => {
  const unit = units.find((u) => u.code === code);
  return unit ? inLocale(unit.text, locale) : code.replace(/^[{[]|[}\]]$/g, '');
};

/** "27 片", "27 tablets". */
export const amountWords = (amount: Quantity, locale: LocaleTag): string => describeQuantity(amount, locale);

/** "today 19:00", "Tue, Nov 24, 08:00": the day in words where it is near. */
export function momentWords({ date, time, days }: LocalTime, locale: LocaleTag): string {
  if (Math.abs(days) <= 1) return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')} ${time}`;
  return `${dateWords(date, locale)} ${time}`;
}

/** A civil day in words: "11月24日周二". */
export const dateWords = (date: string, locale: LocaleTag): string =>
  formatDate(Date.parse(date), locale, { month: 'short', day: 'numeric', weekday: 'short', timeZone: 'UTC' });

/** A civil day of any year: "2028年12月31日". */
export const fullDateWords = (date: string, locale: LocaleTag): string => formatDate(Date.parse(date), locale, { dateStyle: 'medium', timeZone: 'UTC' });

/** Dosages in words of the locale in force, which may differ from the client's. */
export const dosageWords = ({ dosages }: { readonly dosages: readonly Dosage[] }, locale: LocaleTag): string => describe(dosages, locale).text;

/** "after breakfast" of a dose; may be empty. */
export const noteWords = ({ when, dosage, note }: DoseView, locale: LocaleTag): string => (dosage ? describeWhen(when, dosage, locale) : note);
