import type { NotifierChannel, Reminder, Transport } from '@nelumbo/core/platform';
import { NelumboError } from '@nelumbo/core';
import { browserTransport } from '../transport/transport.js';

/** Where the push API is, and what the browser is woken by. */
export interface WebPushOptions {
  /** Base of the push API, such as `/push/v1`. */
  readonly url: string;
  /** Address of the service worker: ours (`@nelumbo/browser/push-worker`), or the host's own that imports it. Same origin. */
  readonly worker: string;
  readonly scope?: string;
  /** Gives the user's bearer token; `expired` after the push API refused the last one. */
  readonly token: (request: { readonly reason: 'start' | 'expired' }) => Promise<string>;
  /** Default: the page's language. */
  readonly locale?: () => string;
  /** Default: `fetch`. */
  readonly transport?: Transport;
}

/** Web Push as a channel: asks, subscribes, hands over what is to come, takes it all back. */
export interface PushLink {
  channel(): Promise<NotifierChannel | undefined>;
  /** Asks the user and subscribes; call it in a gesture. @throws NelumboError `offline`, `refused`, `not-allowed` */
  request(): Promise<void>;
  release(): Promise<void>;
  plan(reminders: readonly Reminder[], options: { readonly names: boolean }): Promise<void>;
  /** Has the server wake every browser of the user now; true when a push service took it. */
  test(): Promise<boolean>;
}

const timeoutMs = 15_000;

/** iOS lets only an installed page subscribe. */
const needsInstall = (): boolean => /iPhone|iPad/.test(navigator.userAgent) && !matchMedia('(display-mode: standalone)').matches;

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
};

/** Makes the link; nothing is registered and nobody is asked before `request`. */
export function webPushLink(options: WebPushOptions): PushLink {
  const { url, transport = browserTransport(), locale = () => document.documentElement.lang || navigator.language } = options;
  let named: boolean | undefined;

  async function call(method: 'GET' | 'POST' | 'PUT', path: string, body?: object, reason: 'start' | 'expired' = 'start'): Promise<unknown> {
    const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
    if (path !== '/key') headers['authorization'] = `Bearer ${await options.token({ reason })}`;
    const address = new URL(`${url}${path}`, location.href).href;
    const response = await transport.send({ method, url: address, headers, timeoutMs, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (response.status === 401 && reason === 'start') return call(method, path, body, 'expired');
    if (response.status === 401) throw new NelumboError('token-expired', 'The push API refused the token. Sign in again.');
    if (response.status >= 500) throw new NelumboError('server', 'The push API has a problem. Try again later.');
    if (response.status >= 300) throw new NelumboError('refused', `The push API refused the request (${response.status}).`);
    return response.body ? (JSON.parse(response.body) as unknown) : undefined;
  }
  const container = (): ServiceWorkerContainer | undefined => ('PushManager' in globalThis ? (navigator as Partial<Navigator>).serviceWorker : undefined);
  const registration = async (): Promise<ServiceWorkerRegistration | undefined> =>
    container()
      ?.getRegistration(options.scope ?? options.worker)
      .catch(() => undefined);
  const current = async (): Promise<PushSubscription | null> => (await (await registration())?.pushManager?.getSubscription()) ?? null;

  /** Tells the server of this browser, and that its user agreed. */
  async function announce(subscription: PushSubscription, names: boolean): Promise<void> {
    const { endpoint, keys } = subscription.toJSON();
    await call('POST', '/subscriptions', { subscription: { endpoint, keys }, locale: locale(), names, consent: true });
    named = names;
  }

  return {
    async channel() {
      const base = { id: 'web-push', closedPage: true, exact: false, repeat: false, cancel: true } as const;
      if (!container() || typeof Notification === 'undefined') return needsInstall() ? { ...base, needs: ['install'] } : undefined;
      if (Notification.permission === 'denied') return { ...base, needs: ['denied'] };
      const ready = Notification.permission === 'granted' && (await current()) !== null;
      return { ...base, needs: ready ? [] : ['permission'] };
    },
    async request() {
      if (!container() || (await Notification.requestPermission()) !== 'granted') return;
      await navigator.serviceWorker.register(options.worker, { type: 'module', ...(options.scope ? { scope: options.scope } : {}) });
      const { pushManager } = await navigator.serviceWorker.ready;
      const { publicKey } = (await call('GET', '/key')) as { publicKey: string }; // the push API's own answer
      try {
        const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) });
        await announce(subscription, false);
      } catch (thrown) {
        if (thrown instanceof NelumboError) throw thrown;
        throw new NelumboError('offline', 'The push service of this browser could not be reached.', { cause: thrown });
      }
    },
    async release() {
      const subscription = await current();
      named = undefined;
      await subscription?.unsubscribe(); // first: from now on nothing can wake this browser, whatever the server says
      await call('POST', '/withdraw', {});
    },
    async plan(reminders, { names }) {
      const subscription = await current();
      if (!subscription) return;
      // Once a visit, because a browser may renew its subscription, and whenever the choice of words changes.
      if (named !== names) await announce(subscription, names);
      await call('PUT', '/schedule', { doses: reminders.map(({ id, at, text }) => ({ key: id, at, ...(names ? { text } : {}) })) });
    },
    async test() {
      const { sent } = (await call('POST', '/test', {})) as { sent: number }; // the push API's own answer
      return sent > 0;
    },
  };
}
