import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type MedicationTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of the medication elements. */
export const medicationTexts: Catalogs<MedicationTexts> = { en, 'zh-CN': zhCN };
export type { MedicationTexts } from './en.js';
