import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type SearchTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of the search; apart, because a page with cards does not need them. */
export const searchTexts: Catalogs<SearchTexts> = { en, 'zh-CN': zhCN };
export type { SearchTexts };
