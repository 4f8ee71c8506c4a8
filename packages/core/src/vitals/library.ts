import type { Columns, FamilyContext, Observation, RecordsChanged, Ref } from '../fhir/index.js';
import type { ClassifyOptions } from './classify.js';
import type { GuidelineDocument } from './guideline-types.js';
import { meanSource, measureOf, readTokens, settingTokens, storedReading } from './observation.js';
import { Projection, type TimeSpan } from './projection.js';
import { ReadingTable, refId, type TableRow } from './reading-table.js';
import type { Series } from './series.js';
import { StatusColumn } from './status-column.js';
import type { Meal, Measure, Setting, StoredReading } from './types.js';
import { meals, settings } from './types.js';
import { unitIn } from './units.js';

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

/** From so many readings on a measure is read as columns: without objects, and without what only a record says. */
const denseFrom = 5_000;
/** The flags of readings whose code names the setting. */
const sensorFlags = (settings.indexOf('sensor') + 1) << 3;

/** The columns of one measure, kept in step with the records. */
class Shelf {
  #table: ReadingTable | undefined;
  /** The table holds everything from here on. */
  #since = Infinity;
  #loading: Promise<unknown> = Promise.resolve();
  #busy = false;
  /** More has changed than is worth looking up. */
  #stale = false;
  /** Some rows came as columns and have no names. */
  #blind = false;
  readonly #changed = new Set<Ref>();
  readonly #projections = new Map<string, Projection>();
  readonly #statuses = new Map<string, StatusColumn>();

  constructor(
    readonly measure: Measure,
    private readonly context: Pick<FamilyContext, 'records' | 'clock'>,
    private readonly look: (ref: Ref) => Promise<Observation | undefined>,
  ) {}

  /** Notes what changed; looked up when somebody asks next. */
  mark(ref: Ref): void {
    if (!this.#table || this.#stale) return;
    this.#changed.add(ref);
    if (this.#changed.size <= reloadBeyond) return;
    this.#stale = true; // a large import: the names of all its readings need not be kept
    this.#changed.clear();
  }

  /** Takes a reading in that was committed here. Not while the table is being read: it might be lost or doubled. */
  take(reading: StoredReading): void {
    if (!this.#table) return;
    const fits = !this.#busy && !this.#changed.has(reading.ref) && reading.at >= this.#since;
    if (!fits || (counts(reading) && !this.#table.append(tableRow(reading)))) this.mark(reading.ref);
  }

  /** The table from `from` on, as the records stand. One after the other: two charts that ask at once read the records once. */
  table(from = -Infinity, detailed = false): Promise<ReadingTable> {
    const run = this.#loading.then(async () => {
      this.#busy = true;
      try {
        return await this.#fresh(from, detailed);
      } finally {
        this.#busy = false;
      }
    });
    this.#loading = run.catch(() => undefined); // whoever asked hears of it; the next one starts anew
    return run;
  }

  async #fresh(from: number, detailed: boolean): Promise<ReadingTable> {
    const lacking = !this.#table || from < this.#since || this.#stale || (this.#blind && detailed);
    if (!this.#table || lacking) return this.#load(Math.min(from, this.#since), detailed);
    const caughtUp = !this.#changed.size || (await this.#catchUp(this.#table));
    return caughtUp ? this.#table : this.#load(this.#since, detailed);
  }

  async #load(from: number, detailed: boolean): Promise<ReadingTable> {
    this.#changed.clear();
    this.#stale = false;
    const { records, clock } = this.context;
    const span = { type: 'Observation', ...(Number.isFinite(from) ? { from } : {}) };
    const dense = detailed ? [] : await this.#denseCodes(span);
    const codes = readTokens(this.measure).filter((code) => !dense.includes(code));
    const found = codes.length ? await records.range<Observation>({ ...span, codes }) : [];
    const table = new ReadingTable(this.measure, found.length + 64);
    if (dense.length) fillFrom(table, await records.columns({ ...span, codes: dense }), this.measure.circumstances ? sensorFlags : 0);
    const rows = found.flatMap((observation) => storedReading(this.measure, observation, (t) => clock.offset(t)) ?? []).filter(counts);
    table.merge(new Set(), rows.map(tableRow));
    // A new table goes on counting: who compares revisions and generations must see that it is another.
    table.revision += (this.#table?.revision ?? 0) + 1;
    table.generation += (this.#table?.generation ?? 0) + 1;
    this.#projections.clear();
    this.#table = table;
    this.#since = from;
    this.#blind = dense.length > 0;
    return table;
  }

  /** Codes whose readings may be read as columns because nothing but their numbers matters, if there are many. */
  async #denseCodes(span: { readonly type: string; readonly from?: number }): Promise<readonly string[]> {
    const { measure } = this;
    if (measure.components.length > 1) return [];
    const codes = measure.circumstances ? settingTokens(measure, 'sensor') : readTokens(measure);
    return codes.length && (await this.context.records.count({ ...span, codes })) >= denseFrom ? codes : [];
  }

  /** @returns false when the whole has to be read again: of a row without a name nobody can say which reading it is */
  async #catchUp(table: ReadingTable): Promise<boolean> {
    const refs = [...this.#changed];
    this.#changed.clear();
    try {
      const found = await Promise.all(refs.map((ref) => this.look(ref)));
      const mine = found.filter((o): o is Observation => o !== undefined && measureOf([this.measure], o) !== undefined);
      if (this.#blind && (mine.length > 0 || found.includes(undefined))) return false;
      const rows = mine.flatMap((o) => storedReading(this.measure, o, (t) => this.context.clock.offset(t)) ?? []);
      table.merge(new Set(refs.map(refId)), rows.filter((row) => row.at >= this.#since && counts(row)).map(tableRow)); // prettier-ignore
      return true;
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

/** Lays the columns of the store, one for each unit, into a table of one component. */
function fillFrom(table: ReadingTable, { t, offset, columns }: Columns, flags: number): void {
  const { measure } = table;
  const n = t.length;
  const raw = {
    t: new Float64Array(n),
    v: [new Float64Array(n)],
    offset: new Int16Array(n),
    flags: new Uint8Array(n).fill(flags),
    unit: new Uint8Array(n),
    id: new Float64Array(n),
  };
  const known = columns.flatMap(({ component, unit, values }) => {
    const place = component ? -1 : measure.units.findIndex((row) => row.code === unitIn(measure, unit));
    return place < 0 ? [] : [{ place, values }];
  });
  let at = 0;
  for (let i = 0; i < n; i++) {
    const column = known.find(({ values }) => !Number.isNaN(values[i]));
    if (!column) continue;
    raw.t[at] = t[i]!; // the store's columns run in step
    raw.v[0]![at] = column.values[i]!;
    raw.offset[at] = offset[i]!;
    raw.unit[at++] = column.place;
  }
  table.fill(raw, at);
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
  readonly #expected = new Map<Ref, StoredReading>();
  readonly #looked = new Map<Ref, Promise<Observation | undefined>>();

  constructor(private readonly context: Pick<FamilyContext, 'records' | 'clock'>) {}

  shelf(measure: Measure): Shelf {
    let known = this.#shelves.get(measure.id);
    if (known?.measure !== measure) this.#shelves.set(measure.id, (known = new Shelf(measure, this.context, this.#look))); // registered anew: other units, other codes
    return known;
  }

  /** Readings that are about to be committed here: when the records tell of them they need not be read back. */
  expect(readings: readonly StoredReading[]): void {
    for (const reading of readings) this.#expected.set(reading.ref, reading);
  }

  /** Their commit failed. */
  unexpect(readings: readonly StoredReading[]): void {
    for (const { ref } of readings) this.#expected.delete(ref);
  }

  heard({ refs, types }: RecordsChanged): void {
    if (!types.includes('Observation')) return;
    for (const ref of refs) {
      if (!ref.startsWith('Observation/')) continue;
      const own = this.#expected.get(ref);
      this.#expected.delete(ref);
      this.#looked.delete(ref);
      if (own) this.#shelves.get(own.measure)?.take(own);
      else for (const shelf of this.#shelves.values()) shelf.mark(ref);
    }
  }

  /** A changed record, read once for all the shelves that ask. */
  readonly #look = (ref: Ref): Promise<Observation | undefined> => {
    if (this.#looked.size > 2 * reloadBeyond) this.#looked.clear();
    const known = this.#looked.get(ref) ?? this.context.records.get<Observation>(ref);
    this.#looked.set(ref, known);
    known.catch(() => this.#looked.delete(ref)); // whoever asked hears of it
    return known;
  };

  async series(measure: Measure, wish: SeriesWish, document: GuidelineDocument, options: ClassifyOptions): Promise<Series> {
    const shelf = this.shelf(measure);
    const plain = !measure.circumstances && (wish.meal ?? wish.setting) !== undefined; // columns of a plain measure hold no circumstances
    const table = await shelf.table(wish.from, plain);
    const newest = table.length ? measure.units[table.columns.unit[table.length - 1]!]?.code : undefined; // within the table
    return shelf.projection(table, wish.unit ?? newest ?? wish.fallback, wish).series(wish, shelf.status(document, options));
  }
}
