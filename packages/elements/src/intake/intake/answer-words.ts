import { formatDate } from '@nelumbo/core/i18n';
import type { AnswerValue, FormItem } from '@nelumbo/core/intake';
import { valueWords } from './total.js';
import type { ViewContext } from './view-context.js';

const parts = {
  4: { year: 'numeric' },
  7: { year: 'numeric', month: 'long' },
  10: { dateStyle: 'long' },
} as const satisfies Record<number, Intl.DateTimeFormatOptions>;

/** A FHIR date, partial or not, or a dateTime, in the locale's words; anything else as it stands. */
export function dateWords(text: string, locale: string): string {
  const options = parts[text.length as 4 | 7 | 10] as Intl.DateTimeFormatOptions | undefined; // another length finds nothing
  const at = Date.parse(options ? `${text}${'-01-01'.slice(text.length - 10 || 6)}T00:00Z` : text);
  if (Number.isNaN(at)) return text;
  return options ? formatDate(at, locale, { ...options, timeZone: 'UTC' }) : formatDate(at, locale, { dateStyle: 'long', timeStyle: 'short' });
}

/** What was answered, in words; '' when nothing was. */
export function answerWords(context: ViewContext, item: FormItem): string {
  const one = (value: AnswerValue): string => {
    if (typeof value !== 'string') return valueWords(context, item, value);
    if (item.type === 'time') return value.slice(0, 5);
    return item.type === 'date' || item.type === 'dateTime' ? dateWords(value, context.locale) : value;
  };
  return item.answers.map((answer) => one(answer.value)).join(context.texts.separator);
}
