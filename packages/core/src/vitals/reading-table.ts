import { meals, settings } from './types.js';
import type { FullReading, Measure } from './types.js';

/** One row of a {@link ReadingTable}, as it is added. */
export interface TableRow {
  readonly id: number;
  readonly reading: FullReading;
  readonly amended: boolean;
}

/**
 * A number that stands for a ref: 53 bits of a string hash (two FNV-1a lanes). Among a million readings two share one with a chance of 1 in 18,000,
 * and then a correction of one would hide the other until the next load.
 */
export function refId(ref: string): number {
  let [a, b] = [0x811c9dc5, 0xdeadbeef];
  for (let i = 0; i < ref.length; i++) {
    const c = ref.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x85ebca6b);
    b ^= b >>> 15;
  }
  return ((b >>> 0) & 0x1fffff) * 0x1_0000_0000 + (a >>> 0);
}

/** Where in the flags a reading's circumstances stand: bits 0-2 the meal, or the site for a measure with sites; bits 3-5 the setting; bit 7 corrected. */
export function flagsOf(measure: Measure, reading: FullReading, amended: boolean): number {
  const { meal, setting, site } = reading.context;
  const kind = measure.sites ? measure.sites.indexOf(site ?? '') + 1 : meal ? meals.indexOf(meal) + 1 : 0;
  return kind | ((setting ? settings.indexOf(setting) + 1 : 0) << 3) | (amended ? 128 : 0);
}

/** The columns of a table, all of one length. */
export interface RawColumns {
  readonly t: Float64Array;
  /** One column per component, in the unit entered. */
  readonly v: readonly Float64Array[];
  readonly offset: Int16Array;
  readonly flags: Uint8Array;
  /** Place in the measure's `units`. */
  readonly unit: Uint8Array;
  readonly id: Float64Array;
}

const roomFor = (components: number, n: number): RawColumns => ({
  t: new Float64Array(n),
  v: Array.from({ length: components }, () => new Float64Array(n)),
  offset: new Int16Array(n),
  flags: new Uint8Array(n),
  unit: new Uint8Array(n),
  id: new Float64Array(n),
});

const eachColumn = ({ t, v, offset, flags, unit, id }: RawColumns) => [t, ...v, offset, flags, unit, id];

/**
 * The readings of one measure as growing columns, ascending in time. Adding at the end writes one row; anything else lays the columns out anew, so
 * whoever holds views of the old ones keeps a true picture of that moment.
 */
export class ReadingTable {
  #columns: RawColumns;
  #n = 0;
  /** Grows with every change. */
  revision = 0;
  /** Grows when rows were inserted, replaced or taken out: what was derived from them starts again. */
  generation = 0;

  constructor(
    readonly measure: Measure,
    capacity = 64,
  ) {
    this.#columns = roomFor(measure.components.length, Math.max(1, capacity));
  }

  get length(): number {
    return this.#n;
  }

  /** The columns with room to spare: only rows before {@link length} are set. */
  get columns(): RawColumns {
    return this.#columns;
  }

  /** Adds a row at the end. @returns false when it belongs further up, or in a unit that the measure does not have; nothing is added then */
  append(row: TableRow): boolean {
    if (this.#n > 0 && row.reading.at < this.#columns.t[this.#n - 1]!) return false; // n > 0
    if (!this.#fits(row)) return false;
    if (this.#n === this.#columns.t.length) this.#grow();
    this.#set(this.#columns, this.#n++, row);
    this.revision++;
    return true;
  }

  /** Lays whole columns in, ascending in time, in place of what was there; of rows without an id nobody can say later which reading they are. */
  fill(columns: RawColumns, n: number): void {
    this.#columns = columns;
    this.#n = n;
    this.revision++;
    this.generation++;
  }

  /** Takes out every row whose id is in `gone` and puts `rows` where they belong. */
  merge(gone: ReadonlySet<number>, rows: readonly TableRow[]): void {
    const added = rows.filter((row) => this.#fits(row)).sort((a, b) => a.reading.at - b.reading.at);
    const { id } = this.#columns;
    let kept = 0;
    for (let i = 0; i < this.#n; i++) if (!gone.has(id[i]!)) kept++;
    if (kept === this.#n && added.every((row) => this.append(row))) return;
    this.#relay(gone, added.slice(0), kept);
  }

  #relay(gone: ReadonlySet<number>, added: readonly TableRow[], kept: number): void {
    const old = this.#columns;
    const already = new Set(added.map((row) => row.id)); // some may have been appended just before
    const next = roomFor(this.measure.components.length, Math.max(64, Math.ceil((kept + added.length) * 1.25)));
    const [from, to] = [eachColumn(old), eachColumn(next)];
    let [n, j] = [0, 0];
    for (let i = 0; i < this.#n; i++) {
      if (gone.has(old.id[i]!) || already.has(old.id[i]!)) continue;
      while (j < added.length && added[j]!.reading.at < old.t[i]!) this.#set(next, n++, added[j++]!);
      for (let c = 0; c < from.length; c++) to[c]![n] = from[c]![i]!; // same columns in both
      n++;
    }
    while (j < added.length) this.#set(next, n++, added[j++]!);
    this.#columns = next;
    this.#n = n;
    this.revision++;
    this.generation++;
  }

  #fits({ reading }: TableRow): boolean {
    return this.measure.units.some((unit) => unit.code === reading.unit) && this.measure.components.every((c) => Number.isFinite(reading.values[c.id]));
  }

  #set(columns: RawColumns, i: number, { reading, id, amended }: TableRow): void {
    columns.t[i] = reading.at;
    this.measure.components.forEach((c, place) => (columns.v[place]![i] = reading.values[c.id]!)); // complete, #fits has looked
    columns.offset[i] = reading.offset;
    columns.flags[i] = flagsOf(this.measure, reading, amended);
    columns.unit[i] = this.measure.units.findIndex((unit) => unit.code === reading.unit);
    columns.id[i] = id;
  }

  #grow(): void {
    const next = roomFor(this.measure.components.length, this.#n * 2);
    const to = eachColumn(next);
    eachColumn(this.#columns).forEach((column, i) => to[i]!.set(column));
    this.#columns = next;
  }
}
