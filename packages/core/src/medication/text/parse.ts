import { dosageOf, patternOf, quantity, type DosePattern } from '../pattern.js';
import { cycleUrl, minimumGapUrl } from '../timing/compile.js';
import { enPhrases, enPlain } from './parse-en.js';
import { hasOffset, mealCode, type Found } from './found.js';
import { zhPhrases, zhPlain } from './parse-zh.js';
import type { Dosage, TimingRepeat } from '../../fhir/index.js';

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
    .replace(/(^|[\s(])\.(?=\d)/g, '$10.') // ".5 mg" is not 5
    .replace(/(?<![a-z])(?:[a-z]\.){2,}[a-z]?(?![a-z])/g, (dotted) => dotted.replace(/\./g, ''))
    .replace(/[～〜–—~]/g, '-');

/** Reads a dosage in Chinese or English, whichever the text is in. Never throws. */
export function parseDosage(text: string): ParsedDosage {
  const chinese = /\p{Script=Han}/u.test(text);
  const plain = plainSigns(text);
  let rest = chinese ? zhPlain(plain) : enPlain(plain);
  const found: Found = {};
  const moments: string[] = [];
  const offsets: string[] = [];
  const foods: string[] = [];
  const counts: string[] = [];
  for (const [pattern, read] of chinese ? zhPhrases : enPhrases) {
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      const { when, offset, food, frequency, period } = found;
      if (read(found, match) === false) break;
      if (found.when !== when) moments.push(match[0].trim());
      if (found.offset !== offset) offsets.push(match[0].trim());
      if (found.food !== food) foods.push(match[0].trim());
      if (found.frequency !== frequency || found.period !== period) counts.push(match[0].trim());
      rest = `${rest.slice(0, match.index)} | ${rest.slice(match.index + match[0].length)}`;
    }
  }
  const filler = chinese
    ? /每次|[的地得了、和及并且时候,，。;；:：.!()（）]|服用|使用|口|用|吃|服|请|次/g
    : /\b(?:take|takes|taken|use|and|then|please|of|the|a|an|by|each|dose|time|times|at|on|in|apply|inject|inhale|instill|swallow|chew|give|once)\b|[.,;:()!]/gi;
  const unread = rest
    .split('|')
    .map((piece) => piece.replace(filler, ' ').trim())
    .filter(Boolean);
  const dosage = dosageFrom(found);
  if (!dosage) return { unread: unread.length ? unread : [text.trim()].filter(Boolean) };
  const { when, timeOfDay } = dosage.timing?.repeat ?? {};
  if (!agree(found, (timeOfDay ?? when ?? []).length)) unread.push(...counts); // "once a week, on Monday and Thursday"
  if (timeOfDay && found.when) unread.push(...moments); // "at 8:00 and at bedtime": FHIR has no dosage with both
  if (found.again && found.again.length + 1 !== (timeOfDay ?? when ?? []).length) unread.push(...found.again);
  if (dosage.additionalInstruction && found.when?.some(isMeal)) unread.push(...foods); // on an empty stomach, and after dinner
  // "After meals and at bedtime" without how often: after how many? "晚饭后睡前": one moment, or two?
  if (found.frequency === undefined && found.food && when?.includes('HS') && !when.some(isMeal)) unread.push(...foods);
  if (found.frequency === undefined) unread.push(...(/晚[餐饭]后[,，]?\s*(?:临?睡前|睡觉前)/.exec(text) ?? []));
  // "30 minutes before breakfast, and at bedtime": FHIR's offset would move both.
  if (found.offset !== undefined && !when?.every((code) => hasOffset(found, code))) unread.push(...offsets);
  const pattern = patternOf(dosage);
  return { dosage, ...(pattern ? { pattern } : {}), unread };
}

/** The order of a day, and what each moment says more exactly than another: "in the morning, before breakfast" is one. */
const dayOrder = ['WAKE', 'ACM', 'CM', 'PCM', 'MORN', 'ACD', 'CD', 'PCD', 'NOON', 'AFT', 'ACV', 'CV', 'PCV', 'EVE', 'NIGHT', 'HS'];
const finer: Readonly<Record<string, RegExp>> = { MORN: /^(?:WAKE|.*CM)$/, NOON: /CD$/, EVE: /^(?:HS|.*CV)$/, NIGHT: /^HS$/ };

/** "After meals" by how often: two are breakfast and dinner, three all. */
const mealsOf: Readonly<Record<number, string>> = { 2: 'MV', 3: 'MDV' };

/** Whether how often and the moments and days say the same: a dosage has one number for all. @param slots - moments of a day */
function agree({ frequency, period = 1, periodUnit, weekdays }: Found, slots: number): boolean {
  if (periodUnit === 'h') return slots === 0;
  if (weekdays && (periodUnit === 'mo' || (periodUnit === 'd' && period > 1))) return false;
  if (frequency === undefined || (!weekdays && !slots)) return true;
  if (periodUnit === 'wk' && weekdays) return frequency === weekdays.length * Math.max(1, slots);
  return (slots === 0 || frequency === slots) && (periodUnit !== 'wk' || frequency === 1);
}
const isMeal = (code: string): boolean => /C[MDV]$/.test(code);

/** The `when` codes of what was found, meals among them where the text says which or their number says it. */
function momentsOf({ frequency, food, times, when: named = [] }: Found): string[] {
  const ordered = (codes: readonly string[]): string[] => [...new Set(codes)].sort((a, b) => dayOrder.indexOf(a) - dayOrder.indexOf(b));
  const all = ordered(named);
  if (frequency === undefined || times) return all;
  const open = food && !named.some(isMeal) ? [frequency, frequency - named.length] : []; // four a day, after meals and at bedtime
  const meals = open.map((n) => [...(mealsOf[n] ?? '')].map((meal) => mealCode(food!, meal)));
  const finest = (codes: readonly string[]): string[] => codes.filter((code) => !codes.some((other) => finer[code]?.test(other)));
  const choices = [...meals.filter((m) => m.length), []].map((m) => finest(ordered([...m, ...named])));
  return choices.find((codes) => codes.length === frequency) ?? all;
}

function dosageFrom(found: Found): Dosage | undefined {
  const when = momentsOf(found);
  const repeat = repeatFrom(found, when);
  const says = Object.keys(repeat).length > 0 || found.asNeeded;
  if (found.disputed) delete found.amount; // one of two: which?
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
  if (found.food && !when.some((code) => isMeal(code) && code.startsWith(mealCode(found.food!, ''))))
    dosage.additionalInstruction = [{ coding: [{ system: 'urn:nelumbo:fhir:food', code: found.food }] }];
  if (found.most) {
    const [value, unit, hours] = found.most;
    dosage.maxDosePerPeriod = { numerator: quantity(value, unit || (found.unit ?? '{unit}')), denominator: quantity(hours, 'h') };
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
