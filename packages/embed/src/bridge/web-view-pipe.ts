import { failure, type Message, type Pipe, type Request } from './message.js';

/** The part of `wx.miniProgram`, `tt.miniProgram` or `swan.webView` that is used. */
export interface MiniProgram {
  postMessage(options: { data: unknown }): void;
  navigateTo(options: { url: string }): void;
}

/** What may stand in an address: one resource reference, nothing else. Addresses are logged, shared and shown. */
export interface Reference {
  /** `MedicationRequest/m-1` */
  readonly ref: string;
}

/** Whether an argument is a {@link Reference} and nothing more. */
export function isReference(argument: unknown): argument is Reference {
  if (typeof argument !== 'object' || argument === null || Object.keys(argument).join() !== 'ref') return false;
  const { ref } = argument as Reference; // its only key
  return typeof ref === 'string' && /^[A-Z][A-Za-z]{2,40}\/[A-Za-z0-9.-]{1,64}$/.test(ref);
}

/**
 * The page inside a `<web-view>` of WeChat, Douyin or Baidu. Events are posted and arrive when the page is left. A request opens a small native
 * page whose address holds epoch, number, method and at most a reference; the answer comes back as a hash that holds a code only.
 * @param bridgePage - path of the native page, such as `/pages/nelumbo/bridge`
 */
export function webViewPipe(miniProgram: MiniProgram, bridgePage: string, page: Window = window): Pipe {
  return {
    duplex: 'deferred',
    send(message) {
      if (message.k !== 'req') return miniProgram.postMessage({ data: message });
      if (message.a !== undefined && !isReference(message.a)) throw failure('payload', `${message.m}: only a reference may travel in an address.`);
      miniProgram.navigateTo({ url: `${bridgePage}?${toQuery(message, message.a)}` });
    },
    receive(listener) {
      const read = (): void => {
        const told = /[#&]nelumbo=([^&]+)/.exec(page.location.hash)?.[1];
        if (!told) return;
        page.history.replaceState(page.history.state, '', page.location.pathname + page.location.search); // not left behind for "copy link"
        listener(fromHash(told));
      };
      read();
      page.addEventListener('hashchange', read);
      return () => page.removeEventListener('hashchange', read);
    },
  };
}

const toQuery = ({ s, n, m }: Request, reference: Reference | undefined): string =>
  `s=${encodeURIComponent(s)}&n=${n}&m=${encodeURIComponent(m)}${reference ? `&ref=${encodeURIComponent(reference.ref)}` : ''}`;

function fromHash(told: string): unknown {
  const [s, n, code] = safeDecode(told).split('~');
  return { p: 'nelumbo', v: 1, k: 'res', s, n: Number(n), ...(code === 'ok' ? { r: true } : { e: { code, message: '' } }) };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The native page's query as a request. Values are as the platform gives them: undecoded. */
export const fromQuery = (query: Readonly<Record<string, string | undefined>>): Message => ({
  p: 'nelumbo',
  v: 1,
  k: 'req',
  s: safeDecode(query['s'] ?? ''),
  n: Number(query['n']),
  m: safeDecode(query['m'] ?? ''),
  ...(query['ref'] ? { a: { ref: safeDecode(query['ref']) } } : {}),
});

/** An answer as the hash for the web-view's `src`; nothing but a code travels there. `undefined` for what is no answer. */
export const toHash = (message: Message): string | undefined =>
  message.k === 'res' ? `#nelumbo=${encodeURIComponent([message.s, message.n, message.e ? message.e.code : 'ok'].join('~'))}` : undefined;
