import { describe, expect, it } from 'vitest';
import { createClient } from './client.js';
import { lazyFamily } from './client/lazy-family.js';
import { memoryPlatform } from './memory/index.js';
import { StorageError } from './platform.js';

const platform = () => memoryPlatform({ webcrypto: globalThis.crypto });
const html = { status: 200, header: () => null, body: '<!doctype html>' };

describe('a client', () => {
  it('can be awaited although its families are facades, and closes ones never loaded', async () => {
    const client = await createClient({ platform: platform() });
    const { vitals } = client;
    expect(await Promise.resolve(vitals)).toBe(vitals);
    await client.close();
    await client.close();
    await expect(client.records.write([])).rejects.toMatchObject({ code: 'closed' });
    await expect((client.vitals as unknown as { anything(): Promise<void> }).anything()).rejects.toMatchObject({ code: 'closed' });
  });
  it('tells of changes and of the locale until the listener is taken back', async () => {
    const client = await createClient({ platform: platform() });
    const heard: unknown[] = [];
    const off = client.on('change', ({ types }) => heard.push(types));
    client.on('locale', ({ locale }) => heard.push(locale));
    await client.records.write([{ doc: 'x', value: 1 }]);
    client.locale = 'en';
    off();
    await client.records.write([{ doc: 'x', value: 2 }]);
    expect(heard).toEqual([['doc'], 'en']);
  });
  it('keeps nothing given until the user decides, remembers the decision and tells it', async () => {
    const on = platform();
    const client = await createClient({ platform: on });
    const heard: unknown[] = [];
    client.on('consent', (detail) => heard.push(detail));
    expect(await client.privacy.consents()).toEqual([]);
    await client.privacy.grant('sync');
    await client.privacy.withdraw('sync');
    await client.close();
    const again = await createClient({ platform: on });
    expect(await again.privacy.consents()).toEqual([{ purpose: 'sync', given: false, decidedAt: on.clock.now() }]);
    expect(heard).toEqual([
      { purpose: 'sync', given: true },
      { purpose: 'sync', given: false },
    ]);
  });
  it('erases: keys, rows and the other tabs', async () => {
    const on = platform();
    const [client, other] = [await createClient({ platform: on }), await createClient({ platform: on.tab() })];
    await client.records.write([{ doc: 'x', value: 1 }]);
    const told: unknown[] = [];
    for (const one of [client, other]) one.on('erased', (detail) => told.push(detail));
    await client.privacy.erase();
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({ elsewhere: true });
    expect(on.storage.names()).toEqual(['nelumbo/install']);
    await expect(other.records.doc('x')).rejects.toMatchObject({ code: 'closed' });
    await expect(client.records.doc('x')).rejects.toMatchObject({ code: 'closed' });
    expect(await (await createClient({ platform: on })).records.doc('x')).toBeUndefined();
  });
  it('erases when it is asked again after a step that failed', async () => {
    const on = platform();
    const { storage } = on;
    let failing = true;
    const destroy = (name: string) => (failing ? Promise.reject(new StorageError('blocked')) : storage.destroy(name));
    const client = await createClient({ platform: { ...on, storage: { open: (...args) => storage.open(...args), destroy } } });
    await client.records.write([{ doc: 'x', value: 1 }]);
    await expect(client.privacy.erase()).rejects.toMatchObject({ code: 'storage-blocked' });
    failing = false;
    await client.privacy.erase();
    expect(on.storage.names()).toEqual(['nelumbo/install']);
  });
  it('withdraws, closes and erases while the host still asks somebody to sign in', async () => {
    for (const leave of ['close', 'erase'] as const) {
      let asked: () => void = () => undefined;
      const asking = new Promise<void>((resolve) => (asked = resolve));
      const token = () => (asked(), new Promise<string>(() => undefined));
      const transport = { send: () => Promise.reject(new Error('nothing is sent without a token')) };
      const client = await createClient({ platform: { ...platform(), transport }, api: { fhir: 'https://fhir.example/R4', token } });
      await client.privacy.grant('sync');
      await asking;
      await (leave === 'close' ? client.close() : client.privacy.erase());
      await expect(client.records.doc('x')).rejects.toMatchObject({ code: 'closed' });
    }
  });
  it('asks for no token any more once it is closing', async () => {
    let reasons: string[] = [];
    let refuse: () => void = () => undefined;
    const sent = new Promise<void>((resolve) => (refuse = resolve));
    let answer: (response: typeof html) => void = () => undefined;
    const transport = { send: () => (refuse(), new Promise<typeof html>((resolve) => (answer = resolve))) };
    const client = await createClient({
      platform: { ...platform(), transport },
      api: { fhir: 'https://fhir.example/R4', token: ({ reason }) => (reasons.push(reason), Promise.resolve('first user')) },
    });
    await client.vitals.measures().catch(() => undefined); // a family that has to close, too
    await client.privacy.grant('sync');
    await sent;
    reasons = [];
    const closing = client.close();
    answer({ ...html, status: 401 });
    await closing;
    expect(reasons).toEqual([]);
  });
  it('closes although a family did not load', async () => {
    let fail: (error: Error) => void = () => undefined;
    const family = lazyFamily(() => new Promise<{ close(): Promise<void>; any(): Promise<void> }>((_, reject) => (fail = reject)));
    const called = family.api.any();
    const closing = family.close();
    fail(new Error('no network'));
    await expect(called).rejects.toThrow('no network');
    await closing;
  });
  it.each([
    ['not-json', html],
    ['not-found', { ...html, status: 404 }],
    ['server', { ...html, status: 503 }],
    ['too-large', { ...html, body: ' '.repeat(10_000_001) }],
    ['offline', undefined],
  ])('names the failure of a source: %s', async (code, answer) => {
    const { jsonFetch } = await import('./client/fetch-json.js');
    const { createAbort } = await import('./platform/abort.js');
    const fetchJson = jsonFetch({ send: () => (answer ? Promise.resolve(answer) : Promise.reject(new Error('x'))) }, createAbort().signal);
    await expect(fetchJson('/x.json')).rejects.toMatchObject({ code });
  });
});
