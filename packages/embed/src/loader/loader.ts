import type { LoaderError, LoaderOptions, MountOptions, NelumboLoader, Stop } from './api.js';
import { filesOf } from './files.js';
import type { Release } from './release.js';
import { hold, makeRoom, release } from './reserve.js';
import { watch } from './sight.js';

type Listener = (detail: unknown, event?: Event) => void;

/** Names that are the loader's own; any other is an event of an element. */
const own = ['ready', 'error', 'receive'];

/** Builds `Nelumbo` for one build of the files under `base`. Nothing happens to the page before this call. */
export function createLoader(made: Release, base: string): NelumboLoader {
  const { version, prefix } = made;
  const named = (tag: string): string => `${prefix}-${tag}`;
  const listeners = new Map<string, Set<Listener>>();
  const ends = new Set<Stop>();
  const mounted = new Set<Element>();
  const early: unknown[] = []; // messages of a native host before anybody listens
  let options: LoaderOptions = {};
  let isReady: (detail: { version: string }) => void = () => undefined;
  const ready = new Promise<{ version: string }>((resolve) => (isReady = resolve));
  const build = { version };
  const files = filesOf(made, base, () => options);

  /** A listener that throws is the page's own affair: it is reported there and stops nobody else. */
  const tell = (name: string, detail: unknown): void => listeners.get(name)?.forEach((listener) => queueMicrotask(() => listener(detail)));
  const fail = (error: LoaderError): void => tell('error', error);

  async function define(tag: string): Promise<void> {
    const all = document.querySelectorAll(named(tag));
    try {
      await files.define(tag);
    } catch (error) {
      fail({ code: (error as Partial<LoaderError>).code ?? 'run', name: tag });
      throw error;
    } finally {
      release(all);
    }
    for (const element of all) element.removeAttribute('data-failed');
    isReady(build);
  }

  /** The element's own content stays visible. */
  function found(element: Element): void {
    const tag = element.localName.slice(prefix.length + 1);
    define(tag).catch(({ code = 'run' }: LoaderError) => {
      element.setAttribute('data-failed', code);
      element.dispatchEvent(new CustomEvent(named('load-failed'), { detail: { code, tag: element.localName }, bubbles: true, composed: true }));
    });
  }

  function on(name: string, listener: Listener): Stop {
    if (!own.includes(name)) {
      const hear = (event: Event): void => listener((event as CustomEvent<unknown>).detail, event);
      document.addEventListener(named(name), hear);
      const end = (): void => document.removeEventListener(named(name), hear);
      ends.add(end);
      return end;
    }
    const all = listeners.get(name) ?? new Set();
    listeners.set(name, all.add(listener));
    if (name === 'ready') void ready.then((detail) => all.has(listener) && listener(detail));
    if (name === 'receive') early.splice(0).forEach((message) => listener(message));
    return () => void all.delete(listener);
  }

  const commands: Readonly<Record<string, (...rest: never[]) => void>> = {
    __proto__: null as never, // names come from the page: only those below
    init: (more: LoaderOptions) => (options = { ...options, ...more }),
    on,
    define: (...tags: string[]) => tags.forEach((tag) => void define(tag).catch(() => undefined)), // told by `error`
    mount(target: string | Element, { widget = '', ...attributes }: MountOptions) {
      const place = typeof target === 'string' ? document.querySelector(target) : target;
      if (!place || !/^[a-z-]+$/.test(widget)) return fail({ code: place ? 'no-widget' : 'no-target', name: widget });
      const element = document.createElement(named(widget));
      for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value === true ? '' : (value as string)); // numbers become text there
      mounted.add(element);
      place.append(element); // seen like any other
    },
    receive: (message: unknown) => void (listeners.get('receive')?.size ? tell('receive', message) : early.push(message)),
  };

  const loader = (name: string, ...rest: never[]): void => {
    const command = commands[name];
    if (command) command(...rest);
    else fail({ code: 'no-command', name });
  };
  const api = Object.assign(loader, {
    version,
    prefix,
    base,
    ready,
    on,
    define: (...names: string[]) => Promise.all(names.map(define)),
    load: (url: string): Promise<unknown> => {
      if (url.startsWith(base)) return files.load(url.slice(base.length));
      const { as } = api as { as?: NelumboLoader['as'] }; // given by a version that came later
      const other = Object.values(as ?? {}).find((one) => url.startsWith(one.base));
      return other ? other.load(url) : import(url);
    },
    destroy() {
      for (const end of ends) end();
      for (const element of mounted) element.remove();
      listeners.clear();
      if ((globalThis.Nelumbo as unknown) === api) delete (globalThis as Partial<typeof globalThis>).Nelumbo;
    },
  });
  ends.add(makeRoom(named('silent')));
  ends.add(watch(named(''), hold, found));
  return api as unknown as NelumboLoader; // with the commands' overloads, which `Object.assign` cannot know
}
