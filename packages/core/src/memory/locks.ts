import type { Locks, Note, Signal } from '../platform.js';
import { createAbort, type Abort } from '../platform/abort.js';

interface Holder {
  readonly name: string;
  readonly lost: Abort;
}

/** The origin that several tabs share: who holds which lock, who listens to which channel. */
export class LockBoard {
  readonly held = new Map<string, Holder>();
  readonly queues = new Map<string, (() => void)[]>();
  readonly tabs = new Set<MemoryLocks>();
}

/** Locks and notes of one tab on a shared board. */
export class MemoryLocks implements Locks {
  readonly #board: LockBoard;
  readonly #listeners = new Map<string, Set<(note: Note) => void>>();
  readonly #mine = new Set<Holder>();
  #closed = false;

  constructor(board = new LockBoard()) {
    this.#board = board;
    board.tabs.add(this);
  }

  async run<T>(name: string, options: { ifFree?: boolean; steal?: boolean }, task: (lost: Signal) => Promise<T>): Promise<T | undefined> {
    const { held, queues } = this.#board;
    if (options.steal) held.get(name)?.lost.abort(new Error('stolen'));
    else if (held.has(name)) {
      if (options.ifFree) return undefined;
      await new Promise<void>((resume) => queues.set(name, [...(queues.get(name) ?? []), resume]));
    }
    if (this.#closed) {
      this.#next(name);
      throw new Error('closed');
    }
    const holder: Holder = { name, lost: createAbort() };
    held.set(name, holder);
    this.#mine.add(holder);
    try {
      return await task(holder.lost.signal);
    } finally {
      this.#mine.delete(holder);
      if (held.get(name) === holder) this.#next(name);
    }
  }

  // The lock passes on without a moment in which a third could take it.
  #next(name: string): void {
    const { held, queues } = this.#board;
    const [first, ...rest] = queues.get(name) ?? [];
    if (!first) held.delete(name);
    queues.set(name, rest);
    first?.();
  }

  tell(channel: string, note: Note): void {
    for (const tab of this.#board.tabs)
      if (tab !== this) for (const listener of tab.#listeners.get(channel) ?? []) void Promise.resolve().then(() => listener(note));
  }

  hear(channel: string, listener: (note: Note) => void): () => void {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** What a closing page does, also one that crashed: its locks pass on. */
  close(): void {
    this.#closed = true;
    this.#listeners.clear();
    this.#board.tabs.delete(this);
    for (const holder of this.#mine) {
      holder.lost.abort(new Error('closed'));
      if (this.#board.held.get(holder.name) === holder) this.#next(holder.name);
    }
  }
}
