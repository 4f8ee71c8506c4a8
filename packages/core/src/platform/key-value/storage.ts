import { StorageError, type Db, type Expect, type Get, type Put, type Row, type Scan, type Storage } from '../../platform.js';
import { placeOfKey } from '../sorted-rows.js';
import type { KeyValue } from './key-value.js';
import { isQuota, Log, unlessQuota, type LoggedRow } from './log.js';

/** What {@link keyValueStorage} needs. */
export interface KeyValueStorageOptions {
  readonly keyValue: KeyValue;
  /** Whether the platform keeps what is stored (Douyin, for one, drops it at logout). */
  readonly durable: boolean;
  /** Bytes in all that the platform allows. */
  readonly quota: number;
}

type Why = 'lost' | 'newer' | 'erased';

/** One database with its queue: reads and commits of every handle take turns. */
class Base {
  readonly handles = new Set<Handle>();
  #queue: Promise<unknown> = Promise.resolve();
  #log: Promise<Log> | undefined;

  constructor(
    readonly prefix: string,
    readonly options: KeyValueStorageOptions,
  ) {}

  /** Runs one thing at a time. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(work);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  log(): Promise<Log> {
    this.#log ??= (async () => {
      const log = new Log(this.options.keyValue, this.prefix);
      await log.load();
      return log;
    })();
    return this.#log.catch((cause: unknown) => {
      this.#log = undefined;
      throw asStorageError(cause);
    });
  }

  /** Nobody knows any more what is stored: every handle goes, and the next opening reads it anew. */
  lose(): StorageError {
    this.#log = undefined;
    for (const handle of [...this.handles]) handle.end('lost');
    return new StorageError('lost');
  }

  async commit(puts: readonly Put[]): Promise<void> {
    const log = await this.log();
    try {
      if (log.isDue || !puts.length) await log.tidy().catch(unlessQuota);
      if (puts.length)
        await log.commit(puts).catch(async (error: unknown) => {
          unlessQuota(error);
          await log.tidy().catch(unlessQuota); // what could go has gone
          await log.commit(puts).catch(async (again: unknown) => {
            if (!isQuota(again) || !(await log.lend(puts))) throw again;
            await log.commit(puts);
            await log.tidy().catch(unlessQuota); // takes the reserve back
          });
        });
    } catch (error) {
      if (isQuota(error)) throw error;
      throw this.lose();
    }
  }

  async clear(): Promise<void> {
    const log = new Log(this.options.keyValue, this.prefix);
    this.#log = undefined;
    for (const handle of [...this.handles]) handle.end('erased');
    await log.clear();
  }
}

const asStorageError = (cause: unknown): StorageError => (cause instanceof StorageError ? cause : new StorageError('lost', { cause }));

class Handle implements Db {
  readonly durable: boolean;
  readonly #base: Base;
  #listener: ((why: Why) => void) | undefined;
  #closed: Why | 'here' | undefined;

  constructor(base: Base) {
    this.#base = base;
    this.durable = base.options.durable;
    base.handles.add(this);
  }

  read(wants: readonly (Get | Scan)[]): Promise<Row[][]> {
    return this.#do(async (log) => {
      try {
        const answers: Row[][] = [];
        for (const want of wants) answers.push(await answer(log, want));
        return answers;
      } catch {
        throw this.#base.lose();
      }
    });
  }

  commit(puts: readonly Put[], expect: readonly Expect[]): Promise<void> {
    return this.#do(async (log) => {
      for (const one of expect) if (!(await holds(log, one))) throw new StorageError('conflict');
      await this.#base.commit(puts); // one of nothing gives back what is no longer used
    });
  }

  usage(): Promise<{ used: number; quota: number; persisted: boolean }> {
    return this.#do(async (log) => ({ used: await log.size(), quota: this.#base.options.quota, persisted: this.durable }));
  }

  onClosed(listener: (why: Why) => void): void {
    if (this.#closed === undefined) this.#listener = listener;
    else if (this.#closed !== 'here') listener(this.#closed);
  }

  close(): void {
    this.#closed ??= 'here';
    this.#base.handles.delete(this);
  }

  /** Closed from outside. */
  end(why: Why): void {
    if (this.#closed !== undefined) return;
    this.#closed = why;
    this.#base.handles.delete(this);
    this.#listener?.(why);
  }

  #do<T>(work: (log: Log) => Promise<T>): Promise<T> {
    return this.#base.run(async () => {
      if (this.#closed !== undefined) throw new StorageError('lost');
      return work(await this.#base.log());
    });
  }
}

async function holds(log: Log, [table, key, start]: Expect): Promise<boolean> {
  const row = log.find(table, key);
  if (!start || !row) return !start && !row;
  const value = await log.value(row);
  return value.length >= start.length && start.every((byte, i) => value[i] === byte);
}

async function answer(log: Log, want: Get | Scan): Promise<Row[]> {
  if ('key' in want) {
    const row = log.find(want.table, want.key);
    return row ? [{ key: row.key, value: await log.value(row) }] : [];
  }
  const rows = log.rows(want.table);
  const first = placeOfKey(rows, want.from);
  const found = rows.slice(first, Math.max(first, placeOfKey(rows, want.to)));
  if (want.reverse) found.reverse();
  const value = async (row: LoggedRow) => (want.keysOnly ? new Uint8Array(0) : log.value(row));
  const answers: Row[] = [];
  for (const row of found.slice(0, want.limit)) answers.push({ key: row.key, value: await value(row) });
  return answers;
}

/**
 * The Storage port on a store of named texts, as mini-programs have it: a commit is whole or not there, whatever happens between two
 * writes. One of these for each {@link KeyValue}: its queue is what keeps two commits apart.
 */
export function keyValueStorage(options: KeyValueStorageOptions): Storage {
  const bases = new Map<string, Base>();
  const baseOf = (name: string): Base => {
    // Names hold tenants; no name may be the beginning of another.
    const base = bases.get(name) ?? new Base(`nelumbo:${name.length}:${name}:`, options);
    bases.set(name, base);
    return base;
  };
  return {
    async open(name) {
      const base = baseOf(name);
      await base.run(() => base.log());
      return new Handle(base);
    },
    async destroy(name) {
      const base = baseOf(name);
      await base.run(() => base.clear()).catch((error: unknown) => Promise.reject(asStorageError(error)));
    },
  };
}
