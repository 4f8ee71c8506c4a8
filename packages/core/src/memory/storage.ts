import {
  StorageError,
  type Db,
  type Expect,
  type Get,
  type Key,
  type Put,
  type Row,
  type Scan,
  type Storage,
  type StorageErrorCode,
  type Table,
} from '../platform.js';
import { compareKeys, placeOfKey } from '../platform/sorted-rows.js';

/** A call about to be carried out, as {@link MemoryStorage.fault} sees it. */
export interface MemoryStorageCall {
  readonly kind: 'open' | 'destroy' | 'read' | 'commit';
  readonly name: string;
  readonly puts?: readonly Put[];
}

/** `lost-applied`: the commit happened, but the caller only learns `lost`. */
export type MemoryFault = StorageErrorCode | 'lost-applied' | undefined;

/** Storage in memory that outlives its handles: several of them on one storage are several tabs. */
export interface MemoryStorage extends Storage {
  /** Asked before each call; what it gives (or resolves to) is injected. A test may hold the call back with a promise. */
  fault: ((call: MemoryStorageCall) => MemoryFault | Promise<MemoryFault>) | undefined;
  /** Bytes that all values of a database may have: a commit that would add beyond them fails, one that takes some away does not. */
  quota: number;
  /** Names of the databases there are. */
  names(): readonly string[];
  /** Every stored row of a database, for tests that look at what is on "disk". */
  dump(name: string): readonly { readonly table: Table; readonly key: Key; readonly value: Uint8Array }[];
  /** Overwrites a stored value behind the store's back, as a damaged disk would; `null` deletes it. */
  tamper(name: string, table: Table, key: Key, value: Uint8Array | null): void;
  /** Closes the open handles of a database from outside. */
  drop(name: string, why: 'lost' | 'newer' | 'erased'): void;
}

interface Stored {
  readonly key: Key;
  value: Uint8Array;
}

class Base {
  readonly tables = new Map<Table, Stored[]>();
  readonly handles = new Set<Handle>();

  rows(table: Table): Stored[] {
    const rows = this.tables.get(table);
    if (!rows) throw new Error(`no table ${table}`);
    return rows;
  }

  get used(): number {
    let used = 0;
    for (const rows of this.tables.values()) for (const { value } of rows) used += value.length;
    return used;
  }

  find(table: Table, key: Key): Stored | undefined {
    const rows = this.rows(table);
    const row = rows[placeOfKey(rows, key)];
    return row && compareKeys(row.key, key) === 0 ? row : undefined;
  }

  put(table: Table, key: Key, value: Uint8Array | null): void {
    const rows = this.rows(table);
    const at = placeOfKey(rows, key);
    const there = rows[at] !== undefined && compareKeys(rows[at].key, key) === 0 ? 1 : 0;
    if (value) rows.splice(at, there, { key: [...key], value: value.slice() });
    else rows.splice(at, there);
  }

  holds([table, key, start]: Expect): boolean {
    const row = this.find(table, key);
    if (!start) return !row;
    return !!row && row.value.length >= start.length && start.every((byte, i) => row.value[i] === byte);
  }

  answer(want: Get | Scan): Row[] {
    if ('key' in want) {
      const row = this.find(want.table, want.key);
      return row ? [{ key: [...row.key], value: row.value.slice() }] : [];
    }
    const rows = this.rows(want.table);
    const found = rows.slice(placeOfKey(rows, want.from), Math.max(placeOfKey(rows, want.from), placeOfKey(rows, want.to)));
    if (want.reverse) found.reverse();
    return found.slice(0, want.limit).map(({ key, value }) => ({ key: [...key], value: want.keysOnly ? new Uint8Array(0) : value.slice() }));
  }
}

type Ask = (call: MemoryStorageCall) => Promise<MemoryFault>;
type Quota = () => number;

class Handle implements Db {
  readonly durable = true;
  #listener: ((why: 'lost' | 'newer' | 'erased') => void) | undefined;
  #open = true;

  constructor(
    readonly name: string,
    readonly base: Base,
    readonly ask: Ask,
    readonly quota: Quota,
  ) {}

  async read(wants: readonly (Get | Scan)[]): Promise<Row[][]> {
    await this.#begin({ kind: 'read', name: this.name });
    return wants.map((want) => this.base.answer(want)); // one synchronous step: one snapshot
  }

  async commit(puts: readonly Put[], expect: readonly Expect[]): Promise<void> {
    const fault = await this.#begin({ kind: 'commit', name: this.name, puts });
    if (!expect.every((one) => this.base.holds(one))) throw new StorageError('conflict');
    let more = 0;
    for (const [table, key, value] of puts) more += (value?.length ?? 0) - (this.base.find(table, key)?.value.length ?? 0);
    if (more > 0 && this.base.used + more > this.quota()) throw new StorageError('quota');
    for (const [table, key, value] of puts) this.base.put(table, key, value);
    if (fault === 'lost-applied') throw this.#lose();
  }

  usage() {
    return Promise.resolve({ used: this.base.used, quota: this.quota(), persisted: false });
  }

  onClosed(listener: (why: 'lost' | 'newer' | 'erased') => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.#open = false;
    this.base.handles.delete(this);
  }

  /** Closed from outside. */
  drop(why: 'lost' | 'newer' | 'erased'): void {
    if (!this.#open) return;
    this.close();
    this.#listener?.(why);
  }

  async #begin(call: MemoryStorageCall): Promise<MemoryFault> {
    if (!this.#open) throw new StorageError('lost');
    const fault = await this.ask(call);
    if (!this.#open) throw new StorageError('lost');
    if (fault === 'lost') throw this.#lose();
    if (fault && fault !== 'lost-applied') throw new StorageError(fault);
    return fault;
  }

  #lose(): StorageError {
    this.drop('lost');
    return new StorageError('lost');
  }
}

/** An empty storage. Calls are asynchronous, and each is one atomic step. */
export function memoryStorage(): MemoryStorage {
  const bases = new Map<string, Base>();
  const ask: Ask = async (call) => storage.fault?.(call);
  const raise = (fault: MemoryFault) => {
    if (fault) throw new StorageError(fault === 'lost-applied' ? 'lost' : fault);
  };
  const storage: MemoryStorage = {
    fault: undefined,
    quota: 1e9,
    async open(name, tables) {
      raise(await ask({ kind: 'open', name }));
      const base = bases.get(name) ?? new Base();
      bases.set(name, base);
      for (const table of tables) if (!base.tables.has(table)) base.tables.set(table, []);
      const handle = new Handle(name, base, ask, () => storage.quota);
      base.handles.add(handle);
      return handle;
    },
    async destroy(name) {
      raise(await ask({ kind: 'destroy', name }));
      storage.drop(name, 'erased');
      bases.delete(name);
    },
    names: () => [...bases.keys()],
    dump: (name) =>
      [...(bases.get(name)?.tables ?? [])].flatMap(([table, rows]) => rows.map(({ key, value }) => ({ table, key: [...key], value: value.slice() }))),
    tamper: (name, table, key, value) => bases.get(name)?.put(table, key, value),
    drop: (name, why) => {
      for (const handle of [...(bases.get(name)?.handles ?? [])]) handle.drop(why);
    },
  };
  return storage;
}
