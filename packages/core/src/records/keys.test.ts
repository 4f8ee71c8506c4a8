import { describe, expect, it } from 'vitest';
import type { Observation } from '../fhir/index.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import { addWrapping, removeWrapping, reseal, rotate, wrappings, type Secret, type Wrapping } from './keys.js';
import { openRecords } from './store.js';

const platform = () => memoryPlatform({ webcrypto: globalThis.crypto });
const secretOf = (byte: number) => new Uint8Array(32).fill(byte);
const server: Secret = { kind: 'server', secret: secretOf(1) };
const passkey: Secret = { kind: 'passkey', secret: secretOf(2) };
const recovery: Secret = { kind: 'recovery', secret: secretOf(3) };
const asked: (readonly Wrapping[])[] = [];
const open = (on: MemoryPlatform, secret?: Secret) =>
  openRecords({
    ...on,
    tenant: 't',
    user: 'u',
    ...(secret && {
      secret: (kinds: readonly Wrapping[]) => {
        asked.push(kinds);
        return Promise.resolve(secret);
      },
    }),
  });
const reading = (id: string): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'x' },
  effectiveDateTime: '2026-01-01T00:00:00Z',
});
const base = (on: MemoryPlatform) => on.storage.names().find((name) => name !== 'nelumbo/install')!;
const keyIds = (on: MemoryPlatform) =>
  new Set(
    on.storage
      .dump(base(on))
      .filter(({ table, key }) => table !== 'keys' && key[0] !== 'schema')
      .map(({ value }) => value.slice(3, 7).join()),
  );

describe('wrappings', () => {
  it('by a server share take the place of the device: without the share nothing opens, and nothing is lost', async () => {
    const on = platform();
    const store = await open(on);
    await store.write([{ put: reading('a') }]);
    await addWrapping(store.vault, server);
    expect(await wrappings(store.vault)).toEqual(['server']);
    await store.close();
    const before = JSON.stringify(on.storage.dump(base(on)));
    await expect(open(on)).rejects.toMatchObject({ code: 'wrong-key' });
    await expect(open(on, { kind: 'server', secret: secretOf(9) })).rejects.toMatchObject({ code: 'wrong-key' });
    expect(JSON.stringify(on.storage.dump(base(on)))).toBe(before);
    const again = await open(on, server);
    expect(asked.at(-1)).toEqual(['server']);
    expect(await again.get('Observation/a')).toBeDefined();
    await again.write([{ put: reading('b') }]);
    await again.close();
    expect(await (await open(on, server)).range({ type: 'Observation' })).toHaveLength(2);
  });
  it('by a passkey need something to recover by, and either opens', async () => {
    const on = platform();
    const store = await open(on);
    await store.write([{ put: reading('a') }]);
    await expect(addWrapping(store.vault, passkey)).rejects.toMatchObject({ code: 'bad-input' });
    await addWrapping(store.vault, recovery);
    await addWrapping(store.vault, passkey);
    await expect(removeWrapping(store.vault, 'recovery')).rejects.toMatchObject({ code: 'bad-input' });
    await store.close();
    for (const secret of [passkey, recovery]) {
      const again = await open(on, secret);
      expect(await again.get('Observation/a')).toBeDefined();
      await again.close();
    }
    const last = await open(on, recovery);
    await removeWrapping(last.vault, 'passkey');
    expect(await wrappings(last.vault)).toEqual(['recovery']);
  });
  it('by a PIN open with the server share only', async () => {
    const on = platform();
    const store = await open(on);
    await store.write([{ put: reading('a') }]);
    await addWrapping(store.vault, { kind: 'pin', pin: '2580', share: secretOf(4) });
    await store.close();
    await expect(open(on, { kind: 'pin', pin: '2581', share: secretOf(4) })).rejects.toMatchObject({ code: 'wrong-key' });
    await expect(open(on, { kind: 'pin', pin: '2580', share: secretOf(5) })).rejects.toMatchObject({ code: 'wrong-key' });
    expect(await (await open(on, { kind: 'pin', pin: '2580', share: secretOf(4) })).get('Observation/a')).toBeDefined();
  });
  it('refuse a secret that is too short to be one', async () => {
    const store = await open(platform());
    await expect(addWrapping(store.vault, { kind: 'server', secret: new Uint8Array(8) })).rejects.toMatchObject({ code: 'bad-input' });
    expect(await wrappings(store.vault)).toEqual(['device']);
  });
  it('shredded, a copy of the database opens with no secret any more', async () => {
    const on = platform();
    const store = await open(on);
    await store.write([{ put: reading('a') }]);
    await addWrapping(store.vault, server);
    const copy = on.storage.dump(base(on)).filter(({ table }) => table !== 'keys');
    const name = base(on);
    await store.vault.shred();
    const db = await on.storage.open(name, [...new Set(copy.map(({ table }) => table)), 'keys']);
    await db.commit(
      copy.map(({ table, key, value }) => [table, key, value] as const),
      [],
      'strict',
    );
    db.close();
    const after = await open(on, server).then(
      (opened) => opened.range({ type: 'Observation' }),
      () => [],
    );
    expect(after).toEqual([]);
  });
});

describe('renewing the sealing key', () => {
  it('seals what is new with the next one, opens what is old, and brings it along when idle', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(Array.from({ length: 300 }, (_, i) => ({ put: reading(`r${i}`) })));
    await store.write([{ put: reading('tail') }, { doc: 'd', value: 1 }]);
    await store.keys.rotate();
    await store.write([{ put: reading('new') }]);
    expect(keyIds(on).size).toBe(2);
    expect(await store.range({ type: 'Observation' })).toHaveLength(302);
    let rounds = 0;
    while (await store.keys.reseal(5)) rounds++;
    expect(rounds).toBeGreaterThan(1);
    expect(keyIds(on).size).toBe(1);
    const again = await open(on.tab());
    expect(await again.range({ type: 'Observation' })).toHaveLength(302);
    expect(await again.doc('d')).toBe(1);
    await again.write([{ put: reading('again') }]);
    expect(await store.range({ type: 'Observation' })).toHaveLength(303);
    expect(store.damaged).toBe(0);
  });
  it('goes on by itself, also after the next opening, and stops when all is done', async () => {
    const on = platform();
    const store = await open(on);
    await store.write(Array.from({ length: 40 }, (_, i) => ({ put: { ...reading(`r${i}`), code: { text: 'x', coding: [{ code: String(i % 20) }] } } })));
    await store.write(Array.from({ length: 70 }, (_, i) => ({ doc: `d${i}`, value: i })));
    await store.keys.rotate();
    on.clock.advance(2000);
    await expect.poll(() => on.clock.pending).toBe(1); // the first fifty are done, the next wait for their turn
    await store.close();
    expect(keyIds(on).size).toBe(2);
    const again = await open(on.tab());
    await expect
      .poll(async () => {
        on.clock.advance(2000);
        await again.doc('d0');
        return keyIds(on).size;
      })
      .toBe(1);
    await again.close();
    const third = await open(on.tab());
    expect(third.vault.hasOldSeals).toBe(false);
    expect(await third.range({ type: 'Observation' })).toHaveLength(40);
    expect(await third.doc('d69')).toBe(69);
    expect(third.damaged).toBe(0);
    await third.close();
  });
  it('is noticed by a tab that was open before', async () => {
    const on = platform();
    const [one, two] = [await open(on), await open(on.tab())];
    await one.write([{ put: reading('a') }]);
    await rotate(one.vault);
    await rotate(one.vault);
    await one.write([{ put: reading('b') }]);
    expect(await two.range({ type: 'Observation' })).toHaveLength(2);
    await two.write([{ put: reading('c') }]);
    while (await reseal(two.vault));
    expect(await one.range({ type: 'Observation' })).toHaveLength(3);
    expect([one.damaged, two.damaged]).toEqual([0, 0]);
  });
});
