import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { NelumboError } from '@nelumbo/core';
import { StorageError, type Db, type Storage, type Table } from '@nelumbo/core/platform';
import { toStorageError } from './errors.js';
import { IdbDb } from './idb-db.js';
import { createPersistence, type Persistence } from './persistence.js';

/** How long other pages may take to close their older connection, in ms, before `blocked` is reported. */
const patience = 2000;

/** Rejects with `blocked` when `patience` has passed since `blocked()` was called and nothing has opened. */
function withPatience<T>(start: (blocked: () => void) => Promise<T>, late: (value: T) => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let given = false;
    const blocked = (): void => {
      timer ??= setTimeout(() => {
        given = true;
        reject(new StorageError('blocked'));
      }, patience);
    };
    start(blocked).then(
      (value) => {
        clearTimeout(timer);
        if (given) late(value);
        else resolve(value);
      },
      (thrown: unknown) => {
        clearTimeout(timer);
        reject(toStorageError(thrown));
      },
    );
  });
}

/** Opens at `version` (the stored one without it) and creates the tables that are missing. */
function openAt(name: string, tables: readonly Table[], version: number | undefined): Promise<IDBPDatabase> {
  return withPatience(
    (blocked) =>
      openDB(name, version, {
        upgrade: (db) => {
          for (const table of tables) if (!db.objectStoreNames.contains(table)) db.createObjectStore(table);
        },
        blocked,
      }),
    (db) => db.close(),
  );
}

/**
 * A table that this code does not know was added by a newer build.
 * A table that is missing means an older database: the next version adds it.
 */
async function openTables(name: string, tables: readonly Table[], attempts = 3): Promise<IDBPDatabase> {
  const db = await openAt(name, tables, undefined);
  const stored = [...db.objectStoreNames];
  const lacks = tables.some((table) => !stored.includes(table));
  if (!lacks && stored.every((table) => tables.includes(table))) return db;
  const next = db.version + 1;
  db.close();
  if (!lacks) throw new StorageError('newer');
  try {
    return await openAt(name, tables, next);
  } catch (thrown) {
    // Another page was faster with the same upgrade: look again.
    if (attempts > 1 && thrown instanceof StorageError && thrown.code === 'newer') return openTables(name, tables, attempts - 1);
    throw thrown;
  }
}

const refusal = (cause?: unknown): NelumboError =>
  new NelumboError('storage-unavailable', 'This browser or frame refuses IndexedDB. Allow site data, or open the page outside of a private window.', { cause });

function refuseWithoutIndexedDb(): void {
  let present = false;
  try {
    present = typeof indexedDB === 'object' && indexedDB !== null;
  } catch {
    // Some browsers throw on the mere access when storage is refused.
  }
  if (!present) throw refusal();
}

function unavailable(thrown: unknown): never {
  const cause = thrown instanceof StorageError ? thrown.cause : thrown;
  // SecurityError: a sandboxed frame. UnknownError in these words: Chromium with site data blocked; any other one is a broken disk.
  const isRefused = cause instanceof DOMException && (cause.name === 'SecurityError' || (cause.name === 'UnknownError' && /denied perm/i.test(cause.message)));
  throw isRefused ? refusal(cause) : thrown;
}

/** Ms after opening: what the page shows first is read by then, and hardly a visit has ended. */
const guardAfter = 250;
let isGuarded = false;

function guardSoon(): void {
  if (isGuarded) return;
  isGuarded = true;
  const guard = () => import('./torn-log.js').then(({ guardLog }) => guardLog());
  setTimeout(() => void guard().catch(() => undefined), guardAfter); // without it the records are no less there than before
}

/**
 * The Storage port on IndexedDB: one object store per table, array keys, bytes as values.
 * A page that opens a database with more tables makes older pages close theirs (`onClosed('newer')`).
 * @throws NelumboError `storage-unavailable` from `open` where the browser refuses IndexedDB altogether
 */
export function idbStorage(persistence: Persistence = createPersistence()): Storage {
  return {
    async open(name: string, tables: readonly Table[]): Promise<Db> {
      refuseWithoutIndexedDb();
      const [db] = await Promise.all([openTables(name, tables).catch(unavailable), persistence.refresh()]);
      guardSoon();
      return new IdbDb(db, persistence);
    },
    async destroy(name: string): Promise<void> {
      refuseWithoutIndexedDb();
      await withPatience(
        (blocked) => deleteDB(name, { blocked }),
        () => undefined,
      );
      persistence.release();
    },
  };
}
