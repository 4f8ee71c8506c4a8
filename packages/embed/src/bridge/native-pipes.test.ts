import { expect } from '@open-wc/testing';
import { alipayPipe, alipayViewPipe, flutterPipe, Peer, reactNativePipe, textPipe, type AlipayView, type Pipe } from './index.js';

type Listener = (raw: unknown) => void;

/** What a page's loader does with `Nelumbo('receive', …)`. */
function inbox(): { receive: (listener: Listener) => () => void; put: Listener } {
  const listeners = new Set<Listener>();
  return { receive: (listener) => (listeners.add(listener), () => listeners.delete(listener)), put: (raw) => listeners.forEach((listener) => listener(raw)) };
}

/** The app's end: a host whose text goes where `out` says. */
function app(out: (text: string) => void): { take: Listener; told: unknown[] } {
  let hears: Listener = () => undefined;
  const told: unknown[] = [];
  new Peer(textPipe({ send: out, listen: (listener) => ((hears = listener), () => undefined) }), 'host', {
    caps: ['auth.token', 'nothing'],
    methods: { 'auth.token': () => 't-1', nothing: () => undefined },
    on: (name, detail) => told.push([name, detail]),
  });
  return { take: (text) => hears(text), told };
}

async function speaks(pipe: Pipe, told: unknown[]): Promise<void> {
  const guest = new Peer(pipe, 'guest', { caps: [] });
  expect((await guest.connect('e1')).caps).to.deep.equal(['auth.token', 'nothing']);
  expect(await guest.call('auth.token')).to.equal('t-1');
  expect(await guest.call('nothing')).to.equal(undefined);
  guest.emit('saved', { id: 'Observation/1' });
  await guest.call('nothing');
  expect(told).to.deep.equal([['saved', { id: 'Observation/1' }]]);
  guest.close();
}

describe('a bridge into a native app', () => {
  it('speaks with React Native', async () => {
    const page = inbox();
    const native = app((text) => queueMicrotask(() => page.put(text))); // injectJavaScript
    await speaks(reactNativePipe({ postMessage: (text) => queueMicrotask(() => native.take(text)) }, page.receive), native.told);
  });

  it('speaks with Flutter, whose handler may answer in its Promise, and is not there at first', async () => {
    const page = inbox();
    let answer: string | undefined;
    const native = app((text) => (answer = text)); // Flutter's handler returns what was said meanwhile
    const flutter: { view?: { callHandler(name: string, text: unknown): Promise<unknown> } } = {};
    let isReady: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => (isReady = resolve));
    const spoken = speaks(
      flutterPipe(() => flutter.view!, page.receive, ready),
      native.told,
    );
    flutter.view = {
      async callHandler(_name, text) {
        answer = undefined;
        native.take(text);
        for (let i = 0; i < 5; i++) await Promise.resolve(); // the method runs in the app
        return answer ?? null;
      },
    };
    isReady();
    await spoken;
  });

  it('speaks with Alipay, in its container and in a web-view', async () => {
    const page = inbox();
    const native = app((text) => queueMicrotask(() => page.put(text)));
    const container = { call: (_name: string, { text }: { text: string }, done: Listener) => queueMicrotask(() => (native.take(text), done(undefined))) };
    await speaks(
      alipayPipe(() => container, page.receive, Promise.resolve()),
      native.told,
    );

    const my: AlipayView = { postMessage: (message) => queueMicrotask(() => inApp.take(JSON.stringify(message))), onMessage: undefined };
    const inApp = app((text) => queueMicrotask(() => my.onMessage?.(JSON.parse(text))));
    await speaks(alipayViewPipe(my), inApp.told);
  });

  it('takes whatever way a host supplies', async () => {
    const page = inbox();
    const native = app((text) => queueMicrotask(() => page.put(text)));
    await speaks(textPipe({ send: (text) => queueMicrotask(() => native.take(text)), listen: page.receive }), native.told);
  });
});
