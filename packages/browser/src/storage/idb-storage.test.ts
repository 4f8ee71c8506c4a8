import { expect } from '@open-wc/testing';
import { deleteDB, openDB } from 'idb';
import { StorageError, type Db } from '@nelumbo/core/platform';
import { idbStorage } from './idb-storage.js';
import { createPersistence, type Persistence } from './persistence.js';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const storage = idbStorage();

let name = '';
let opened: Db[] = [];

async function open(tables: readonly string[] = ['a', 'b'], from = storage): Promise<Db> {
  const db = await from.open(name, tables);
  opened.push(db);
  return db;
}

/** The code with which a call failed. */
async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof StorageError) return thrown.code;
    throw thrown;
  }
  return 'none';
}

const closed = (db: Db): Promise<string> => new Promise((resolve) => db.onClosed(resolve));

/** Replaces a method of IndexedDB while `run` runs. */
async function withStub<T extends object, K extends keyof T, R>(on: T, method: K, stub: T[K], run: () => Promise<R>): Promise<R> {
  const original = on[method];
  on[method] = stub;
  try {
    return await run();
  } finally {
    on[method] = original;
  }
}

beforeEach(() => {
  name = `nelumbo/test/${crypto.randomUUID()}`;
  opened = [];
});

afterEach(async () => {
  for (const db of opened) db.close();
  await deleteDB(name);
});

describe('storage on IndexedDB', () => {
  it('stores only the bytes of a view, not the buffer behind it', async () => {
    const db = await open();
    const secret = bytes(1, 2, 3, 4, 5, 6);
    await db.commit([['a', ['k'], secret.subarray(2, 4)]], [], 'strict');
    const raw = await openDB(name);
    const value = (await raw.get('a', ['k'])) as Uint8Array;
    raw.close();
    expect([...new Uint8Array(value.buffer)]).to.deep.equal([3, 4]);
  });

  it('passes the asked durability on to IndexedDB', async () => {
    const db = await open();
    const seen: unknown[] = [];
    const original = IDBDatabase.prototype.transaction;
    await withStub(
      IDBDatabase.prototype,
      'transaction',
      function (this: IDBDatabase, ...args: Parameters<typeof original>) {
        const tx = original.apply(this, args);
        seen.push(tx.durability);
        return tx;
      },
      async () => {
        await db.commit([['a', ['k'], bytes(1)]], [], 'strict');
        await db.commit([['a', ['k'], bytes(2)]], [], 'relaxed');
      },
    );
    expect(seen).to.deep.equal(['strict', 'relaxed']);
  });

  it('adds a missing table to an older database and keeps its rows', async () => {
    const old = await open(['a']);
    await old.commit([['a', [1], bytes(1)]], [], 'strict');
    old.close();
    const db = await open(['a', 'b']);
    await db.commit([['b', [1], bytes(2)]], [], 'strict');
    const [[a] = [], [b] = []] = await db.read([
      { table: 'a', key: [1] },
      { table: 'b', key: [1] },
    ]);
    expect([a?.value[0], b?.value[0]]).to.deep.equal([1, 2]);
  });

  it('refuses a database that a newer build has extended', async () => {
    (await open(['a', 'b'])).close();
    expect(await codeOf(open(['a']))).to.equal('newer');
  });

  it('opens for two tabs that upgrade at once', async () => {
    (await open(['a'])).close();
    const [one, two] = await Promise.all([open(['a', 'b']), open(['a', 'b'])]);
    await one.commit([['b', [1], bytes(1)]], [], 'strict');
    expect((await two.read([{ table: 'b', key: [1] }]))[0]).to.have.length(1);
  });
});

describe('storage faults', () => {
  it('says quota when a write finds no room, and nothing of the commit is stored', async () => {
    const db = await open();
    const original = IDBObjectStore.prototype.put;
    let writes = 0;
    const code = await withStub(
      IDBObjectStore.prototype,
      'put',
      function (this: IDBObjectStore, ...args: Parameters<typeof original>) {
        if (++writes === 2) throw new DOMException('full', 'QuotaExceededError');
        return original.apply(this, args);
      },
      () =>
        codeOf(
          db.commit(
            [
              ['a', [1], bytes(1)],
              ['b', [1], bytes(1)],
            ],
            [],
            'strict',
          ),
        ),
    );
    expect(code).to.equal('quota');
    const rows = await db.read([
      { table: 'a', from: [], to: ['~'] },
      { table: 'b', from: [], to: ['~'] },
    ]);
    expect(rows).to.deep.equal([[], []]);
  });

  it('says quota when the room ends only on completion', async () => {
    const db = await open();
    const original = IDBDatabase.prototype.transaction;
    const code = await withStub(
      IDBDatabase.prototype,
      'transaction',
      function (this: IDBDatabase, ...args: Parameters<typeof original>) {
        const tx = original.apply(this, args);
        Object.defineProperty(tx, 'error', { get: () => new DOMException('full', 'QuotaExceededError') });
        tx.commit = () => tx.abort();
        return tx;
      },
      () => codeOf(db.commit([['a', [1], bytes(1)]], [], 'strict')),
    );
    expect(code).to.equal('quota');
  });

  it('closes for a newer page and tells why', async () => {
    const db = await open(['a']);
    const why = closed(db);
    await open(['a', 'b']);
    expect(await why).to.equal('newer');
    expect(await codeOf(db.read([{ table: 'a', key: [1] }]))).to.equal('lost');
  });

  it('closes for an erasure and tells why, also who asks late', async () => {
    const db = await open();
    const why = closed(db);
    await storage.destroy(name);
    expect(await why).to.equal('erased');
    expect(await closed(db)).to.equal('erased');
  });

  it('tells once, and nothing after an own close', async () => {
    const db = await open();
    let told = 0;
    db.onClosed(() => told++);
    db.close();
    await storage.destroy(name);
    expect(told).to.equal(0);
  });

  it('says lost when the connection breaks', async () => {
    const db = await open();
    const broken = (): never => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    };
    const code = await withStub(IDBDatabase.prototype, 'transaction', broken, () => codeOf(db.commit([['a', [1], bytes(1)]], [], 'strict')));
    expect(code).to.equal('lost');
  });

  it('tells of a connection that the browser closed', async () => {
    let raw: IDBDatabase | undefined;
    const original = IDBFactory.prototype.open;
    const db = await withStub(
      IDBFactory.prototype,
      'open',
      function (this: IDBFactory, ...args: Parameters<typeof original>) {
        const request = original.apply(this, args);
        request.addEventListener('success', () => (raw = request.result));
        return request;
      },
      () => open(),
    );
    const why = closed(db);
    raw?.dispatchEvent(new Event('close'));
    expect(await why).to.equal('lost');
  });

  it('says blocked when another page does not let go, and leaves no connection behind', async () => {
    (await open(['a'])).close();
    const stubborn = await openDB(name);
    expect(await codeOf(open(['a', 'b']))).to.equal('blocked');
    stubborn.close();
    const db = await open(['a', 'b']);
    expect(await db.read([{ table: 'b', key: [1] }])).to.deep.equal([[]]);
  });

  it('says that storage is unavailable where the browser refuses it', async () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const failed = await withStub(IDBFactory.prototype, 'open', refuse, () => open().catch((error: unknown) => error));
    expect(failed).to.include({ name: 'NelumboError', code: 'storage-unavailable' });
  });
});

describe('persistence', () => {
  let prompts = 0;
  const manager = { persisted: navigator.storage.persisted, persist: navigator.storage.persist };

  beforeEach(() => {
    prompts = 0;
    localStorage.removeItem('nelumbo/persist-asked');
    navigator.storage.persisted = () => Promise.resolve(false);
    navigator.storage.persist = () => Promise.resolve(++prompts > 0);
  });
  afterEach(() => {
    Object.assign(navigator.storage, manager);
    localStorage.removeItem('nelumbo/persist-asked');
  });

  const settle = async (persistence: Persistence): Promise<void> => {
    await persistence.ask(); // a second asking does nothing; by then the first has been answered
    await new Promise((resolve) => setTimeout(resolve));
  };

  it('asks at the first strict commit after a gesture, not before, and becomes durable', async () => {
    let pressed = false;
    const persistence = createPersistence(() => pressed);
    const db = await open(['a'], idbStorage(persistence));
    await db.commit([['a', [1], bytes(1)]], [], 'strict');
    await settle(persistence);
    pressed = true;
    await db.commit([['a', [1], bytes(1)]], [], 'relaxed');
    expect([prompts, db.durable]).to.deep.equal([0, false]);
    await db.commit([['a', [2], bytes(1)]], [], 'strict');
    await settle(persistence);
    expect([prompts, db.durable]).to.deep.equal([1, true]);
  });

  it('never asks twice, not even on the next visit', async () => {
    await createPersistence(() => true).ask();
    const next = createPersistence(() => true);
    await next.ask();
    await next.ask();
    expect(prompts).to.equal(1);
  });

  describe('of what the browser deletes by itself', () => {
    const saved = async (pressed = true): Promise<Persistence> => {
      const persistence = createPersistence(() => pressed);
      const db = await open(['a'], idbStorage(persistence));
      await db.commit([['a', [1], bytes(1)]], [], 'strict');
      await settle(persistence);
      return persistence;
    };
    const found = (empty: boolean) => createPersistence().dropped(empty); // on the next visit
    beforeEach(() => localStorage.removeItem('nelumbo/kept'));

    it('tells for a week that something was saved here that is gone, whatever is saved meanwhile', async () => {
      await saved();
      expect(found(false)).to.equal(undefined);
      const before = Date.now();
      const at = found(true);
      expect(at).to.be.within(before, Date.now());
      await saved();
      expect(found(false)).to.equal(at);
      localStorage.setItem('nelumbo/kept', String(Date.now() - 8 * 864e5));
      expect(found(false)).to.equal(undefined);
    });

    it('does not miss what was erased on purpose, nor what nobody saved', async () => {
      const storage = idbStorage(await saved());
      await storage.destroy('erased');
      expect(found(true)).to.equal(undefined);
      await saved(false); // without a gesture: sync, or a key
      expect(found(true)).to.equal(undefined);
    });
  });
});
