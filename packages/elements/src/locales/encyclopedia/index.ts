import type { Catalogs } from '@nelumbo/core/i18n';
import { en, enArticle, enSearch, type ArticleTexts, type EncyclopediaTexts, type SearchTexts } from './en.js';
import { zhCN, zhCNArticle, zhCNSearch } from './zh-cn.js';

/** Texts that the encyclopedia elements share, the card's among them. */
export const encyclopediaTexts: Catalogs<EncyclopediaTexts> = { en, 'zh-CN': zhCN };
/** Texts of the article; apart, because a page with cards does not need them. */
export const articleTexts: Catalogs<ArticleTexts> = { en: enArticle, 'zh-CN': zhCNArticle };
/** Texts of the search. */
export const searchTexts: Catalogs<SearchTexts> = { en: enSearch, 'zh-CN': zhCNSearch };
export type { ArticleTexts, EncyclopediaTexts, SearchTexts };
