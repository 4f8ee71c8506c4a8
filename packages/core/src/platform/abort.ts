import type { Signal } from '../platform.js';

/** A signal and the way to raise it: `AbortController` is no part of the language. */
export interface Abort {
  readonly signal: Signal;
  abort(reason?: unknown): void;
}

/** A fresh signal; it also follows those given. */
export function createAbort(...followed: readonly Signal[]): Abort {
  const listeners = new Set<() => void>();
  let aborted = false;
  let why: unknown;
  const signal: Signal = {
    get aborted() {
      return aborted;
    },
    get reason() {
      return why;
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  };
  const abort = (reason?: unknown) => {
    if (aborted) return;
    aborted = true;
    why = reason;
    for (const source of followed) source.removeEventListener('abort', onFollowed);
    for (const listener of [...listeners]) listener();
  };
  const onFollowed = () => abort(followed.find((source) => source.aborted)?.reason);
  for (const source of followed) source.addEventListener('abort', onFollowed);
  if (followed.some((source) => source.aborted)) onFollowed();
  return { signal, abort };
}
