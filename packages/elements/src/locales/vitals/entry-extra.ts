import type { Catalogs } from '@nelumbo/core/i18n';
import { entryExtraEn, type VitalsEntryExtraTexts } from './entry-extra-en.js';
import { entryExtraZhCN } from './entry-extra-zh-cn.js';

/** Texts of what the entry offers beside its fields. */
export const vitalsEntryExtraTexts: Catalogs<VitalsEntryExtraTexts> = { en: entryExtraEn, 'zh-CN': entryExtraZhCN };
export type { VitalsEntryExtraTexts } from './entry-extra-en.js';
