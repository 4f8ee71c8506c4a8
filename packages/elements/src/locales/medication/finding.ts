import type { Catalogs } from '@nelumbo/core/i18n';
import { findingEn } from './finding-en.js';
import { findingZhCn } from './finding-zh-cn.js';

/** What the panel of a dose says, why one was refused, and what a check found. */
export type FindingTexts = typeof findingEn;

/** Texts that load with the panel of a dose, the editor and the list. */
export const findingTexts: Catalogs<FindingTexts> = { en: findingEn, 'zh-CN': findingZhCn };
