import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type ArticleTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of the article; apart, because a page with cards does not need them. */
export const articleTexts: Catalogs<ArticleTexts> = { en, 'zh-CN': zhCN };
export type { ArticleTexts };
