const pattern = /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?(?:T?(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Days of a month; the year decides about February. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year || 4, month, 0)).getUTCDate(); // Date.UTC reads 0 as 1900

/** A date, dateTime or time with the precision it was written in: `2024` and `2024-01-01` are not the same. */
export class Temporal {
  /** Year, month, day, hour, minute, second; as many as were given (a time begins at index 3). */
  readonly parts: readonly (number | undefined)[];
  readonly #offset: number | undefined;

  private constructor(
    readonly type: 'date' | 'dateTime' | 'time',
    /** As written in FHIR JSON. */
    readonly text: string,
    match: RegExpExecArray,
  ) {
    this.parts = [1, 2, 3, 4, 5, 6].map((group) => (match[group] === undefined ? undefined : Number(match[group])));
    const zone = match[7];
    this.#offset = zone === undefined ? undefined : zone === 'Z' ? 0 : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  }

  /** From FHIR JSON; `undefined` when the text is none. */
  static parse(text: string, type: Temporal['type']): Temporal | undefined {
    const match = pattern.exec(type === 'time' ? `T${text.replace(/^T/, '')}` : text);
    if (!match || (type === 'time') !== (match[1] === undefined) || (type === 'date' && match[4] !== undefined)) return undefined;
    const [, year, month, day, hour, minute, second] = match;
    if (Number(month ?? 1) > 12 || Number(month ?? 1) < 1 || Number(day ?? 1) > 31 || Number(day ?? 1) < 1) return undefined;
    if (Number(day ?? 1) > daysIn(Number(year ?? 2000), Number(month ?? 1))) return undefined;
    if (Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59 || Number(second ?? 0) >= 61) return undefined;
    return new Temporal(type, text, match);
  }

  /** Negative, 0 or positive; `undefined` when the shorter precision leaves it open, or times and dates meet. */
  compare(other: Temporal): number | undefined {
    if ((this.type === 'time') !== (other.type === 'time')) return undefined;
    const shift = this.#offset !== undefined && other.#offset !== undefined;
    const a = shift ? this.#utc() : this.parts;
    const b = shift ? other.#utc() : other.parts;
    for (let i = 0; i < 6; i++) {
      const x = a[i];
      const y = b[i];
      if (x === undefined && y === undefined) continue;
      if (x === undefined || y === undefined) return undefined;
      if (x !== y) return x - y;
    }
    return 0;
  }

  toString(): string {
    return this.text;
  }

  #utc(): readonly (number | undefined)[] {
    const [year, month, day, hour, minute, second] = this.parts;
    if (hour === undefined) return this.parts;
    const at = new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1, hour, (minute ?? 0) - (this.#offset ?? 0)));
    return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), minute === undefined ? undefined : at.getUTCMinutes(), second];
  }
}
