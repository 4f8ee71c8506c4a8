import type { FhirResource, Resource } from './types.js';

/** Where a record lives: `Type/uuid`, the uuid made on the device; it never changes, whatever id a server assigns. */
export type Ref = string;

/** One step of a write. All steps of one call are committed together or not at all. */
export type Change =
  /** Creates or replaces a record. `resource.id` is the device's uuid; without one, one is made. */
  | { readonly put: Resource | FhirResource }
  /** Deletes a record: the server sees `entered-in-error` (or `inactive`), the device forgets it. */
  | { readonly remove: Ref }
  /** Stores (or with `null` deletes) a device-only document under a name: a draft, a setting, a favourite. Never synced. */
  | { readonly doc: string; readonly value: unknown };

/** Options of {@link ResourceStore.write}. */
export interface WriteOptions {
  /** `strict` (default) reaches the disk before resolving: what a user entered. `relaxed`: imports, caches. */
  readonly durability?: 'strict' | 'relaxed';
}

/** What was committed: the refs in the order of the `put` and `remove` steps. */
export interface Receipt {
  readonly refs: readonly Ref[];
}

/** Which records to read. */
export interface RangeQuery {
  readonly type: string;
  /** Any of these `system|code` (or bare `code`) tokens; every code of the type without it. */
  readonly codes?: readonly string[];
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly from?: number;
  /** Milliseconds since 1970 UTC, exclusive. */
  readonly to?: number;
  readonly limit?: number;
  /** Newest first. */
  readonly reverse?: boolean;
}

/** Which records to read as numbers. */
export type SeriesQuery = Pick<RangeQuery, 'type' | 'codes' | 'from' | 'to'>;

/** One number of each record: of the value itself, or of a component. */
export interface Column {
  /** First code of the component; empty for `valueQuantity`. */
  readonly component: string;
  /** UCUM code (or else the unit's text): numbers of different units are different columns. */
  readonly unit: string;
  /** As recorded; `NaN` where a record has no such number. */
  readonly values: Float64Array;
}

/**
 * The numbers of many records without the records: ascending in time. Left out are records without a number, and those that
 * were taken back (`entered-in-error`).
 */
export interface Columns {
  /** Clinical time, ms since 1970 UTC. */
  readonly t: Float64Array;
  /** Minutes east of UTC, as the record itself gives it (`Z`: 0); the device's at that time where it does not. */
  readonly offset: Int16Array;
  /** Bits: 1 not final yet (`registered`, `preliminary`), 2 measured by a device. */
  readonly flags: Uint8Array;
  readonly columns: readonly Column[];
  /** Stretches of time whose records could not be read, ms since 1970 UTC. */
  readonly damaged?: readonly (readonly [from: number, to: number])[];
}

/** Which days to read; `from` inclusive and `to` exclusive are days since 1970-01-01, as {@link DaySeries} counts them. */
export type DaysQuery = SeriesQuery;

/** What the days of one column held, ascending; days without a record are left out. All lists have the same length. */
export interface DaySeries {
  /** As in {@link Column}. */
  readonly component: string;
  readonly unit: string;
  /** Civil day in the record's own offset, counted from 1970-01-01. */
  readonly day: Int32Array;
  readonly n: Float64Array;
  readonly sum: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** The number at the earliest time of the day; of several at one time the smallest. */
  readonly first: Float64Array;
  /** The number at the latest time of the day; of several at one time the largest. */
  readonly last: Float64Array;
}

/** Records in order; `damaged` names stretches of time whose records could not be read. */
export type FoundRecords<R> = R[] & { readonly damaged?: readonly (readonly [from: number, to: number])[] };

/** The store as a family sees it. `client.ts` plugs the encrypted records in; a test may plug in a Map. */
export interface ResourceStore {
  /**
   * Commits all changes and their outbox entries in one transaction; resolves only when they are stored.
   * @throws NelumboError `storage-full`, `storage-lost`, `storage-unavailable`, `consent-missing`, `closed`
   */
  write(changes: readonly Change[], options?: WriteOptions): Promise<Receipt>;
  get<R extends Resource>(ref: Ref): Promise<R | undefined>;
  /** In order of clinical time (effective, authored or started), then of ref. Removed records do not appear. */
  range<R extends Resource>(query: RangeQuery): Promise<FoundRecords<R>>;
  /** The numbers of Observations, many times faster than the records themselves. */
  columns(query: SeriesQuery): Promise<Columns>;
  /** What each civil day held, kept ready: three years cost as much as one day. One series for each component and unit. */
  days(query: DaysQuery): Promise<readonly DaySeries[]>;
  /** How many records there are; without codes and times, without reading any. */
  count(query: SeriesQuery): Promise<number>;
  /** A device-only document; `undefined` when there is none. */
  doc<T>(name: string): Promise<T | undefined>;
}
