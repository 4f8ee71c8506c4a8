import { NelumboError, toNelumboError, type ErrorCode } from '../i18n/index.js';
import type { CryptoError, StorageErrorCode } from '../platform.js';

const texts: Record<StorageErrorCode, readonly [ErrorCode, string]> = {
  conflict: ['storage-lost', 'Another tab kept changing this. Nothing was saved: try again.'],
  quota: ['storage-full', 'The device has no room left. Nothing was saved: free some space and try again.'],
  blocked: ['storage-blocked', 'Another tab holds an older version open. Close it and try again.'],
  newer: ['storage-newer', 'The data was written by a newer version. Reload to get it.'],
  lost: ['storage-lost', 'The storage broke off. The change may not be saved: try again.'],
};

// By name: the port may come from another copy of this package, or from another realm, whose classes are not ours.
const named = (thrown: unknown, name: string): boolean => (thrown as { name?: unknown } | undefined)?.name === name;

/** The code of a `StorageError`; `undefined` for anything else. */
export const storageCode = (thrown: unknown): StorageErrorCode | undefined =>
  named(thrown, 'StorageError') ? (thrown as { code: StorageErrorCode }).code : undefined; // looked at just before

/** A storage or crypto failure as the error that callers know. */
export function storeError(thrown: unknown): NelumboError {
  const code = storageCode(thrown);
  if (code) return new NelumboError(...texts[code], { cause: thrown });
  if (!named(thrown, 'CryptoError')) return toNelumboError(thrown);
  return (thrown as CryptoError).code === 'unavailable' // looked at just before
    ? new NelumboError('storage-unavailable', 'This device offers no encryption: nothing is stored.', { cause: thrown })
    : new NelumboError('damaged', 'A stored value does not open: it was altered.', { cause: thrown });
}
