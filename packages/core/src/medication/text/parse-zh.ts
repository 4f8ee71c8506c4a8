import type { Found, Phrase } from './parse.js';

const digits: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Readonly<Record<string, string>> = {
  ...{
    片: '{tablet}',
    粒: '{capsule}',
    颗: '{capsule}',
    丸: '{capsule}',
    袋: '{sachet}',
    包: '{sachet}',
    滴: '[drp]',
    喷: '{puff}',
    吸: '{puff}',
    贴: '{patch}',
  },
  ...{ 毫升: 'mL', ml: 'mL', 单位: '[iU]', iu: '[iU]', 毫克: 'mg', mg: 'mg', 克: 'g', g: 'g', 微克: 'ug', μg: 'ug', ug: 'ug' },
};
const unit = '(片|粒|颗|丸|袋|包|滴|喷|吸|贴|毫升|ml|单位|iu|毫克|mg|克|g|微克|μg|ug)';
const n = '(\\d+(?:\\.\\d+)?|半)';
const to = '(?:-|~|至|到|或)';

const formal: Readonly<Record<string, string>> = {
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  俩: '两',
};
const weekdayList =
  /((?:周|星期|礼拜)[一二三四五六日天](?:[、,和 ]?(?:周|星期|礼拜)?[一二三四五六日天](?![一二两三四五六七八九十]*(?:次|天|日|片|粒|颗|丸|袋|包|滴|喷|贴)))*)(?![次])/g;

/**
 * Chinese numerals as digits, one way to say each thing: "一日两次，每次半片" is "1日2次,每次半片", "2次/日" is "每日2次", "饭后半小时"
 * is "饭后30分钟". Weekdays stand between angle brackets.
 */
export function zhPlain(text: string): string {
  return text
    .replace(/[壹贰叁肆伍陆柒捌玖拾俩]/g, (c) => formal[c]!)
    .replace(/\s+/g, ' ')
    .replace(weekdayList, (days) => `<${[...days].map((c) => ('一二三四五六日天'.includes(c) ? Math.min('一二三四五六日天'.indexOf(c), 6) : '')).join('')}>`)
    .replace(/([a-z]) (?=[a-z])/g, '$1|') // "qd ac" are two words
    .replace(/ /g, '')
    .replace(/([〇零一二两三四五六七八九十])(?=\d)|(\d)(?=[〇零一二两三四五六七八九十])/g, '$1$2|') // two numbers, not one
    .replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)/g, (_all, tens: string, ones: string) => String((digits[tens] ?? 1) * 10 + (digits[ones] ?? 0)))
    .replace(/[〇零一二两三四五六七八九]/g, (c) => String(digits[c]))
    .replace(/(\d+)个?半小时/g, (_all, hours: string) => `${(Number(hours) + 0.5) * 60}分钟`)
    .replace(/半个?小时|半个?钟头?/g, '30分钟')
    .replace(/([前后])(\d+(?:\.\d+)?)个?小时/g, (_all, side: string, hours: string) => `${side}${Number(hours) * 60}分钟`)
    .replace(/早[、,和]?中[、,和]?晚/g, '早中晚')
    .replace(/早[、,和]晚/g, '早晚')
    .replace(new RegExp(`(\\d+)${unit}半`, 'g'), (_all, whole: string, word: string) => `${Number(whole) + 0.5}${word}`)
    .replace(/(\d+(?:-\d+)?)次\/([日天周])/g, '每$2$1次')
    .replace(new RegExp(`(${n}(?:${to}${n})?)${unit}\\/次`, 'g'), '每次$1$4');
}

const value = (text: string | undefined): number => (text === '半' ? 0.5 : Number(text));
const add = (list: string[] | undefined, ...more: string[]): string[] => [...new Set([...(list ?? []), ...more])];

/** Whether something of that kind was said before: two frequencies in one text are not understood. */
const once = (found: Found, key: keyof Found): boolean => found[key] === undefined;

const every = (found: Found, unitCode: 'h' | 'd' | 'wk' | 'mo', low: string | undefined, high?: string): boolean => {
  if (!once(found, 'period')) return false;
  Object.assign(found, { period: Number(low ?? 1), periodUnit: unitCode, ...(high ? { periodMax: Number(high) } : {}) });
  return true;
};
const often = (found: Found, low: string | undefined, high?: string): boolean => {
  if (!once(found, 'frequency')) return false;
  Object.assign(found, { frequency: Number(low ?? 1), ...(high ? { frequencyMax: Number(high) } : {}) });
  return true;
};
const weekdayCodes = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const meal: Readonly<Record<string, string>> = { 早: 'CM', 中: 'CD', 午: 'CD', 晚: 'CV' };
const relations: Readonly<Record<string, 'before' | 'with' | 'after'>> = { 前: 'before', 后: 'after', 中: 'with', 时: 'with' };
const moments: readonly (readonly [RegExp, string])[] = [
  [/(?:每晚)?(?:临?睡前|睡觉前|每晚睡时)/, 'HS'],
  [/晨起|起床(?:时|后)?|清晨起床后?/, 'WAKE'],
  [/(?:每[日天])?(?:早上|早晨|清晨|上午|每晨|每早|清早|晨)/, 'MORN'],
  [/(?:每[日天])?(?:中午|正午)/, 'NOON'],
  [/(?:每[日天])?下午/, 'AFT'],
  [/(?:每[日天])?(?:晚上|傍晚|晚间|每晚)/, 'EVE'],
  [/夜间|夜里/, 'NIGHT'],
];
const abbreviations: Readonly<Record<string, Partial<Found>>> = {
  ...{ qd: { frequency: 1, period: 1, periodUnit: 'd' }, bid: { frequency: 2, period: 1, periodUnit: 'd' }, tid: { frequency: 3, period: 1, periodUnit: 'd' } },
  ...{ qid: { frequency: 4, period: 1, periodUnit: 'd' }, qod: { frequency: 1, period: 2, periodUnit: 'd' }, qn: { when: ['HS'] }, hs: { when: ['HS'] } },
  ...{ prn: { asNeeded: true }, ac: { food: 'before' }, pc: { food: 'after' }, po: { route: '口服' } },
};

/** Phrases of Chinese dosages, the longer ones first. */
export const zhPhrases: readonly Phrase[] = [
  [
    new RegExp(`(?:每(?:日|天|24小时)|24小时内?|1[日天])(?:最多|不(?:得)?超过|最大)(?:用量|剂量)?${n}${unit}`),
    (f, m) => void (f.most = [value(m[1]), units[m[2]!]!, 24]),
  ],
  [new RegExp(`(?:最多|不(?:得)?超过)(?:每[日天])${n}${unit}`), (f, m) => void (f.most = [value(m[1]), units[m[2]!]!, 24])],
  [/(?:(?:2次|两次)?(?:用药|服药)?(?:至少)?间隔(?:至少|不(?:得)?少于)?|至少间隔)(\d+)(?:个)?小时(?:以上)?/, (f, m) => void (f.gapHours = Number(m[1]))],
  [/(?:用|服|吃|连服|连用)(\d+)[天日][,、]?(?:再)?停(?:药|用)?(\d+)[天日]/, (f, m) => void (f.cycle = [Number(m[1]), Number(m[2])])],
  [
    /(?:连续?(?:服用?|用药?|吃)|共(?:服用?|用)?|疗程(?:为)?|持续|服用|使用)(\d+)(天|日|周|个?月)/,
    (f, m) => void (f.days = [Number(m[1]), m[2] === '周' ? 'wk' : m[2]!.endsWith('月') ? 'mo' : 'd']),
  ],
  [/(?<![a-z\d])q(\d+)(?:-(\d+))?h(?![a-z])/, (f, m) => every(f, 'h', m[1], m[2])],
  [/(?<![a-z])(qid|tid|bid|qod|qd|qn|prn|ac|pc|po|hs)(?![a-z])/, (f, m) => void Object.assign(f, { ...abbreviations[m[1]!] })],
  [new RegExp(`每(?:隔)?(\\d+)${to}(\\d+)(?:个)?小时(?:1次)?`), (f, m) => every(f, 'h', m[1], m[2])],
  [/每(?:隔)?(\d+)(?:个)?小时(?:1次)?/, (f, m) => every(f, 'h', m[1])],
  [/每小时(?:1次)?/, (f) => every(f, 'h', '1')],
  [/隔[日天](?:1次)?/, (f) => every(f, 'd', '2')],
  [/每隔(\d+)[日天](?:1次)?/, (f, m) => every(f, 'd', String(Number(m[1]) + 1))],
  [/(?<!\d)每?([2-9]|\d\d)[日天](?:服|用|吃)?1次/, (f, m) => every(f, 'd', m[1])],
  [/每(?:个)?月(\d+)?次?/, (f, m) => m[1] === '1' && every(f, 'mo', '1')],
  [/每?<(\d+)>(?:各)?(?:1次)?/, (f, m) => void (f.weekdays = [...m[1]!].map((d) => weekdayCodes[Number(d)]!))],
  [/(?<!\d)每?(\d+)周1次/, (f, m) => every(f, 'wk', m[1])],
  [/(?:每[日天]|1[日天]|24小时内?)(?:最多|不(?:得|要)?超过)(\d+)次/, (f, m) => often(f, m[1]) && every(f, 'd', '1') && (f.asNeeded = true)],
  [/每周(\d+)次/, (f, m) => often(f, m[1]) && every(f, 'wk', '1')],
  [new RegExp(`(?:每[日天]|1[日天]|(?<!\\d)日)(?:服用?|用|吃)?(\\d+)${to}(\\d+)次`), (f, m) => often(f, m[1], m[2]) && every(f, 'd', '1')],
  [/(?:每[日天]|1[日天]|(?<!\d)日)(?:服用?|用|吃)?(\d+)次/, (f, m) => often(f, m[1]) && every(f, 'd', '1')],
  [
    /([早中午晚]{1,3})(?:餐|饭)([前后中时])(\d+)分钟/,
    (f, m) => void Object.assign(f, { meals: add(f.meals, ...[...m[1]!].map((c) => meal[c]!)), food: relations[m[2]!], offset: Number(m[3]) }),
  ],
  [/(?:每晚)?(?:临?睡前|睡觉前)(\d+)分钟/, (f, m) => once(f, 'offset') && void Object.assign(f, { when: add(f.when, 'HS'), offset: Number(m[1]) })],
  [/(?:每[日天])?3(?:餐|顿饭)([前后])(\d+)分钟/, (f, m) => void Object.assign(f, { meals: ['CM', 'CD', 'CV'], food: relations[m[1]!], offset: Number(m[2]) })],
  [/(?:饭|餐)([前后])(\d+)分钟/, (f, m) => void Object.assign(f, { food: relations[m[1]!], offset: Number(m[2]) })],
  [
    /(?:每[日天])?([早中午晚]{1,3})(?:餐|饭)([前后中时])/,
    (f, m) => void Object.assign(f, { meals: add(f.meals, ...[...m[1]!].map((c) => meal[c]!)), food: relations[m[2]!] }),
  ],
  [/(?:随|与)([早午晚])(?:餐|饭)(?:同服)?/, (f, m) => void Object.assign(f, { meals: add(f.meals, meal[m[1]!]!), food: 'with' })],
  [/(?:每[日天])?3(?:餐|顿饭)([前后中时])/, (f, m) => void Object.assign(f, { meals: ['CM', 'CD', 'CV'], food: relations[m[1]!] })],
  [/(?:随餐|与(?:餐|饭|食物)同(?:服|用|时)|餐中|饭中|进餐时|吃饭时)/, (f) => void (f.food = 'with')],
  [/(?:饭|餐)([前后])/, (f, m) => void (f.food = relations[m[1]!]!)],
  [/空腹(?:时)?/, (f) => void (f.food = 'before')],
  [
    /(早上|上午|早|中午|下午|晚上|晚|夜里)?(\d{1,2})(?:[:点](半|\d{2})?分?)(?![\d片粒])/,
    (f, m) => {
      const late = /下午|晚/.test(m[1] ?? '') || (m[1] === '中午' && Number(m[2]) < 6);
      const hour = Number(m[2]) + (late && Number(m[2]) < 12 ? 12 : 0);
      const minute = m[3] === '半' ? 30 : Number(m[3] ?? 0);
      if (hour > 23 || minute > 59) return false;
      f.times = add(f.times, `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
      return true;
    },
  ],
  [/早中晚(?:各)?(?:1次)?/, (f) => void (f.when = add(f.when, 'MORN', 'NOON', 'EVE'))],
  [/早晚(?:各)?(?:1次)?/, (f) => void (f.when = add(f.when, 'MORN', 'EVE'))],
  ...moments.map(([pattern, code]): Phrase => [new RegExp(`(?:${pattern.source})(?:各)?(?:1次)?`), (f) => void (f.when = add(f.when, code))]),
  [/(疼痛|头痛|发热|发烧|失眠|咳嗽|恶心|过敏|胸痛|气喘|便秘)时/, (f, m) => void Object.assign(f, { asNeeded: true, reason: m[1] })],
  [/必要时|需要时|按需|有需要时/, (f) => void (f.asNeeded = true)],
  [
    new RegExp(`(?:每次|1次|各)?(?:服用?|用|吃|滴|喷)?${n}(?:${unit})?${to}${n}${unit}`),
    (f, m) => once(f, 'amount') && void Object.assign(f, { amount: value(m[1]), amountHigh: value(m[3]), unit: units[m[4]!] }),
  ],
  [
    new RegExp(`(?:每次|1次|各)?(?:服用?|用|吃|滴|喷)?${n}${unit}`),
    (f, m) => once(f, 'amount') && void Object.assign(f, { amount: value(m[1]), unit: units[m[2]!] }),
  ],
  [
    /口服|外用|舌下含服|含服|吸入|皮下注射|肌肉注射|滴眼|滴鼻|外敷|涂抹|(?:开水|温水)?冲服|嚼服|(?:温水|温开水)?送服/,
    (f, m) => once(f, 'route') && void (f.route = m[0]),
  ],
  [/每[日天]/, (f) => once(f, 'period') && every(f, 'd', '1')],
];
