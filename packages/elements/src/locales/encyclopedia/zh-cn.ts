import type { EncyclopediaTexts } from './en.js';

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
