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
  /** "After meals" without saying which. */
  food?: 'before' | 'with' | 'after';
  offset?: number;
  /** The moments that the offset was said of; `C` for every meal. */
  offsetOf?: string[];
  times?: string[];
  weekdays?: string[];
  asNeeded?: boolean;
  reason?: string;
  days?: readonly [value: number, code: 'd' | 'wk' | 'mo'];
  cycle?: readonly [on: number, off: number];
  /** An empty unit is that of the amount. */
  most?: readonly [value: number, unit: string, hours: number];
  gapHours?: number;
  route?: string;
  /** Where the same amount stands once more: "1 in the morning, 1 at night". Right only if each has an hour of its own. */
  again?: string[];
  /** Two amounts of one unit, or a number that more belongs to than was read: no amount is proposed. */
  disputed?: boolean;
}

/** A phrase: where it stands, and what it says. A handler that answers false leaves it unread. */
export type Phrase = readonly [pattern: Pick<RegExp, 'exec'>, read: (found: Found, match: RegExpExecArray) => boolean | void];

/** Notes an amount; the same one may stand again, another one is not understood. */
export function noteAmount(found: Found, amount: number, unit: string | undefined, text: string): boolean {
  if (found.amount === undefined && amount > 0) Object.assign(found, { amount, unit });
  else if (found.amount === amount && found.unit === unit && found.amountHigh === undefined) found.again = [...(found.again ?? []), text];
  else {
    if (found.unit === unit) found.disputed = true;
    return false;
  }
  return true;
}

/** Notes "1 to 2 tablets"; the second number is the higher one. */
export function noteRange(found: Found, amount: number, amountHigh: number, unit: string | undefined): boolean {
  if (found.amount !== undefined || amount <= 0 || amountHigh <= amount) return false;
  Object.assign(found, { amount, amountHigh, unit });
  return true;
}

/**
 * Notes an abbreviation. One that says how often again is not understood: "bid, qid if needed" is neither.
 * @param short - what the abbreviation stands for
 */
export function noteShort(found: Found, { food, when, ...rest }: Partial<Found>): boolean {
  if (rest.frequency !== undefined && (found.frequency !== undefined || found.period !== undefined)) return false;
  if (food && !noteFood(found, food)) return false;
  if (when) found.when = [...new Set([...(found.when ?? []), ...when])];
  Object.assign(found, rest);
  return true;
}

const relation = { before: 'AC', with: 'C', after: 'PC' } as const;

/** The `when` code of a meal: `PCM` after breakfast (M; lunch is D, dinner V). */
export const mealCode = (food: NonNullable<Found['food']>, meal: string): string => relation[food] + meal;

/** What may not stand before the number of an amount: more of the number ("1,000 mg", "1/3", "l0", "三分之一", "twenty five"), a sign, a strength ("2×500mg"). */
const more = /(?:\d[,| ]|[.\d/a-z*×-]|[百千万亿之]|(?:ty|teen|hundred|point)[ -])$/;

/** `pattern` where its number is whole. It says by hand what a lookbehind would: engines before iOS 16.4 have none. */
export const ofWhole = (pattern: Phrase[0]): Phrase[0] => ({
  exec(text) {
    for (let from = 0; ;) {
      const match = pattern.exec(' '.repeat(from) + text.slice(from)); // places stay what they are
      if (!match || !/^[\d半]/.test(match[0]) || !more.test(text.slice(0, match.index))) return match;
      from = match.index + 1;
    }
  },
});

/** Notes "before breakfast and dinner" (M, D, V), or "after meals" without saying which; two such sayings that differ are not understood. */
export function noteFood(found: Found, food: NonNullable<Found['food']>, meals?: readonly string[], offset?: string): boolean {
  const codes = meals?.map((meal) => mealCode(food, meal));
  if (!codes && found.food !== undefined && found.food !== food) return false;
  if (offset !== undefined && !noteOffset(found, Number(offset), codes ?? ['C'])) return false;
  if (codes) found.when = [...new Set([...(found.when ?? []), ...codes])];
  else found.food = food;
  return true;
}

/** Notes minutes before or after something; a dosage has one such distance. */
export function noteOffset(found: Found, offset: number, of: readonly string[]): boolean {
  if (found.offset !== undefined && found.offset !== offset) return false;
  Object.assign(found, { offset, offsetOf: [...(found.offsetOf ?? []), ...of] });
  return true;
}

/** Whether the distance was said of this moment. */
export const hasOffset = ({ offsetOf = [] }: Found, code: string): boolean => offsetOf.includes(code) || (offsetOf.includes('C') && /C[MDV]$/.test(code));
