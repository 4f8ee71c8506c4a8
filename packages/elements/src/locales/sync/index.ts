import type { Catalogs } from '@nelumbo/core/i18n';
import { en, type SyncTexts } from './en.js';
import { zhCN } from './zh-cn.js';

/** Texts of sync. */
export const syncTexts: Catalogs<SyncTexts> = { en, 'zh-CN': zhCN };
export type { SyncTexts } from './en.js';
