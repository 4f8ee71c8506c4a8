/** What the Locks port needs of a lock manager: the callback gets `null` when `ifAvailable` and the name is taken. */
export interface LockSource {
  request<T>(name: string, options: { ifAvailable?: boolean; steal?: boolean }, hold: (lock: object | null) => Promise<T>): Promise<T>;
}

interface Holder {
  readonly done: Promise<unknown>;
  readonly stolen: () => void;
}

/**
 * Locks within this page only, for web-views without `navigator.locks`. Between tabs the preconditions of each commit
 * still keep the records right; only requests are sent twice at worst.
 */
export function inPageLocks(): LockSource {
  const tails = new Map<string, Promise<unknown>>();
  const holders = new Map<string, Holder>();

  function hold<T>(name: string, task: (lock: object | null) => Promise<T>): Promise<T> {
    let stolen = (): void => undefined;
    const robbed = new Promise<never>((_, reject) => {
      stolen = () => reject(new DOMException('The lock was stolen.', 'AbortError'));
    });
    const work = Promise.resolve().then(() => task({ name }));
    const done = Promise.race([work, robbed]);
    const holder: Holder = { done, stolen };
    holders.set(name, holder);
    return done.finally(() => {
      if (holders.get(name) === holder) holders.delete(name);
    });
  }

  return {
    request<T>(name: string, options: { ifAvailable?: boolean; steal?: boolean }, task: (lock: object | null) => Promise<T>): Promise<T> {
      if (options.steal) {
        holders.get(name)?.stolen();
        return hold(name, task);
      }
      if (options.ifAvailable && (holders.has(name) || tails.has(name))) return task(null);
      const turn = (tails.get(name) ?? Promise.resolve()).then(async () => {
        for (let holder = holders.get(name); holder; holder = holders.get(name)) await holder.done.catch(() => undefined);
        return hold(name, task);
      });
      const tail: Promise<void> = turn.then(
        () => undefined,
        () => undefined,
      );
      tails.set(name, tail);
      void tail.then(() => {
        if (tails.get(name) === tail) tails.delete(name);
      });
      return turn;
    },
  };
}
