import type { Catalogs } from '@nelumbo/core/i18n';
import { en } from './en.js';
import { entryEn, type EntryOwnTexts } from './entry-en.js';
import { entryZhCN } from './entry-zh-cn.js';
import { statusEn } from './status-en.js';
import { statusZhCN } from './status-zh-cn.js';
import type { VitalsStatusTexts } from './status.js';
import { zhCN } from './zh-cn.js';

/** All that the entry words. */
export type VitalsEntryTexts = VitalsStatusTexts & EntryOwnTexts;

/** Texts of the entry. */
export const vitalsEntryTexts: Catalogs<VitalsEntryTexts> = { en: { ...en, ...statusEn, ...entryEn }, 'zh-CN': { ...zhCN, ...statusZhCN, ...entryZhCN } };
