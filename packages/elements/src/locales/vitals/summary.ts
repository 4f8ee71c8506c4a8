import type { Catalogs } from '@nelumbo/core/i18n';
import { chartEn } from './chart-en.js';
import { chartZhCN } from './chart-zh-cn.js';
import type { VitalsChartTexts } from './chart.js';
import { en } from './en.js';
import { summaryEn, type SummaryOwnTexts } from './summary-en.js';
import { summaryZhCN } from './summary-zh-cn.js';
import { zhCN } from './zh-cn.js';

/** All that the summary words. */
export type VitalsSummaryTexts = VitalsChartTexts & SummaryOwnTexts;

/** Texts of the summary. */
export const vitalsSummaryTexts: Catalogs<VitalsSummaryTexts> = {
  en: { ...en, ...chartEn, ...summaryEn },
  'zh-CN': { ...zhCN, ...chartZhCN, ...summaryZhCN },
};
