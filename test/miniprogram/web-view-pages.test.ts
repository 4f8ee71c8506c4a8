// The two native pages of the web-view as a platform runs them: pages on a stack, a person who taps or leaves, a method that never answers.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { offerWebView, type WebViewOptions } from '../../packages/miniprogram/src/web-view/host.js';

type Loose = Record<string, unknown>;
interface OpenPage {
  readonly data: Loose;
  call(name: string, argument?: unknown): unknown;
}

const world = globalThis as unknown as { Page: (definition: Loose) => void; wx: object };
const made: Loose[] = [];
world.Page = (definition) => void made.push(definition);
await import('../../packages/miniprogram/src/web-view/page/index.js');
await import('../../packages/miniprogram/src/web-view/request/index.js');
const [webView, request] = made as [Loose, Loose];

let backs = 0;
beforeEach(() => {
  vi.useFakeTimers();
  backs = 0;
  world.wx = { navigateBack: () => void backs++ };
});
afterEach(async () => {
  await vi.runAllTimersAsync();
  vi.useRealTimers();
});

/** A page of the platform: its own data and fields, the definition's functions. */
function page(definition: Loose, query: object = {}): OpenPage {
  const data = { ...(definition['data'] as object) } as Loose;
  const instance: Loose = { ...definition, data, setData: (more: object) => void Object.assign(data, more) };
  const call = (name: string, argument?: unknown) => (instance[name] as (this: Loose, one: unknown) => unknown).call(instance, argument);
  call('onLoad', query);
  return { data, call };
}
const shows = ({ data }: OpenPage) => /#nelumbo=(.*)/.exec(decodeURIComponent(String(data['src'])))?.[1];
const offer = (more: Partial<WebViewOptions>) => offerWebView({ url: 'https://h5.example/app', ...more });
const event = (s: string, n: number, a: unknown) => ({ p: 'nelumbo', v: 1, k: 'evt', s, n, m: 'saved', a });

describe('the native page that does what the web page asks', () => {
  it('does it once, goes back once, and says so by a hash', async () => {
    const done: unknown[] = [];
    offer({ methods: { add: (argument) => void done.push(argument) } });
    const view = page(webView);
    const ask = page(request, { s: 'e1', n: '1', m: 'add', ref: 'Basic/1' });
    expect(ask.data).toMatchObject({ method: 'add', yes: '继续' });
    const first = ask.call('yes');
    await Promise.all([first, ask.call('yes')]);
    ask.call('onUnload');
    expect([done, backs, shows(view)]).toEqual([[{ ref: 'Basic/1' }], 1, 'e1~1~ok']);
    view.call('onUnload');
  });

  it('gives up on a method that never answers, and is not stuck', async () => {
    offer({ methods: { never: () => new Promise(() => undefined) } });
    const view = page(webView);
    const ask = page(request, { s: 'e1', n: '1', m: 'never' });
    const tapped = ask.call('yes');
    await vi.advanceTimersByTimeAsync(59_000);
    expect([backs, shows(view)]).toEqual([0, undefined]);
    await vi.advanceTimersByTimeAsync(2_000);
    await tapped;
    expect([backs, shows(view)]).toEqual([1, 'e1~1~timeout']);
    view.call('onUnload');
  });

  it('tells the page when the user leaves in the middle, and takes no second step back when the answer comes', async () => {
    let answer: (done: void) => void = () => undefined;
    offer({ methods: { slow: () => new Promise<void>((resolve) => (answer = resolve)) } });
    const view = page(webView);
    const ask = page(request, { s: 'e1', n: '1', m: 'slow' });
    const tapped = ask.call('yes');
    ask.call('no');
    ask.call('onUnload');
    expect([backs, shows(view)]).toEqual([1, 'e1~1~timeout']);
    answer();
    await tapped;
    await vi.advanceTimersByTimeAsync(0);
    expect([backs, shows(view)]).toEqual([1, 'e1~1~ok']); // late, for a page that waits still
    view.call('onUnload');
  });

  it('goes back from a request that was answered before', async () => {
    const done: unknown[] = [];
    offer({ methods: { add: () => void done.push(1) } });
    const view = page(webView);
    const query = { s: 'e1', n: '1', m: 'add' };
    await page(request, query).call('yes');
    await page(request, query).call('yes');
    expect([done.length, backs]).toEqual([1, 2]);
    view.call('onUnload');
  });

  it('answers two that are open at a time each for itself', async () => {
    const waiting: (() => void)[] = [];
    offer({ methods: { slow: () => new Promise<void>((resolve) => void waiting.push(resolve)) } });
    const view = page(webView);
    const tapped = ['1', '2'].map((n) => page(request, { s: 'e1', n, m: 'slow' }).call('yes'));
    waiting[0]!();
    await tapped[0];
    expect([backs, shows(view)]).toEqual([1, 'e1~1~ok']);
    waiting[1]!();
    await tapped[1];
    expect([backs, shows(view)]).toEqual([2, 'e1~2~ok']);
    view.call('onUnload');
  });
});

describe('two web-view pages', () => {
  it('do not take each other’s place: the lower hears its posts and is asked again when the upper was left', async () => {
    const told: unknown[] = [];
    offer({ methods: { add: () => undefined }, on: (_name, detail) => void told.push(detail) });
    const [lower, upper] = [page(webView), page(webView)];
    upper.call('message', { detail: { data: [event('upper', 1, 'u1')] } });
    upper.call('onUnload');
    const ask = page(request, { s: 'lower', n: '1', m: 'add' }); // at once
    expect(ask.data['yes']).toBe('继续');
    await ask.call('yes');
    expect([shows(lower), shows(upper)]).toEqual(['lower~1~ok', undefined]);
    upper.call('message', { detail: { data: [event('upper', 1, 'u1'), event('upper', 2, 'u2')] } }); // after it was left
    await vi.advanceTimersByTimeAsync(1_000);
    lower.call('onUnload');
    lower.call('message', { detail: { data: [event('lower', 1, 'l1')] } });
    expect(told).toEqual(['u1', 'u2', 'l1']);
  });

  it('begins anew when its page is loaded again: what was posted before counts once', async () => {
    const told: unknown[] = [];
    offer({ on: (_name, detail) => void told.push(detail) });
    const view = page(webView);
    view.call('message', { detail: { data: [event('first', 1, 'a')] } });
    view.call('message', { detail: { data: [event('first', 1, 'a'), event('second', 1, 'b')] } });
    view.call('onUnload');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual(['a', 'b']);
  });

  it('takes no address with a #, where answers travel', () => {
    expect(() => offerWebView({ url: 'https://h5.example/app#/health' })).toThrow(/no #/);
  });
});
