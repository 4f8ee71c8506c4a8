import { lowerBound } from './columns.js';
import { GrowingPyramid } from './pyramid.js';
import type { ReadingTable } from './reading-table.js';
import type { Series } from './series.js';
import type { StatusColumn } from './status-column.js';
import { convert } from './units.js';

/** A span of time; open where a side is left out. */
export interface TimeSpan {
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly to?: number | undefined;
}

/** Room for more rows, with what was there before. */
const widened = <T extends Float64Array | Uint32Array>(column: T, n: number): T => {
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
  #index = new Uint32Array(0);
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
    const lines = measure.units.map((unit) => line(unit.code, this.unit));
    this.#values = this.#values.map((column) => widened(column, this.#n + length - this.#done));
    if (this.keep) this.#index = widened(this.#index, this.#n + length - this.#done);
    for (let i = this.#done; i < length; i++) {
      if (this.keep && !this.keep(columns.flags[i]!)) continue;
      const { factor, plus } = lines[columns.unit[i]!]!; // the table takes known units only
      for (let c = 0; c < this.#values.length; c++) {
        const x = columns.v[c]![i]!;
        this.#values[c]![this.#n] = factor === 1 ? x + plus : x * factor + plus;
      }
      if (this.keep) this.#index[this.#n] = i;
      this.#n++;
    }
  }

  #columns(): readonly Float64Array[] {
    return this.#converted ? this.#values : this.table.columns.v;
  }

  /** The readings of a span as a series; its columns are views. @param status - how they are classified, when somebody asks */
  series({ from = -Infinity, to = Infinity }: TimeSpan, status: StatusColumn): Series {
    this.#follow();
    const { table } = this;
    const { components, id } = table.measure;
    const rows = this.keep ? this.#index.subarray(0, this.#n) : undefined;
    const gather = <T extends Float64Array | Int16Array | Uint8Array>(column: T): T =>
      rows ? (column.constructor as unknown as { from(of: ArrayLike<number>, as: (i: number) => number): T }).from(rows, (i) => column[i]!) : column; // the same kind
    const all = gather(table.columns.t).subarray(0, this.#n);
    const start = lowerBound(all, from);
    const end = Math.max(start, lowerBound(all, to));
    const cut = <T extends Float64Array | Int16Array | Uint8Array>(column: T): T => gather(column).subarray(start, end) as T;
    const columns = this.#columns();
    const moment = { measure: table.measure, columns: table.columns, length: table.length, generation: table.generation };
    let known: Uint8Array | undefined;
    const statuses = () => (known ??= cut(status.of(moment)));
    return {
      measure: id,
      unit: this.unit,
      t: all.subarray(start, end),
      v: Object.fromEntries(components.map((c, i) => [c.id, columns[i]!.subarray(start, end)])),
      offset: cut(table.columns.offset),
      flags: cut(table.columns.flags),
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
function line(from: string, to: string): { factor: number; plus: number } {
  const plus = convert(0, from, to) ?? NaN;
  return { factor: (convert(1, from, to) ?? NaN) - plus, plus };
}
