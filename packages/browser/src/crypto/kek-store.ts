import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { KekStore } from '@nelumbo/core/crypto';

/** The database with this device's wrapping keys: handles of the browser, never key bytes. */
export const kekDatabase = 'nelumbo/keks';

interface KekSchema extends DBSchema {
  keks: { key: string; value: CryptoKey };
}

/** Runs `use` on a connection of its own, so that none is left to hinder a deletion. */
async function withKeks<T>(use: (db: IDBPDatabase<KekSchema>) => Promise<T>): Promise<T> {
  const db = await openDB<KekSchema>(kekDatabase, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('keks'),
  });
  db.addEventListener('versionchange', () => db.close());
  try {
    return await use(db);
  } finally {
    db.close();
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
