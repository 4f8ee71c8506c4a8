import type { Catalogs } from '@nelumbo/core/i18n';
import { importEn, type ImportOwnTexts } from './import-en.js';
import { importZhCN } from './import-zh-cn.js';
import { en, type VitalsTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Shared texts with those of the import. */
export type VitalsImportTexts = VitalsTexts & ImportOwnTexts;

/** Texts of the import. */
export const vitalsImportTexts: Catalogs<VitalsImportTexts> = { en: { ...en, ...importEn }, 'zh-CN': { ...zhCN, ...importZhCN } };
