import type { Db, Get, Key, Scan, Storage } from '@nelumbo/core/platform';
import { bytes, rejects, same, type Runner } from './runner.js';

const TABLES = ['a', 'b'];
const low: Key = [-1e15];
const high: Key = ['\uffff'];
const all = (table: string, more: Partial<Scan> = {}): Scan => ({ table, from: low, to: high, ...more });

/**
 * What every Storage must do.
 * @param make - a storage; names are unique for each test, and are destroyed at its end
 */
export function storageContract(name: string, make: () => Storage | Promise<Storage>, { describe, it }: Runner): void {
  let count = 0;
  const test = (title: string, body: (db: Db, storage: Storage, base: string) => Promise<void>) =>
    it(title, async () => {
      const storage = await make();
      const base = `contract/${name}/${++count}`;
      const db = await storage.open(base, TABLES);
      try {
        await body(db, storage, base);
      } finally {
        db.close();
        await storage.destroy(base);
      }
    });
  const one = async (db: Db, want: Get | Scan) => (await db.read([want]))[0]!;

  describe(`storage contract: ${name}`, () => {
    test('gives back the bytes that were put, and nothing for an absent key', async (db) => {
      await db.commit([['a', ['k', 1], bytes('x')]], [], 'strict');
      same(await one(db, { table: 'a', key: ['k', 1] }), [{ key: ['k', 1], value: bytes('x') }]);
      same(await one(db, { table: 'a', key: ['k', 2] }), []);
      same(await one(db, { table: 'b', key: ['k', 1] }), []);
    });
    test('keeps an empty value and every byte', async (db) => {
      const every = Uint8Array.from({ length: 256 }, (_, i) => i);
      await db.commit(
        [
          ['a', ['e'], new Uint8Array(0)],
          ['a', ['f'], every],
        ],
        [],
        'relaxed',
      );
      same((await one(db, { table: 'a', key: ['e'] }))[0]?.value.length, 0);
      same((await one(db, { table: 'a', key: ['f'] }))[0]?.value, every);
    });
    test('stores copies: what the caller changes later does not reach it', async (db) => {
      const mine = bytes('x');
      const done = db.commit([['a', [1], mine]], [], 'strict');
      await done;
      mine[0] = 0;
      same((await one(db, { table: 'a', key: [1] }))[0]?.value, bytes('x'));
    });
    test('orders numbers before strings, element by element, a prefix first', async (db) => {
      const keys: Key[] = [[-5], [1], [1, 'a'], [2, 1], [2, 'a'], [10], ['1'], ['a'], ['a', 1], ['b']];
      await db.commit(
        [...keys].reverse().map((key) => ['a', key, bytes('x')] as const),
        [],
        'strict',
      );
      same(
        (await one(db, all('a'))).map(({ key }) => key),
        keys,
      );
      same(
        (await one(db, all('a', { reverse: true }))).map(({ key }) => key),
        [...keys].reverse(),
      );
    });
    test('scans [from, to) with a limit, from either end, keys only on demand', async (db) => {
      await db.commit(
        [1, 2, 3, 4, 5].map((n) => ['a', ['t', n], bytes(String(n))] as const),
        [],
        'strict',
      );
      const scan = (more: Partial<Scan>) => one(db, { table: 'a', from: ['t', 2], to: ['t', 5], ...more });
      same(
        (await scan({})).map(({ key }) => key[1]),
        [2, 3, 4],
      );
      same(
        (await scan({ limit: 2 })).map(({ key }) => key[1]),
        [2, 3],
      );
      same(
        (await scan({ limit: 2, reverse: true })).map(({ key }) => key[1]),
        [4, 3],
      );
      same(
        (await scan({ keysOnly: true, limit: 1 })).map(({ key, value }) => [key, value.length]),
        [[['t', 2], 0]],
      );
      same(await one(db, { table: 'a', from: ['t', 5], to: ['t', 2] }), [], 'an empty range');
      same(await one(db, { table: 'a', from: ['t', 2], to: ['t', 2] }), [], 'an empty range');
    });
    test('answers all wants of a read in order', async (db) => {
      await db.commit(
        [
          ['a', [1], bytes('1')],
          ['b', [2], bytes('2')],
        ],
        [],
        'strict',
      );
      const rows = await db.read([{ table: 'b', key: [2] }, { table: 'a', key: [9] }, all('a')]);
      same(
        rows.map((found) => found.map(({ key }) => key)),
        [[[2]], [], [[1]]],
      );
    });
    test('deletes with null, also what is not there', async (db) => {
      await db.commit([['a', [1], bytes('x')]], [], 'strict');
      await db.commit(
        [
          ['a', [1], null],
          ['a', [2], null],
        ],
        [],
        'strict',
      );
      same(await one(db, all('a')), []);
    });
    test('commits only if every expectation holds: present with these first bytes, or absent', async (db) => {
      await db.commit([['a', [1], bytes('abc')]], [['a', [1], null]], 'strict');
      await rejects(db.commit([['a', [2], bytes('x')]], [['a', [1], null]], 'strict'), 'conflict');
      await rejects(db.commit([['a', [2], bytes('x')]], [['a', [1], bytes('b')]], 'strict'), 'conflict');
      await rejects(db.commit([['a', [2], bytes('x')]], [['a', [1], bytes('abcd')]], 'strict'), 'conflict');
      await rejects(db.commit([['a', [2], bytes('x')]], [['b', [7], bytes('a')]], 'strict'), 'conflict');
      same((await one(db, all('a'))).length, 1, 'rows after four conflicts');
      await db.commit(
        [['a', [2], bytes('x')]],
        [
          ['a', [1], bytes('ab')],
          ['b', [7], null],
        ],
        'strict',
      );
      same((await one(db, all('a'))).length, 2);
    });
    test('of two commits that expect the same, one wins', async (db, storage, base) => {
      const other = await storage.open(base, TABLES);
      const tries = await Promise.allSettled([db, other].map((tab, i) => tab.commit([['a', ['head'], bytes(String(i))]], [['a', ['head'], null]], 'strict')));
      same(tries.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      other.close();
    });
    test('a failing commit leaves nothing in any table', async (db) => {
      await rejects(
        db.commit(
          [
            ['a', [1], bytes('x')],
            ['b', [1], bytes('x')],
          ],
          [['b', [2], bytes('x')]],
          'strict',
        ),
        'conflict',
      );
      same(await db.read([all('a'), all('b')]), [[], []]);
    });
    test('another handle sees what was committed, and it outlives them all', async (db, storage, base) => {
      await db.commit([['a', [1], bytes('x')]], [], 'strict');
      const other = await storage.open(base, TABLES);
      same((await one(other, all('a'))).length, 1);
      other.close();
      db.close();
      const again = await storage.open(base, TABLES);
      same((await one(again, all('a'))).length, 1);
      again.close();
    });
    test('gains tables when it is opened with more, and keeps its rows', async (db, storage, base) => {
      await db.commit([['a', [1], bytes('x')]], [], 'strict');
      db.close();
      const wider = await storage.open(base, [...TABLES, 'c']);
      await wider.commit([['c', [1], bytes('y')]], [], 'strict');
      same(
        (await wider.read([all('a'), all('c')])).map((rows) => rows.length),
        [1, 1],
      );
      wider.close();
    });
    test('a closed handle rejects with "lost"', async (db) => {
      db.close();
      await rejects(db.read([all('a')]), 'lost');
      await rejects(db.commit([['a', [1], bytes('x')]], [], 'strict'), 'lost');
    });
    test('destroying tells the open handles "erased", and nothing is left', async (db, storage, base) => {
      await db.commit([['a', [1], bytes('x')]], [], 'strict');
      const told = new Promise((resolve) => db.onClosed(resolve));
      await storage.destroy(base);
      same(await told, 'erased');
      const fresh = await storage.open(base, TABLES);
      same(await one(fresh, all('a')), []);
      fresh.close();
    });
    test('tells how much room there is', async (db) => {
      const { used, quota, persisted } = await db.usage();
      same([typeof used, typeof quota, typeof persisted, typeof db.durable], ['number', 'number', 'boolean', 'boolean']);
    });
  });
}
