import type { AnswerValue, FormItem } from '@nelumbo/core/intake';
import type { IntakeTexts } from '../../locales/intake/index.js';

/** What an utterance means as an answer, to be confirmed. */
export interface SpokenAnswer {
  readonly value: AnswerValue;
  /** As the user will read it. */
  readonly label: string;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,!?;:"'“”‘’。，！？；：、（）()]+/g, ' ')
    .trim();

const yes = /^(yes|yeah|yep|yup|right|correct|true|sure|i do|是|是的|对|对的|有|有的|好|好的|嗯|会)$/;
const no = /^(no|nope|not|never|none|false|i don t|不|不是|不对|没|没有|没有的|无|否|不会)$/;

const digits: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 一百二十三, 三十八点五, 三十七度八. */
function chineseNumber(text: string): number | undefined {
  const [, whole, fraction] = /([零〇一二两三四五六七八九十百千]+)(?:[点度]([零〇一二三四五六七八九]+))?/.exec(text) ?? [];
  if (!whole) return undefined;
  let [total, digit] = [0, 0];
  for (const sign of whole) {
    const unit = units[sign];
    if (unit === undefined) digit = digits[sign] ?? 0;
    else total += (digit || (unit === 10 && total === 0 ? 1 : 0)) * unit;
    if (unit !== undefined) digit = 0;
  }
  const tail = fraction ? [...fraction].map((sign) => digits[sign] ?? 0).join('') : '';
  return Number(`${total + digit}${tail ? `.${tail}` : ''}`);
}

const small = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** "a hundred and twenty three", "thirty eight point five". */
function englishNumber(text: string): number | undefined {
  const [whole = '', fraction] = text.split(/ point /);
  let [total, found] = [0, false];
  for (const word of whole.split(/[ -]/)) {
    const [unit, ten] = [small.indexOf(word), tens.indexOf(word)];
    if (word === 'hundred') total = Math.max(1, total) * 100;
    else total += unit >= 0 ? unit : ten >= 0 ? (ten + 2) * 10 : 0;
    found ||= unit >= 0 || ten >= 0 || word === 'hundred';
  }
  const tail = fraction?.split(' ').map((word) => small.indexOf(word));
  return found ? Number(`${total}${tail?.every((digit) => digit >= 0) ? `.${tail.join('')}` : ''}`) : undefined;
}

function numberIn(words: string): number | undefined {
  const text = words.normalize('NFKC').toLowerCase();
  const written = /-?\d+(?:,\d{3})*(?:[.,]\d+)?/.exec(text)?.[0];
  if (written !== undefined) return Number(written.replace(/,(?=\d{3})/g, '').replace(',', '.')); // recognisers write a thousand with its comma
  return chineseNumber(text) ?? englishNumber(plain(text));
}

const two = (n: number): string => String(n).padStart(2, '0');
const dayOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

const near: readonly (readonly [RegExp, number])[] = [
  [/day before yesterday|前天/, -2],
  [/yesterday|昨天/, -1],
  [/tomorrow|明天/, 1],
  [/today|今天/, 0],
];

function dateIn(words: string, locale: string, today: Date): string | undefined {
  const text = words.normalize('NFKC').toLowerCase();
  const step = near.find(([pattern]) => pattern.test(text));
  if (step) return dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + step[1]));
  const chinese = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?/.exec(text);
  const month = Array.from({ length: 12 }, (_, i) => new Intl.DateTimeFormat(locale, { month: 'long' }).format(new Date(2024, i, 15)).toLowerCase());
  const named = month.findIndex((name) => text.includes(name));
  const [day] = named < 0 ? [] : (/\b\d{1,2}(?!\d)/.exec(text.replace(/\d{4}/, '')) ?? []);
  const year = Number(chinese?.[1] ?? /\d{4}/.exec(text)?.[0] ?? today.getFullYear());
  const [m, d] = chinese ? [Number(chinese[2]), Number(chinese[3])] : day === undefined ? [] : [named + 1, Number(day)];
  if (m === undefined || d === undefined) return undefined;
  const made = new Date(year, m - 1, d);
  return made.getMonth() === m - 1 && made.getDate() === d ? dayOf(made) : undefined;
}

interface Named {
  readonly value: AnswerValue;
  readonly label: string;
}

/** The option that was meant: its whole words, else the longest label within what was said, else the only label that what was said is within. */
function optionIn(words: string, options: readonly Named[]): Named | undefined {
  const said = plain(words);
  const all = options.map((option) => ({ option, label: plain(option.label) }));
  const exact = all.find(({ label }) => label === said);
  if (exact) return exact.option;
  const inside = all
    .filter(({ label }) => label !== '' && ` ${said} `.includes(/[a-z0-9]/.test(label) ? ` ${label} ` : label))
    .sort((a, b) => b.label.length - a.label.length);
  if (inside[0]) return inside[0].label.length === inside[1]?.label.length ? undefined : inside[0].option;
  const around = said.length < 2 ? [] : all.filter(({ label }) => label.includes(said));
  return around.length === 1 ? around[0]?.option : undefined;
}

const spoken = new Set<FormItem['type']>(['boolean', 'choice', 'open-choice', 'integer', 'decimal', 'quantity', 'date', 'string', 'text']);

/** Whether a question can be answered by voice. */
export const isSpoken = (item: FormItem): boolean => !item.readOnly && spoken.has(item.type);

/**
 * What was said, as an answer to a question; `undefined` when it fits no answer. Never entered by itself.
 * @param today - for dates such as "yesterday"
 */
export function spokenAnswer(
  item: FormItem,
  words: string,
  { locale, texts, today }: { locale: string; texts: IntakeTexts; today: Date },
): SpokenAnswer | undefined {
  const text = words.trim();
  if (text === '') return undefined;
  const own: SpokenAnswer = { value: text, label: text };
  switch (item.type) {
    case 'boolean': {
      const said = plain(text);
      return yes.test(said) ? { value: true, label: texts.yes } : no.test(said) ? { value: false, label: texts.no } : undefined;
    }
    case 'choice':
    case 'open-choice': {
      const option = optionIn(text, item.options);
      if (option) return { value: option.value, label: option.label };
      return item.type === 'open-choice' ? own : item.options.length === 0 ? { value: { display: text }, label: text } : undefined;
    }
    case 'integer':
    case 'decimal':
    case 'quantity':
      return numberAnswer(item, text, locale);
    case 'date': {
      const value = dateIn(text, locale, today);
      return value === undefined
        ? undefined
        : { value, label: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(value)) };
    }
    default:
      return own;
  }
}

function numberAnswer(item: FormItem, text: string, locale: string): SpokenAnswer | undefined {
  const number = numberIn(text);
  if (number === undefined || (item.type === 'integer' && !Number.isInteger(number))) return undefined;
  const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(number);
  if (item.type !== 'quantity') return { value: number, label: item.unit ? `${shown} ${item.unit}` : shown };
  const unit = item.units.find(({ display }) => display !== undefined && plain(text).includes(plain(display))) ?? item.units[0];
  const name = unit?.display ?? unit?.code;
  const value = { value: number, ...(name ? { unit: name } : {}), ...(unit?.system && unit.code ? { system: unit.system, code: unit.code } : {}) };
  return { value, label: name ? `${shown} ${name}` : shown };
}
