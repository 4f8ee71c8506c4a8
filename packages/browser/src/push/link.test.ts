import { expect } from '@open-wc/testing';
import type { Transport, TransportRequest } from '@nelumbo/core/platform';
import { browserNotifier } from '../notifier/notifier.js';
import { webPushLink } from './link.js';

/** A push manager that grants: a headless browser has no push service to subscribe to. */
class FakeManager {
  subscription: { endpoint: string; toJSON(): object; unsubscribe(): Promise<boolean> } | null = null;
  getSubscription = () => Promise.resolve(this.subscription);
  subscribe = () => {
    const endpoint = 'https://fcm.googleapis.com/send/x';
    this.subscription = {
      endpoint,
      toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
      unsubscribe: () => {
        this.subscription = null;
        return Promise.resolve(true);
      },
    };
    return Promise.resolve(this.subscription);
  };
}

describe('web push of the browser', () => {
  let sent: TransportRequest[];
  let manager: FakeManager;
  let status: number;
  const originals = { Notification: window.Notification, container: Object.getOwnPropertyDescriptor(Navigator.prototype, 'serviceWorker')! };
  const transport: Transport = {
    send: (request) => {
      sent.push(request);
      const body = request.url.endsWith('/key') ? { publicKey: 'AQID' } : request.url.endsWith('/test') ? { sent: 1 } : {};
      return Promise.resolve({ status, header: () => null, body: JSON.stringify(body) });
    },
  };
  const link = () => webPushLink({ url: '/push/v1', worker: '/nelumbo-push.js', token: () => Promise.resolve('t'), locale: () => 'en', transport });
  const calls = () => sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
  const bodyOf = (path: string): Record<string, unknown> => JSON.parse(sent.filter(({ url }) => url.endsWith(path)).at(-1)!.body!) as Record<string, unknown>;
  const channels = async () => (await browserNotifier(undefined, link()).capabilities()).find(({ id }) => id === 'web-push');

  beforeEach(() => {
    sent = [];
    status = 200;
    manager = new FakeManager();
    const registered = { pushManager: manager };
    const fake = { register: () => Promise.resolve(registered), ready: Promise.resolve(registered), getRegistration: () => Promise.resolve(registered) };
    Object.defineProperty(navigator, 'serviceWorker', { value: fake, configurable: true });
    window.Notification = class {
      static permission: NotificationPermission = 'default';
      static requestPermission(): Promise<NotificationPermission> {
        this.permission = 'granted';
        return Promise.resolve(this.permission);
      }
    } as unknown as typeof Notification; // what the link uses of it
  });
  afterEach(() => {
    window.Notification = originals.Notification;
    delete (navigator as { serviceWorker?: unknown }).serviceWorker; // the prototype's own is there again
  });

  it('asks first, subscribes with consent, and is then ready for a closed page', async () => {
    expect(await channels()).to.deep.include({ closedPage: true, exact: false, needs: ['permission'] });
    expect(calls()).to.deep.equal([]);
    await browserNotifier(undefined, link()).request('web-push');
    expect(calls()).to.deep.equal(['GET /push/v1/key', 'POST /push/v1/subscriptions']);
    expect(bodyOf('/subscriptions')).to.deep.include({ consent: true, names: false, locale: 'en' });
    expect(sent[0]!.headers['authorization']).to.equal(undefined);
    expect(sent[1]!.headers['authorization']).to.equal('Bearer t');
    expect((await channels())?.needs).to.deep.equal([]);
  });

  it('hands over hours and opaque keys, and words only with the choice to name medicines', async () => {
    const notifier = browserNotifier(undefined, link());
    await notifier.plan!([{ id: 'k', at: 5, title: 't', text: 'Metformin' }], { names: false });
    expect(calls()).to.deep.equal([]); // nobody subscribed
    await notifier.request('web-push');
    await notifier.plan!([{ id: 'k', at: 5, title: 't', text: 'neutral' }], { names: false });
    expect(bodyOf('/schedule')).to.deep.equal({ doses: [{ key: 'k', at: 5 }] });
    await notifier.plan!([{ id: 'k', at: 5, title: 't', text: 'Metformin' }], { names: true });
    expect(bodyOf('/subscriptions')).to.deep.include({ names: true });
    expect(bodyOf('/schedule')).to.deep.equal({ doses: [{ key: 'k', at: 5, text: 'Metformin' }] });
  });

  it('takes everything back, here first and then at the server', async () => {
    const notifier = browserNotifier(undefined, link());
    await notifier.request('web-push');
    await notifier.release!('web-push');
    expect(manager.subscription).to.equal(null);
    expect(calls().at(-1)).to.equal('POST /push/v1/withdraw');
    expect((await channels())?.needs).to.deep.equal(['permission']);
  });

  it('sends a test through the server', async () => {
    const trial = { id: 'test', at: 0, title: '试一试', text: '这是一条测试提醒' };
    const notifier = browserNotifier(undefined, link());
    await notifier.request('web-push');
    expect(await notifier.test!('web-push', trial)).to.equal(true);
    status = 503;
    let failed: unknown;
    await notifier.test!('web-push', trial).catch((error: unknown) => (failed = error));
    expect(failed).to.include({ code: 'server' });
  });

  it('does not exist where the page has no push API to speak to', async () => {
    expect((await browserNotifier().capabilities()).map(({ id }) => id)).not.to.include('web-push');
    expect(browserNotifier().plan).to.equal(undefined);
  });
});

describe('the push worker', () => {
  it('shows a message, and leaves it to a page that is seen', async () => {
    const listeners: Record<string, (event: { data?: { json(): unknown }; waitUntil(work: Promise<unknown>): void }) => void> = {};
    const shown: unknown[] = [];
    let pages = [{ visibilityState: 'hidden' }];
    const scope = globalThis as unknown as Record<string, unknown>; // stands for a service worker's world
    const original = globalThis.addEventListener;
    scope['registration'] = { showNotification: (title: string, options: { tag: string }) => Promise.resolve(void shown.push([title, options.tag])) };
    scope['clients'] = { matchAll: () => Promise.resolve(pages) };
    scope['addEventListener'] = (type: string, listener: never) => (listeners[type] = listener);
    try {
      await import('./worker.js');
    } finally {
      globalThis.addEventListener = original;
    }
    const push = async (tag: string): Promise<void> => {
      let work: Promise<unknown> = Promise.resolve();
      listeners['push']!({ data: { json: () => ({ title: 'Time', text: 'x', tag, at: 0 }) }, waitUntil: (w) => void (work = w) });
      await work;
    };
    await push('nelumbo:1');
    pages = [{ visibilityState: 'hidden' }, { visibilityState: 'visible' }];
    await push('nelumbo:2');
    await push('nelumbo:test');
    expect(shown).to.deep.equal([
      ['Time', 'nelumbo:1'],
      ['Time', 'nelumbo:test'],
    ]);
  });
});
