import type { Catalogs } from '@nelumbo/core/i18n';
import { recordEn, type RecordTexts } from './record-en.js';
import { recordZhCn } from './record-zh-cn.js';

/** Texts around what was recorded, apart from those of the daily list: that one loads first. */
export const recordTexts: Catalogs<RecordTexts> = { en: recordEn, 'zh-CN': recordZhCn };
export type { RecordTexts };
