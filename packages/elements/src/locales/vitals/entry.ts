import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type VitalsTexts } from './en.js';
import { entryEn, type EntryOwnTexts } from './entry-en.js';
import { entryZhCN } from './entry-zh-cn.js';
import { zhCN } from './zh-cn.js';

/** All that the entry words, but for what a status means. */
export type VitalsEntryTexts = VitalsTexts & EntryOwnTexts;

/** Texts of the entry. */
export const vitalsEntryTexts: Catalogs<VitalsEntryTexts> = { en: { ...en, ...entryEn }, 'zh-CN': { ...zhCN, ...entryZhCN } };
