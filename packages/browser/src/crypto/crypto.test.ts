import { expect } from '@open-wc/testing';
import { deleteDB, openDB } from 'idb';
import { CryptoError } from '@nelumbo/core/platform';
import type { CryptoKeyLike, KekStore } from '@nelumbo/core/crypto';
import { browserCrypto } from './crypto.js';
import { idbKekStore, kekDatabase } from './kek-store.js';

const text = new TextEncoder();
const root = crypto.getRandomValues(new Uint8Array(32));
const aad = text.encode('tenant/user/table/key');

describe('crypto of the browser', () => {
  const made: string[] = [];
  const fresh = (): string => {
    made.push(`test/${crypto.randomUUID()}`);
    return made[made.length - 1] ?? '';
  };
  afterEach(async () => {
    for (const name of made.splice(0)) await idbKekStore().remove(name);
  });
  after(() => deleteDB(kekDatabase));

  it('keeps a wrapping key that opens what it wrapped in a later visit', async () => {
    const name = fresh();
    const first = browserCrypto();
    const kek = await first.deviceKek(name);
    const wrapped = await first.wrap(root, kek);
    const sealed = await first.seal(await first.unwrap(wrapped, kek), text.encode('165/102'), aad);
    const later = browserCrypto();
    const keys = await later.unwrap(wrapped, await later.deviceKek(name));
    expect(new TextDecoder().decode(await later.open(keys, sealed, aad))).to.equal('165/102');
  });

  it('stores handles that give no key bytes away', async () => {
    const name = fresh();
    await browserCrypto().deviceKek(name);
    const db = await openDB(kekDatabase);
    const key = (await db.get('keks', name)) as CryptoKey;
    db.close();
    expect(key.extractable).to.be.false;
    const exported = await crypto.subtle.exportKey('raw', key).catch((error: DOMException) => error.name);
    expect(exported).to.equal('InvalidAccessError');
  });

  it('lets one of two tabs make the key, and both use it', async () => {
    const name = fresh();
    const [one, two] = [browserCrypto(), browserCrypto()];
    const [kekOne, kekTwo] = await Promise.all([one.deviceKek(name), two.deviceKek(name)]);
    await two.unwrap(await one.wrap(root, kekOne), kekTwo);
  });

  it('never replaces a key that is kept: what it wrapped would be lost', async () => {
    const [name, store] = [fresh(), idbKekStore()];
    const make = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const [first, second] = [await make(), await make()];
    await store.add(name, first);
    await store.add(name, second);
    const iv = new Uint8Array(12);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, first, root);
    const kept = (await store.get(name)) as CryptoKey;
    expect(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, kept, sealed))).to.deep.equal(root);
  });

  it('refuses a wrong key, and a value in a wrong place', async () => {
    const suite = browserCrypto();
    const [mine, other] = [await suite.deviceKek(fresh()), await suite.deviceKek(fresh())];
    const wrapped = await suite.wrap(root, mine);
    const codeOf = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => (error instanceof CryptoError ? error.code : error));
    expect(await codeOf(suite.unwrap(wrapped, other))).to.equal('tampered');
    const keys = await suite.unwrap(wrapped, mine);
    const foreign = await suite.unwrap(await suite.wrap(crypto.getRandomValues(new Uint8Array(32)), mine), mine);
    const sealed = await suite.seal(keys, text.encode('165'), aad);
    expect(await codeOf(suite.open(foreign, sealed, aad))).to.equal('unknown-key');
    expect(await codeOf(suite.open(keys, sealed, text.encode('elsewhere')))).to.equal('tampered');
  });

  it('says that a key is for this visit only where the browser keeps none', async () => {
    const forgetful: KekStore = { get: () => Promise.resolve(undefined), add: () => Promise.resolve(), remove: () => Promise.resolve() };
    const hollow: KekStore = { ...forgetful, get: () => Promise.resolve(null as unknown as CryptoKeyLike) }; // WebKit has done that
    for (const keks of [forgetful, hollow]) expect((await browserCrypto({ keks }).deviceKek('x')).session).to.be.true;
  });

  it('deflates and inflates', async () => {
    const suite = browserCrypto();
    const plain = text.encode('血压 '.repeat(1000));
    const packed = await suite.deflate!(plain);
    expect(packed.length).to.be.below(200);
    expect(await suite.inflate!(packed)).to.deep.equal(plain);
  });

  it('says in one sentence what an insecure page lacks', () => {
    const insecure = { getRandomValues: crypto.getRandomValues.bind(crypto) };
    expect(() => browserCrypto({ webcrypto: insecure }))
      .to.throw(/https/)
      .with.property('code', 'storage-unavailable');
  });
});
