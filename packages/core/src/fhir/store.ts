import type { Resource } from './types.js';

/** Where a record lives: `Type/uuid`, the uuid made on the device; it never changes, whatever id a server assigns. */
export type Ref = string;

/** One step of a write. All steps of one call are committed together or not at all. */
export type Change =
  /** Creates or replaces a record. `resource.id` is the device's uuid; without one, one is made. */
  | { readonly put: Resource }
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

/** The store as a family sees it. `client.ts` plugs the encrypted records in; a test may plug in a Map. */
export interface ResourceStore {
  /**
   * Commits all changes and their outbox entries in one transaction; resolves only when they are stored.
   * @throws NelumboError `storage-full`, `storage-lost`, `storage-unavailable`, `consent-missing`, `closed`
   */
  write(changes: readonly Change[], options?: WriteOptions): Promise<Receipt>;
  get<R extends Resource>(ref: Ref): Promise<R | undefined>;
  /** In order of clinical time (effective, authored or started), then of ref. Removed records do not appear. */
  range<R extends Resource>(query: RangeQuery): Promise<R[]>;
  /** A device-only document; `undefined` when there is none. */
  doc<T>(name: string): Promise<T | undefined>;
}
