import type { FindingTexts } from './finding.js';

/** Simplified Chinese. */
export const findingZhCn: FindingTexts = {
  panel: {
    takeEarly: '提前服用',
    later: '稍后提醒我',
    skip: '这次不吃，因为',
    other: '用量或时间不同',
    amount: (unit) => `用量（${unit}）`,
    at: '服用时间',
    confirmAmount: (amount, prescribed) => `计划是 ${prescribed}，您实际用了 ${amount}，对吗？`,
    confirmYes: '对，记下来',
    recordAnyway: '已经用了，照实记录',
    notNow: '先不用',
    takeAfterAll: '后来还是吃了',
  },
  doseRefusals: {
    asks: '请先看提示。',
    'amount-differs': '请确认用量。',
    'no-amount': '请填写大于 0 的用量。',
    future: '这个时间还没到，请填写实际服用的时间。',
    'unknown-plan': '这个计划已经不在了。',
    'unknown-reason': '请选择原因。',
    window: '不能推迟这么久。',
    other: '没能记录，请检查填写的内容。',
  },
  findings: {
    doses: (n) => `${n} 次`,
    overOnce: (sum, most) => `一次 ${sum}超过了允许的 ${most}。`,
    overMaximum: (sum, most, hours) => `这样 ${hours} 小时内共 ${sum}，最多只能 ${most}。再用之前请先问医生或药师。`,
    lastAllowed: (most, hours) => `加上这次，就到了 ${hours} 小时内最多 ${most}的上限。`,
    tooSoon: (time) => `离上次太近了，最好 ${time} 以后再用。`,
    stockOut: (left) => `按记录只剩 ${left}了。`,
    expired: '按日期看，这药已经过期，不宜再用。',
    sameIngredient: (name) => `「${name}」的成分好像相同。两种能不能一起用，请问医生或药师。`,
  },
  interactions: {
    notChecked: '这里不检查药物之间的相互作用，请问医生或药师。',
    failed: (source) => `刚才没能检查相互作用（${source}）。`,
    none: '没有发现这些药之间有相互作用。',
    source: (source) => `来源：${source}`,
    sample: (source) => `示例数据，不能用于诊疗：${source}`,
  },
};
