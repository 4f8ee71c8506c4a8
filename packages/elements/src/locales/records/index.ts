import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type RecordTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts about what goes wrong with records. */
export const recordTexts: Catalogs<RecordTexts> = { en, 'zh-CN': zhCN };
