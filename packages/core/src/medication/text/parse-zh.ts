import { noteAmount, noteFood, noteOffset, noteRange, noteShort, ofWhole, type Found, type Phrase } from './found.js';

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
    支: '{ampule}',
  },
  ...{ 毫升: 'mL', ml: 'mL', 单位: '[iU]', iu: '[iU]', 毫克: 'mg', mg: 'mg', 克: 'g', g: 'g', 微克: 'ug', μg: 'ug', ug: 'ug' },
};
const unit = '(片|粒|颗|丸|袋|包|滴|喷|吸|贴|支|毫升|ml|单位|iu|毫克|mg|克|g|微克|μg|ug)';
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
const week = '(?:周|星期|礼拜)';
/** "周一、三、五". Not "周五天", which may be five days a week, and not an end of "周一至五". */
const weekdayList = new RegExp(
  `(?<![至到-])(${week}[一二三四五六日天](?:(?:[、,和 ]?${week}[一二三四五六日天]|[、,和 ]?[一二三四五六日]|[、,和 ]天)(?![一二两三四五六七八九十]*(?:次|天|日|片|粒|颗|丸|袋|包|滴|喷|贴|支)))*)(?! ?[次天回]|日|[至到-])`,
  'g',
);
/** "周五日" at the end of a list: five days a week, or Friday and Sunday. By itself, since a lookbehind inside of a match runs in no mini-program. */
const either = new RegExp(`[、,和 ]?${week}[一二三四五]日$`);
const listed = (days: string): string => {
  const end = either.exec(days);
  if (end) return (end.index ? listed(days.slice(0, end.index)) : '') + end[0];
  return `<${[...days].map((c) => ('一二三四五六日天'.includes(c) ? Math.min('一二三四五六日天'.indexOf(c), 6) : '')).join('')}>`;
};
const weekdayRange = new RegExp(`${week}([一二三四五六])[至到-]${week}([二三四五六日天])`, 'g');
const weekdaysBetween = (_all: string, first: string, last: string): string =>
  `周${'一二三四五六日'.slice('一二三四五六日'.indexOf(first), '一二三四五六日'.indexOf(last.replace('天', '日')) + 1)}`;

/**
 * Chinese numerals as digits, one way to say each thing: "一日两次，每次半片" is "1日2次,每次半片", "2次/日" is "每日2次", "饭后半小时"
 * is "饭后30分钟". Weekdays stand between angle brackets.
 */
export function zhPlain(text: string): string {
  return text
    .replace(/[壹贰叁肆伍陆柒捌玖拾俩]/g, (c) => formal[c]!)
    .replace(/\s+/g, ' ')
    .replace(weekdayRange, weekdaysBetween)
    .replace(weekdayList, listed)
    .replace(/([a-z]) (?=[a-z])|(\d) (?=\d)/g, '$1$2|') // "qd ac" are two words, "8:30 1片" two numbers
    .replace(/ /g, '')
    .replace(/([〇零一二两三四五六七八九十])(?=\d)|(\d)(?=[〇零一二两三四五六七八九十])/g, '$1$2|') // two numbers, not one
    .replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)/g, (_all, tens: string, ones: string) => String((digits[tens] ?? 1) * 10 + (digits[ones] ?? 0)))
    .replace(/[〇零一二两三四五六七八九]/g, (c) => String(digits[c]))
    .replace(/(\d+)回/g, '$1次')
    .replace(/(\d+)个?半小时/g, (_all, hours: string) => `${(Number(hours) + 0.5) * 60}分钟`)
    .replace(/半个?小时|半个?钟头?/g, '30分钟')
    .replace(/([前后])(\d+(?:\.\d+)?)个?小时/g, (_all, side: string, hours: string) => `${side}${Number(hours) * 60}分钟`)
    .replace(/([早中午晚])(?:餐|饭)[、和及]?(?=(?:[早中午晚](?:餐|饭)[、和及]?)*[早中午晚](?:餐|饭)[前后时])/g, '$1') // "早餐、晚餐后"
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
  if (!once(found, 'period') || low === '0') return false;
  Object.assign(found, { period: Number(low ?? 1), periodUnit: unitCode, ...(high ? { periodMax: Number(high) } : {}) });
  return true;
};
const often = (found: Found, low: string | undefined, high?: string): boolean => {
  if (!once(found, 'frequency') || low === '0' || Number(high) < Number(low)) return false;
  Object.assign(found, { frequency: Number(low ?? 1), ...(high ? { frequencyMax: Number(high) } : {}) });
  return true;
};
const weekdayCodes = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const meal: Readonly<Record<string, string>> = { 早: 'M', 中: 'D', 午: 'D', 晚: 'V' };
const relations: Readonly<Record<string, 'before' | 'with' | 'after'>> = { 前: 'before', 后: 'after', 中: 'with', 时: 'with' };
const moments: readonly (readonly [RegExp, string])[] = [
  [/(?:每晚|每[日天]晚上|晚上|晚间|夜间)?(?:临?睡前|睡觉前|每晚睡时)/, 'HS'],
  [/(?:每[日天])?(?:早上|早晨|清晨|每早)?(?:晨起|起床)(?:时|后)?/, 'WAKE'],
  [/(?:每[日天])?(?:早上|早晨|清晨|上午|每晨|每早|清早|晨)/, 'MORN'],
  [/(?:每[日天])?(?:中午|正午)/, 'NOON'],
  [/(?:每[日天])?下午/, 'AFT'],
  [/(?:每[日天])?(?:晚上|傍晚|晚间|每晚)/, 'EVE'],
  [/夜间|夜里/, 'NIGHT'],
];
/** The hour of day of "晚上 8 点"; `undefined` where the two do not go together, or the hour is of another day ("晚上 12 点"). */
function hourOf(part: string, hour: number): number | undefined {
  if (hour > 23) return undefined;
  if (part === '' || hour > 12) return /凌晨|早|晨|上午/.test(part) ? undefined : hour;
  if (/下午|傍晚|晚/.test(part)) return hour === 12 || hour < (part === '下午' ? 1 : 4) ? (part === '下午' && hour === 12 ? 12 : undefined) : hour + 12;
  if (part === '中午') return hour >= 11 ? hour : hour > 0 && hour < 4 ? hour + 12 : undefined;
  if (part === '夜里' || part === '半夜') return hour > 8 && hour < 12 ? hour + 12 : hour < 6 ? hour : undefined;
  return hour === 12 ? undefined : hour;
}
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
  [/(?:用药?|服用?|服药|吃|连服|连用)(\d+)[天日][,、]?(?:再)?停(?:药|用|服)?(\d+)[天日]/, (f, m) => void (f.cycle = [Number(m[1]), Number(m[2])])],
  [/(?:用药?|服用?|服药|吃|连服|连用)(\d+)周[,、]?(?:再)?停(?:药|用|服)?(\d+)周/, (f, m) => void (f.cycle = [7 * Number(m[1]), 7 * Number(m[2])])],
  [
    new RegExp(`(?:每[日天]|1[日天])(?:总)?(?:量|剂量)?${n}${unit}[,、]?分(?:成|为)?(\\d+)次(?:服用?|口服|使用)?`),
    (f, m) => {
      const each = value(m[1]) / Number(m[3]);
      if (!Number.isInteger(each * 4)) return false; // a third of a tablet?
      return noteAmount(f, each, units[m[2]!], m[0]) && often(f, m[3]) && every(f, 'd', '1');
    },
  ],
  [
    /(?:连续?(?:服用?|用药?|吃)|共(?:服用?|用)?|疗程(?:为)?|持续|服用|使用)(\d+)(天|日|周|个?月)/,
    (f, m) => void (f.days = [Number(m[1]), m[2] === '周' ? 'wk' : m[2]!.endsWith('月') ? 'mo' : 'd']),
  ],
  [/(?<![a-z\d])q(\d+)(?:-(\d+))?h(?![a-z])/, (f, m) => every(f, 'h', m[1], m[2])],
  [/(?<![a-z])(qid|tid|bid|qod|qd|qn|prn|ac|pc|po|hs)(?![a-z])/, (f, m) => noteShort(f, abbreviations[m[1]!]!)],
  [new RegExp(`每(?:隔)?(\\d+)${to}(\\d+)(?:个)?小时(?:(?:服用?|用|吃)?1次)?`), (f, m) => every(f, 'h', m[1], m[2])],
  [/每(?:隔)?(\d+)(?:个)?小时(?:(?:服用?|用|吃)?1次)?/, (f, m) => every(f, 'h', m[1])],
  [/每小时(?:1次)?/, (f) => every(f, 'h', '1')],
  [/隔[日天](?:1次)?/, (f) => every(f, 'd', '2')],
  [/每隔(\d+)[日天](?:1次)?/, (f, m) => every(f, 'd', String(Number(m[1]) + 1))],
  [/(?<!\d)每?([2-9]|\d\d)[日天](?:服|用|吃)?1次/, (f, m) => every(f, 'd', m[1])],
  [/(?:每(?:个)?|1个)月(?:服用?|用|吃)?1次/, (f) => every(f, 'mo', '1')],
  [/每?<(\d+)>(?:各)?(?:1次)?/, (f, m) => void (f.weekdays = [...m[1]!].map((d) => weekdayCodes[Number(d)]!))],
  [/(?<!\d)每?(\d+)周1次/, (f, m) => often(f, '1') && every(f, 'wk', m[1])],
  [
    /(?:(?:每[日天]|1[日天]|24小时内?)(?:最多|不(?:得|要)?超过)|(?:最多|不(?:得|要)?超过)(?:每[日天]|1[日天]))(\d+)次/,
    (f, m) => often(f, m[1]) && every(f, 'd', '1') && (f.asNeeded = true),
  ],
  [/每周(\d+)次/, (f, m) => often(f, m[1]) && every(f, 'wk', '1')],
  [new RegExp(`(?:每[日天]|1[日天]|(?<!\\d)日)(?:服用?|用|吃)?(\\d+)${to}(\\d+)次`), (f, m) => often(f, m[1], m[2]) && every(f, 'd', '1')],
  [/(?:每[日天]|1[日天]|(?<!\d)日)(?:服用?|用|吃)?(\d+)次/, (f, m) => often(f, m[1]) && every(f, 'd', '1')],
  [
    /(?:每[日天])?(?:早上|早晨|清晨|上午|中午|晚上|傍晚)?([早中午晚]{1,3})(?:餐|饭)([前后])(\d+)分钟/,
    (f, m) =>
      noteFood(
        f,
        relations[m[2]!]!,
        [...m[1]!].map((c) => meal[c]!),
        m[3],
      ),
  ],
  [/(?:每晚|每[日天]晚上|晚上|晚间|夜间)?(?:临?睡前|睡觉前)(\d+)分钟/, (f, m) => noteOffset(f, Number(m[1]), ['HS']) && void (f.when = add(f.when, 'HS'))],
  [/(?:每[日天])?3(?:餐|顿饭)([前后])(\d+)分钟/, (f, m) => noteFood(f, relations[m[1]!]!, ['M', 'D', 'V'], m[2])],
  [/(?:饭|餐)([前后])(\d+)分钟/, (f, m) => noteFood(f, relations[m[1]!]!, undefined, m[2])],
  [
    /(?:每[日天])?(?:早上|早晨|清晨|上午|中午|晚上|傍晚)?([早中午晚]{1,3})(?:餐|饭)([前后中时])/,
    (f, m) =>
      noteFood(
        f,
        relations[m[2]!]!,
        [...m[1]!].map((c) => meal[c]!),
      ),
  ],
  [/(?:随|与)([早午晚])(?:餐|饭)(?:同服)?/, (f, m) => noteFood(f, 'with', [meal[m[1]!]!])],
  [/(?:每[日天])?3(?:餐|顿饭)([前后中时])/, (f, m) => noteFood(f, relations[m[1]!]!, ['M', 'D', 'V'])],
  [/(?:随餐|与(?:餐|饭|食物)同(?:服|用|时)|餐中|饭中|[进用就]餐时|吃饭时|餐时)/, (f) => noteFood(f, 'with')],
  [/(?:饭|餐)([前后])/, (f, m) => noteFood(f, relations[m[1]!]!)],
  [/空腹(?:时)?/, (f) => noteFood(f, 'before')],
  [
    new RegExp(
      `(?:每[日天])?(凌晨|早上|早晨|清晨|上午|早|中午|下午|傍晚|晚上|晚间|晚|夜里|半夜)?(\\d{1,2})(?::(\\d{2})(?!\\d)|点(半|\\d{2}(?!\\d|${unit}))?分?)`,
    ),
    (f, m) => {
      const hour = hourOf(m[1] ?? '', Number(m[2]));
      const minute = m[4] === '半' ? 30 : Number(m[3] ?? m[4] ?? 0);
      if (hour === undefined || minute > 59) return false;
      f.times = add(f.times, `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
      return true;
    },
  ],
  [/早中晚(?:各)?(?:1次)?/, (f) => void (f.when = add(f.when, 'MORN', 'NOON', 'EVE'))],
  [/早晚(?:各)?(?:1次)?/, (f) => void (f.when = add(f.when, 'MORN', 'EVE'))],
  ...(
    [
      ['早|晨', 'MORN'],
      ['中午?', 'NOON'],
      ['晚', 'EVE'],
    ] as const
  ).map(([word, code]): Phrase => [new RegExp(`(?<!每)(?:${word})(?=[各服吃]?${n}${unit})`), (f) => void (f.when = add(f.when, code))]),
  ...moments.map(([pattern, code]): Phrase => [new RegExp(`(?:${pattern.source})(?:各)?(?:1次)?`), (f) => void (f.when = add(f.when, code))]),
  [/(疼痛|头痛|发热|发烧|失眠|咳嗽|恶心|过敏|胸痛|气喘|便秘)时/, (f, m) => void Object.assign(f, { asNeeded: true, reason: m[1] })],
  [/必要时|需要时|按需|有需要时/, (f) => void (f.asNeeded = true)],
  [
    ofWhole(new RegExp(`(?:每次|1次|各)?(?:(?<![含口冲嚼送])服用?|用|吃|滴|喷)?${n}(?:${unit})?${to}${n}${unit}`)),
    (f, m) => noteRange(f, value(m[1]), value(m[3]), units[m[4]!]),
  ],
  [ofWhole(new RegExp(`(?:每次|1次|各)?(?:(?<![含口冲嚼送])服用?|用|吃|滴|喷)?${n}${unit}`)), (f, m) => noteAmount(f, value(m[1]), units[m[2]!], m[0])],
  [
    /口服|外用|舌下含服|含服|吸入|皮下注射|肌肉注射|滴眼|滴鼻|外敷|涂抹|(?:开水|温水)?冲服|嚼服|(?:温水|温开水)?送服|双眼|左眼|右眼|每眼|双侧鼻孔|每侧鼻孔/,
    (f, m) => once(f, 'route') && void (f.route = m[0]),
  ],
  [/每[日天]|(?<![月第\d])1[日天](?!\d)/, (f) => once(f, 'period') && every(f, 'd', '1')],
];
