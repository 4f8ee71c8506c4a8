import type { AnswerValue, Form, FormItem } from '@nelumbo/core/intake';
import type { IntakeTexts } from '../../locales/intake/index.js';

/** A part of a long page that is drawn when it comes near. */
export interface Waiting {
  readonly items: readonly FormItem[];
  draw(): void;
}

/** What the templates of items are given. One object for the life of a form: texts and locale are read when a template runs. */
export interface ViewContext {
  readonly form: Form;
  readonly texts: IntakeTexts;
  readonly locale: string;
  readonly readOnly: boolean;
  /** The form has so many questions that a page is drawn as it is read. */
  readonly isLong: boolean;
  /** Parts that are not drawn yet. */
  readonly waiting: Map<string, Waiting>;
  /** What speech adds to a question; `undefined` where the host did not ask for it. */
  readonly speech: ((item: FormItem) => unknown) | undefined;
  /** A DOM id for an item; the same item always gets the same. */
  id(item: FormItem): string;
  /** Gives an answer to the form and tells the host that something changed. */
  answer(item: FormItem, value: AnswerValue | readonly AnswerValue[] | undefined): void;
  /** What was typed is no value yet. */
  reject(item: FormItem, code: Parameters<Form['reject']>[1]): void;
}

/** Limits in the words of the locale: dates, numbers and bytes. */
export function limitWords(context: ViewContext, code: string, limit: string | undefined): string {
  if (limit === undefined) return '';
  if (code === 'file-too-large') return bytes(Number(limit), context.locale);
  return limit;
}

/** `5 MB`. */
export const bytes = (size: number, locale: string): string =>
  size < 1024 * 1024
    ? new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(size / 1024)
    : new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(size / 1024 / 1024);
