import { acceptFrame, clampHeight, Peer, type Pipe } from '../bridge/index.js';
import { providerAttributes, type FrameContext } from './context.js';

/** Gives a bearer token to the page in the frame; over a MessagePort, never in an address. */
export type FrameToken = (request: { reason: 'start' | 'expired' }) => Promise<string>;

/** Ms after which a frame that has not greeted counts as failed. */
const patience = 15_000;
/** Ms between two changes of height that are followed. */
const restless = 50;
/**
 * What the page inside needs beside scripts and storage: forms, dialogs of the browser (print), files that the user saves, links to sources, and numbers to
 * call. It can never navigate the host's page.
 */
const sandbox =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox allow-top-navigation-to-custom-protocols';
/** Features that the frame may use unless the host's `allow` says otherwise: copying after a press. Chromium complains of names that a system lacks. */
const features = 'clipboard-write';
/** Servers import this module too; they never make one. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** A page of another origin: the same one is no boundary, and `javascript:`, `data:` or `blob:` have none. */
function addressOf(source: string): URL | undefined {
  try {
    const url = new URL(source, document.baseURI);
    return /^https?:$/.test(url.protocol) && url.origin !== location.origin ? url : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A widget of ours in a sandboxed iframe of another origin, for pages that carry advertisements or scripts of third parties:
 * shadow DOM is no security boundary, an origin is.
 *
 * ```html
 * <nelumbo-frame src="https://acme.nelumbo.example/guest.html" widget="vitals-entry" widget-measure="glucose" tenant="acme">Loading…</nelumbo-frame>
 * ```
 *
 * `src` is the guest page, `widget` a tag without `nelumbo-`; `widget-*` become the widget's attributes; tenant, user, api, locale, theme and
 * care are those of the provider; `allow` is the iframe's (`microphone; bluetooth`), `frame-title` its name for screen readers. Its content stays until the
 * frame is there, and when it fails. The frame's events come out as `nelumbo-…` here: ids and codes, no values.
 *
 * Events of its own: `nelumbo-frame-ready`, `nelumbo-load-failed` (`{ code: 'timeout' | 'origin' | 'run' }`).
 */
export class NelumboFrame extends Base {
  /** Attributes that it follows. */
  static readonly observedAttributes: readonly string[] = ['src', 'widget', ...providerAttributes];

  /** The element's own content, out of sight once the frame is there. Apart from it, so that nothing of the host's is touched. */
  readonly #content = document.createElement('slot');
  #token: FrameToken | undefined;
  #there = false;
  #frame: HTMLIFrameElement | undefined;
  #peer: Peer | undefined;
  #stop: (() => void) | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;
  #resizedAt = 0;
  #wanted = 0;
  #pending: ReturnType<typeof setTimeout> | undefined;
  readonly #attributes = new MutationObserver(() => this.#peer?.emit('context', this.#context()));

  constructor() {
    super();
    const place = document.createElement('slot');
    place.name = 'frame';
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':host{display:block}:host([hidden]){display:none}');
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#content, place);
    if (!Object.hasOwn(this, 'token')) return;
    const { token } = this; // set before the element was defined
    Reflect.deleteProperty(this, 'token');
    this.token = token;
  }

  /** Gives bearer tokens; without one the frame's page signs in by itself, or stays on this device. May be set before the element is defined. */
  get token(): FrameToken | undefined {
    return this.#token;
  }

  set token(token: FrameToken | undefined) {
    this.#token = token;
  }

  connectedCallback(): void {
    this.#there = true;
    this.#attributes.observe(this, { attributes: true }); // `widget-*` cannot be listed beforehand
    this.#open();
  }

  disconnectedCallback(): void {
    this.#there = false;
    this.#attributes.disconnect();
    this.#close();
  }

  /** Moved with `moveBefore`: the page inside goes on as it is. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === 'src' && before !== now && this.#there) {
      this.#close();
      this.#open();
    }
  }

  #open(): void {
    const source = this.getAttribute('src');
    if (!source) return;
    this.removeAttribute('data-failed');
    const { href, origin } = addressOf(source) ?? {};
    if (!href || !origin) return this.#fail('origin');
    const frame = document.createElement('iframe');
    frame.slot = 'frame';
    frame.setAttribute('sandbox', sandbox);
    frame.setAttribute('allow', this.getAttribute('allow') ?? features);
    frame.setAttribute('referrerpolicy', 'no-referrer');
    frame.title = this.getAttribute('frame-title') ?? 'Nelumbo';
    // Whatever the page says of its iframes: it dresses the element around this one.
    for (const [name, value] of [
      ['display', 'block'],
      ['margin', '0'],
      ['padding', '0'],
      ['border', '0'],
      ['background', 'none'],
      ['inline-size', '100%'],
      ['min-block-size', '0'],
      ['max-block-size', 'none'],
      ['block-size', '0'],
      ['color-scheme', 'light'], // as the page inside: two that differ would put white paper behind it
    ] as const)
      frame.style.setProperty(name, value);
    this.#stop = acceptFrame(
      () => frame.contentWindow,
      origin,
      (pipe) => this.#greet(pipe),
    );
    this.#late = setTimeout(() => this.#fail('timeout'), patience);
    frame.src = href;
    this.#frame = frame;
    this.append(frame);
  }

  #greet(pipe: Pipe): void {
    this.#peer?.close();
    this.#peer = new Peer(pipe, 'host', {
      caps: ['auth.token'],
      methods: { 'auth.token': (request) => this.#askToken(request) },
      context: () => this.#context(),
      on: (name, detail) => this.#hear(name, detail),
    });
  }

  async #askToken(request: unknown): Promise<string> {
    const reason = (request as { reason?: unknown } | undefined)?.reason === 'expired' ? 'expired' : 'start';
    if (!this.#token) throw Object.assign(new Error('No token callback is set on <nelumbo-frame>.'), { code: 'auth' });
    return this.#token({ reason });
  }

  #context(): FrameContext {
    const named = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, this.getAttribute(name) ?? '']));
    const provider = named(providerAttributes.filter((name) => this.hasAttribute(name)));
    const own = this.getAttributeNames().filter((name) => name.startsWith('widget-'));
    const attributes = Object.fromEntries(own.map((name) => [name.slice('widget-'.length), this.getAttribute(name) ?? '']));
    return { widget: this.getAttribute('widget') ?? '', attributes, provider };
  }

  #hear(name: string, detail: unknown): void {
    if (name === 'ready') return this.#ready();
    if (name === 'resize') return this.#resize(clampHeight((detail as { height?: unknown } | null)?.height));
    if (name === 'failed') return this.#fail('run');
    // Only names of ours leave, and as events: a page inside cannot reach further.
    const { name: type, detail: inner } = ((name === 'event' ? detail : undefined) as { name?: unknown; detail?: unknown }) ?? {};
    if (typeof type === 'string' && /^nelumbo-[a-z-]{1,40}$/.test(type))
      this.dispatchEvent(new CustomEvent(type, { detail: inner, bubbles: true, composed: true }));
  }

  #ready(): void {
    clearTimeout(this.#late);
    this.removeAttribute('data-failed');
    this.#content.hidden = true;
    this.dispatchEvent(new CustomEvent('nelumbo-frame-ready', { bubbles: true, composed: true }));
  }

  /** At most one change in 50 ms, the last one wanted always; while nobody sees it none, but then. */
  #resize(height: number): void {
    this.#wanted = height;
    if (document.hidden) document.addEventListener('visibilitychange', this.#fit, { once: true });
    else this.#pending ??= setTimeout(this.#fit, Math.max(0, this.#resizedAt + restless - performance.now()));
  }

  readonly #fit = (): void => {
    this.#pending = undefined;
    this.#resizedAt = performance.now();
    this.#frame?.style.setProperty('block-size', `${this.#wanted}px`);
  };

  #fail(code: string): void {
    clearTimeout(this.#late);
    this.setAttribute('data-failed', code);
    this.dispatchEvent(new CustomEvent('nelumbo-load-failed', { detail: { code }, bubbles: true, composed: true }));
  }

  #close(): void {
    clearTimeout(this.#late);
    clearTimeout(this.#pending);
    document.removeEventListener('visibilitychange', this.#fit);
    this.#pending = undefined;
    this.#stop?.();
    this.#peer?.close();
    this.#peer = undefined;
    this.#frame?.remove();
    this.#frame = undefined;
    this.#content.hidden = false;
  }
}
