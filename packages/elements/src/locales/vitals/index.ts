import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type VitalsTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of the vitals elements. */
export const vitalsTexts: Catalogs<VitalsTexts> = { en, 'zh-CN': zhCN };
export type { VitalsTexts } from './en.js';
