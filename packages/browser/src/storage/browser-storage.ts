import type { Db, Storage } from '@nelumbo/core/platform';
import { idbStorage } from './idb-storage.js';

/** In memory, for as long as the page is open; one for all clients of the page. Its code loads only where the browser refuses to store. */
let visit: Promise<Storage> | undefined;

const openVisit = (): Promise<Storage> => (visit ??= import('@nelumbo/core/memory').then(({ memoryStorage }) => memoryStorage()));

/** The same database, which says that it will not stay. */
const forThisVisit = (db: Db): Db => ({
  durable: false,
  lasting: false,
  read: (wants) => db.read(wants),
  commit: (puts, expect, durability) => db.commit(puts, expect, durability),
  usage: () => db.usage(),
  onClosed: (listener) => db.onClosed(listener),
  close: () => db.close(),
});

// By name: the error may come from another copy of the core.
const isRefusal = (thrown: unknown): boolean => (thrown as { code?: unknown } | undefined)?.code === 'storage-unavailable';

/**
 * IndexedDB; where the browser refuses it altogether (a frame of another site, site data blocked), memory for this visit, which the
 * database says by `lasting: false`. Once something was stored on this page, a refusal is told as the failure that it is.
 */
export function browserStorage(kept: Storage = idbStorage()): Storage {
  let works = false;
  let refused = false;
  async function either<T>(onDisk: () => Promise<T>, inMemory: (storage: Storage) => Promise<T>): Promise<T> {
    if (refused) return inMemory(await openVisit());
    try {
      const done = await onDisk();
      works = true;
      return done;
    } catch (thrown) {
      if (works || !isRefusal(thrown)) throw thrown;
      refused = true;
      return inMemory(await openVisit());
    }
  }
  return {
    open: (name, tables) =>
      either(
        () => kept.open(name, tables),
        async (storage) => forThisVisit(await storage.open(name, tables)),
      ),
    destroy: (name) =>
      either(
        () => kept.destroy(name),
        (storage) => storage.destroy(name),
      ),
  };
}
