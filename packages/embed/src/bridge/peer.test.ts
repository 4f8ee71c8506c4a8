import { expect } from '@open-wc/testing';
import { acceptFrame, clampHeight, fromQuery, isReference, Peer, textPipe, toHash, webViewPipe, type Message, type MiniProgram, type Pipe } from './index.js';

type Listener = (raw: unknown) => void;

/** Two live pipes joined back to back; what is put into `put` arrives at the host as if the guest had sent it. */
function pair(): { host: Pipe; guest: Pipe; put(raw: unknown): void; wire: Message[] } {
  const ends: { host?: Listener | undefined; guest?: Listener | undefined } = {};
  const wire: Message[] = [];
  const end = (mine: 'host' | 'guest', other: 'host' | 'guest'): Pipe => ({
    duplex: 'live',
    send(message) {
      wire.push(message);
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => ends[other]?.(copy));
    },
    receive(listener) {
      ends[mine] = listener;
      return () => (ends[mine] = undefined);
    },
  });
  return { host: end('host', 'guest'), guest: end('guest', 'host'), put: (raw) => ends.host?.(raw), wire };
}

const code = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: { code?: unknown }) => error.code,
  );

const message = (s: string, k: string, n: number, more: object): object => ({ p: 'nelumbo', v: 1, s, k, n, ...more });
const hello = { versions: [1], caps: ['focus'] };

/** A web-view as the platforms document it: posts arrive when the page is left, as the array of all posts so far. */
function webView(): { miniProgram: MiniProgram; page: Window; host: Pipe; leave(): void; ask(): void; addresses: string[] } {
  const posts: unknown[] = [];
  const addresses: string[] = [];
  const listeners: (() => void)[] = [];
  let hears: Listener = () => undefined;
  const location = { hash: '', pathname: '/page', search: '' };
  const page = {
    location,
    history: { state: null, replaceState: () => (location.hash = '') },
    addEventListener: (_: string, listener: () => void) => listeners.push(listener),
    removeEventListener: () => undefined,
  } as unknown as Window; // the part of it that a pipe uses
  return {
    miniProgram: { postMessage: ({ data }) => void posts.push(structuredClone(data)), navigateTo: ({ url }) => void addresses.push(url) },
    page,
    host: {
      duplex: 'deferred',
      send(answer) {
        const hash = toHash(answer);
        if (!hash) return;
        location.hash = hash;
        for (const listener of listeners) listener();
      },
      receive(listener) {
        hears = listener;
        return () => undefined;
      },
    },
    leave: () => posts.forEach((post) => hears(structuredClone(post))),
    ask: () =>
      hears(
        fromQuery(
          Object.fromEntries(
            addresses
              .at(-1)!
              .split('?')[1]!
              .split('&')
              .map((part) => part.split('=')) as [string, string][],
          ),
        ),
      ),
    addresses,
  };
}

describe('a bridge over a live pipe', () => {
  it('greets with what each side offers, answers calls both ways and carries events', async () => {
    const { host: a, guest: b } = pair();
    const told: unknown[] = [];
    const host = new Peer(a, 'host', {
      caps: ['auth.token'],
      methods: { 'auth.token': () => 't-1' },
      context: () => ({ theme: 'dark' }),
      on: (...it) => told.push(it),
    });
    const guest = new Peer(b, 'guest', { caps: ['focus'], methods: { focus: (name) => `focused ${String(name)}` } });
    expect(await guest.connect('e1')).to.deep.equal({ v: 1, caps: ['auth.token'], context: { theme: 'dark' } });
    expect(await guest.call('auth.token')).to.equal('t-1');
    expect(await host.call('focus', 'first')).to.equal('focused first');
    guest.emit('saved', { id: 'x' });
    await guest.call('auth.token');
    expect(told).to.deep.equal([['saved', { id: 'x' }]]);
  });

  it('refuses what was not offered at once, also names of the prototype', async () => {
    const { host: a, guest: b, put, wire } = pair();
    new Peer(a, 'host', { caps: ['toString', 'constructor', 'known'], methods: { known: () => 1, hidden: () => 2 } });
    const guest = new Peer(b, 'guest', { caps: [] });
    await guest.connect('e1');
    expect(await code(guest.call('hidden'))).to.equal('unsupported');
    expect(await code(guest.call('toString'))).to.equal('unsupported');
    expect(await code(guest.call('constructor'))).to.equal('unsupported');
    expect(await guest.call('known')).to.equal(1);
    put(message('e1', 'req', 50, { m: 'hidden' })); // a guest that asks in spite of it
    await Promise.resolve();
    expect(wire.find((one) => one.k === 'res' && one.n === 50)).to.deep.include({ e: { code: 'unsupported', message: 'hidden' } });
  });

  it('times out, says closed, and tells a code but never a message that was not meant for it', async () => {
    const { host: a, guest: b } = pair();
    const methods = {
      never: () => new Promise(() => undefined),
      coded: () => Promise.reject(Object.assign(new Error('consent is needed'), { code: 'consent' })),
      crash: () => Promise.reject(new TypeError('secret of patient 7')),
    };
    new Peer(a, 'host', { caps: Object.keys(methods), methods });
    const guest = new Peer(b, 'guest', { caps: [] });
    await guest.connect('e1');
    expect(await code(guest.call('never', undefined, 20))).to.equal('timeout');
    expect(await code(guest.call('coded'))).to.equal('consent');
    const error = await guest.call('crash').catch((one: Error & { code: string }) => one);
    expect(error).to.include({ code: 'error', message: '' });
    const open = guest.call('never', undefined, 10_000);
    guest.close();
    expect(await code(open)).to.equal('closed');
    expect(await code(guest.call('coded'))).to.equal('closed');
  });

  it('drops what is malformed, replayed, or of an epoch before, and counts it', async () => {
    const { host: a, put } = pair();
    const got: unknown[] = [];
    const host = new Peer(a, 'host', { caps: [], on: (_name, detail) => got.push(detail) });
    put(message('e1', 'evt', 1, { m: 'x', a: 'before hello' }));
    put(message('e1', 'hello', 1, hello));
    put(message('e1', 'evt', 1, { m: 'x', a: 1 }));
    put(message('e1', 'evt', 1, { m: 'x', a: 'replayed' }));
    for (const bad of [null, 'text', {}, message('e1', 'evt', 0, { m: 'x' }), message('e1', 'evt', 9, { m: '' }), message('e1', 'evt', 1.5, { m: 'x' })])
      put(bad);
    put(message('e1', 'hello', 2, { versions: 'all', caps: [] }));
    put(message('__proto__', 'evt', 1, { m: 'x', a: 'forged' }));
    const asked = host.call('focus');
    put(message('e2', 'hello', 1, hello));
    put(message('e1', 'evt', 2, { m: 'x', a: 'old page' }));
    put(message('e1', 'hello', 3, hello));
    put(message('e2', 'evt', 1, { m: 'x', a: 2 }));
    expect(await code(asked)).to.equal('closed');
    await Promise.resolve();
    expect(got).to.deep.equal([1, 2]);
    expect([host.epoch, host.dropped]).to.deep.equal(['e2', 12]);
  });

  it('says so when no version is shared', async () => {
    const { host: a, guest: b } = pair();
    new Peer(a, 'host', { caps: [], versions: [2, 3] });
    expect(await code(new Peer(b, 'guest', { caps: [], versions: [1] }).connect('e1'))).to.equal('version');
  });
});

describe('a bridge over a web-view', () => {
  it('delivers events once, in order, however often their history comes again', async () => {
    const view = webView();
    const got: unknown[] = [];
    new Peer(view.host, 'host', { caps: [], on: (_name, detail) => got.push(detail) });
    const guest = new Peer(webViewPipe(view.miniProgram, '/b', view.page), 'guest', { caps: [] });
    await guest.connect('e1');
    for (let i = 0; i < 500; i++) guest.emit('saved', i);
    expect(got).to.deep.equal([]);
    for (let i = 0; i < 3; i++) view.leave();
    const again = new Peer(webViewPipe(view.miniProgram, '/b', view.page), 'guest', { caps: [] });
    await again.connect('e2');
    again.emit('saved', 'new page');
    for (let i = 0; i < 3; i++) view.leave();
    await Promise.resolve();
    expect(got).to.deep.equal([...Array.from({ length: 500 }, (_, i) => i), 'new page']);
  });

  it('asks through an address with a reference only; the answer is a code', async () => {
    const view = webView();
    const asked: unknown[] = [];
    new Peer(view.host, 'host', { caps: ['calendar.add'], methods: { 'calendar.add': (it) => asked.push(it) } });
    const guest = new Peer(webViewPipe(view.miniProgram, '/b', view.page), 'guest', { caps: [] });
    await guest.connect('e1', ['calendar.add']);
    const answer = guest.call('calendar.add', { ref: 'MedicationRequest/m-1' });
    view.ask(); // overtakes the hello, which waits for the page to be left
    expect(await answer).to.equal(true);
    expect(asked).to.deep.equal([{ ref: 'MedicationRequest/m-1' }]);
    expect(view.addresses).to.deep.equal(['/b?s=e1&n=1&m=calendar.add&ref=MedicationRequest%2Fm-1']);
    expect(view.page.location.hash).to.equal('');
  });

  it('refuses health data in an address', async () => {
    const view = webView();
    const guest = new Peer(webViewPipe(view.miniProgram, '/b', view.page), 'guest', { caps: [] });
    await guest.connect('e1', ['open']);
    for (const bad of [{ ref: 'Observation/1', value: 165 }, { ref: 'Observation/1?value=165' }, { value: 165 }, '165/102', { ref: '' }])
      expect(await code(guest.call('open', bad)), JSON.stringify(bad)).to.equal('payload');
    expect(view.addresses).to.deep.equal([]);
    expect(isReference({ ref: 'Patient/p.1-a' })).to.equal(true);
  });
});

describe('a bridge over text', () => {
  it('waits until the way is ready, keeps the order, and drops what is no JSON', async () => {
    const sent: string[] = [];
    let hears: Listener = () => undefined;
    let open: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => (open = resolve));
    const pipe = textPipe({ send: (text) => void sent.push(text), listen: (listener) => ((hears = listener), () => undefined), ready });
    const guest = new Peer(pipe, 'guest', { caps: [] });
    const greeted = guest.connect('e1');
    expect(sent).to.deep.equal([]);
    open();
    await ready;
    expect(sent).to.have.length(1);
    hears('{ no json');
    hears(JSON.stringify(message('e1', 'welcome', 1, { caps: ['a'] })));
    expect((await greeted).caps).to.deep.equal(['a']);
    expect(guest.dropped).to.equal(1);
  });
});

describe('a bridge into a frame', () => {
  /** A page and its frame as objects, so that any origin and source can be played. */
  function page(): { self: Window; guest: Window; post(event: Partial<MessageEvent>): void; handed: unknown[][] } {
    const listeners = new Set<(event: MessageEvent) => void>();
    const handed: unknown[][] = [];
    const guest = { postMessage: (...it: unknown[]) => void handed.push(it) } as unknown as Window; // the one method that is used
    const self = {
      addEventListener: (_: string, listener: (event: MessageEvent) => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: (event: MessageEvent) => void) => listeners.delete(listener),
    } as unknown as Window; // as above
    return { self, guest, post: (event) => listeners.forEach((listener) => listener(event as MessageEvent)), handed };
  }
  const knock = { p: 'nelumbo', k: 'knock', id: 'k1' };

  it('answers the one frame of the one origin, once for each knock id', () => {
    const { self, guest, post, handed } = page();
    const pipes: Pipe[] = [];
    const stop = acceptFrame(
      () => guest,
      'https://n.example',
      (pipe) => pipes.push(pipe),
      self,
    );
    post({ source: guest, origin: 'https://evil.example', data: knock });
    post({ source: {} as Window, origin: 'https://n.example', data: knock }); // another frame of the same origin
    post({ source: guest, origin: 'https://n.example', data: { ...knock, p: 'other' } });
    post({ source: guest, origin: 'https://n.example', data: { ...knock, id: {} } });
    expect(pipes).to.have.length(0);
    post({ source: guest, origin: 'https://n.example', data: knock });
    post({ source: guest, origin: 'https://n.example', data: knock });
    expect(pipes).to.have.length(1);
    expect(handed[0]?.[1]).to.equal('https://n.example');
    post({ source: guest, origin: 'https://n.example', data: { ...knock, id: 'k2' } }); // it loaded again
    stop();
    post({ source: guest, origin: 'https://n.example', data: { ...knock, id: 'k3' } });
    expect(pipes).to.have.length(2);
  });

  it('clamps what heights a guest asks for', () => {
    expect([-5, 12.7, 1e9, Number.NaN, '300', {}].map((height) => clampHeight(height))).to.deep.equal([0, 12, 4000, 0, 300, 0]);
  });
});
