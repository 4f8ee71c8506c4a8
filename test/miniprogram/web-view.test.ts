import { describe, expect, it } from 'vitest';
import { Peer } from '../../packages/embed/src/bridge/peer.js';
import { webViewPipe, type MiniProgram } from '../../packages/embed/src/bridge/web-view-pipe.js';
import { WebViewHost, type WebViewOptions } from '../../packages/miniprogram/src/web-view/host.js';

/**
 * A `<web-view>` with the documented times: posts wait until back, destroy or share, and then come as the array of all of them; a new
 * `src` that differs behind `#` only does not load the page again; a request opens a native page above it.
 */
class Simulator {
  readonly posts: unknown[] = [];
  readonly addresses: string[] = [];
  loads = 0;
  host: WebViewHost;
  private readonly listeners = new Set<() => void>();
  readonly location = { hash: '', pathname: '/app', search: '' };
  readonly page = {
    location: this.location,
    history: { state: null, replaceState: () => (this.location.hash = '') },
    addEventListener: (_name: string, listener: () => void) => this.listeners.add(listener),
    removeEventListener: (_name: string, listener: () => void) => this.listeners.delete(listener),
  } as unknown as Window; // what the pipe uses of it
  readonly miniProgram: MiniProgram = {
    postMessage: ({ data }) => void this.posts.push(structuredClone(data)),
    navigateTo: ({ url }) => void this.addresses.push(url),
  };

  constructor(readonly options: WebViewOptions) {
    this.host = this.openHost();
  }

  /** The native page is made: the web-view loads its address. */
  openHost(): WebViewHost {
    const host = new WebViewHost(this.options);
    this.host = host;
    this.loads++;
    let shown = host.src;
    host.onSrc = (src) => {
      if (src.replace(/#.*/, '') !== shown.replace(/#.*/, '')) this.loads++;
      shown = src;
      this.location.hash = /#.*/.exec(src)?.[0] ?? '';
      for (const listener of [...this.listeners]) listener();
    };
    return host;
  }

  /** Back, destroy or share. */
  deliver(): void {
    this.host.message(structuredClone(this.posts));
  }

  /** The page is loaded again, or its process was killed: what it posted before is gone with it. */
  reload(): void {
    this.listeners.clear();
    this.location.hash = '';
  }

  guest(caps: readonly string[] = []): Peer {
    return new Peer(webViewPipe(this.miniProgram, '/nelumbo/web-view/request/index', this.page), 'guest', { caps });
  }

  /** What the native page was opened with. */
  query(i = -1): Record<string, string> {
    return Object.fromEntries(new URL(`https://x${this.addresses.at(i)!}`).search.slice(1).split('&').map((part) => part.split('=') as [string, string])); // prettier-ignore
  }
}

const code = (promise: Promise<unknown>) => promise.then(() => 'none', (error: { code?: unknown }) => error.code); // prettier-ignore
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

describe('the web-view page', () => {
  it('takes five hundred events once and in order, however often and late they are delivered, and those of a page that loaded again', async () => {
    const told: unknown[] = [];
    const view = new Simulator({ url: 'https://h5.example/app', on: (_name, detail) => told.push(detail) });
    const guest = view.guest();
    await guest.connect('e1');
    for (let i = 0; i < 250; i++) guest.emit('saved', { id: `Observation/${i}` });
    expect(told).toEqual([]); // nothing arrives before the page is left
    view.deliver();
    for (let i = 250; i < 500; i++) guest.emit('saved', { id: `Observation/${i}` });
    view.deliver();
    view.deliver();
    view.reload();
    const again = view.guest();
    await again.connect('e2');
    again.emit('saved', { id: 'after' });
    view.deliver();
    await settle();
    expect(told).toEqual([...Array.from({ length: 500 }, (_none, i) => ({ id: `Observation/${i}` })), { id: 'after' }]);
  });

  it('answers an urgent request by hash: the page is not loaded again, and its state stays', async () => {
    const asked: unknown[] = [];
    const view = new Simulator({ url: 'https://h5.example/app?lang=zh', methods: { 'calendar.add': (argument) => void asked.push(argument) } });
    expect(view.host.src).toBe('https://h5.example/app?lang=zh&nelumbo-caps=calendar.add');
    const guest = view.guest();
    await guest.connect('e1', ['calendar.add']);
    const answer = guest.call('calendar.add', { ref: 'MedicationRequest/m-1' }); // overtakes the greeting, which waits
    expect(view.host.asked(view.query())).toEqual({ method: 'calendar.add', ref: 'MedicationRequest/m-1' });
    expect(asked).toEqual([]); // not before the tap
    await view.host.answer(view.query());
    expect(await answer).toBe(true);
    expect(asked).toEqual([{ ref: 'MedicationRequest/m-1' }]);
    expect(view.loads).toBe(1);
    expect(view.location.hash).toBe(''); // not left behind for "copy link"
    const second = guest.call('calendar.add', { ref: 'MedicationRequest/m-2' });
    await view.host.answer(view.query());
    expect([await second, view.loads]).toEqual([true, 1]);
  });

  it('tells the page a refusal and a failure by their code only', async () => {
    const methods = { fails: () => Promise.reject(Object.assign(new Error('name of a medicine'), { code: 'not-found' })) };
    const view = new Simulator({ url: 'https://h5.example/app', methods });
    const guest = view.guest();
    await guest.connect('e1', ['fails']);
    const refused = guest.call('fails', { ref: 'MedicationRequest/m-1' });
    view.host.refuse(view.query());
    expect(await code(refused)).toBe('aborted');
    const failed = guest.call('fails', { ref: 'MedicationRequest/m-1' });
    await view.host.answer(view.query());
    expect(await code(failed)).toBe('not-found');
    expect(view.host.src).not.toContain('medicine');
  });

  it('refuses what was not offered, a replayed request, and health data in an address', async () => {
    const done: unknown[] = [];
    const view = new Simulator({ url: 'https://h5.example/app', methods: { open: (argument) => void done.push(argument) } });
    const guest = view.guest();
    await guest.connect('e1', ['open', 'erase', 'toString']);
    for (const bad of [{ value: 165 }, { ref: 'Observation/1', value: 165 }, '165/102', { ref: 'Observation/1?v=165' }])
      expect(await code(guest.call('open', bad))).toBe('payload');
    expect(view.addresses).toEqual([]);
    void guest.call('erase', { ref: 'Patient/p' }).catch(() => undefined);
    expect(view.host.asked(view.query())).toBeUndefined();
    void guest.call('toString').catch(() => undefined);
    expect(view.host.asked(view.query())).toBeUndefined();
    const opened = guest.call('open', { ref: 'Observation/1' });
    await view.host.answer(view.query());
    await opened;
    void view.host.answer(view.query()); // the address was opened a second time
    await settle();
    expect(done).toHaveLength(1);
    guest.close();
  });
});
