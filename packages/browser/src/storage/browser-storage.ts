import { NelumboError } from '@nelumbo/core';
import type { Storage } from '@nelumbo/core/platform';
import { idbStorage } from './idb-storage.js';

// By name: the error may come from another copy of the core.
const isRefusal = (thrown: unknown): boolean => (thrown as { code?: unknown } | undefined)?.code === 'storage-unavailable';

/** Prototype.js before 1.7 has pages write lists as text: what was saved so could never be read again. @throws NelumboError `unsupported` */
function refuseForeignJson(): void {
  if (JSON.stringify([0]) !== '[0]') throw new NelumboError('unsupported', 'This page has an Array.prototype.toJSON, which spoils records: delete it.');
}

/**
 * IndexedDB; where the browser refuses it altogether (a frame of another site, site data blocked), memory for this visit, which the
 * database says by `lasting: false` and whose code loads only then. Once something was stored on this page, a refusal is told as the
 * failure that it is.
 */
export function browserStorage(kept: Storage = idbStorage()): Storage {
  let chosen: Storage | undefined;
  async function either<T>(use: (storage: Storage) => Promise<T>): Promise<T> {
    if (chosen) return use(chosen);
    try {
      const done = await use(kept);
      chosen ??= kept;
      return done;
    } catch (thrown) {
      if (chosen || !isRefusal(thrown)) throw thrown;
      chosen = (await import('./visit-storage.js')).visitStorage;
      return use(chosen);
    }
  }
  return {
    async open(name, tables) {
      refuseForeignJson();
      return either((storage) => storage.open(name, tables));
    },
    destroy: (name) => either((storage) => storage.destroy(name)),
  };
}
