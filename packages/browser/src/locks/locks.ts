import type { Cancel, Locks, Note, Signal } from '@nelumbo/core/platform';
import type { LockSource } from './in-page-locks.js';

/** Lock and channel names are shared by the whole origin. */
const prefix = 'nelumbo:';

let shared: Promise<LockSource> | undefined;

/** One queue for all platforms of this page; its code loads where the browser has no locks for us. */
const inPage = (): Promise<LockSource> => (shared ??= import('./in-page-locks.js').then(({ inPageLocks }) => inPageLocks()));

/** Web Locks where the page has them and the browser grants them, otherwise those of the page. */
function lockSource(): LockSource {
  const native = (navigator as Partial<Navigator>).locks;
  let refused = !native;
  return {
    async request<T>(name: string, options: { ifAvailable?: boolean; steal?: boolean }, hold: (lock: object | null) => Promise<T>): Promise<T> {
      if (refused || !native) return (await inPage()).request(name, options, hold);
      let asked = false;
      const task = (lock: object | null): Promise<T> => {
        asked = true;
        return hold(lock);
      };
      try {
        return await native.request(name, options, task);
      } catch (thrown) {
        // Where site data is blocked, Chromium refuses locks as well: then nothing is shared between tabs anyway.
        if (asked || !(thrown instanceof DOMException) || thrown.name !== 'SecurityError') throw thrown;
        refused = true;
        return (await inPage()).request(name, options, hold);
      }
    },
  };
}

/** Other scripts of the origin may post on our channels: only notes come through. */
function isNote(data: unknown): data is Note {
  if (typeof data !== 'object' || data === null) return false;
  const { topic, tokens } = data as Record<string, unknown>;
  return typeof topic === 'string' && (tokens === undefined || (Array.isArray(tokens) && tokens.every((token) => typeof token === 'string')));
}

/** The Locks port on Web Locks and BroadcastChannel. */
class BrowserLocks implements Locks {
  readonly #source: LockSource;
  readonly #held = new Set<AbortController>();
  readonly #channels = new Map<string, BroadcastChannel>();
  #closed = false;
  /** A page that freezes or goes away must not keep the others waiting. */
  readonly #leave = (): void => this.#giveUp();

  constructor(source: LockSource) {
    this.#source = source;
    addEventListener('pagehide', this.#leave);
    document.addEventListener('freeze', this.#leave);
  }

  async run<T>(name: string, options: { ifFree?: boolean; steal?: boolean }, task: (lost: Signal) => Promise<T>): Promise<T | undefined> {
    if (this.#closed) throw new DOMException('These locks are closed.', 'InvalidStateError');
    const control = new AbortController();
    let work: Promise<T | undefined> | undefined;
    const hold = async (lock: object | null): Promise<void> => {
      if (lock === null || this.#closed) return;
      this.#held.add(control);
      work = task(control.signal);
      // The lock goes when the task is done or given up; the task itself may still be winding down then.
      await Promise.race([work.catch(() => undefined), aborted(control.signal)]);
    };
    try {
      await this.#source.request(prefix + name, options.steal ? { steal: true } : options.ifFree ? { ifAvailable: true } : {}, hold);
    } catch (thrown) {
      if (!work) throw thrown;
      control.abort(thrown); // stolen
    }
    try {
      return await work;
    } finally {
      this.#held.delete(control);
    }
  }

  tell(channel: string, note: Note): void {
    if (!this.#closed) this.#channel(channel)?.postMessage(note);
  }

  hear(channel: string, listener: (note: Note) => void): Cancel {
    const source = this.#closed ? undefined : this.#channel(channel);
    const receive = ({ data }: MessageEvent): void => {
      if (isNote(data)) listener(data);
    };
    source?.addEventListener('message', receive);
    return () => source?.removeEventListener('message', receive);
  }

  close(): void {
    this.#closed = true;
    removeEventListener('pagehide', this.#leave);
    document.removeEventListener('freeze', this.#leave);
    this.#giveUp();
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
  }

  #giveUp(): void {
    for (const control of this.#held) control.abort(new DOMException('The page gave its locks up.', 'AbortError'));
    this.#held.clear();
  }

  /** One object for telling and hearing: a channel never hears itself. */
  #channel(name: string): BroadcastChannel | undefined {
    if (typeof BroadcastChannel === 'undefined') return undefined;
    const known = this.#channels.get(name) ?? new BroadcastChannel(prefix + name);
    this.#channels.set(name, known);
    return known;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/**
 * Locks between the tabs of this origin, and notes among them.
 * @param source - what grants locks; Web Locks unless a test passes another one
 */
export function browserLocks(source: LockSource = lockSource()): Locks {
  return new BrowserLocks(source);
}
