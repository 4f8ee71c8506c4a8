import { pickTexts, type Catalogs, type ErrorCode } from '@nelumbo/core/i18n';
import { baseTexts } from '../locales/base/index.js';
import type { RecordTexts } from '../locales/records/en.js';

let records: Catalogs<RecordTexts> | undefined;

/**
 * Brings the texts about records. Whoever opens records waits for it, so that they are there before anything can fail offline;
 * a page that shows one card needs none of them.
 */
export async function loadRecordTexts(): Promise<void> {
  records ??= (await import('../locales/records/index.js')).recordTexts;
}

/** The texts about records, once they are there. */
export const recordTexts = (locale: string): RecordTexts | undefined => records && pickTexts(records, locale);

/** What a user reads about an error code. */
export function errorText(code: ErrorCode, locale: string): string {
  const { errors } = pickTexts(baseTexts, locale);
  const texts: Partial<Record<ErrorCode, string>> = { ...errors, ...recordTexts(locale)?.errors };
  return texts[code] ?? errors.internal;
}
