import type { Catalogs } from '@nelumbo/core/i18n';
import { chartEn, type ChartOwnTexts } from './chart-en.js';
import { chartZhCN } from './chart-zh-cn.js';
import { en, type VitalsTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Shared texts with those of the chart. */
export type VitalsChartTexts = VitalsTexts & ChartOwnTexts;

/** Texts of the chart. */
export const vitalsChartTexts: Catalogs<VitalsChartTexts> = { en: { ...en, ...chartEn }, 'zh-CN': { ...zhCN, ...chartZhCN } };
