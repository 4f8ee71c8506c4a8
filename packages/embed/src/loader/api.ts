/** What `Nelumbo('init', …)` takes. */
export interface LoaderOptions {
  /** Ms after which a file that does not come counts as failed. Default 10 000. */
  readonly timeout?: number;
  /** Ms before the second try; the third waits four times as long. Default 1000. */
  readonly retryAfter?: number;
}

/** What `Nelumbo('mount', …)` takes: the widget, and its attributes. */
export interface MountOptions {
  /** Tag without the prefix: `vitals-entry`. */
  readonly widget: string;
  /** Any other key is an attribute of the element: `{ measure: 'glucose', care: true }`. */
  readonly [attribute: string]: string | number | boolean;
}

/** What went wrong: `load`, `timeout`, `run` for a file; `no-command`, `no-widget`, `no-target` for a call. */
export interface LoaderError {
  readonly code: 'load' | 'timeout' | 'run' | 'no-command' | 'no-widget' | 'no-target';
  /** Tag without the prefix, or the command. */
  readonly name?: string;
}

/** What a listener is handed for a name that is heard with `on`: of an event of the elements when `@nelumbo/elements/typings/events` is among the program's types. */
export type Heard<Name extends string> = Name extends 'ready'
  ? { readonly version: string }
  : Name extends 'error'
    ? LoaderError
    : `nelumbo-${Name}` extends keyof GlobalEventHandlersEventMap
      ? Detail<GlobalEventHandlersEventMap[`nelumbo-${Name}`]>
      : // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a native host put in, or an event that nobody described: the page's own to know
        any;
type Detail<E> = E extends CustomEvent<infer D> ? D : never;

/** Ends what it was returned for. */
export type Stop = () => void;

/**
 * `window.Nelumbo`, the one global. Before the script has loaded it is a queue: `Nelumbo('on', 'saved', f)` works from the first line of a page on.
 *
 * A name that is heard with `on` is `ready` (`{ version }`: the first element is defined), `error` ({@link LoaderError}), `receive` (what a native
 * host put in), or an event of the elements without `nelumbo-` (docs/guide/events.md); its detail is handed over, then the event itself.
 */
export interface NelumboLoader {
  (command: 'init', options: LoaderOptions): void;
  (command: 'mount', target: string | Element, options: MountOptions): void;
  <Name extends string>(command: 'on', name: Name, listener: (detail: Heard<Name>, event?: CustomEvent) => void): void;
  (command: 'define', ...names: string[]): void;
  (command: 'receive', message: unknown): void;
  /** Of the build. */
  readonly version: string;
  /** `nelumbo`, or the partner's own in a build with another prefix. */
  readonly prefix: string;
  /** Address of the folder that its files lie in. */
  readonly base: string;
  /** Resolves with the first element defined. */
  readonly ready: Promise<{ readonly version: string }>;
  /** As the command; returns how to stop. */
  on<Name extends string>(name: Name, listener: (detail: Heard<Name>, event?: CustomEvent) => void): Stop;
  /** Loads and registers elements by tag (`vitals-entry`), near or not: for tags inside shadow roots of the page's own, which nobody outside sees. */
  define(...names: string[]): Promise<void>;
  /** Takes what was mounted, and every listener, observer and the global off the page. Elements that are defined stay defined. */
  destroy(): void;
  /** Loads a file of this version, checked against its hash. The build's own files use it. */
  load(url: string): Promise<unknown>;
  /** Other versions on the page, by prefix. */
  readonly as?: Readonly<Record<string, NelumboLoader>>;
}

declare global {
  var Nelumbo: NelumboLoader;
}
