import { alipayPlatform, wechatPlatform, type MiniPlatform } from '@nelumbo/miniprogram';
import type { Db } from '@nelumbo/core/platform';
import { describe, expect, it } from 'vitest';
import { Disk, hostRandom, modelOf, type Fault, type Model } from './model.js';

const everything = { table: 'a', from: [-1e15], to: ['\uffff'] };
const now = (run: () => void): void => void Promise.resolve().then(run);
const phone = (alipay: boolean, disk: Disk): { model: Model; platform: MiniPlatform } => {
  const model = modelOf(alipay ? 'my' : 'wx', { disk, later: now });
  return { model, platform: alipay ? alipayPlatform(model.api, { random: hostRandom }) : wechatPlatform(model.api) };
};
const rowsOf = async (db: Db) => (await db.read([everything]))[0]!.map(({ key, value }) => `${String(key[0])}=${value.length}:${value[0] ?? -1}`);
const put = (key: number, size: number, first: number) => [['a', [key], new Uint8Array(size).fill(first)]] as const;
const remove = (key: number) => [['a', [key], null]] as const;
const outcome = (work: Promise<void>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const copy = (disk: Disk): Disk => {
  const other = new Disk();
  for (const [key, text] of disk.values) other.put(key, text);
  return other;
};

/** Writes rows until not one more fits: large ones, then ever smaller ones. Returns how many there are. */
async function fill(db: Db, model: Model, total: number): Promise<number> {
  let key = 0;
  for (; key < 70; key++) await db.commit(put(key, 3_000, 7), [], 'strict'); // two manifests, and the reserve
  model.total = total;
  for (const size of [8_000, 2_000, 300, 20, 1]) while ((await outcome(db.commit(put(key, size, 7), [], 'strict'))) === 'done') key++;
  return key;
}

describe.each([
  ['a key of 1 MB', false],
  ['a key of 200 KB', true],
])('a phone that is full to the last byte, %s', (_name, alipay) => {
  const total = 600_000;

  it('deletes, and has room again', async () => {
    const disk = new Disk();
    const { model, platform } = phone(alipay, disk);
    const db = await platform.storage.open('t', ['a']);
    const count = await fill(db, model, total);
    expect(await outcome(db.commit(put(9_999, 300, 1), [], 'strict'))).toBe('quota');
    const full = disk.used;
    for (let key = 0; key < 40; key++) expect(await outcome(db.commit(remove(key), [], 'strict')), `row ${key}`).toBe('done');
    await db.commit([], [], 'strict'); // gives back what is no longer used
    expect(full - disk.used).toBeGreaterThan(40 * 3_000); // their base64 is 4,000 each
    for (let key = 1_000; key < 1_020; key++) expect(await outcome(db.commit(put(key, 3_000, 9), [], 'strict'))).toBe('done');
    const again = await phone(alipay, disk).platform.storage.open('t', ['a']);
    expect(await rowsOf(again)).toEqual(await rowsOf(db));
    expect(await rowsOf(again)).toHaveLength(count - 40 + 20);
  });

  it('replaces rows by shorter ones, and has room again', async () => {
    const disk = new Disk();
    const { model, platform } = phone(alipay, disk);
    const db = await platform.storage.open('t', ['a']);
    await fill(db, model, total);
    const full = disk.used;
    for (let key = 0; key < 70; key++) expect(await outcome(db.commit(put(key, 30, 2), [], 'strict')), `row ${key}`).toBe('done');
    await db.commit([], [], 'strict');
    expect(full - disk.used).toBeGreaterThan(60 * 3_000);
    expect(await rowsOf(await phone(alipay, disk).platform.storage.open('t', ['a']))).toEqual(await rowsOf(db));
  });

  it('keeps its reserve for that: what adds gets none of it', async () => {
    const disk = new Disk();
    const { model, platform } = phone(alipay, disk);
    const db = await platform.storage.open('t', ['a']);
    await fill(db, model, total);
    for (let i = 0; i < 5; i++) expect(await outcome(db.commit(put(5_000 + i, 300, 1), [], 'strict'))).toBe('quota');
    expect(Math.max(...[...disk.values].filter(([key]) => key.endsWith(':r')).map(([, text]) => text.length))).toBeGreaterThan(90_000);
  });

  it('loses nothing whatever call of a deletion it dies at', async () => {
    const disk = new Disk();
    const start = phone(alipay, disk);
    const db = await start.platform.storage.open('t', ['a']);
    await fill(db, start.model, total);
    const before = await rowsOf(db);
    const after = before.filter((row) => !row.startsWith('3='));
    let died = true;
    for (let call = 0; died; call++)
      for (const end of ['die before', 'die after'] as const satisfies readonly Fault[]) {
        const own = copy(disk);
        const { model, platform } = phone(alipay, own);
        model.total = total;
        const here = await platform.storage.open('t', ['a']);
        let left = call;
        model.fault = (name) => (/^(set|remove)Storage$/.test(name) && left-- === 0 ? end : undefined);
        const done = outcome(here.commit(remove(3), [], 'strict').then(() => here.commit([], [], 'strict')));
        let settled = false;
        void done.then(() => (settled = true));
        while (!settled && !model.dead) await new Promise((resolve) => setImmediate(resolve));
        died = model.dead;
        const found = await rowsOf(await phone(alipay, own).platform.storage.open('t', ['a']));
        expect([before, after], `${end} ${call}`).toContainEqual(found);
        if (!died) expect(found).toEqual(after);
        // What was left halfway is tidied, and the phone has room again.
        const next = phone(alipay, own);
        next.model.total = total;
        const then = await next.platform.storage.open('t', ['a']);
        expect(await outcome(then.commit(remove(4), [], 'strict'))).toBe('done');
      }
  });
});
