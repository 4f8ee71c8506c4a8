import { Peer } from '../../../embed/src/bridge/peer.js';
import { fromQuery, toHash } from '../../../embed/src/bridge/web-view-pipe.js';
import type { Message, Pipe } from '../../../embed/src/bridge/message.js';
import { later } from '../ports/globals.js';

/** What the host's mini-program offers to its web page. */
export interface WebViewOptions {
  /** The page with the elements, https, on a domain that is registered with the platform; no query that names a person, and no `#`: answers travel there. */
  readonly url: string;
  /** What the page may ask for, by name; each gets at most `{ ref }` and answers with nothing: only a code travels back. */
  readonly methods?: Readonly<Record<string, (argument: unknown) => unknown>>;
  /** Told of the page's events, once each, when the platform delivers them: at back, share or the end of the page. */
  readonly on?: (name: string, detail: unknown) => void;
}

/** What the native page says before it does something that needs a tap. */
export interface Asked {
  readonly method: string;
  readonly ref: string;
}

const PATIENCE = 60_000; // ms for what was asked, which may ask the user in turn

interface Query {
  readonly [name: string]: string | undefined;
}

/**
 * The native side of the web-view page: takes what the platform delivers late, answers urgent requests by hash, and keeps the page where
 * it is, since only what stands behind `#` changes. One for each open page.
 */
export class WebViewHost {
  private hears: (raw: unknown) => void = () => undefined;
  private readonly peer: Peer;
  /** Told when the answer to a request stands in {@link src}, by its epoch and number. */
  private readonly waiting = new Map<string, () => void>();
  /** What the web-view shows: the page's address, then the last answer behind `#`. */
  src: string;
  /** Told when {@link src} changed. */
  onSrc: (src: string) => void = () => undefined;

  /** @param live - hands a message to the page at once, where the platform can (Alipay); without it answers travel behind `#` */
  constructor(
    readonly options: WebViewOptions,
    private readonly live?: (message: Message) => void,
  ) {
    const methods = options.methods ?? {};
    const caps = Object.keys(methods);
    // What the page may ask stands in its address: on a deferred pipe there is no answer to its greeting.
    this.src = caps.length ? `${options.url}${options.url.includes('?') ? '&' : '?'}nelumbo-caps=${caps.map(encodeURIComponent).join(',')}` : options.url;
    this.peer = new Peer(this.pipe(), 'host', { caps, methods, ...(options.on && { on: options.on }) });
  }

  private pipe(): Pipe {
    return {
      duplex: this.live ? 'live' : 'deferred',
      send: (message: Message) => {
        if (this.live) return this.live(message);
        const hash = toHash(message);
        if (hash === undefined) return; // a welcome: the page does not wait for one
        this.src = this.src.replace(/#.*$/, '') + hash;
        this.onSrc(this.src);
        this.waiting.get(`${message.s} ${message.n}`)?.();
      },
      receive: (listener) => {
        this.hears = listener;
        return () => (this.hears = () => undefined);
      },
    };
  }

  /** What `bind:message` brings: the whole history of posts each time, in order. What was taken before is passed over. */
  message(data: unknown): void {
    for (const one of Array.isArray(data) ? data : [data]) this.hears(one);
  }

  /** What a request asks, for the native page to say before it is done; `undefined` for what was not offered. */
  asked(query: Query): Asked | undefined {
    const request = fromQuery(query);
    if (request.k !== 'req' || !Object.prototype.hasOwnProperty.call(this.options.methods ?? {}, request.m)) return undefined;
    return { method: request.m, ref: (request.a as { ref?: string } | undefined)?.ref ?? '' }; // as fromQuery makes it
  }

  /** Does what was asked; resolves when the answer stands in {@link src}: `timeout` when nothing else came. What was asked before is passed over. */
  async answer(query: Query): Promise<void> {
    const request = fromQuery(query);
    const name = `${request.s} ${request.n}`;
    const { dropped } = this.peer;
    await new Promise<void>((resolve) => {
      const late = later(PATIENCE, () => this.refuse(query, 'timeout'));
      this.waiting.set(name, () => {
        late();
        resolve();
      });
      this.hears(request);
      if (this.peer.dropped > dropped) this.waiting.get(name)!(); // set above
    });
    this.waiting.delete(name);
  }

  /** Tells the page by a code that nothing comes of it; `aborted` when the user said no. */
  refuse(query: Query, code = 'aborted'): void {
    const { s, n } = fromQuery(query);
    this.pipe().send({ p: 'nelumbo', v: 1, k: 'res', s, n, e: { code, message: '' } });
  }

  close(): void {
    this.peer.close();
  }
}

/** Pages on the stack, the one that is seen last. */
let open: readonly WebViewHost[] = [];
let offered: WebViewOptions | undefined;

/** Says once, in `app.js`, which page is shown and what it may ask for. @throws Error for an address with a `#` */
export function offerWebView(options: WebViewOptions): void {
  if (options.url.includes('#')) throw new Error('The address of the web-view page must have no #: answers travel behind it.');
  offered = options;
}

/** The host of a web-view page that was opened. @throws Error before {@link offerWebView} */
export function openWebView(live?: (message: Message) => void): WebViewHost {
  if (!offered) throw new Error('Call offerWebView() in app.js first.');
  const host = new WebViewHost(offered, live);
  open = [...open, host];
  return host;
}

/** The one that is seen; `undefined` when none is. */
export const webViewHost = (): WebViewHost | undefined => open[open.length - 1];

/** The page was left: it asks no more. Its last posts may come after that on some versions of a platform. */
export function leaveWebView(host: WebViewHost): void {
  open = open.filter((one) => one !== host);
  later(1000, () => host.close());
}
