import { wechatPlatform, alipayPlatform, type MiniPlatform } from '@nelumbo/miniprogram';
import type { Db } from '@nelumbo/core/platform';
import { describe, expect, it } from 'vitest';
import { Disk, hostRandom, modelOf, type Fault } from './model.js';

/** Mulberry32: the same story for the same seed. */
function chance(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const everything = { from: [-1e15], to: ['\uffff'] };
const shown = async (db: Db) =>
  (await db.read([{ table: 'a', ...everything }]))[0]!.map(({ key, value }) => `${String(key[0])}=${value.length}:${value[0] ?? -1}`);

type Rows = ReadonlyMap<number, { readonly size: number; readonly first: number } | undefined>;
const words = (rows: Rows) => [...rows].sort((x, y) => x[0] - y[0]).flatMap(([key, row]) => (row ? [`${key}=${row.size}:${row.first}`] : [])); // prettier-ignore

/**
 * One story: reads and writes that overlap, with a phone that fails, is full, or kills the app between any two calls of the storage.
 * After each death the storage is opened again: what was acknowledged is there, what was under way is there whole or not at all.
 */
async function story(seed: number): Promise<{ deaths: number; quotas: number; refused: number }> {
  const next = chance(seed);
  const below = (n: number) => Math.floor(next() * n);
  const disk = new Disk();
  const alipay = seed % 2 === 1; // 200 KB a key: long texts are kept in pieces
  let kept: Rows = new Map();
  let deaths = 0;
  let quotas = 0; // calls that answered "full"
  let refused = 0; // writes that found no room all the same
  for (let life = 0; life < 3; life++) {
    const model = modelOf(alipay ? 'my' : 'wx', { disk, later: (run) => void Promise.resolve().then(run) });
    const platform: MiniPlatform = alipay ? alipayPlatform(model.api, { random: hostRandom }) : wechatPlatform(model.api);
    if (next() < 0.3) model.total = 250_000; // a full phone
    const db = await platform.storage.open('t', ['a', 'b']);
    const after = await shown(db);
    expect(after, `seed ${seed}, life ${life}`).toEqual(words(kept));
    let calls = below(60);
    const end: Fault = next() < 0.5 ? 'die before' : 'die after';
    const dies = life < 2;
    model.fault = (name) => {
      if (!/^(set|remove|get)Storage/.test(name)) return undefined;
      if (dies && calls-- === 0) return end;
      if (name !== 'setStorage' || next() >= 0.03) return undefined;
      quotas++;
      return 'quota';
    };
    // Candidates: what may be there after this life. One write can be under way when the phone dies; those behind it wait in line.
    let certain: Rows = kept;
    let doubtful: Rows | undefined;
    const work = async (): Promise<void> => {
      for (let step = 0; step < 12; step++) {
        const changes = new Map(Array.from({ length: 1 + below(4) }, () => [below(12), next() < 0.2 ? undefined : { size: below(next() < 0.1 ? 90_000 : 300), first: below(256) }] as const)); // prettier-ignore
        const puts = [...changes].map(([key, row]) => ['a', [key], row ? new Uint8Array(row.size).fill(row.first) : null] as const);
        const wanted = new Map([...certain, ...[...changes].map(([key, row]) => [key, row && { size: row.size, first: row.size ? row.first : -1 }] as const)]);
        doubtful = wanted;
        const reading = next() < 0.5 ? shown(db) : undefined; // overlaps the write
        const outcome = await db.commit(puts, [], 'strict').then(
          () => 'done' as const,
          (error: { code: string }) => error.code,
        );
        doubtful = undefined;
        await reading;
        if (outcome === 'done') certain = wanted;
        else if (outcome === 'quota') refused++;
        else throw new Error(`seed ${seed}: ${outcome}`);
        expect(await shown(db), `seed ${seed}, step ${step}`).toEqual(words(certain));
      }
    };
    let finished = false;
    const died = async (): Promise<void> => {
      for (let i = 0; i < 20_000; i++) {
        if (model.dead || finished) return;
        await Promise.resolve();
        if (i % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const working = work().then(() => (finished = true));
    await Promise.race([working, died()]);
    if (!finished && !model.dead) await working; // slow, but alive
    if (model.dead) deaths++;
    // Another start of the app tells which of the two it is.
    const look = modelOf(alipay ? 'my' : 'wx', { disk, later: (run) => void Promise.resolve().then(run) });
    const fresh = await (alipay ? alipayPlatform(look.api, { random: hostRandom }) : wechatPlatform(look.api)).storage.open('t', ['a', 'b']);
    const found = await shown(fresh);
    const candidates: readonly Rows[] = doubtful ? [certain, doubtful] : [certain];
    const which = candidates.find((rows) => JSON.stringify(words(rows)) === JSON.stringify(found));
    expect(which, `seed ${seed}, life ${life}: neither the old state nor the new one`).toBeDefined();
    kept = which!;
    fresh.close();
  }
  return { deaths, quotas, refused };
}

describe('a phone that kills, fails and fills up', () => {
  it('never loses what was acknowledged, in a thousand stories', async () => {
    let [deaths, quotas, refused] = [0, 0, 0];
    for (let seed = 1; seed <= 1000; seed++) {
      const met = await story(seed);
      deaths += met.deaths;
      quotas += met.quotas;
      refused += met.refused;
    }
    expect(deaths).toBeGreaterThan(1000); // or the test tests nothing
    expect(quotas).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(100);
  }, 1_200_000);

  it('keeps a text that is longer than a key in pieces, whole or not at all', async () => {
    const disk = new Disk();
    const model = modelOf('my', { disk, later: (run) => void Promise.resolve().then(run) });
    const db = await alipayPlatform(model.api, { random: hostRandom }).storage.open('t', ['a']);
    // Twelve thousand rows: the table of contents alone is longer than 200 KB.
    for (let i = 0; i < 40; i++)
      await db.commit(
        Array.from({ length: 300 }, (_none, j) => ['a', ['row', i * 300 + j], Uint8Array.of(i)] as const),
        [],
        'relaxed',
      );
    expect([...disk.values.values()].every((text) => text.length <= 200 * 1024)).toBe(true);
    expect([...disk.values.keys()].some((key) => /~\d+\.\d+$/.test(key))).toBe(true);
    const again = await alipayPlatform(modelOf('my', { disk, later: (run) => void Promise.resolve().then(run) }).api, { random: hostRandom }).storage.open(
      't',
      ['a'],
    );
    expect((await again.read([{ table: 'a', ...everything, keysOnly: true }]))[0]).toHaveLength(12_000);
  });

  it('takes a read that failed for a failure, not for an empty phone', async () => {
    const disk = new Disk();
    const first = modelOf('wx', { disk });
    const db = await wechatPlatform(first.api).storage.open('t', ['a']);
    await db.commit([['a', [1], Uint8Array.of(7)]], [], 'strict');
    const broken = modelOf('wx', { disk });
    broken.fault = (name) => (name === 'getStorage' ? 'fail' : undefined);
    await expect(wechatPlatform(broken.api).storage.open('t', ['a'])).rejects.toMatchObject({ code: 'lost' });
    expect(disk.values.size).toBeGreaterThan(0);
  });
});
