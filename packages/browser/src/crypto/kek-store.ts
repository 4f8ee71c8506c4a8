import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { KekStore } from '@nelumbo/core/crypto';

/** The database with this device's wrapping keys: handles of the browser, never key bytes. */
export const kekDatabase = 'nelumbo/keks';

interface KekSchema extends DBSchema {
  keks: { key: string; value: CryptoKey };
}

/** Ms for which a connection is kept: opening a database takes as long as ten reads, and a start asks for two keys. */
const kept = 1000;

let connection: Promise<IDBPDatabase<KekSchema>> | undefined;
let ending: ReturnType<typeof setTimeout> | undefined;

async function connect(): Promise<IDBPDatabase<KekSchema>> {
  const db = await openDB<KekSchema>(kekDatabase, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('keks'),
    terminated: () => (connection = undefined),
  });
  db.addEventListener('versionchange', () => {
    connection = undefined;
    db.close(); // none may hinder a deletion
  });
  return db;
}

async function withKeks<T>(use: (db: IDBPDatabase<KekSchema>) => Promise<T>): Promise<T> {
  clearTimeout(ending);
  const own = (connection ??= connect());
  try {
    return await use(await own);
  } catch (error) {
    if (connection === own) connection = undefined;
    throw error;
  } finally {
    ending = setTimeout(() => {
      connection = undefined;
      void own.then((db) => db.close()).catch(() => undefined);
    }, kept);
  }
}

/** Non-extractable CryptoKeys in IndexedDB, by name. */
export function idbKekStore(): KekStore {
  return {
    get: (name) => withKeks((db) => db.get('keks', name)),
    async add(name, key) {
      await withKeks(async (db) => {
        const tx = db.transaction('keks', 'readwrite', { durability: 'strict' });
        // The suite made the key with WebCrypto, so it is one. The first of two tabs wins.
        if ((await tx.store.getKey(name)) === undefined) await tx.store.put(key as CryptoKey, name);
        await tx.done;
      });
    },
    async remove(name) {
      await withKeks(async (db) => {
        const tx = db.transaction('keks', 'readwrite', { durability: 'strict' });
        await tx.store.delete(name);
        await tx.done;
      });
    },
  };
}
