import { unwrap, type IDBPDatabase } from 'idb';
import { StorageError, type Db, type Expect, type Get, type Key, type Put, type Row, type Scan } from '@nelumbo/core/platform';
import { toStorageError } from './errors.js';
import { estimate, type Persistence } from './persistence.js';

/** Why a connection ended from outside, as {@link Db.onClosed} tells. */
export type ClosedWhy = 'lost' | 'newer' | 'erased';

const nothing = new Uint8Array(0);

/** Structured clone stores the whole buffer behind a view, neighbours included: a partial view is copied first. */
function own(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

function beginsWith(value: Uint8Array | undefined, start: Uint8Array | null): boolean {
  if (start === null || value === undefined) return start === null && value === undefined;
  return value.length >= start.length && start.every((byte, i) => value[i] === byte);
}

// IndexedDB takes arrays of numbers and strings; its type only lacks `readonly`.
const keyOf = (key: Key) => key as IDBValidKey;

/** The half-open range; `undefined` when it is empty (IndexedDB throws on those). */
function rangeOf({ from, to }: Scan): IDBKeyRange | undefined {
  return indexedDB.cmp(from, to) < 0 ? IDBKeyRange.bound(from, to, false, true) : undefined;
}

/** The last `limit` rows: `getAll` counts from the front, so this one walks. */
function scanBack(store: IDBObjectStore, { keysOnly }: Scan, range: IDBKeyRange, limit: number, done: (rows: Row[]) => void): void {
  const rows: Row[] = [];
  const request = keysOnly ? store.openKeyCursor(range, 'prev') : store.openCursor(range, 'prev');
  request.onsuccess = () => {
    const cursor: IDBCursor | null = request.result;
    // Keys are those of `commit`; a key cursor has no value.
    if (cursor) rows.push({ key: cursor.primaryKey as Key & IDBValidKey, value: (cursor as { value?: Uint8Array }).value ?? nothing });
    if (cursor && rows.length < limit) cursor.continue();
    else done(rows);
  };
}

function scan(store: IDBObjectStore, want: Scan, done: (rows: Row[]) => void): void {
  const range = rangeOf(want);
  const { limit = Infinity } = want;
  if (!range || limit <= 0) return done([]);
  if (want.reverse && limit !== Infinity) return scanBack(store, want, range, limit, done);
  const count = limit === Infinity ? undefined : limit;
  const keys = store.getAllKeys(range, count);
  const values = want.keysOnly ? undefined : store.getAll(range, count);
  // Requests are answered in their order: the last one's answer means that there are both.
  (values ?? keys).onsuccess = () => {
    // Keys and values are those of `commit`.
    const rows = (keys.result as (Key & IDBValidKey)[]).map((key, i): Row => ({ key, value: (values?.result[i] as Uint8Array | undefined) ?? nothing }));
    done(want.reverse ? rows.reverse() : rows);
  };
}

/** Takes everything back; harmless on a transaction that has ended already. */
function abort(tx: IDBTransaction): void {
  try {
    tx.abort();
  } catch {
    // Ended already.
  }
}

/** One IndexedDB connection as the core's {@link Db}. */
export class IdbDb implements Db {
  /** Without idb's promises around each request: they cost a large write a tenth of its time, and a read of many blocks a fifth. */
  readonly #db: IDBDatabase;
  readonly #persistence: Persistence;
  readonly #listeners = new Set<(why: ClosedWhy) => void>();
  #closed: ClosedWhy | 'here' | undefined;

  /** @param db - freshly opened; this object takes over its `versionchange` and `close` events */
  constructor(db: IDBPDatabase, persistence: Persistence) {
    this.#db = unwrap(db);
    this.#persistence = persistence;
    this.#db.addEventListener('versionchange', (event) => this.#end(event.newVersion === null ? 'erased' : 'newer'));
    this.#db.addEventListener('close', () => this.#end('lost'));
  }

  /** True once the browser promised not to evict. */
  get durable(): boolean {
    return this.#persistence.persisted;
  }

  dropped(empty: boolean): number | undefined {
    return this.#persistence.dropped(empty);
  }

  async read(wants: readonly (Get | Scan)[]): Promise<Row[][]> {
    if (wants.length === 0) return [];
    return this.#guard(
      () =>
        new Promise((resolve, reject) => {
          const tx = this.#db.transaction([...new Set(wants.map((want) => want.table))], 'readonly');
          tx.onabort = () => reject(tx.error ?? new StorageError('lost'));
          const answers: Row[][] = [];
          let left = wants.length;
          const answer = (i: number) => (rows: Row[]) => {
            answers[i] = rows;
            if (--left === 0) resolve(answers);
          };
          wants.forEach((want, i) => {
            const store = tx.objectStore(want.table);
            if (!('key' in want)) return scan(store, want, answer(i));
            const request = store.get(IDBKeyRange.only(want.key));
            request.onsuccess = () => {
              const value = request.result as Uint8Array | undefined; // only `commit` writes, and it writes bytes
              answer(i)(value ? [{ key: want.key, value }] : []);
            };
          });
        }),
    );
  }

  async commit(puts: readonly Put[], expect: readonly Expect[], durability: 'strict' | 'relaxed'): Promise<void> {
    if (puts.length === 0 && expect.length === 0) return;
    await this.#guard(() => this.#write(puts, expect, durability));
    if (durability === 'strict') void this.#persistence.ask();
  }

  #write(puts: readonly Put[], expect: readonly Expect[], durability: 'strict' | 'relaxed'): Promise<void> {
    return new Promise((resolve, reject) => {
      const tx = this.#db.transaction([...new Set([...puts, ...expect].map(([table]) => table))], 'readwrite', { durability });
      let reason: unknown;
      const fail = (why: unknown): void => {
        reason = why;
        abort(tx);
      };
      tx.oncomplete = () => resolve();
      // The transaction's own error says more than the request's (an AbortError), such as "no room" found on completion.
      tx.onabort = () => reject(toStorageError(reason ?? tx.error));
      let left = expect.length;
      try {
        // Checked and written in one go: where an expectation does not hold, the transaction is taken back as a whole.
        for (const [table, key, start] of expect) {
          const request = tx.objectStore(table).get(IDBKeyRange.only(key));
          request.onsuccess = () => {
            if (!beginsWith(request.result as Uint8Array | undefined, start)) return fail(new StorageError('conflict'));
            if (--left === 0) tx.commit(); // saves the wait for the answers to what is written, which say nothing
          };
        }
        for (const [table, key, value] of puts) {
          const store = tx.objectStore(table);
          if (value === null) store.delete(keyOf(key));
          else store.put(own(value), keyOf(key));
        }
        if (!left) tx.commit();
      } catch (thrown) {
        fail(thrown);
      }
    });
  }

  async usage(): Promise<{ used: number; quota: number; persisted: boolean }> {
    const [room, persisted] = await Promise.all([estimate(), this.#persistence.refresh()]);
    return { ...room, persisted };
  }

  onClosed(listener: (why: ClosedWhy) => void): void {
    if (this.#closed === undefined) this.#listeners.add(listener);
    else if (this.#closed !== 'here') listener(this.#closed);
  }

  onAsked(listener: () => void): void {
    this.#persistence.onAnswer(() => this.#closed === undefined && listener());
  }

  close(): void {
    this.#closed ??= 'here';
    this.#listeners.clear();
    this.#db.close();
  }

  #end(why: ClosedWhy): void {
    if (this.#closed !== undefined) return;
    this.#closed = why;
    this.#db.close(); // lets the other page go on with its upgrade or its deletion
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener(why);
  }

  async #guard<T>(run: () => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) throw new StorageError('lost');
    try {
      return await run();
    } catch (thrown) {
      throw toStorageError(thrown);
    }
  }
}
