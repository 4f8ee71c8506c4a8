const pattern = /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?(?:T?(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A date, dateTime or time with the precision it was written in: `2024` and `2024-01-01` are not the same. */
export class Temporal {
  /** Year, month, day, hour, minute, second; as many as were given (a time begins at index 3). */
  readonly #parts: readonly (number | undefined)[];
  readonly #offset: number | undefined;

  private constructor(
    readonly type: 'date' | 'dateTime' | 'time',
    /** As written in FHIR JSON. */
    readonly text: string,
    match: RegExpExecArray,
  ) {
    this.#parts = [1, 2, 3, 4, 5, 6].map((group) => (match[group] === undefined ? undefined : Number(match[group])));
    const zone = match[7];
    this.#offset = zone === undefined ? undefined : zone === 'Z' ? 0 : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  }

  /** From FHIR JSON; `undefined` when the text is none. */
  static parse(text: string, type: Temporal['type']): Temporal | undefined {
    const match = pattern.exec(type === 'time' ? `T${text.replace(/^T/, '')}` : text);
    if (!match || (type === 'time') !== (match[1] === undefined) || (type === 'date' && match[4] !== undefined)) return undefined;
    const [, , month, day, hour, minute, second] = match;
    if (Number(month ?? 1) > 12 || Number(month ?? 1) < 1 || Number(day ?? 1) > 31 || Number(day ?? 1) < 1) return undefined;
    if (Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59 || Number(second ?? 0) >= 61) return undefined;
    return new Temporal(type, text, match);
  }

  /** From a literal without its `@`: `2024-01`, `2024-01-01T`, `T10:00`. */
  static literal(text: string): Temporal | undefined {
    if (text.startsWith('T')) return Temporal.parse(text.slice(1), 'time');
    return text.includes('T') ? Temporal.parse(text.replace(/T$/, ''), 'dateTime') : Temporal.parse(text, 'date');
  }

  /** Negative, 0 or positive; `undefined` when the shorter precision leaves it open, or times and dates meet. */
  compare(other: Temporal): number | undefined {
    if ((this.type === 'time') !== (other.type === 'time')) return undefined;
    const shift = this.#offset !== undefined && other.#offset !== undefined;
    const a = shift ? this.#utc() : this.#parts;
    const b = shift ? other.#utc() : other.#parts;
    for (let i = 0; i < 6; i++) {
      const x = a[i];
      const y = b[i];
      if (x === undefined && y === undefined) continue;
      if (x === undefined || y === undefined) return undefined;
      if (x !== y) return x - y;
    }
    return 0;
  }

  /** The calendar arithmetic of FHIRPath; `undefined` for a unit that does not fit. */
  plus(amount: number, unit: string): Temporal | undefined {
    const step = units[unit];
    const [year, month, day, hour, minute, second] = this.#parts;
    if (!step || (this.type === 'time' && step[0] === 'month')) return undefined;
    const whole = Math.trunc(amount) * step[1];
    let ms: number;
    if (step[0] === 'month') {
      const months = (year ?? 0) * 12 + (month ?? 1) - 1 + whole;
      const last = new Date(Date.UTC(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 0)).getUTCDate();
      ms = Date.UTC(Math.floor(months / 12), ((months % 12) + 12) % 12, Math.min(day ?? 1, last), hour ?? 0, minute ?? 0) + (second ?? 0) * 1000;
    } else ms = Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0) + (second ?? 0) * 1000 + whole;
    const iso = new Date(ms).toISOString();
    const zone = /(Z|[+-]\d\d:\d\d)$/.exec(this.text.slice(10))?.[0] ?? '';
    const body = this.type === 'time' ? iso.slice(11, 11 + this.text.length) : iso.slice(0, this.text.length - zone.length);
    return Temporal.parse(body + zone, this.type);
  }

  toString(): string {
    return this.text;
  }

  #utc(): readonly (number | undefined)[] {
    const [year, month, day, hour, minute, second] = this.#parts;
    if (hour === undefined) return this.#parts;
    const at = new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1, hour, (minute ?? 0) - (this.#offset ?? 0)));
    return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), minute === undefined ? undefined : at.getUTCMinutes(), second];
  }
}

/** Calendar words and UCUM codes: what they step by, and how far (months, or milliseconds). */
const units: Readonly<Record<string, readonly ['month' | 'ms', number]>> = {
  a: ['month', 12],
  mo: ['month', 1],
  wk: ['ms', 604_800_000],
  d: ['ms', 86_400_000],
  h: ['ms', 3_600_000],
  min: ['ms', 60_000],
  s: ['ms', 1000],
  ms: ['ms', 1],
};
