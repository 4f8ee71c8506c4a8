import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type PrivacyTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of consent and privacy. */
export const privacyTexts: Catalogs<PrivacyTexts> = { en, 'zh-CN': zhCN };
export type { PrivacyTexts } from './en.js';
