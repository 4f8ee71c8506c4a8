import type { FamilyContext, Observation, RecordsChanged, Ref } from '../fhir/index.js';
import type { ClassifyOptions } from './classify.js';
import type { GuidelineDocument } from './guideline-types.js';
import { meanSource, measureOf, readTokens, storedReading } from './observation.js';
import { Projection, type TimeSpan } from './projection.js';
import { ReadingTable, refId, type TableRow } from './reading-table.js';
import type { Series } from './series.js';
import { StatusColumn } from './status-column.js';
import type { Meal, Measure, Setting, StoredReading } from './types.js';
import { meals, settings } from './types.js';

/** From so many changes on reading the span again is cheaper than asking for each record. */
const reloadBeyond = 1_000;

/** Which circumstances readings must have been taken under. */
export interface ContextFilter {
  readonly meal?: Meal | undefined;
  readonly setting?: Setting | undefined;
}

const tableRow = ({ ref, amended, ...reading }: StoredReading): TableRow => ({ id: refId(ref), reading, amended });

/** The mean of a set is kept for those who read the record; in a series its readings count themselves. */
const counts = (reading: StoredReading): boolean => reading.source !== meanSource;

/** The columns of one measure, kept in step with the records. */
class Shelf {
  #table: ReadingTable | undefined;
  /** The table holds everything from here on. */
  #since = Infinity;
  #loading: Promise<unknown> = Promise.resolve();
  #busy = false;
  readonly #changed = new Set<Ref>();
  readonly #projections = new Map<string, Projection>();
  readonly #statuses = new Map<string, StatusColumn>();

  constructor(
    readonly measure: Measure,
    private readonly context: Pick<FamilyContext, 'records' | 'clock'>,
  ) {}

  /** Notes what changed; looked up when somebody asks next. */
  mark(refs: readonly Ref[]): void {
    if (this.#table) for (const ref of refs) this.#changed.add(ref);
  }

  /** Takes a reading in that was just committed here, so that it need not be read back. Not while the table is being read: it might be lost or doubled. */
  take(reading: StoredReading): void {
    if (!this.#table) return;
    const waiting = this.#changed.has(reading.ref); // else it may have been read already
    const fits = waiting && !this.#busy && reading.at >= this.#since;
    if (fits && (!counts(reading) || this.#table.append(tableRow(reading)))) this.#changed.delete(reading.ref);
    else this.#changed.add(reading.ref);
  }

  /** The table from `from` on, as the records stand. One after the other: two charts that ask at once read the records once. */
  table(from = -Infinity): Promise<ReadingTable> {
    const run = this.#loading.then(async () => {
      this.#busy = true;
      try {
        return await this.#fresh(from);
      } finally {
        this.#busy = false;
      }
    });
    this.#loading = run.catch(() => undefined); // whoever asked hears of it; the next one starts anew
    return run;
  }

  async #fresh(from: number): Promise<ReadingTable> {
    if (!this.#table || from < this.#since || this.#changed.size > reloadBeyond) return this.#load(Math.min(from, this.#since));
    if (this.#changed.size) await this.#catchUp(this.#table);
    return this.#table;
  }

  async #load(from: number): Promise<ReadingTable> {
    this.#changed.clear();
    const { records, clock } = this.context;
    const span = Number.isFinite(from) ? { from } : {};
    const found = await records.range<Observation>({ type: 'Observation', codes: readTokens(this.measure), ...span });
    const table = new ReadingTable(this.measure, found.length + 64);
    const offset = (t: number) => clock.offset(t);
    const rows = found.flatMap((observation) => storedReading(this.measure, observation, offset) ?? []).filter(counts);
    table.merge(new Set(), rows.map(tableRow));
    // A new table goes on counting: who compares revisions and generations must see that it is another.
    table.revision += (this.#table?.revision ?? 0) + 1;
    table.generation += (this.#table?.generation ?? 0) + 1;
    this.#projections.clear();
    this.#table = table;
    this.#since = from;
    return table;
  }

  async #catchUp(table: ReadingTable): Promise<void> {
    const refs = [...this.#changed];
    this.#changed.clear();
    try {
      const { records, clock } = this.context;
      const found = await Promise.all(refs.map((ref) => records.get<Observation>(ref)));
      const mine = found.filter((o): o is Observation => o !== undefined && measureOf([this.measure], o) !== undefined);
      const rows = mine.flatMap((o) => storedReading(this.measure, o, (t) => clock.offset(t)) ?? []).filter((row) => row.at >= this.#since && counts(row));
      table.merge(new Set(refs.map(refId)), rows.map(tableRow));
    } catch (error) {
      for (const ref of refs) this.#changed.add(ref);
      throw error;
    }
  }

  projection(table: ReadingTable, unit: string, { meal, setting }: ContextFilter): Projection {
    const key = `${unit}|${meal ?? ''}|${setting ?? ''}`;
    let known = this.#projections.get(key);
    if (!known) {
      const [kind, place] = [meal ? meals.indexOf(meal) + 1 : 0, setting ? settings.indexOf(setting) + 1 : 0];
      const fits = (flags: number) => (!kind || (flags & 7) === kind) && (!place || ((flags >> 3) & 7) === place);
      this.#projections.set(key, (known = new Projection(table, unit, kind || place ? fits : undefined)));
    }
    return known;
  }

  status(document: GuidelineDocument, options: ClassifyOptions): StatusColumn {
    const key = JSON.stringify(options);
    let known = this.#statuses.get(key);
    if (!known) this.#statuses.set(key, (known = new StatusColumn(document, options)));
    return known;
  }
}

/** What a series is wanted of. */
export interface SeriesWish extends TimeSpan, ContextFilter {
  /** UCUM; the newest reading's without it, `fallback` without readings. */
  readonly unit?: string | undefined;
  readonly fallback: string;
}

/** Every measure's columns that somebody has asked for, kept in step with the records. */
export class Library {
  readonly #shelves = new Map<string, Shelf>();

  constructor(private readonly context: Pick<FamilyContext, 'records' | 'clock'>) {}

  shelf(measure: Measure): Shelf {
    let known = this.#shelves.get(measure.id);
    if (known?.measure !== measure) this.#shelves.set(measure.id, (known = new Shelf(measure, this.context))); // registered anew: other units, other codes
    return known;
  }

  /** Readings that were just committed here. */
  took(readings: readonly StoredReading[]): void {
    for (const reading of readings) this.#shelves.get(reading.measure)?.take(reading);
  }

  heard({ refs, types }: RecordsChanged): void {
    if (!types.includes('Observation')) return;
    const readings = refs.filter((ref) => ref.startsWith('Observation/'));
    for (const shelf of this.#shelves.values()) shelf.mark(readings);
  }

  async series(measure: Measure, wish: SeriesWish, document: GuidelineDocument, options: ClassifyOptions): Promise<Series> {
    const shelf = this.shelf(measure);
    const table = await shelf.table(wish.from);
    const newest = table.length ? measure.units[table.columns.unit[table.length - 1]!]?.code : undefined; // within the table
    return shelf.projection(table, wish.unit ?? newest ?? wish.fallback, wish).series(wish, shelf.status(document, options));
  }
}
