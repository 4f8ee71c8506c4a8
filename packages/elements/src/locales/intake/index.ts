import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type IntakeTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of the intake elements. */
export const intakeTexts: Catalogs<IntakeTexts> = { en, 'zh-CN': zhCN };
export type { IntakeTexts } from './en.js';
