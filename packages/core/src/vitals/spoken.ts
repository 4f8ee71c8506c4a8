import type { Measure } from './types.js';

const digits: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 幺: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const words: Readonly<Record<string, number>> = Object.fromEntries([
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, i) => [word, i] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 20 + i * 10] as const),
]);

/** `一百二十八`, `一百二` (120), `八十`, `三十六度五`, `五点六`, `一二八`; as few signs as one number takes, so that `一百二八十` is two. */
const chinese =
  /(?:([一二两三四五六七八九])百(?:零([一二三四五六七八九])|([一二三四五六七八九])(?:(十)([一二三四五六七八九])?(?![十百]))?(?!十))?|([二三四五六七八九])?十([一二三四五六七八九])?(?!十)|([零〇一幺二两三四五六七八九]+)(?![十百]))(?:[点度]([零〇一二三四五六七八九]+))?/g;

const numeral = '[\\d零〇一二两三四五六七八九十百]{1,4}';
/** An hour of the day ("早上8点半", not "早上七点八" where it is all that was said) and a length of time ("餐后两小时"): not what was measured. */
const hours = [
  new RegExp(
    `(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)${numeral}(?:点钟?|时|:)(?:半|${numeral}分|\\d{2}(?!\\d))?(?!\\d{1,2}(?!\\d)|[零〇一二两三四五六七八九](?!百)|十)`,
    'g',
  ),
  new RegExp(`(?:${numeral}|半)个?半?(?:小时|钟头|分钟)`, 'g'),
];
const withoutHours = (said: string): string => {
  const rest = hours.reduce((text, hour) => text.replace(hour, ' '), said);
  return /[\d一二两三四五六七八九十百]/.test(rest) ? rest : said;
};

/** The ways to say a fraction: "7点8" and "六个五" as recognisers write them, "三十六度半", "六十公斤半". */
const withPoints = (said: string): string =>
  said
    .replace(/(\d)[点度个](\d)/g, '$1.$2')
    .replace(/([一二两三四五六七八九十])个([一二三四五六七八九])(?![十百点])/g, '$1点$2')
    .replace(/([点度])半/g, '$1五')
    .replace(/(\d)[点度]五/g, '$1.5')
    .replace(/([一二两三四五六七八九十百])((?:公|市)?斤|千克)半/g, '$1点五$2')
    .replace(/(\d)((?:公|市)?斤|千克)半/g, '$1.5$2')
    .replace(/\ba hundred\b/gi, 'one hundred');

function chineseValue(m: RegExpExecArray): number {
  const of = (sign: string | undefined): number => digits[sign ?? ''] ?? 0;
  const [, hundreds, odd, tens, ten, ones, onlyTens, onlyOnes, run, fraction] = m;
  const whole = hundreds
    ? of(hundreds) * 100 + (odd ? of(odd) : of(tens) * 10 + (ten ? of(ones) : 0))
    : run !== undefined
      ? Number([...run].map(of).join(''))
      : (onlyTens ? of(onlyTens) : 1) * 10 + of(onlyOnes);
  return Number(`${whole}${fraction ? `.${[...fraction].map(of).join('')}` : ''}`);
}

/** `one hundred and twenty eight`, `one twenty`, `five point six` as digits; other words stay. */
function englishDigits(text: string): string {
  const out: string[] = [];
  let [value, fraction]: [number | undefined, string | undefined] = [undefined, undefined];
  const flush = (): void => {
    if (value !== undefined) out.push(`${value}${fraction ? `.${fraction}` : ''}`);
    [value, fraction] = [undefined, undefined];
  };
  for (const token of text.toLowerCase().split(/[\s-]+/)) {
    const word = token.replace(/[^a-z]/g, '');
    const number = words[word];
    if (word === 'hundred' && value !== undefined) value *= 100;
    else if (word === 'point' && value !== undefined) fraction = '';
    else if (number !== undefined && fraction !== undefined) fraction += String(number);
    else if (number !== undefined && value === undefined) value = number;
    else if (number !== undefined && value !== undefined && fits(value, number)) value = value < 10 && number >= 10 ? value * 100 + number : value + number;
    else if (word === 'and' && value !== undefined && value % 100 === 0 && value > 0) continue;
    else {
      flush();
      if (number === undefined) out.push(token);
      else value = number;
    }
  }
  flush();
  return out.join(' ');
}

/** Whether a number word goes on with the number before it: `hundred | twenty`, `twenty | eight`, `one | twenty`. */
const fits = (value: number, next: number): boolean =>
  (value % 100 === 0 && value > 0) || (value % 10 === 0 && value % 100 >= 20 && next < 10 && next > 0) || (value > 0 && value < 4 && next >= 10);

/** What people call the numbers of a pressure, and the pulse beside it. */
const names: readonly (readonly [id: string, RegExp])[] = [
  ['systolic', /收缩压|高压|上压|systolic|upper|top/],
  ['diastolic', /舒张压|低压|下压|diastolic|lower|bottom/],
  ['pulse', /脉搏|心率|心跳|pulse|heart ?rate/],
];

/** Digits run together by a recogniser: `12882` for a pressure is 128 and 82. */
function parted(digitsText: string, parts: number): readonly string[] {
  if (parts < 2 || !/^\d{5,6}$/.test(digitsText)) return [digitsText];
  return [digitsText.slice(0, 3), digitsText.slice(3)];
}

/**
 * The numbers in what somebody said or a recogniser wrote: `高压一百二十八低压八十二脉搏七十`, `128 over 82`, `三十六度五`. Numbers with a name go to that field,
 * the others to the fields in order. A proposal to look at, never a reading.
 * @returns text by component id (and `pulse`), as for the fields of an entry; empty when there is no number
 */
export function spokenValues(measure: Pick<Measure, 'components'>, said: string): Readonly<Record<string, string>> {
  const ids = measure.components.map((c) => c.id);
  const fields = ids.length > 1 ? [...ids, 'pulse'] : ids;
  const plain = englishDigits(withPoints(withoutHours(said.normalize('NFKC')))).replace(
    chinese,
    (...match) => ` ${chineseValue(match as unknown as RegExpExecArray)} `,
  ); // the groups come first
  const values: Record<string, string> = {};
  const named = new Set<string>();
  let name: string | undefined;
  for (const [token] of plain.matchAll(/\d+(?:\.\d+)?|[^\d]+/g)) {
    if (!/^\d/.test(token)) {
      name = names.find(([, words]) => words.test(token))?.[0] ?? name;
      continue;
    }
    for (const number of parted(token, ids.length)) {
      const own = name && fields.includes(name) && !named.has(name) ? name : undefined; // a name takes its field, also from a number that had none
      const field = own ?? fields.find((id) => values[id] === undefined);
      if (own) named.add(own);
      name = undefined;
      if (field) values[field] = number;
    }
  }
  return values;
}
