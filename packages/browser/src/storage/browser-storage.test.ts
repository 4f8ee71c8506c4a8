import { NelumboError } from '@nelumbo/core';
import { StorageError, type Db, type Storage } from '@nelumbo/core/platform';
import { expect } from '@open-wc/testing';
import { browserStorage } from './browser-storage.js';
import { idbStorage } from './idb-storage.js';

const refusal = (): NelumboError => new NelumboError('storage-unavailable', 'refused');
const failing = (thrown: () => Error): Storage => ({ open: () => Promise.reject(thrown()), destroy: () => Promise.reject(thrown()) });
const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'none',
    (thrown: unknown) => (thrown as { code?: unknown }).code,
  );
const fresh = (): string => `nelumbo/test/${crypto.randomUUID()}`;

/** Opens with IndexedDB failing as a browser does. */
async function whereOpeningFails<T>(error: DOMException, run: () => Promise<T>): Promise<T> {
  const original = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function () {
    // A request of the browser's own class whose members are ours: idb looks at the class.
    const request = Object.setPrototypeOf(Object.assign(new EventTarget(), { error, result: undefined }), IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
    queueMicrotask(() => request.dispatchEvent(new Event('error')));
    return request;
  };
  try {
    return await run();
  } finally {
    IDBFactory.prototype.open = original;
  }
}

describe('storage that the browser refuses', () => {
  it('is memory for this visit, and says so', async () => {
    const storage = browserStorage(failing(refusal));
    const name = fresh();
    const db: Db = await storage.open(name, ['a']);
    expect([db.durable, db.lasting]).to.deep.equal([false, false]);
    await db.commit([['a', ['k'], Uint8Array.of(1)]], [], 'strict');
    const again = await storage.open(name, ['a']);
    expect((await again.read([{ table: 'a', key: ['k'] }]))[0]![0]!.value).to.deep.equal(Uint8Array.of(1));
    await storage.destroy(name);
    expect(await (await storage.open(name, ['a'])).read([{ table: 'a', key: ['k'] }])).to.deep.equal([[]]);
  });

  for (const [words, error] of [
    ['site data blocked (Chromium)', new DOMException('The user denied permission to access the database.', 'UnknownError')],
    ['a sandboxed frame', new DOMException('Access is denied in this context.', 'SecurityError')],
  ] as const)
    it(`is told by what IndexedDB throws: ${words}`, async () => {
      await whereOpeningFails(error, async () => {
        expect(await codeOf(idbStorage().open(fresh(), ['a']))).to.equal('storage-unavailable');
        expect((await browserStorage().open(fresh(), ['a'])).lasting).to.equal(false);
      });
    });

  it('is not taken where the page writes lists as text: nothing could be read again', async () => {
    const lists = Array.prototype as { toJSON?: () => string };
    lists.toJSON = () => '[]';
    try {
      expect(await codeOf(browserStorage().open(fresh(), ['a']))).to.equal('unsupported');
    } finally {
      delete lists.toJSON;
    }
    expect(await codeOf(browserStorage().open(fresh(), ['a']))).to.equal('none');
  });

  it('is not a broken disk: nothing takes the place of records that may be there', async () => {
    await whereOpeningFails(new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError'), async () => {
      expect(await codeOf(browserStorage().open(fresh(), ['a']))).to.equal('lost');
    });
    expect(await codeOf(browserStorage(failing(() => new StorageError('quota'))).open(fresh(), ['a']))).to.equal('quota');
  });

  it('after something was stored on this page, is a failure', async () => {
    const kept = idbStorage();
    let isRefused = false;
    const storage = browserStorage({ ...kept, open: (...given) => (isRefused ? Promise.reject(refusal()) : kept.open(...given)) });
    const name = fresh();
    const db = await storage.open(name, ['a']);
    expect(db.lasting).not.to.equal(false);
    isRefused = true;
    expect(await codeOf(storage.open(name, ['a']))).to.equal('storage-unavailable');
    db.close();
    await storage.destroy(name);
  });
});
