/** What the texts of a dosage need in one language. Numbers come formatted; each entry is one statement, so that grammar stays in the language. */
export interface DosageWords {
  readonly list: (items: readonly string[]) => string;
  /** Joins the statements of one dosage. */
  readonly sentence: (parts: readonly string[]) => string;
  /** Joins dosages that run together, and those that follow one another. */
  readonly together: string;
  readonly then: string;
  /** A number with its unit in words; plural by `value`. */
  readonly quantity: (text: string, unit: string, value: number) => string;
  readonly amount: (quantity: string) => string;
  readonly range: (low: string, high: string) => string;
  readonly upTo: (text: string) => string;
  readonly atLeast: (text: string) => string;
  readonly rate: (rate: string) => string;
  readonly per: (numerator: string, denominator: string) => string;
  /** `times` may be a range. */
  readonly frequency: (times: string, one: boolean, period: string | undefined, unit: string, onePeriod: boolean) => string;
  readonly timesOnly: (times: string, one: boolean) => string;
  readonly every: (period: string, unit: string, one: boolean) => string;
  readonly when: Readonly<Record<string, string>>;
  readonly offset: (minutes: string, when: string, before: boolean) => string;
  readonly at: (times: string) => string;
  readonly on: (days: string) => string;
  readonly days: Readonly<Record<string, string>>;
  readonly cycle: (on: string, off: string) => string;
  readonly monthDays: (days: string) => string;
  readonly exactly: string;
  readonly lifetime: (amount: string) => string;
  readonly from: (date: string) => string;
  readonly until: (date: string) => string;
  readonly period: (start: string, end: string) => string;
  readonly for: (duration: string) => string;
  readonly count: (count: string, one: boolean) => string;
  readonly lasting: (duration: string) => string;
  readonly maximum: (amount: string) => string;
  /** At once. */
  readonly most: (amount: string) => string;
  /** A unit over a unit: mL/h. */
  readonly ratio: (above: string, below: string) => string;
  /** Not to be taken. */
  readonly forbidden: (text: string) => string;
  readonly minimumGap: (duration: string) => string;
  readonly asNeeded: string;
  readonly asNeededFor: (reason: string) => string;
  readonly events: (dates: string) => string;
  readonly food: Readonly<Record<'before' | 'with' | 'after', string>>;
  /** The word of a UCUM code without braces, or of a unit as resources write it, in the singular. */
  readonly unit: (key: string, one: boolean) => string | undefined;
}
