import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { StorageError, type Db, type Expect, type Get, type Key, type Put, type Row, type Scan } from '@nelumbo/core/platform';
import { toStorageError } from './errors.js';
import { estimate, type Persistence } from './persistence.js';

/** Why a connection ended from outside, as {@link Db.onClosed} tells. */
export type ClosedWhy = 'lost' | 'newer' | 'erased';

type Reading = IDBPTransaction<unknown, string[], 'readonly'>;
type Writing = IDBPTransaction<unknown, string[], 'readwrite'>;

const nothing = new Uint8Array(0);

/** Structured clone stores the whole buffer behind a view, neighbours included: a partial view is copied first. */
function own(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

function beginsWith(value: Uint8Array | undefined, start: Uint8Array | null): boolean {
  if (start === null || value === undefined) return start === null && value === undefined;
  return value.length >= start.length && start.every((byte, i) => value[i] === byte);
}

/** The half-open range; `undefined` when it is empty (IndexedDB throws on those). */
function rangeOf({ from, to }: Scan): IDBKeyRange | undefined {
  return indexedDB.cmp(from, to) < 0 ? IDBKeyRange.bound(from, to, false, true) : undefined;
}

async function get(tx: Reading, { table, key }: Get): Promise<Row[]> {
  // Only `commit` writes, and it writes bytes.
  const value = (await tx.objectStore(table).get(IDBKeyRange.only(key))) as Uint8Array | undefined;
  return value ? [{ key, value }] : [];
}

/** The last `limit` rows: `getAll` counts from the front, so this one walks. */
async function scanBack(tx: Reading, scan: Scan, range: IDBKeyRange, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  const store = tx.objectStore(scan.table);
  let cursor = await (scan.keysOnly ? store.openKeyCursor(range, 'prev') : store.openCursor(range, 'prev'));
  while (cursor && rows.length < limit) {
    // Keys are those of `commit`; a key cursor has no value.
    const value = (cursor as { value?: Uint8Array }).value ?? nothing;
    rows.push({ key: cursor.primaryKey as Key & IDBValidKey, value });
    cursor = rows.length < limit ? await cursor.continue() : null;
  }
  return rows;
}

async function scan(tx: Reading, want: Scan): Promise<Row[]> {
  const range = rangeOf(want);
  const { limit = Infinity } = want;
  if (!range || limit <= 0) return [];
  if (want.reverse && limit !== Infinity) return scanBack(tx, want, range, limit);
  const store = tx.objectStore(want.table);
  const count = limit === Infinity ? undefined : limit;
  const [keys, values] = await Promise.all([store.getAllKeys(range, count), want.keysOnly ? undefined : store.getAll(range, count)]);
  // Keys and values are those of `commit`.
  const rows = (keys as (Key & IDBValidKey)[]).map((key, i): Row => ({ key, value: (values?.[i] as Uint8Array | undefined) ?? nothing }));
  return want.reverse ? rows.reverse() : rows;
}

async function put(tx: Writing, [table, key, value]: Put): Promise<void> {
  const store = tx.objectStore(table);
  // IndexedDB takes arrays of numbers and strings; its type only lacks `readonly`.
  const at = key as IDBValidKey;
  await (value === null ? store.delete(at) : store.put(own(value), at));
}

async function check(tx: Writing, expect: readonly Expect[]): Promise<void> {
  const stored = await Promise.all(expect.map(([table, key]) => tx.objectStore(table).get(IDBKeyRange.only(key)) as Promise<Uint8Array | undefined>));
  if (!expect.every(([, , start], i) => beginsWith(stored[i], start))) throw new StorageError('conflict');
}

/** One IndexedDB connection as the core's {@link Db}. */
export class IdbDb implements Db {
  readonly #db: IDBPDatabase;
  readonly #persistence: Persistence;
  readonly #listeners = new Set<(why: ClosedWhy) => void>();
  #closed: ClosedWhy | 'here' | undefined;

  /** @param db - freshly opened; this object takes over its `versionchange` and `close` events */
  constructor(db: IDBPDatabase, persistence: Persistence) {
    this.#db = db;
    this.#persistence = persistence;
    db.addEventListener('versionchange', (event) => this.#end(event.newVersion === null ? 'erased' : 'newer'));
    db.addEventListener('close', () => this.#end('lost'));
  }

  /** True once the browser promised not to evict. */
  get durable(): boolean {
    return this.#persistence.persisted;
  }

  async read(wants: readonly (Get | Scan)[]): Promise<Row[][]> {
    if (wants.length === 0) return [];
    return this.#guard(async () => {
      const tx = this.#db.transaction([...new Set(wants.map((want) => want.table))], 'readonly');
      const answers = wants.map((want) => ('key' in want ? get(tx, want) : scan(tx, want)));
      return (await Promise.all([...answers, tx.done])).slice(0, -1) as Row[][]; // the last one is `done`
    });
  }

  async commit(puts: readonly Put[], expect: readonly Expect[], durability: 'strict' | 'relaxed'): Promise<void> {
    if (puts.length === 0 && expect.length === 0) return;
    await this.#guard(() => this.#write(puts, expect, durability));
    if (durability === 'strict') void this.#persistence.ask();
  }

  async #write(puts: readonly Put[], expect: readonly Expect[], durability: 'strict' | 'relaxed'): Promise<void> {
    const tx = this.#db.transaction([...new Set([...puts, ...expect].map(([table]) => table))], 'readwrite', { durability });
    const done = tx.done;
    done.catch(() => undefined); // heard below; this keeps an early abort from counting as unhandled
    try {
      // Checked and written in one go: where an expectation does not hold, the transaction is taken back as a whole.
      await Promise.all([check(tx, expect), ...puts.map((change) => put(tx, change))]);
    } catch (thrown) {
      // The transaction's own error says more than the request's (an AbortError), such as "no room" found on completion.
      const reason = tx.error ?? thrown;
      abort(tx);
      throw reason;
    }
    await done;
  }

  async usage(): Promise<{ used: number; quota: number; persisted: boolean }> {
    const [room, persisted] = await Promise.all([estimate(), this.#persistence.refresh()]);
    return { ...room, persisted };
  }

  onClosed(listener: (why: ClosedWhy) => void): void {
    if (this.#closed === undefined) this.#listeners.add(listener);
    else if (this.#closed !== 'here') listener(this.#closed);
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

/** Takes everything back; harmless on a transaction that has ended already. */
function abort(tx: Writing): void {
  try {
    tx.abort();
  } catch {
    // Ended already.
  }
}
