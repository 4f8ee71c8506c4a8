// A phone whose storage says what is not so: that it wrote, that it removed, that there is nothing, that it failed.
import { alipayPlatform, wechatPlatform } from '@nelumbo/miniprogram';
import type { Db, Storage } from '@nelumbo/core/platform';
import { describe, expect, it } from 'vitest';
import { Disk, hostRandom, modelOf, type Fault, type Model } from './model.js';

const later = (run: () => void) => void Promise.resolve().then(run);
const everything = { table: 'a', from: [-1e15], to: ['\uffff'] };
const shown = async (db: Db) => (await db.read([everything]))[0]!.map(({ key, value }) => `${String(key[0])}=${value.length}:${value[0]}`);
const put = (db: Db, key: number, size: number, first: number) => db.commit([['a', [key], new Uint8Array(size).fill(first)]], [], 'strict');

/** Another start of the app on the same phone. */
function start(disk: Disk, dialect: 'wx' | 'my' = 'wx'): { model: Model; storage: Storage; open: () => Promise<Db> } {
  const model = modelOf(dialect, { disk, later });
  const { storage } = dialect === 'wx' ? wechatPlatform(model.api) : alipayPlatform(model.api, { random: hostRandom });
  return { model, storage, open: () => storage.open('t', ['a']) };
}

/** Its list of keys is the one that it had at some time before. */
function behind({ api }: Model, keys: readonly string[]): void {
  const whole = api['getStorageInfo'] as (options: { success(info: object): void }) => void;
  api['getStorageInfo'] = (options: { success(info: object): void }) => whole({ ...options, success: (info) => options.success({ ...info, keys }) });
}

describe('a storage that lies', () => {
  for (const dialect of ['wx', 'my'] as const) {
    it(`does not get a write acknowledged that it only says it made: ${dialect}`, async () => {
      const disk = new Disk();
      const { model, open } = start(disk, dialect);
      const db = await open();
      await put(db, 1, 10, 1);
      model.fault = (name) => (name === 'setStorage' ? 'silent' : undefined);
      await expect(put(db, 2, 10, 2)).rejects.toMatchObject({ code: 'lost' });
      model.fault = undefined;
      const again = await open();
      expect(await shown(again)).toEqual(['1=10:1']);
      await put(again, 2, 10, 2);
      expect(await shown(await start(disk, dialect).open())).toEqual(['1=10:1', '2=10:2']);
    });

    it(`keeps what was there when a long write that took effect is said to have failed: ${dialect}`, async () => {
      // Texts of two parts; on Alipay the first of them is longer than a key.
      for (const which of [0, 1, 2, 3]) {
        const disk = new Disk();
        const { model, open } = start(disk, dialect);
        const db = await open();
        await put(db, 1, 150_000, 1);
        let n = 0;
        model.fault = (name): Fault | undefined => (name === 'setStorage' && n++ === which ? 'fail after' : undefined);
        await put(db, 1, 150_000, 2).catch(() => undefined);
        model.fault = undefined;
        for (const look of [await open(), await start(disk, dialect).open()])
          expect([['1=150000:1'], ['1=150000:2']], `write ${which}`).toContainEqual(await shown(look));
      }
    });
  }

  it('calls a write that left no trace on a full phone what it is', async () => {
    const { model, open } = start(new Disk());
    const db = await open();
    model.total = 2048;
    model.disk.put('of the host', 'x'.repeat(2040));
    model.fault = (name) => (name === 'setStorage' ? 'silent' : undefined);
    await expect(put(db, 1, 10, 1)).rejects.toMatchObject({ code: 'quota' });
  });

  it('does not call erased what is still there', async () => {
    const disk = new Disk();
    const { model, storage, open } = start(disk);
    await put(await open(), 1, 10, 1);
    model.fault = (name) => (name === 'removeStorage' ? 'silent' : undefined);
    await expect(storage.destroy('t')).rejects.toMatchObject({ code: 'lost' });
    model.fault = undefined;
    await storage.destroy('t');
    expect([...disk.values.keys()]).toEqual([]);
  });

  for (const commits of [3, 50])
    it(`finds and keeps what its list of keys leaves out: ${commits} writes`, async () => {
      const disk = new Disk();
      const db = await start(disk).open();
      const lists: string[][] = [[]];
      for (let i = 0; i < commits; i++) {
        await put(db, i, 10, i);
        if (i % 7 === 2) lists.push([...disk.values.keys()]);
      }
      const whole = await shown(db);
      for (const list of lists) {
        const blind = start(disk);
        behind(blind.model, list);
        expect(await shown(await blind.open()), `${list.length} keys`).toEqual(whole);
        await put(await blind.open(), 0, 10, 0);
        expect(await shown(await start(disk).open())).toEqual(whole);
      }
    });

  it('is not full because it says that its limit is nothing', async () => {
    const model = modelOf('wx', { later });
    const whole = model.api['getStorageInfo'] as (options: { success(info: object): void }) => void;
    model.api['getStorageInfo'] = (options: { success(info: object): void }) =>
      whole({ ...options, success: (info) => options.success({ ...info, limitSize: 0 }) });
    expect((await wechatPlatform(model.api).room()).level).toBe('ok');
  });

  for (const dialect of ['wx', 'my'] as const)
    it(`leaves what the host keeps beside it alone, whatever it is called: ${dialect}`, async () => {
      const disk = new Disk();
      const theirs = { 'photo~1.2': '"a"', nelumbo: '"b"', 'host:nelumbo:t': '"c"', 'nelumbo~3.0': '"d"' };
      for (const [name, text] of Object.entries(theirs)) disk.put(name, text);
      const { open, storage } = start(disk, dialect);
      await put(await open(), 1, 250_000, 1);
      expect(await shown(await start(disk, dialect).open())).toEqual(['1=250000:1']);
      await storage.destroy('t');
      expect(Object.fromEntries(disk.values)).toEqual(theirs);
    });
});
