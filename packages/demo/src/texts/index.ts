import type { Locale } from '../preferences.js';
import { en } from './en.js';
import { zhCn, type PortalTexts } from './zh-cn.js';

export type { PortalTexts } from './zh-cn.js';

/** The portal's texts in a language. */
export const textsOf = (locale: Locale): PortalTexts => (locale === 'en' ? en : zhCn);
