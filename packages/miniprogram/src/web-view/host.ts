import { Peer } from '../../../embed/src/bridge/peer.js';
import { fromQuery, toHash } from '../../../embed/src/bridge/web-view-pipe.js';
import type { Message, Pipe } from '../../../embed/src/bridge/message.js';

/** What the host's mini-program offers to its web page. */
export interface WebViewOptions {
  /** The page with the elements, https, on a domain that is registered with the platform; no query that names a person. */
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
  private waiting: ((done: void) => void) | undefined;
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
        this.waiting?.();
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

  /** Does what was asked; resolves when the answer stands in {@link src}. */
  answer(query: Query): Promise<void> {
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.hears(fromQuery(query));
    });
  }

  /** The user said no: the page is told so. */
  refuse(query: Query): void {
    const { s, n } = fromQuery(query);
    this.pipe().send({ p: 'nelumbo', v: 1, k: 'res', s, n, e: { code: 'aborted', message: '' } });
  }

  close(): void {
    this.peer.close();
  }
}

let open: WebViewHost | undefined;
let offered: WebViewOptions | undefined;

/** Says once, in `app.js`, which page is shown and what it may ask for. */
export function offerWebView(options: WebViewOptions): void {
  offered = options;
}

/** The host of the web-view page that is open; made when the page loads. @throws Error before {@link offerWebView} */
export function openWebView(live?: (message: Message) => void): WebViewHost {
  if (!offered) throw new Error('Call offerWebView() in app.js first.');
  open?.close();
  open = new WebViewHost(offered, live);
  return open;
}

/** The one that is open; `undefined` when the page was left. */
export const webViewHost = (): WebViewHost | undefined => open;

/** The page was left. */
export function closeWebView(host: WebViewHost): void {
  host.close();
  if (open === host) open = undefined;
}
