import { dosageOf, patternOf, quantity, type DosePattern } from '../pattern.js';
import { cycleUrl } from '../timing/compile.js';
import { minimumGapUrl } from '../limits.js';
import { enPhrases, enPlain } from './parse-en.js';
import { zhPhrases, zhPlain } from './parse-zh.js';
import type { Dosage, TimingRepeat } from '../../fhir/index.js';

/** What a text says about a dosage, as the phrases find it. */
export interface Found {
  amount?: number;
  amountHigh?: number;
  /** UCUM code of the unit. */
  unit?: string;
  frequency?: number;
  frequencyMax?: number;
  period?: number;
  periodMax?: number;
  periodUnit?: 'h' | 'd' | 'wk' | 'mo';
  /** `when` codes that name a moment of the day. */
  when?: string[];
  /** "Meals" without saying which. */
  food?: 'before' | 'with' | 'after';
  /** Which meals: CM, CD, CV. */
  meals?: string[];
  offset?: number;
  times?: string[];
  weekdays?: string[];
  asNeeded?: boolean;
  reason?: string;
  days?: readonly [value: number, code: 'd' | 'wk' | 'mo'];
  cycle?: readonly [on: number, off: number];
  most?: readonly [value: number, unit: string, hours: number];
  gapHours?: number;
  route?: string;
}

/** A phrase: where it stands, and what it says. A handler that answers false leaves it unread. */
export type Phrase = readonly [pattern: RegExp, read: (found: Found, match: RegExpExecArray) => boolean | void];

/** A dosage read from a text. Nothing is guessed: what was not understood is in `unread`, and then the user decides. */
export interface ParsedDosage {
  /** Absent where the text names no amount and no time. */
  readonly dosage?: Dosage;
  /** The same as the editor edits it, where it can. */
  readonly pattern?: DosePattern;
  /** Pieces of the text that were not understood; empty when all was. */
  readonly unread: readonly string[];
}

const fractions: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75, '1/2': 0.5, '1/4': 0.25, '3/4': 0.75 };

/** Signs of one width, lower case, fractions as decimals ("1½", "1 1/2"), and abbreviations without their dots ("b.i.d."). */
const plainSigns = (text: string): string =>
  text
    .replace(/(?:(\d+)[ ]?)?([½¼¾])/g, (_all, whole: string | undefined, part: string) => String(Number(whole ?? 0) + fractions[part]!))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<![\d/.])(?:(\d+) )?(1\/2|1\/4|3\/4)(?![\d/])/g, (_all, whole: string | undefined, part: string) =>
      String(Number(whole ?? 0) + fractions[part]!),
    )
    .replace(/(?<![a-z])(?:[a-z]\.){2,}[a-z]?(?![a-z])/g, (dotted) => dotted.replace(/\./g, ''))
    .replace(/[～〜–—~]/g, '-');

/** Reads a dosage in Chinese or English, whichever the text is in. Never throws. */
export function parseDosage(text: string): ParsedDosage {
  const chinese = /\p{Script=Han}/u.test(text);
  const plain = plainSigns(text);
  let rest = chinese ? zhPlain(plain) : enPlain(plain);
  const found: Found = {};
  for (const [pattern, read] of chinese ? zhPhrases : enPhrases) {
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      if (read(found, match) === false) break;
      rest = `${rest.slice(0, match.index)} | ${rest.slice(match.index + match[0].length)}`;
    }
  }
  const filler = chinese
    ? /[的地得了、和及并且时候,，。;；:：.!()（）]|服用|使用|口|用|吃|服|请|次/g
    : /\b(?:take|takes|taken|use|and|then|please|of|the|a|an|by|each|dose|time|times|at|on|in|apply|inject|inhale|instill|swallow|chew|give|once)\b|[.,;:()!]/gi;
  const unread = rest
    .split('|')
    .map((piece) => piece.replace(filler, ' ').trim())
    .filter(Boolean);
  const dosage = dosageFrom(found);
  if (!dosage) return { unread: unread.length ? unread : [text.trim()].filter(Boolean) };
  const pattern = patternOf(dosage);
  return { dosage, ...(pattern ? { pattern } : {}), unread };
}

const mealsOf: Readonly<Record<number, readonly string[]>> = { 2: ['CM', 'CV'], 3: ['CM', 'CD', 'CV'] };
const relation = { before: 'AC', with: 'C', after: 'PC' } as const;

/** `when` codes of meals, where the text says which or their number says it: two are breakfast and dinner, three all. */
function mealCodes({ meals, food, frequency }: Found): string[] | undefined {
  if (!food) return undefined;
  const chosen = meals ?? mealsOf[frequency ?? 0];
  return chosen?.map((meal) => `${relation[food]}${meal[1]!}`);
}

function dosageFrom(found: Found): Dosage | undefined {
  const when = [...(mealCodes(found) ?? []), ...(found.when ?? [])];
  const repeat = repeatFrom(found, when);
  const says = Object.keys(repeat).length > 0 || found.asNeeded;
  if (found.amount === undefined && !says) return undefined;
  const plain = found.amount === undefined ? {} : dosageOf({ amount: found.amount, unit: found.unit ?? '{unit}', asNeeded: true });
  const { asNeededBoolean: _one, timing: _two, ...amount } = plain;
  const dosage: Dosage = { ...amount, ...(Object.keys(repeat).length ? { timing: { repeat } } : {}) };
  if (found.amountHigh !== undefined && found.amount !== undefined) {
    const [low, high] = [found.amount, found.amountHigh].map((value) => quantity(value, found.unit ?? '{unit}'));
    dosage.doseAndRate = [{ doseRange: { low: low!, high: high! } }];
  }
  if (found.reason) dosage.asNeededCodeableConcept = { text: found.reason };
  else if (found.asNeeded) dosage.asNeededBoolean = true;
  if (found.food && !mealCodes(found)) dosage.additionalInstruction = [{ coding: [{ system: 'urn:nelumbo:fhir:food', code: found.food }] }];
  if (found.most) {
    const [value, unit, hours] = found.most;
    dosage.maxDosePerPeriod = { numerator: quantity(value, unit), denominator: quantity(hours, 'h') };
  }
  if (found.gapHours !== undefined) dosage.extension = [{ url: minimumGapUrl, valueDuration: quantity(found.gapHours, 'h') }];
  if (found.route) dosage.route = { text: found.route };
  return dosage;
}

function repeatFrom(found: Found, when: string[]): TimingRepeat {
  const { times, weekdays, cycle, days, offset } = found;
  const slots = times?.length ?? when.length;
  const repeat: TimingRepeat = {};
  const set = (values: Partial<TimingRepeat>): void => void Object.assign(repeat, values);
  if (cycle) {
    const parts = ['on', 'off'].map((url, i) => ({ url, valueInteger: cycle[i]! }));
    set({ extension: [{ url: cycleUrl, extension: parts }] });
  }
  if (days) set({ boundsDuration: { ...quantity(days[0], days[1]), unit: days[1] } });
  const counted = found.frequency !== undefined || found.period !== undefined || slots > 0 || weekdays;
  if (counted && found.periodUnit !== 'h') {
    const unit = weekdays ? 'wk' : (found.periodUnit ?? 'd');
    const per = weekdays
      ? weekdays.length * Math.max(1, slots || (found.periodUnit === 'wk' ? 1 : (found.frequency ?? 1)))
      : (found.frequency ?? Math.max(1, slots));
    set({ frequency: per, period: weekdays && found.periodUnit !== 'wk' ? 1 : (found.period ?? 1), periodUnit: unit });
  } else if (counted) set({ frequency: found.frequency ?? 1, period: found.period ?? 1, periodUnit: 'h' });
  if (found.frequencyMax !== undefined && repeat.frequency) set({ frequencyMax: found.frequencyMax });
  if (found.periodMax !== undefined && repeat.period) set({ periodMax: found.periodMax });
  // The words below are FHIR's codes; the compiler refuses others.
  if (weekdays) set({ dayOfWeek: weekdays as NonNullable<TimingRepeat['dayOfWeek']> });
  if (times?.length) set({ timeOfDay: [...new Set(times)].sort().map((time) => `${time}:00`) });
  else if (when.length) set({ when: when as NonNullable<TimingRepeat['when']>, ...(offset ? { offset } : {}) });
  return repeat;
}
