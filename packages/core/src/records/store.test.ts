import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../crypto/index.js';
import type { Observation, Resource } from '../fhir/index.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import { StorageError } from '../platform.js';
import { openRecords, type Records } from './store.js';

const LOINC = 'http://loinc.org';
const day = 86_400_000;
const start = Date.UTC(2026, 2, 2);
const platform = () => memoryPlatform({ webcrypto: globalThis.crypto, start });
const open = (on: MemoryPlatform, more: { user?: string; tenant?: string; patient?: string } = {}) =>
  openRecords({ ...on, tenant: 'portal', user: 'u-1', ...more });
const reading = (at: number, value: number, codes = ['8867-4'], id?: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  ...(id && { id }),
  code: { coding: codes.map((code) => ({ system: LOINC, code })) },
  effectiveDateTime: new Date(at).toISOString(),
  valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
});
const values = (found: Observation[]) => found.map((one) => one.valueQuantity!.value);
const bases = (on: MemoryPlatform) => on.storage.names().filter((name) => name !== 'nelumbo/install');

describe('the record store', () => {
  it('gives back what was written, after closing and opening again', async () => {
    const on = platform();
    const first = await open(on);
    const { refs } = await first.write([{ put: reading(start, 72) }]);
    await first.close();
    const again = await (await open(on)).get<Observation>(refs[0]!);
    expect(again).toMatchObject({ resourceType: 'Observation', valueQuantity: { value: 72 } });
    expect(refs[0]).toBe(`Observation/${again!.id}`);
  });
  it('stamps id, client identifier, operation and subject, and keeps what others put there', async () => {
    const store = await open(platform(), { patient: 'p1' });
    const foreign = { system: 'urn:host', value: '7' };
    const { refs } = await store.write([
      { put: { ...reading(start, 72), identifier: [foreign], extension: [{ url: 'urn:x', valueString: 'y' }] } as Observation },
    ]);
    const stored = (await store.get<Observation>(refs[0]!))!;
    expect(stored.identifier).toEqual([foreign, { system: 'urn:nelumbo:fhir:id', value: stored.id }]);
    expect(stored.subject).toEqual({ reference: 'Patient/p1' });
    expect(stored.extension!.map(({ url }) => url)).toEqual(['urn:x', 'urn:nelumbo:fhir:op']);
    await store.write([{ put: stored }]);
    const second = (await store.get<Observation>(refs[0]!))!;
    expect(second.identifier).toHaveLength(2);
    expect(second.extension).toHaveLength(2);
    expect(second.extension![1]!.valueString).not.toBe(stored.extension![1]!.valueString);
  });
  it('gives an answer sheet its one identifier', async () => {
    const store = await open(platform());
    const { refs } = await store.write([{ put: { resourceType: 'QuestionnaireResponse', status: 'completed' } as Resource }]);
    expect(await store.get(refs[0]!)).toMatchObject({ identifier: { system: 'urn:nelumbo:fhir:id' } });
  });
  it('reads by any of several codings and by time, in clinical order', async () => {
    const store = await open(platform());
    const at = [40, -70, 3, 0].map((days) => start + days * day);
    await store.write(at.map((t, i) => ({ put: reading(t, i, i === 2 ? ['8867-4', '76477-9'] : ['8867-4']) })));
    await store.write([{ put: reading(start + day, 99, ['2708-6']) }]);
    expect(values(await store.range({ type: 'Observation', codes: ['8867-4'] }))).toEqual([1, 3, 2, 0]);
    expect(values(await store.range({ type: 'Observation', codes: [`${LOINC}|76477-9`] }))).toEqual([2]);
    expect(values(await store.range({ type: 'Observation', codes: ['urn:other|8867-4'] }))).toEqual([]);
    expect(values(await store.range({ type: 'Observation', codes: ['8867-4', '2708-6'], from: start, to: at[2]! }))).toEqual([3, 99]);
    expect(values(await store.range({ type: 'Observation', reverse: true, limit: 2 }))).toEqual([0, 2]);
    expect(await store.range({ type: 'Condition' })).toEqual([]);
  });
  it('moves a record in the index when its time or code changes', async () => {
    const store = await open(platform());
    await store.write([{ put: reading(start, 1, ['8867-4'], 'a') }]);
    await store.write([{ put: reading(start + 100 * day, 2, ['2708-6'], 'a') }]);
    expect(await store.range({ type: 'Observation', codes: ['8867-4'] })).toEqual([]);
    expect(values(await store.range({ type: 'Observation', from: start + 99 * day }))).toEqual([2]);
  });
  it('removes', async () => {
    const store = await open(platform());
    const { refs } = await store.write([{ put: reading(start, 1) }, { put: reading(start, 2) }]);
    await store.write([{ remove: refs[0]! }]);
    expect(await store.get(refs[0]!)).toBeUndefined();
    expect(values(await store.range({ type: 'Observation' }))).toEqual([2]);
    expect(await store.counts()).toEqual({ queued: 1, dead: 0 }); // never sent: nothing to take back
  });
  it('removes what another tab has written since its own last write', async () => {
    const on = platform();
    const [store, other] = [await open(on), await open(on.tab())];
    for (const id of ['a', 'b']) await other.write([{ put: reading(start, 1, ['8867-4'], id) }]); // knows the tail now
    const { refs } = await store.write([{ put: reading(start, 2) }]);
    await other.write([{ remove: refs[0]! }]);
    expect(await store.get(refs[0]!)).toBeUndefined();
  });
  it('keeps documents beside records, in the same commit', async () => {
    const store = await open(platform());
    await store.write([{ doc: 'intake/draft', value: { text: '头痛' } }, { put: reading(start, 1) }]);
    expect(await store.doc('intake/draft')).toEqual({ text: '头痛' });
    await store.write([{ doc: 'intake/draft', value: null }]);
    expect(await store.doc('intake/draft')).toBeUndefined();
  });
  it('does not notice when the caller changes the object afterwards', async () => {
    const store = await open(platform());
    const mine = reading(start, 1);
    const writing = store.write([{ put: mine }]);
    mine.valueQuantity!.value = 2;
    const { refs } = await writing;
    expect((await store.get<Observation>(refs[0]!))!.valueQuantity!.value).toBe(1);
  });
  it('refuses what is no resource', async () => {
    const store = await open(platform());
    for (const bad of [null, {}, { resourceType: 'x' }, { resourceType: 'Observation', id: '../etc' }])
      await expect(store.write([{ put: bad as Resource }])).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('on disk', () => {
  it('nothing is readable: no type, code, id, user or text', async () => {
    const on = platform();
    const store = await open(on, { user: 'wang.xiaoming@example.cn' });
    const { refs } = await store.write([
      { put: { ...reading(start, 165, ['8480-6']), note: [{ text: '早饭后头晕' }] } as Observation },
      { doc: 'intake/draft', value: 'x' },
    ]);
    const seen = [
      ...bases(on),
      ...bases(on).flatMap((name) => on.storage.dump(name).map(({ table, key, value }) => `${table} ${JSON.stringify(key)} ${decodeUtf8(value)}`)),
    ].join('\n');
    expect(seen).toMatch(/outbox/);
    for (const secret of ['Observation', '8480-6', 'loinc', '头晕', 'valueQuantity', refs[0]!.split('/')[1]!, 'wang', 'draft', 'final'])
      expect(seen).not.toContain(secret);
  });
  it('users and tenants have databases of their own', async () => {
    const on = platform();
    const a = await open(on);
    await a.write([{ put: reading(start, 1) }]);
    for (const other of [{ user: 'u-2' }, { tenant: 'elsewhere' }]) expect(await (await open(on, other)).range({ type: 'Observation' })).toEqual([]);
    expect(bases(on)).toHaveLength(3);
  });
  it('a value moved to another place does not open, and does not keep the others from being read', async () => {
    const on = platform();
    const store = await open(on);
    const { refs } = await store.write([1, 2, 3].map((value) => ({ put: reading(start + value, value) })));
    const [name] = bases(on);
    const rows = on.storage.dump(name!).filter(({ table }) => table === 'tail');
    on.storage.tamper(name!, 'tail', rows[0]!.key, rows[1]!.value);
    expect(await store.range({ type: 'Observation' })).toHaveLength(2);
    expect(store.damaged).toBe(1);
    const codes = await Promise.all(
      refs.map((ref) =>
        store.get(ref).then(
          () => 'read',
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect([...codes].sort()).toEqual(['damaged', 'read', 'read']);
    const lost = refs[codes.indexOf('damaged')]!;
    await expect(store.write([{ remove: lost }])).rejects.toMatchObject({ code: 'damaged' }); // else it would look as if it were gone, here and on the server
  });
  it('a damaged value is put aside when its record is written anew', async () => {
    const on = platform();
    const store = await open(on);
    const { refs } = await store.write([{ put: reading(start, 1) }]);
    const [name] = bases(on);
    const row = on.storage.dump(name!).find(({ table }) => table === 'tail')!;
    on.storage.tamper(
      name!,
      'tail',
      row.key,
      row.value.map((byte) => byte ^ 255),
    );
    await store.write([{ put: reading(start, 2, ['8867-4'], refs[0]!.split('/')[1]) }]);
    expect(values(await store.range({ type: 'Observation' }))).toEqual([2]);
    expect(on.storage.dump(name!).filter(({ table }) => table === 'quarantine')).toHaveLength(1);
  });
  it('damaged counters are counted anew, above every operation that waits', async () => {
    const on = platform();
    const store = await open(on);
    await store.write([{ put: reading(start, 1) }, { put: reading(start, 2) }]);
    const [name] = bases(on);
    const head = on.storage.dump(name!).find(({ table, key }) => table === 'meta' && key[0] === 'head')!;
    on.storage.tamper(
      name!,
      'meta',
      head.key,
      head.value.map((byte) => byte ^ 255),
    );
    await store.write([{ put: reading(start, 3) }]);
    await store.write([{ put: reading(start, 4) }]);
    expect(values(await store.range({ type: 'Observation' })).sort()).toEqual([1, 2, 3, 4]);
    expect((await store.counts()).queued).toBe(4);
  });
  it('another key opens nothing, is named, and wipes nothing', async () => {
    const on = platform();
    await (await open(on)).write([{ put: reading(start, 1) }]);
    const [name] = bases(on);
    const before = on.storage.dump(name!).length;
    await on.crypto.forgetKek(name!);
    await expect(open(on)).rejects.toMatchObject({ code: 'wrong-key' });
    await on.crypto.forgetKek('nelumbo/install');
    await expect(open(on)).rejects.toMatchObject({ code: 'wrong-key' });
    expect(bases(on)).toEqual([name]);
    expect(on.storage.dump(name!)).toHaveLength(before);
  });
  it('a newer schema is refused', async () => {
    const on = platform();
    await open(on);
    on.storage.tamper(bases(on)[0]!, 'meta', ['schema'], Uint8Array.of(0x39, 0x39));
    await expect(open(on)).rejects.toMatchObject({ code: 'storage-newer' });
  });
  it('a key store that fails for a moment opens no empty database in place of the kept one', async () => {
    const on = platform();
    await (await open(on)).write([{ put: reading(start, 1) }]);
    const { get } = on.keks;
    Object.assign(on.keks, { get: () => Promise.reject(new Error('busy')) });
    await expect(open(on)).rejects.toMatchObject({ code: 'storage-lost', retry: 'now' });
    Object.assign(on.keks, { get });
    expect(await (await open(on)).range({ type: 'Observation' })).toHaveLength(1);
  });
  it('a device that keeps no keys keeps nothing, and says so', async () => {
    const on = platform();
    Object.assign(on.keks, { add: () => Promise.reject(new Error('refused')) });
    const store = await open(on);
    await store.write([{ put: reading(start, 1) }]);
    expect(store.durable).toBe(false);
    expect(await store.range({ type: 'Observation' })).toHaveLength(1);
    await store.close();
    expect(bases(on)).toEqual([]);
  });
});

describe('two tabs', () => {
  it('both write at once and lose nothing', async () => {
    const on = platform();
    const tabs = await Promise.all([open(on), open(on.tab()), open(on.tab())]);
    await Promise.all(tabs.flatMap((tab, t) => [1, 2, 3, 4].map((i) => tab.write([{ put: reading(start + t, i) }]))));
    for (const tab of tabs) {
      expect(await tab.range({ type: 'Observation' })).toHaveLength(12);
      expect((await tab.counts()).queued).toBe(12);
    }
  });
  it('hear of each other, by refs only', async () => {
    const on = platform();
    const [a, b] = await Promise.all([open(on), open(on.tab())]);
    const heard: unknown[] = [];
    a.onChange((change) => heard.push(change));
    b.onChange((change) => heard.push(change));
    const { refs } = await a.write([{ put: reading(start, 1) }]);
    await Promise.resolve();
    expect(heard).toEqual([
      { refs, types: ['Observation'], origin: 'here' },
      { refs, types: ['Observation'], origin: 'other-tab' },
    ]);
  });
});

describe('a failing storage', () => {
  const commitFault = (on: MemoryPlatform, ...faults: ('quota' | 'lost' | 'lost-applied' | 'conflict')[]) => {
    on.storage.fault = ({ kind }) => (kind === 'commit' ? faults.shift() : undefined);
  };
  it('that is full is reported, writes nothing and works again later', async () => {
    const on = platform();
    const store = await open(on);
    commitFault(on, 'quota');
    await expect(store.write([{ put: reading(start, 1) }])).rejects.toMatchObject({ code: 'storage-full' });
    expect(await store.range({ type: 'Observation' })).toEqual([]);
    expect(await store.counts()).toEqual({ queued: 0, dead: 0 });
    await store.write([{ put: reading(start, 2) }]);
    expect(values(await store.range({ type: 'Observation' }))).toEqual([2]);
  });
  it.each([['lost' as const], ['lost-applied' as const], ['conflict' as const]])('that says "%s" once leaves exactly one write', async (fault) => {
    const on = platform();
    const store = await open(on);
    commitFault(on, fault);
    await store.write([{ put: reading(start, 1) }]);
    expect(await store.range({ type: 'Observation' })).toHaveLength(1);
    expect((await store.counts()).queued).toBe(1);
  });
  it('that stays lost never says "saved"', async () => {
    const on = platform();
    const store: Records = await open(on);
    commitFault(on, 'lost', 'lost');
    await expect(store.write([{ put: reading(start, 1) }])).rejects.toMatchObject({ code: 'storage-lost' });
    expect(await store.range({ type: 'Observation' })).toEqual([]);
  });
  it('that cannot be opened gives a typed error', async () => {
    const on = platform();
    for (const [fault, code] of [
      ['quota', 'storage-full'],
      ['blocked', 'storage-blocked'],
      ['newer', 'storage-newer'],
      ['lost', 'storage-lost'],
    ] as const) {
      on.storage.fault = () => fault;
      await expect(open(on)).rejects.toMatchObject({ code });
    }
    on.storage.fault = () => Promise.reject(new Error('SecurityError'));
    await expect(open(on)).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(new StorageError('lost').message).toBe('storage: lost');
  });
  it('rejects with `closed` after close', async () => {
    const store = await open(platform());
    await store.close();
    await expect(store.write([{ put: reading(start, 1) }])).rejects.toMatchObject({ code: 'closed' });
    await expect(store.range({ type: 'Observation' })).rejects.toMatchObject({ code: 'closed' });
  });
  it('refuses records that refer to each other in a circle: they could never be sent', async () => {
    const store = await open(memoryPlatform({ webcrypto: globalThis.crypto }));
    const goal = (id: string, other: string): Resource =>
      ({ resourceType: 'Goal', id, lifecycleStatus: 'active', description: { text: id }, addresses: [{ reference: `Goal/${other}` }] }) as Resource; // a Goal
    await expect(store.write([{ put: goal('a', 'a') }])).rejects.toMatchObject({ code: 'bad-input' });
    await expect(store.write([{ put: goal('a', 'b') }, { put: goal('b', 'c') }, { put: goal('c', 'a') }])).rejects.toMatchObject({ code: 'bad-input' });
    expect(await store.range({ type: 'Goal' })).toEqual([]);
    await store.write([{ put: goal('a', 'b') }, { put: goal('b', 'c') }, { put: goal('c', 'd') }]);
    await expect(store.write([{ put: goal('c', 'a') }])).rejects.toMatchObject({ code: 'bad-input' });
    expect(await store.range({ type: 'Goal' })).toHaveLength(3);
  });
});
