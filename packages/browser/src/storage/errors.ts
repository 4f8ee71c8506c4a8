import { StorageError, type StorageErrorCode } from '@nelumbo/core/platform';

/** What a `DOMException` of IndexedDB means for the caller, by its name; every other name is a broken connection. */
const codes: Readonly<Record<string, StorageErrorCode>> = {
  QuotaExceededError: 'quota',
  VersionError: 'newer',
};

/**
 * Turns anything that IndexedDB threw into the one error of the Storage port.
 * `UnknownError`, `InvalidStateError`, `AbortError` and the rest become `lost`: whether something was written is unknown.
 */
export function toStorageError(thrown: unknown): StorageError {
  if (thrown instanceof StorageError) return thrown;
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  return new StorageError(codes[name] ?? 'lost', { cause: thrown });
}
