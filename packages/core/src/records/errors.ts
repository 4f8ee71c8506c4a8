import { NelumboError, toNelumboError, type ErrorCode } from '../i18n/index.js';
import { CryptoError, StorageError, type StorageErrorCode } from '../platform.js';

const texts: Record<StorageErrorCode, readonly [ErrorCode, string]> = {
  conflict: ['storage-lost', 'Another tab kept changing the same data. Nothing was saved: try again.'],
  quota: ['storage-full', 'The device has no room left. Nothing was saved: free some space and try again.'],
  blocked: ['storage-blocked', 'Another tab holds an older version of the data open. Close it and try again.'],
  newer: ['storage-newer', 'The data was written by a newer version. Reload to get that version.'],
  lost: ['storage-lost', 'The connection to the storage broke. It is not certain that the change was saved: try again.'],
};

/** A storage or crypto failure as the error that callers know. */
export function storeError(thrown: unknown): NelumboError {
  if (thrown instanceof StorageError) return new NelumboError(...texts[thrown.code], { cause: thrown });
  if (thrown instanceof CryptoError)
    return thrown.code === 'unavailable'
      ? new NelumboError('storage-unavailable', 'This device offers no encryption, so nothing is stored.', { cause: thrown })
      : new NelumboError('damaged', 'A stored value does not open: it was altered, or sealed with another key.', { cause: thrown });
  return toNelumboError(thrown);
}
