import type { DosageWords } from './words.js';

const list = (items: readonly string[]): string => (items.length < 3 ? items.join(' and ') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`);
const periods: Readonly<Record<string, string>> = { s: 'second', min: 'minute', h: 'hour', d: 'day', wk: 'week', mo: 'month', a: 'year' };
const plural = (word: string): string => word + (word.endsWith('ch') ? 'es' : 's');
const counted: Readonly<Record<string, string>> = {
  ...periods,
  ...{ '[drp]': 'drop', '[iU]': 'unit', TAB: 'tablet', CAP: 'capsule', ampule: 'ampoule' },
  ...Object.fromEntries(['tablet', 'capsule', 'sachet', 'puff', 'patch', 'application', 'drop', 'pill'].map((word) => [word, word])),
};
const span = (unit: string, one: boolean): string => (periods[unit] === undefined || one ? (periods[unit] ?? unit) : plural(periods[unit]));

/** Dosage texts in English. */
export const en: DosageWords = {
  list,
  sentence: (parts) => parts.join(', '),
  together: '; ',
  then: '; then ',
  quantity: (text, unit) => `${text} ${unit}`,
  amount: (quantity) => quantity,
  range: (low, high) => `${low}–${high}`,
  upTo: (text) => `up to ${text}`,
  atLeast: (text) => `at least ${text}`,
  rate: (rate) => `at a rate of ${rate}`,
  per: (numerator, denominator) => `${numerator} per ${denominator}`,
  frequency: (times, one, period, unit, onePeriod) => {
    const often = one ? 'once' : times === '2' ? 'twice' : `${times} times`;
    return onePeriod ? `${often} ${unit === 'd' ? 'daily' : `a ${span(unit, true)}`}` : `${often} every ${period!} ${span(unit, false)}`;
  },
  timesOnly: (times, one) => (one ? 'once' : `${times} times`),
  every: (period, unit, one) => (one ? `every ${span(unit, true)}` : `every ${period} ${span(unit, false)}`),
  when: {
    MORN: 'in the morning',
    'MORN.early': 'in the early morning',
    'MORN.late': 'in the late morning',
    NOON: 'at noon',
    AFT: 'in the afternoon',
    'AFT.early': 'in the early afternoon',
    'AFT.late': 'in the late afternoon',
    EVE: 'in the evening',
    'EVE.early': 'in the early evening',
    'EVE.late': 'in the late evening',
    NIGHT: 'at night',
    PHS: 'after going to sleep',
    HS: 'at bedtime',
    WAKE: 'on waking',
    C: 'with meals',
    CM: 'with breakfast',
    CD: 'with lunch',
    CV: 'with dinner',
    AC: 'before meals',
    ACM: 'before breakfast',
    ACD: 'before lunch',
    ACV: 'before dinner',
    PC: 'after meals',
    PCM: 'after breakfast',
    PCD: 'after lunch',
    PCV: 'after dinner',
  },
  offset: (minutes, when, before) =>
    /^(before|after) /.test(when) ? `${minutes} minutes ${when}` : `${minutes} minutes ${before ? 'before' : 'after'} ${when.replace(/^(in|at|on|with) /, '')}`,
  at: (times) => `at ${times}`,
  on: (days) => `on ${days}`,
  days: { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' },
  cycle: (on, off) => `${on} on, ${off} off`,
  monthDays: (days) => `on day ${days} of the month`,
  exactly: 'exactly at the time',
  lifetime: (amount) => `at most ${amount} in a lifetime`,
  from: (date) => `from ${date}`,
  until: (date) => `until ${date}`,
  period: (start, end) => `from ${start} until ${end}`,
  for: (duration) => `for ${duration}`,
  count: (count, one) => (one ? 'once in all' : `${count} times in all`),
  lasting: (duration) => `over ${duration}`,
  maximum: (amount) => `at most ${amount}`,
  most: (amount) => `at most ${amount} at a time`,
  ratio: (above, below) => `${above}/${below}`,
  forbidden: (text) => (text ? `do not take: ${text}` : 'do not take'),
  minimumGap: (duration) => `at least ${duration} apart`,
  asNeeded: 'as needed',
  asNeededFor: (reason) => `as needed for ${reason}`,
  events: (dates) => `on ${dates}`,
  food: { before: 'before food', with: 'with food', after: 'after food' },
  unit: (key, one) => (Object.hasOwn(counted, key) ? (one ? counted[key] : plural(counted[key]!)) : undefined),
};
