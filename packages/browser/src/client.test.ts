import { expect } from '@open-wc/testing';
import { openDB } from 'idb';
import type { Observation } from '@nelumbo/core/fhir';
import { createClient } from '@nelumbo/core/client';
import { browserPlatform } from './browser-platform.js';

// The real thing: a client on this browser's ports, with IndexedDB and WebCrypto.

const reading: Observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
  effectiveDateTime: '2026-03-02T08:00:00+08:00',
  note: [{ text: '高血压' }],
  component: [
    {
      code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
      valueQuantity: { value: 165, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    },
    {
      code: { coding: [{ system: 'http://loinc.org', code: '8462-4' }] },
      valueQuantity: { value: 102, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    },
  ],
};

/** Everything that IndexedDB holds for this origin, as one text: names, keys, and bytes read as UTF-8. */
async function dump(): Promise<string> {
  const text = new TextDecoder();
  const show = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? text.decode(value) : value);
  const parts: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    parts.push(name);
    const db = await openDB(name);
    for (const table of db.objectStoreNames) {
      const [keys, values] = await Promise.all([db.getAllKeys(table), db.getAll(table)]);
      parts.push(JSON.stringify({ table, keys, values }, show));
    }
    db.close();
  }
  return parts.join('\n');
}

async function clear(): Promise<void> {
  const all = await indexedDB.databases();
  await Promise.all(
    all.map(
      ({ name = '' }) =>
        new Promise((resolve) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = resolve;
          request.onerror = resolve;
        }),
    ),
  );
}

describe('a client on the browser', () => {
  const user = 'u-wang-0815';
  const open = () => createClient({ platform: browserPlatform(), tenant: 'news-portal', user });
  beforeEach(clear);
  after(clear);

  it('reads back after a reload what it wrote', async () => {
    const first = await open();
    const { refs } = await first.records.write([{ put: reading }]);
    await first.close();
    const second = await open();
    const [found] = await second.records.range<Observation>({ type: 'Observation' });
    const same = await second.records.get<Observation>(refs[0] ?? '');
    await second.close();
    expect(found?.component?.[0]?.valueQuantity?.value).to.equal(165);
    expect(same?.note?.[0]?.text).to.equal('高血压');
  });

  it('tells another tab of a change', async () => {
    const [one, two] = [await open(), await open()];
    const told = new Promise<{ origin: string; types: readonly string[] }>((resolve) => two.on('change', resolve));
    await one.records.write([{ put: reading }]);
    expect(await told).to.deep.include({ origin: 'other-tab', types: ['Observation'] });
    expect(await two.records.range({ type: 'Observation' })).to.have.length(1);
    await one.close();
    await two.close();
  });

  it('leaves nothing readable on the disk: no value, code, type, word or user', async () => {
    const client = await open();
    await client.records.write([{ put: reading }, { doc: 'intake/draft', value: { complaint: '高血压' } }]);
    await client.close();
    const found = await dump();
    expect(found.length).to.be.above(500);
    for (const secret of ['高血压', '"value":165', '165/102', '85354-9', '8480-6', 'Observation', 'mm[Hg]', 'intake', user])
      expect(found).not.to.contain(secret);
  });

  it('control: the same look finds what is stored in the clear', async () => {
    const db = await openDB('nelumbo/control', 1, { upgrade: (fresh) => void fresh.createObjectStore('rows') });
    await db.put('rows', new TextEncoder().encode(JSON.stringify(reading)), ['Observation']);
    db.close();
    const found = await dump();
    for (const secret of ['高血压', '"value\\":165', '8480-6', 'Observation']) expect(found).to.contain(secret);
  });

  it('keeps two users apart', async () => {
    const mine = await open();
    await mine.records.write([{ put: reading }]);
    await mine.close();
    const other = await createClient({ platform: browserPlatform(), tenant: 'news-portal', user: 'u-li' });
    expect(await other.records.range({ type: 'Observation' })).to.deep.equal([]);
    await other.close();
  });

  it('says wrong-key and keeps the records when the device key is gone', async () => {
    const first = await open();
    await first.records.write([{ put: reading }]);
    await first.close();
    const keks = await openDB('nelumbo/keks');
    const names = await keks.getAllKeys('keks');
    const kept = await Promise.all(names.map((name) => keks.get('keks', name) as Promise<CryptoKey>));
    await keks.clear('keks');
    const failed = await open().then(
      (client) => client.close().then(() => undefined),
      (error: { code: string }) => error.code,
    );
    expect(failed).to.equal('wrong-key');
    await keks.clear('keks');
    await Promise.all(names.map((name, i) => keks.put('keks', kept[i], name)));
    keks.close();
    const again = await open();
    expect(await again.records.range({ type: 'Observation' })).to.have.length(1);
    await again.close();
  });

  it('says storage-full when a write finds no room, and what was there stays', async () => {
    const client = await open();
    await client.records.write([{ put: reading }]);
    const original = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const failed = await client.records.write([{ put: reading }]).then(
      () => 'stored',
      (error: { code: string }) => error.code,
    );
    IDBObjectStore.prototype.put = original;
    expect(failed).to.equal('storage-full');
    expect(await client.records.range({ type: 'Observation' })).to.have.length(1);
    await client.records.write([{ put: reading }]);
    expect(await client.records.range({ type: 'Observation' })).to.have.length(2);
    await client.close();
  });

  it('ends in every tab when the records are erased', async () => {
    const [one, two] = [await open(), await open()];
    const told = new Promise<{ error: { code: string } }>((resolve) => two.on('error', resolve));
    await one.privacy.erase();
    expect((await told).error.code).to.be.oneOf(['closed', 'storage-lost']);
    const fresh = await open();
    expect(await fresh.records.range({ type: 'Observation' })).to.deep.equal([]);
    await fresh.close();
  });
});
