import type { DosageWords } from './words.js';

const spans: Readonly<Record<string, string>> = { s: '秒', min: '分钟', h: '小时', d: '天', wk: '周', mo: '个月', a: '年' };
const each: Readonly<Record<string, string>> = { s: '每秒', min: '每分钟', h: '每小时', d: '每日', wk: '每周', mo: '每月', a: '每年' };

const units: Readonly<Record<string, string>> = {
  ...spans,
  ...{ tablet: '片', TAB: '片', capsule: '粒', CAP: '粒', pill: '粒', sachet: '袋', drop: '滴', '[drp]': '滴', puff: '喷', patch: '贴' },
  ...{ ampule: '支', application: '次', mL: '毫升', ml: '毫升', mg: '毫克', g: '克', ug: '微克', '[iU]': '单位', IU: '单位', hour: '小时', day: '天' },
};

/** A space before digits only. */
const spaced = (text: string): string => (/^[\d<>]/.test(text) ? ` ${text}` : text);

/** Dosage texts in simplified Chinese. */
export const zhCn: DosageWords = {
  list: (items) => items.join('、'),
  sentence: (parts) => parts.join('，'),
  together: '；',
  then: '；之后',
  quantity: (text, unit) => `${text} ${unit}`,
  amount: (quantity) => `每次 ${quantity}`,
  range: (low, high) => `${low}～${high}`,
  upTo: (text) => `最多 ${text}`,
  atLeast: (text) => `至少 ${text}`,
  rate: (rate) => `速度${spaced(rate)}`,
  per: (numerator, denominator) => `每${/^\d/.test(denominator) ? ' ' : ''}${denominator} ${numerator}`,
  frequency: (times, _one, period, unit, onePeriod) =>
    `${onePeriod ? (each[unit] ?? `每 ${unit}`) : `每 ${period!} ${spans[unit] ?? unit}`}${spaced(times)} 次`,
  timesOnly: (times) => `${times} 次`,
  every: (period, unit, one) => (one ? `${each[unit] ?? `每 ${unit}`} 1 次` : `每 ${period} ${spans[unit] ?? unit} 1 次`),
  when: {
    MORN: '早上',
    'MORN.early': '清晨',
    'MORN.late': '上午晚些时候',
    NOON: '中午',
    AFT: '下午',
    'AFT.early': '下午早些时候',
    'AFT.late': '下午晚些时候',
    EVE: '晚上',
    'EVE.early': '傍晚',
    'EVE.late': '晚上晚些时候',
    NIGHT: '夜间',
    PHS: '入睡后',
    HS: '睡前',
    WAKE: '起床时',
    C: '随餐',
    CM: '随早餐',
    CD: '随午餐',
    CV: '随晚餐',
    AC: '饭前',
    ACM: '早餐前',
    ACD: '午餐前',
    ACV: '晚餐前',
    PC: '饭后',
    PCM: '早餐后',
    PCD: '午餐后',
    PCV: '晚餐后',
  },
  offset: (minutes, when, before) => (/[前后]$/.test(when) ? `${when} ${minutes} 分钟` : `${when}${before ? '前' : '后'} ${minutes} 分钟`),
  at: (times) => times,
  on: (days) => days,
  days: { mon: '周一', tue: '周二', wed: '周三', thu: '周四', fri: '周五', sat: '周六', sun: '周日' },
  cycle: (on, off) => `用 ${on}、停 ${off}`,
  monthDays: (days) => `每月 ${days} 日`,
  exactly: '请准时',
  lifetime: (amount) => `一生最多 ${amount}`,
  from: (date) => `${date}起`,
  until: (date) => `至${date}`,
  period: (start, end) => `${start}至${end}`,
  for: (duration) => `共 ${duration}`,
  count: (count) => `总共 ${count} 次`,
  lasting: (duration) => `每次持续 ${duration}`,
  maximum: (amount) => `最多${spaced(amount)}`,
  most: (amount) => `每次最多 ${amount}`,
  ratio: (above, below) => `${above}/${below}`,
  forbidden: (text) => (text ? `不要使用：${text}` : '不要使用'),
  minimumGap: (duration) => `至少间隔 ${duration}`,
  asNeeded: '需要时使用',
  asNeededFor: (reason) => `需要时使用（${reason}）`,
  events: (dates) => dates,
  food: { before: '饭前', with: '随餐', after: '饭后' },
  unit: (key) => (Object.hasOwn(units, key) ? units[key] : undefined),
};
