import type { Observation } from '@nelumbo/core/fhir';
import { memoryKeyValue, memoryPlatform, type MemoryKeyValue } from '@nelumbo/core/memory';
import type { Db, Put } from '@nelumbo/core/platform';
import { keyValueStorage } from '@nelumbo/core/platform/key-value';
import { openRecords } from '@nelumbo/core/records';
import { describe, expect, it } from 'vitest';

const storageOn = (keyValue: MemoryKeyValue) => keyValueStorage({ keyValue, durable: true, quota: 10_000_000 });

// Sixty commits of a few rows, one of them large, with overwrites and deletions: manifests, gathering and sweeping all happen.
const commits: Put[][] = Array.from({ length: 60 }, (_, i) => [
  ['a', [i % 9], Uint8Array.of(i, i, i)],
  ['a', ['n', i % 4], i % 3 ? Uint8Array.of(i) : null],
  ['b', ['x', i], new Uint8Array(i === 20 ? 140_000 : 40 + i).fill(i)],
  ...(i > 5 ? [['b', ['x', i - 5], null] as const] : []),
]);

/** What must be stored after so many commits, as text. */
function stateAfter(n: number): string {
  const rows = new Map<string, string>();
  for (const [table, key, value] of commits.slice(0, n).flat()) {
    if (value) rows.set(JSON.stringify([table, key]), `${value.length}:${value[0]}`);
    else rows.delete(JSON.stringify([table, key]));
  }
  return JSON.stringify([...rows].sort());
}

async function stateOf(db: Db): Promise<string> {
  const all = { from: [-1], to: ['\uffff'] };
  const answers = await db.read(['a', 'b'].map((table) => ({ table, ...all })));
  const rows = answers.flatMap((list, i) => list.map(({ key, value }) => [JSON.stringify([i ? 'b' : 'a', key]), `${value.length}:${value[0]}`]));
  return JSON.stringify(rows.sort());
}

/** Runs the history until call number `at` dies: before it does anything, after it, or with half a text written. */
async function crash(at: number, how: 'before' | 'after' | 'torn'): Promise<{ keyValue: MemoryKeyValue; acknowledged: number; calls: number }> {
  const keyValue = memoryKeyValue();
  const dying = { ...keyValue };
  let calls = 0;
  const dead = new Promise<never>(() => undefined);
  let died: () => void = () => undefined;
  const death = new Promise<void>((resolve) => (died = resolve));
  const step = async (run: () => Promise<void>, torn: () => void) => {
    if (calls++ < at) return run();
    if (calls - 1 === at) {
      if (how === 'after') await run();
      if (how === 'torn') torn();
      died();
    }
    return dead;
  };
  dying.set = (name, text) =>
    step(
      () => keyValue.set(name, text),
      () => keyValue.texts.set(name, text.slice(0, text.length >> 1)),
    );
  dying.remove = (name) =>
    step(
      () => keyValue.remove(name),
      () => undefined,
    );
  let acknowledged = 0;
  const work = async () => {
    const db = await storageOn(dying).open('t', ['a', 'b']);
    for (const puts of commits) {
      await db.commit(puts, [], 'strict');
      acknowledged++;
    }
  };
  await Promise.race([work(), death]);
  return { keyValue, acknowledged, calls };
}

describe('a mini-program storage that dies', () => {
  it.each([['before' as const], ['after' as const], ['torn' as const]])(
    '%s any write holds the old state or the new one, and goes on from it',
    async (how) => {
      const { calls } = await crash(Infinity, how);
      expect(calls).toBeGreaterThan(commits.length); // some commits take more than one write
      for (let at = 0; at < calls; at++) {
        const { keyValue, acknowledged } = await crash(at, how);
        const storage = storageOn(keyValue);
        const db = await storage.open('t', ['a', 'b']);
        const state = await stateOf(db);
        const fits = [acknowledged, acknowledged + 1].filter((n) => stateAfter(n) === state);
        if (!fits.length) throw new Error(`call ${at}: neither state ${acknowledged} nor the next`);
        for (const puts of commits.slice(fits[0])) await db.commit(puts, [], 'strict');
        expect(await stateOf(db)).toBe(stateAfter(commits.length));
        db.close();
        await storage.destroy('t');
        expect([...keyValue.texts.keys()]).toEqual([]);
      }
    },
    120_000,
  );
});

describe('a mini-program storage', () => {
  it('that cannot be read is not an empty one', async () => {
    const keyValue = memoryKeyValue();
    const db = await storageOn(keyValue).open('t', ['a']);
    await db.commit([['a', [1], Uint8Array.of(7)]], [], 'strict');
    const broken = { ...keyValue, get: () => Promise.reject(new Error('storage busy')) };
    await expect(storageOn(broken as MemoryKeyValue).open('t', ['a'])).rejects.toMatchObject({ code: 'lost' });
    const again = await storageOn(keyValue).open('t', ['a']);
    expect((await again.read([{ table: 'a', key: [1] }]))[0]).toHaveLength(1);
  });
  it('keeps databases apart whose names begin alike', async () => {
    const storage = storageOn(memoryKeyValue());
    const [one, two] = [await storage.open('t', ['a']), await storage.open('t:1', ['a'])];
    await one.commit([['a', [1], Uint8Array.of(1)]], [], 'strict');
    await two.commit([['a', [1], Uint8Array.of(2)]], [], 'strict');
    await storage.destroy('t');
    expect((await two.read([{ table: 'a', key: [1] }]))[0]![0]!.value[0]).toBe(2);
  });
  it('stays within its room however often the same is written', async () => {
    const keyValue = memoryKeyValue({ each: 1_000_000, all: 400_000 });
    const db = await storageOn(keyValue).open('t', ['a']);
    for (let i = 0; i < 300; i++) await db.commit([['a', [i % 5], new Uint8Array(20_000).fill(i)]], [], 'strict');
    expect((await db.read([{ table: 'a', key: [4] }]))[0]![0]!.value[0]).toBe(299 & 255);
  });
  it('that is full says so, keeps what it has, and takes more once something went', async () => {
    const keyValue = memoryKeyValue({ each: 1_000_000, all: 300_000 });
    const db = await storageOn(keyValue).open('t', ['a']);
    const big = new Uint8Array(50_000).fill(9);
    let n = 0;
    let code: unknown;
    for (; n < 20 && !code; n++)
      code = await db.commit([['a', [n], big]], [], 'strict').then(
        () => undefined,
        (error: { code: unknown }) => error.code,
      );
    expect(code).toBe('quota');
    expect((await db.read([{ table: 'a', from: [-1], to: ['x'] }]))[0]).toHaveLength(n - 1);
    await db.commit(
      [
        ['a', [0], null],
        ['a', [1], null],
      ],
      [],
      'strict',
    );
    await db.commit([['a', [99], big]], [], 'strict');
    const again = await storageOn(keyValue).open('t', ['a']);
    expect((await again.read([{ table: 'a', from: [-1], to: ['x'] }]))[0]).toHaveLength(n - 2);
  });
  it('carries the record store: written, folded, opened again', async () => {
    const keyValue = memoryKeyValue();
    const on = memoryPlatform({ webcrypto: globalThis.crypto });
    const open = () => openRecords({ ...on, storage: storageOn(keyValue), tenant: 't', user: 'u' });
    const reading = (i: number): Observation => ({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
      effectiveDateTime: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString(),
      valueQuantity: { value: i, code: '/min' },
    });
    const store = await open();
    await store.write(Array.from({ length: 500 }, (_, i) => ({ put: reading(i) })));
    for (let i = 0; i < 40; i++) await store.write([{ put: reading(500 + i) }]);
    await store.fold();
    await store.close();
    const again = await open();
    expect(await again.range({ type: 'Observation' })).toHaveLength(540);
    expect((await again.columns({ type: 'Observation' })).t).toHaveLength(540);
  });
});

it('takes stock without reading what is stored, however much that is', async () => {
  const keyValue = memoryKeyValue();
  let gets = 0;
  const counting = Object.assign({}, keyValue, { get: (name: string) => (gets++, keyValue.get(name)) });
  const open = () => keyValueStorage({ keyValue: counting, durable: true, quota: 10_000_000 }).open('counted', ['a']);
  const fill = async (db: Db, from: number, to: number) => {
    for (let i = from; i < to; i++) await db.commit([['a', [i], new Uint8Array(100).fill(i)]], [], 'relaxed');
  };
  const db = await open();
  await fill(db, 0, 300);
  expect(gets).toBeLessThan(10);
  db.close();
  const again = await open();
  gets = 0;
  await fill(again, 300, 400); // a manifest told how long the segments are
  expect(gets).toBeLessThan(10);
});
