import type { Clock } from '../../platform.js';

/** Reads dates and reckons with them: `calendar.ts`, which loads for the forms that have some. */
export interface Calendar {
  /** From FHIR JSON; `undefined` when the text is none. */
  parse(text: string, type: Temporal['type']): Temporal | undefined;
  /** Negative, 0 or positive; `undefined` when the shorter precision leaves it open, or times and dates meet. */
  compare(a: Temporal, b: Temporal): number | undefined;
  /** Calendar arithmetic; `undefined` for a unit that does not fit. */
  plus(from: Temporal, amount: number, unit: string): Temporal | undefined;
  /** From a FHIRPath literal without its `@`. */
  literal(text: string): Temporal | undefined;
  /** The UCUM code of a calendar word; `undefined` for another word. */
  unit(word: string): string | undefined;
  /** A time, or date and time, as FHIR wants it; any other text as it is. @param type - of the item that it answers */
  completed(text: string, type: string, clock: Pick<Clock, 'offset'>): string;
}

/** The calendar, once a form needed it: without one no text is a date. */
export let calendar: Calendar | undefined;

/** Brings the calendar. Safe to call again. */
export function useCalendar(given: Calendar): void {
  calendar = given;
}

/** A date, dateTime or time with the precision it was written in: `2024` and `2024-01-01` are not the same. A calendar makes them. */
export class Temporal {
  constructor(
    readonly type: 'date' | 'dateTime' | 'time',
    /** As written in FHIR JSON. */
    readonly text: string,
    /** Year, month, day, hour, minute, second; as many as were given (a time begins at index 3). */
    readonly parts: readonly (number | undefined)[],
    /** Minutes east of UTC, where it says so. */
    readonly offset: number | undefined,
  ) {}

  /** From FHIR JSON; `undefined` when the text is none. */
  static parse(text: string, type: Temporal['type']): Temporal | undefined {
    return calendar?.parse(text, type);
  }

  /** Negative, 0 or positive; `undefined` when the shorter precision leaves it open, or times and dates meet. */
  compare(other: Temporal): number | undefined {
    return calendar?.compare(this, other);
  }

  toString(): string {
    return this.text;
  }
}
