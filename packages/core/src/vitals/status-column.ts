import { classify, type Classification, type ClassifyOptions } from './classify.js';
import type { GuidelineDocument } from './guideline-types.js';
import type { RawColumns } from './reading-table.js';
import { meals, settings } from './types.js';
import type { Measure, ReadingContext } from './types.js';

const place = (kinds: readonly string[], at: number) => kinds[at - 1];

/** The circumstances that flags hold, as far as classifying needs them. */
export function contextAt(measure: Measure, flags: number): ReadingContext {
  const kind = flags & 7;
  const meal = measure.sites ? undefined : (place(meals, kind) as ReadingContext['meal']); // places of our own lists
  const site = measure.sites ? place(measure.sites, kind) : undefined;
  const setting = place(settings, (flags >> 3) & 7) as ReadingContext['setting'];
  return { ...(meal ? { meal } : {}), ...(site ? { site } : {}), ...(setting ? { setting } : {}) };
}

/** What is the same about two classifications, so that they share one place. */
const kindOf = (c: Classification): string =>
  `${c.profile?.population ?? ''}|${c.profile?.settings?.join() ?? ''}|${c.profile?.sites?.join() ?? ''}|${c.row?.id ?? ''}|${c.grade?.id ?? ''}|${c.direction}|${c.tone}|${c.target ? 't' : ''}`;

/** A table at one moment; its columns are only ever added to, or replaced. */
export interface TableMoment {
  readonly measure: Measure;
  readonly columns: RawColumns;
  readonly length: number;
  readonly generation: number;
}

/** The classification of every row of a table by one guideline: each combination of step values and circumstances is judged once. */
export class StatusColumn {
  readonly classes: Classification[] = [];
  #status = new Uint8Array(64);
  #generation = -1;
  /** Rows `[from, done)` are judged. */
  #from = 0;
  #done = 0;
  readonly #places = new Map<string, number>();
  /** By values in steps, unit and flags. */
  readonly #judged = new Map<number | string, number>();

  constructor(
    private readonly document: GuidelineDocument,
    private readonly options: ClassifyOptions,
  ) {}

  /** One classification for each of the rows `[start, end)` of a table as it stands or as it stood. */
  between(table: TableMoment, start: number, end: number): Uint8Array {
    const { generation } = table;
    if (generation < this.#generation) return this.#judge(table, new Uint8Array(end - start), start, start, end); // rows have moved since: only for whoever still holds them
    if (generation > this.#generation || start < this.#from || start > this.#done) {
      this.#generation = generation;
      this.#from = this.#done = start; // what nobody asked for is not judged
      this.#status = new Uint8Array(end - start + 64);
    }
    if (this.#status.length < end - this.#from) {
      const next = new Uint8Array(Math.max(end - this.#from, this.#status.length * 2));
      next.set(this.#status);
      this.#status = next;
    }
    this.#judge(table, this.#status, this.#from, this.#done, end);
    this.#done = Math.max(this.#done, end);
    return this.#status.subarray(start - this.#from, end - this.#from);
  }

  /** One classification for each of some rows. */
  ofRows(table: TableMoment, rows: Uint32Array): Uint8Array {
    return Uint8Array.from(rows, (row) => this.#at(table, row));
  }

  #judge(table: TableMoment, into: Uint8Array, base: number, from: number, to: number): Uint8Array {
    for (let i = from; i < to; i++) into[i - base] = this.#at(table, i);
    return into;
  }

  #at({ measure, columns }: TableMoment, i: number): number {
    const unit = measure.units[columns.unit[i]!]!; // the table takes known units only
    const flags = columns.flags[i]! & 63;
    let key: number | string = (columns.unit[i]! << 6) | flags;
    for (const column of columns.v) {
      const steps = Math.floor(Math.abs(column[i]!) / unit.step + 0.5 + 1e-9);
      key = typeof key === 'number' && steps < 65_536 && columns.v.length < 3 ? key * 65_536 + steps : `${key}/${column[i]!}`;
    }
    const known = this.#judged.get(key);
    if (known !== undefined) return known;
    const values = Object.fromEntries(measure.components.map((c, at) => [c.id, columns.v[at]![i]!]));
    const judged = classify(this.document, measure, { measure: measure.id, values, unit: unit.code, context: contextAt(measure, flags) }, this.options);
    const found = this.#placeOf(judged);
    this.#judged.set(key, found);
    return found;
  }

  #placeOf(judged: Classification): number {
    const kind = kindOf(judged);
    let at = this.#places.get(kind);
    if (at === undefined) this.#places.set(kind, (at = this.classes.push(judged) - 1));
    return at;
  }
}
