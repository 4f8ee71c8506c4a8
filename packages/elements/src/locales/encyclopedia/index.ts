import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type EncyclopediaTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts that the encyclopedia elements share, the card's among them. */
export const encyclopediaTexts: Catalogs<EncyclopediaTexts> = { en, 'zh-CN': zhCN };
export type { EncyclopediaTexts };
