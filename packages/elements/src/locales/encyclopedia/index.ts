import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type EncyclopediaTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of the encyclopedia elements. */
export const encyclopediaTexts: Catalogs<EncyclopediaTexts> = { en, 'zh-CN': zhCN };
export type { EncyclopediaTexts };
