import type { Catalogs } from '@nelumbo/core/i18n';
import { medicationTexts, type MedicationTexts } from './index.js';
import { planEn } from './plan-en.js';
import { planZhCn } from './plan-zh-cn.js';

/** The texts of the daily list, and those of plans. */
export type PlanTexts = MedicationTexts & typeof planEn;

/** Texts of the editor and the list. */
export const planTexts: Catalogs<PlanTexts> = {
  en: { ...medicationTexts.en, ...planEn },
  'zh-CN': { ...medicationTexts['zh-CN'], ...planZhCn } as PlanTexts, // the catalogue of a language may be missing by its type
};
