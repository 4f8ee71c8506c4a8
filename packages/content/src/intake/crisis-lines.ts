import type { HelplineDraft } from './author.js';

/** Sources of {@link crisisLines}, checked on 2026-11-22. */
export const crisisSources: readonly string[] = [
  // In service in every prefecture since 1 May 2025.
  '国家卫生健康委办公厅关于应用“12356”全国统一心理援助热线电话号码的通知，2024-12-25（核对日期 2026-11-22）',
  '988 Suicide & Crisis Lifeline, https://988lifeline.org (checked on 2026-11-22)',
];

/** Numbers for somebody in a mental crisis, by region. */
export const crisisLines: readonly HelplineDraft[] = [
  { region: 'CN', number: '12356', label: ['全国统一心理援助热线 12356', 'China psychological assistance hotline 12356'] },
  { region: 'US', number: '988', label: ['美国自杀与危机生命线 988', '988 Suicide & Crisis Lifeline'] },
];
