import { lowerBound } from './columns.js';
import { GrowingPyramid } from './pyramid.js';
import type { RawColumns, ReadingTable } from './reading-table.js';
import type { Series } from './series.js';
import type { StatusColumn } from './status-column.js';
import type { Measure } from './types.js';
import { convertIn, differenceIn } from './units.js';

/** A span of time; open where a side is left out. */
export interface TimeSpan {
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly to?: number | undefined;
}

/** The columns beside the values. */
type Kept = Pick<RawColumns, 't' | 'offset' | 'flags'>;
const nothingKept = (): Kept => ({ t: new Float64Array(64), offset: new Int16Array(64), flags: new Uint8Array(64) });

/** Room for more rows, with what was there before. */
const widened = <T extends Float64Array | Uint32Array | Int16Array | Uint8Array>(column: T, n: number): T => {
  if (column.length >= n) return column;
  const next = new (column.constructor as new (n: number) => T)(Math.max(n, column.length * 2)); // the same kind
  next.set(column); // its own kind
  return next;
};

/**
 * A table in one unit, of readings under one kind of circumstances. It follows the table: rows that were added at its end are taken in one by one,
 * anything else starts it again. Where nothing is left out and nothing converted, the columns are the table's own.
 */
export class Projection {
  #generation = -1;
  #done = 0;
  #n = 0;
  /** With a filter: which rows, and what stands in them. */
  #index = new Uint32Array(0);
  #kept: Kept = nothingKept();
  #values: Float64Array[] = [];
  #converted = false;
  #pyramids: GrowingPyramid[] = [];

  /** @param keep - which flags belong to it; all without it */
  constructor(
    private readonly table: ReadingTable,
    private readonly unit: string,
    private readonly keep?: (flags: number) => boolean,
  ) {}

  #follow(): void {
    const { table } = this;
    if (this.#generation !== table.generation) this.#restart();
    if (!this.#converted && !this.keep && this.#foreign()) this.#restart(true);
    if (this.keep || this.#converted) this.#take();
    else this.#n = table.length;
    this.#done = table.length;
    const columns = this.#columns();
    columns.forEach((column, i) => this.#pyramids[i]!.extend(column, this.#n)); // one a component
  }

  #restart(converted = false): void {
    this.#generation = this.table.generation;
    this.#done = this.#n = 0;
    this.#converted = converted || Boolean(this.keep);
    this.#index = new Uint32Array(this.keep ? 64 : 0);
    this.#kept = nothingKept();
    this.#values = this.table.measure.components.map(() => new Float64Array(64));
    this.#pyramids = this.#values.map(() => new GrowingPyramid());
  }

  /** Whether rows that came since are in another unit. */
  #foreign(): boolean {
    const { columns, length, measure } = this.table;
    const own = measure.units.findIndex((unit) => unit.code === this.unit);
    for (let i = this.#done; i < length; i++) if (columns.unit[i] !== own) return true;
    return false;
  }

  #take(): void {
    const { columns, length, measure } = this.table;
    const lines = measure.units.map((unit) => line(measure, unit.code, this.unit));
    const room = this.#n + length - this.#done;
    this.#values = this.#values.map((column) => widened(column, room));
    if (this.keep) {
      this.#index = widened(this.#index, room);
      this.#kept = { t: widened(this.#kept.t, room), offset: widened(this.#kept.offset, room), flags: widened(this.#kept.flags, room) };
    }
    for (let i = this.#done; i < length; i++) {
      if (this.keep && !this.keep(columns.flags[i]!)) continue;
      const { factor, plus } = lines[columns.unit[i]!]!; // the table takes known units only
      for (let c = 0; c < this.#values.length; c++) {
        const x = columns.v[c]![i]!;
        this.#values[c]![this.#n] = factor === 1 ? x + plus : x * factor + plus;
      }
      if (this.keep) this.#keepRow(columns, i);
      this.#n++;
    }
  }

  #keepRow({ t, offset, flags }: Kept, row: number): void {
    this.#index[this.#n] = row;
    this.#kept.t[this.#n] = t[row]!; // a row of the table
    this.#kept.offset[this.#n] = offset[row]!;
    this.#kept.flags[this.#n] = flags[row]!;
  }

  #columns(): readonly Float64Array[] {
    return this.#converted ? this.#values : this.table.columns.v;
  }

  /** The readings of a span as a series; its columns are views. @param status - how they are classified, when somebody asks */
  series({ from = -Infinity, to = Infinity }: TimeSpan, status: StatusColumn): Series {
    this.#follow();
    const { table } = this;
    const { components, id } = table.measure;
    const { t, offset, flags }: Kept = this.keep ? this.#kept : table.columns;
    const start = lowerBound(t, from, 0, this.#n);
    const end = Math.max(start, lowerBound(t, to, start, this.#n));
    const columns = this.#columns();
    const moment = { measure: table.measure, columns: table.columns, length: table.length, generation: table.generation };
    const rows = this.keep && this.#index.subarray(start, end);
    let known: Uint8Array | undefined;
    const statuses = () => (known ??= rows ? status.ofRows(moment, rows) : status.between(moment, start, end));
    return {
      measure: id,
      unit: this.unit,
      t: t.subarray(start, end),
      v: Object.fromEntries(components.map((c, i) => [c.id, columns[i]!.subarray(start, end)])),
      offset: offset.subarray(start, end),
      flags: flags.subarray(start, end),
      get status() {
        return statuses();
      },
      get classes() {
        statuses();
        return status.classes;
      },
      pyramid: Object.fromEntries(components.map((c, i) => [c.id, this.#pyramids[i]!.from(start)])),
      revision: table.revision,
    };
  }
}

/** y = x * factor + plus between two units of one measure. */
const line = (measure: Measure, from: string, to: string): { factor: number; plus: number } => ({
  factor: differenceIn(measure, 1, from, to) ?? NaN,
  plus: convertIn(measure, 0, from, to) ?? NaN,
});
