import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type VitalsTexts } from './en.js';
import { statusEn, type StatusTexts } from './status-en.js';
import { statusZhCN } from './status-zh-cn.js';
import { zhCN } from './zh-cn.js';

/** Shared texts with those about a status. */
export type VitalsStatusTexts = VitalsTexts & StatusTexts;

/** What words a status in full. */
export const vitalsStatusTexts: Catalogs<VitalsStatusTexts> = { en: { ...en, ...statusEn }, 'zh-CN': { ...zhCN, ...statusZhCN } };
