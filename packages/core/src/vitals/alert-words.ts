import { formatNumber } from '../i18n/index.js';
import type { Alert, AlertRule, AlertWords } from './alert-types.js';
import { stepDigits, unitOf } from './units.js';
import type { Measure } from './types.js';

/**
 * What a user is told about an alert, with its numbers filled in. The words fall back from region to language to English.
 * @param unit - the alert's unit as people write it, such as `mmHg`
 */
export function alertWords(rule: AlertRule, alert: Pick<Alert, 'figures' | 'unit'>, measure: Measure, locale: string, unit: string): AlertWords {
  const words = rule.tell[locale] ?? rule.tell[Object.keys(rule.tell).find((tag) => tag.split('-')[0] === locale.split('-')[0]) ?? 'en'] ?? rule.tell.en;
  const digits = stepDigits(unitOf(measure, alert.unit)?.step ?? 1);
  const number = (id: string, x: number) =>
    formatNumber(x, locale, id === 'days' || id === 'count' ? { maximumFractionDigits: 0 } : { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, id: string) => {
      const x = alert.figures[id];
      return id === 'unit' ? unit : x === undefined ? whole : number(id, x);
    });
  return { saw: fill(words.saw), todo: fill(words.todo), seek: fill(words.seek) };
}
