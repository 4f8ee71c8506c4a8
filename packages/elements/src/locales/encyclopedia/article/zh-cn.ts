import type { ArticleTexts } from './en.js';

/** Simplified Chinese: the article. */
export const zhCN: ArticleTexts = {
  notDiagnosis: '内容仅供了解，不是诊断，不能代替医生的意见。',
  reviewedBy: (name, title, hospital) => `${name}，${title}，${hospital}`,
  reviewedOn: (date) => `审核日期：${date}`,
  nextReview: (date) => `下次审核：${date}前`,
  updated: (date) => `最近修改：${date}`,
  corrected: (date, text) => `${date}更正：${text}`,
  sourceLabel: '来源',
  licenceLabel: '许可',
  references: '延伸阅读',
  about: '关于这篇内容',
  machineText: '这条定义来自疾病本体库，为计算机编写，并非面向读者的说明。',
  flagLevel: { emergency: '紧急情况', urgent: '请当天就医', routine: '建议尽快就医' },
  contents: '本文内容',
  related: '相关条目',
  summaryOnly: '这个条目目前只有简介。',
  otherLanguage: '这个条目暂时没有您所用语言的版本，以下为其他语言的内容。',
  withdrawn: '这篇内容已撤回',
  withdrawnBecause: (date, reason) => `${date}：${reason}`,
  replacedBy: '查看替代内容',
};
