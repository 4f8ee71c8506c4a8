import { NelumboError, pickTexts, type Catalogs } from '@nelumbo/core/i18n';
import type { IntakeTexts } from './en.js';

const catalogs: Catalogs<() => Promise<IntakeTexts>> = {
  en: () => import('./en.js').then(({ en }) => en),
  'zh-CN': () => import('./zh-cn.js').then(({ zhCN }) => zhCN),
};

/**
 * Texts of the intake elements. Only the language in force is fetched.
 * @param locale - BCP 47
 * @throws NelumboError `offline` when they cannot be fetched; the next call tries again
 */
export async function loadIntakeTexts(locale: string): Promise<IntakeTexts> {
  try {
    return await pickTexts(catalogs, locale)();
  } catch (cause) {
    throw new NelumboError('offline', 'The texts could not be loaded.', { cause });
  }
}

export type { IntakeTexts } from './en.js';
