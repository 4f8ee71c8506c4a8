import type { TermsTexts } from './en.js';

/** Simplified Chinese: terms in an article. */
export const zhCN: TermsTexts = {
  list: '文中的健康词条',
  note: (term) => `了解“${term}”`,
};
