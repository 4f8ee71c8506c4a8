import type { NelumboError } from '../i18n/index.js';
import type { Platform } from '../platform.js';
import type { Records } from '../records/index.js';
import type { SyncApi, SyncStatus } from './api.js';

/** What {@link openSync} needs. */
export interface SyncOptions {
  readonly records: Records;
  readonly platform: Platform;
  readonly api: { readonly fhir?: string; readonly token?: (request: { reason: 'start' | 'expired' }) => Promise<string> };
  readonly allowed: () => Promise<boolean>;
  readonly onStatus: (status: SyncStatus) => void;
  readonly onError: (error: NelumboError) => void;
}
export interface Sync extends SyncApi {
  consentChanged(given: boolean): void;
  start(): void;
  close(): Promise<void>;
}
export function openSync(_options: SyncOptions): Sync {
  const status: SyncStatus = { state: 'off', queued: 0, dead: 0 };
  return {
    status,
    now: () => Promise.resolve(status),
    deadLetters: () => Promise.resolve([]),
    retry: () => Promise.resolve(),
    discard: () => Promise.resolve(),
    pause() {},
    resume() {},
    consentChanged() {},
    start() {},
    close: () => Promise.resolve(),
  };
}
