import { expect } from '@open-wc/testing';
import type { TransportRequest } from '@nelumbo/core/platform';
import { browserTransport } from './transport.js';

const transport = browserTransport();
const get: TransportRequest = { method: 'GET', url: '/x', headers: {}, timeoutMs: 5000 };
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

/** An answer that never comes, but listens to being given up. */
const hang = (init: RequestInit | undefined): Promise<Response> =>
  new Promise((_, reject) => {
    const signal = init?.signal;
    const stop = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  });

describe('transport of the browser', () => {
  const original = window.fetch;
  let seen: RequestInit[] = [];
  const answer = (reply: (init: RequestInit | undefined) => Promise<Response>): void => {
    window.fetch = (_, init) => {
      seen.push(init ?? {});
      return reply(init);
    };
  };
  beforeEach(() => (seen = []));
  afterEach(() => {
    window.fetch = original;
  });

  it('reads a real answer, whatever its status', async () => {
    const { status, header, body } = await transport.send({ ...get, url: '/no-such-file.txt' });
    expect(status).to.equal(404);
    expect(header('Content-Type')).to.equal(header('content-type'));
    expect(body).to.be.a('string');
  });

  it('sends no cookies, caches nothing, and lets no signed or writing request be redirected', async () => {
    answer(() => Promise.resolve(new Response('{}')));
    await transport.send(get);
    await transport.send({ ...get, headers: { Authorization: 'Bearer x' } });
    await transport.send({ ...get, method: 'POST', body: '{}' });
    for (const init of seen) expect(init).to.include({ credentials: 'omit', cache: 'no-store', referrerPolicy: 'strict-origin' });
    expect(seen.map((init) => init.redirect)).to.deep.equal(['follow', 'error', 'error']);
  });

  it('says offline when nothing answers, and when it takes too long', async () => {
    answer(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await codeOf(transport.send(get))).to.equal('offline');
    answer(hang);
    expect(await codeOf(transport.send({ ...get, timeoutMs: 10 }))).to.equal('offline');
  });

  it('says aborted when the caller gives up, before or during', async () => {
    answer(hang);
    const control = new AbortController();
    const running = codeOf(transport.send({ ...get, signal: control.signal }));
    control.abort();
    expect(await running).to.equal('aborted');
    expect(await codeOf(transport.send({ ...get, signal: control.signal }))).to.equal('aborted');
  });

  it('stops reading above ten megabytes, whatever the length header says', async () => {
    const piece = new Uint8Array(1024 * 1024);
    let sent = 0;
    const endless = (): ReadableStream => new ReadableStream({ pull: (stream) => (sent++, stream.enqueue(piece)) });
    answer(() => Promise.resolve(new Response(endless(), { headers: { 'content-length': '12' } })));
    expect(await codeOf(transport.send(get))).to.equal('too-large');
    expect(sent).to.be.below(15);
    answer(() => Promise.resolve(new Response('x', { headers: { 'content-length': '99999999' } })));
    expect(await codeOf(transport.send(get))).to.equal('too-large');
  });

  it('reads text whose characters are cut between pieces', async () => {
    const whole = new TextEncoder().encode('高血压');
    const stream = new ReadableStream({
      start: (control) => {
        for (const byte of whole) control.enqueue(Uint8Array.of(byte));
        control.close();
      },
    });
    answer(() => Promise.resolve(new Response(stream)));
    expect((await transport.send(get)).body).to.equal('高血压');
  });

  it('tells when the network goes and comes', () => {
    const told: boolean[] = [];
    const stop = transport.onOnline!((online) => told.push(online));
    dispatchEvent(new Event('offline'));
    dispatchEvent(new Event('online'));
    stop();
    dispatchEvent(new Event('offline'));
    expect(told).to.deep.equal([false, true]);
  });
});
