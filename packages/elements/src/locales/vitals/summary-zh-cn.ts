import type { SummaryOwnTexts } from './summary-en.js';

/** 概览的文字。 */
export const summaryZhCN: SummaryOwnTexts = {
  summary: {
    none: '还没有读数',
    mean: (value, days) => `近 ${days} 天平均 ${value}`,
    lower: (by) => `比之前低 ${by}`,
    higher: (by) => `比之前高 ${by}`,
    same: '和之前差不多',
    trends: { rising: '整体在上升', falling: '整体在下降' },
    nextStep: '下一步：',
    stale: (days) => `上次是 ${days} 天前，今天量一次吧。`,
    urgent: (call) => `请现在再量一次；如果不舒服，请拨打 ${call}。`,
    next: {
      good: '按平时的时间继续量就好。',
      watch: '今天晚些时候再量一次，留意变化。',
      alert: '休息 5 分钟再量一次；如果连续几天都这样，请联系医生。',
    },
  },
};
