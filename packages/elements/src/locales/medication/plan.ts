import type { Catalogs } from '@nelumbo/core/i18n';
import { findingEn } from './finding-en.js';
import { findingZhCn } from './finding-zh-cn.js';
import { en, type MedicationTexts } from './en.js';
import { zhCN } from './zh-cn.js';
import { planEn } from './plan-en.js';
import { planZhCn } from './plan-zh-cn.js';
import type { FindingTexts } from './finding.js';

/** The texts of the daily list, of what checks find, and those of plans. */
export type PlanTexts = MedicationTexts & FindingTexts & typeof planEn;

/** Texts of the editor and the list. */
export const planTexts: Catalogs<PlanTexts> = {
  en: { ...en, ...findingEn, ...planEn },
  'zh-CN': { ...zhCN, ...findingZhCn, ...planZhCn },
};
