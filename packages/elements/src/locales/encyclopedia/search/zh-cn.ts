import type { SearchTexts } from './en.js';

/** Simplified Chinese: the search. */
export const zhCN: SearchTexts = {
  label: '搜索健康百科',
  placeholder: '疾病、症状或药品，支持拼音',
  clear: '清除',
  results: (count) => `${count} 条建议`,
  none: '没有找到相关条目，换个更短或其他的名称试试。',
  recent: '最近搜过',
  popular: '大家常查',
  clearRecent: '清除搜索记录',
  suggestions: '搜索建议',
};
