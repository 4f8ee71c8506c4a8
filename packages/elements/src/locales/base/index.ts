import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type BaseTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts that every element shares. */
export const baseTexts: Catalogs<BaseTexts> = { en, 'zh-CN': zhCN };
