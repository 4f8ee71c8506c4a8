import type { Catalogs } from '@nelumbo/core/i18n';
import { deskEn, type VitalsDeskTexts } from './desk-en.js';
import { deskZhCN } from './desk-zh-cn.js';

/** Texts of alerts, list, report, glucose profile and status. */
export const vitalsDeskTexts: Catalogs<VitalsDeskTexts> = { en: deskEn, 'zh-CN': deskZhCN };
export type { VitalsDeskTexts } from './desk-en.js';
