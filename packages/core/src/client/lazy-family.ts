import { NelumboError } from '../i18n/index.js';

/** A family that loads on its first call. */
export interface LazyFamily<Api> {
  readonly api: Api;
  /** Closes it if it was loaded; calls afterwards reject with `closed`. */
  close(): Promise<void>;
}

type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * A facade whose methods load the family and pass the call on.
 * @param load - imports the family and builds it; a failed import is tried again by the next call
 */
export function lazyFamily<Api extends { close(): Promise<void> }>(load: () => Promise<Api>): LazyFamily<Api> {
  let loaded: Promise<Api> | undefined;
  let closed = false;
  const reach = () => {
    if (closed) return Promise.reject(new NelumboError('closed', 'The client was closed. Create a new one.'));
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  const close = async () => {
    closed = true;
    await (await loaded?.catch(() => undefined))?.close(); // one that did not load has nothing to close
  };
  const methods = new Map<string, Method>();
  const method =
    (name: string): Method =>
    async (...args) => {
      const api = (await reach()) as unknown as Record<string, Method | undefined>; // every member of a family is an asynchronous method
      const called = api[name];
      if (!called) throw new TypeError(`${name} is no method of this family`);
      return called.apply(api, args);
    };
  const api = new Proxy({} as Api, {
    // `then` must stay absent, or awaiting the facade would call it.
    get(_target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (name === 'close') return close;
      const known = methods.get(name) ?? method(name);
      methods.set(name, known);
      return known;
    },
  });
  return { api, close };
}
