import type { ArticleTexts, EncyclopediaTexts, SearchTexts } from './en.js';

/** Simplified Chinese: shared texts and the card's. */
export const zhCN: EncyclopediaTexts = {
  open: '查看详情',
  openNamed: (title) => `查看详情：${title}`,
  alias: (name, title) => `${name} 是 ${title}`,
  spelled: (query, title) => `拼音 ${query} → ${title}`,
  which: '您想了解哪一个？',
  source: (name, licence) => `${name} · ${licence}`,
  close: '关闭',
  article: '健康百科',
  badge: {
    sample: '示例内容，未经医学审核',
    unreviewed: '未经医学审核',
    reviewed: '已经医学审核',
    corrected: '已经医学审核（有更正）',
    withdrawn: '已撤回',
  },
  overdue: '审核已过期',
  flagAction: (action, number) => {
    if (action === 'call-120') return `立即拨打 ${number}`;
    if (action === 'go-emergency') return '立即去急诊';
    return action === 'see-doctor' ? '请去看医生' : action;
  },
  call: (number) => `拨打 ${number}`,
  joinSigns: (signs) => signs.join(' · '),
  loading: '正在加载…',
  crisisTitle: '您不是一个人，现在就可以找人说说。',
  crisisText: '如果您正处于危险中，或担心自己会做出伤害自己的事，请马上拨打电话，或请身边的人陪着您。',
  support: '想找人聊聊？',
  hours: (hours, source, date) => `${hours}。来源：${source}，核对于 ${date}`,
};

/** Simplified Chinese: the article. */
export const zhCNArticle: ArticleTexts = {
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

/** Simplified Chinese: the search. */
export const zhCNSearch: SearchTexts = {
  label: '搜索健康百科',
  placeholder: '疾病、症状或药品，支持拼音',
  clear: '清除',
  results: (count) => `${count} 条建议`,
  none: '没有找到相关条目，换个更短或其他的名称试试。',
  suggestions: '搜索建议',
};
