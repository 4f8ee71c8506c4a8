import type { Sync } from '../sync/index.js';

/** Sync of a client without a server: always off. The engine is not even loaded. */
export function noSync(): Sync {
  const status = { state: 'off', queued: 0, dead: 0 } as const;
  const nothing = () => Promise.resolve();
  return {
    status,
    now: () => Promise.resolve(status),
    deadLetters: () => Promise.resolve([]),
    retry: nothing,
    edit: nothing,
    discard: nothing,
    undo: nothing,
    close: nothing,
    pause: () => undefined,
    resume: () => undefined,
    start: () => undefined,
    consentChanged: () => undefined,
  };
}
