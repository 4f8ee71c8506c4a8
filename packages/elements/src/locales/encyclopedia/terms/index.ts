import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type TermsTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of the terms in an article; apart, because a page with cards does not need them. */
export const termsTexts: Catalogs<TermsTexts> = { en, 'zh-CN': zhCN };
export type { TermsTexts };
