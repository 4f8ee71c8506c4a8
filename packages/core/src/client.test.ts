import { describe, expect, it } from 'vitest';
import { createClient } from './client.js';
import { memoryPlatform } from './memory/index.js';

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
    await client.privacy.erase();
    expect(on.storage.names()).toEqual(['nelumbo/install']);
    await expect(other.records.doc('x')).rejects.toMatchObject({ code: 'closed' });
    await expect(client.records.doc('x')).rejects.toMatchObject({ code: 'closed' });
    expect(await (await createClient({ platform: on })).records.doc('x')).toBeUndefined();
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
