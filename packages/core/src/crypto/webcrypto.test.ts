import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8, lengthPrefixed, toHex } from './bytes.js';
import { webCryptoSuite, type CryptoKeyLike } from './webcrypto.js';

const memoryKeks = () => {
  const kept = new Map<string, CryptoKeyLike>();
  return {
    kept,
    get: (name: string) => Promise.resolve(kept.get(name)),
    add: (name: string, key: CryptoKeyLike) => Promise.resolve(void (kept.has(name) || kept.set(name, key))),
    remove: (name: string) => Promise.resolve(void kept.delete(name)),
  };
};
const suite = (keks = memoryKeks()) => webCryptoSuite({ webcrypto: globalThis.crypto, keks });
const opened = async (crypto = suite()) => {
  const kek = await crypto.deviceKek('k');
  return crypto.unwrap(await crypto.wrap(await crypto.random(32), kek), kek);
};
const aad = encodeUtf8('place');

describe('the UTF-8 codec', () => {
  it('agrees with TextEncoder on any string, unpaired surrogates included', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => toHex(encodeUtf8(text)) === toHex(new TextEncoder().encode(text))));
    expect(encodeUtf8('a\ud800b\udc00')).toEqual(new TextEncoder().encode('a\ud800b\udc00'));
  });
  it('reads back what it wrote, also beyond one chunk', () => {
    const text = '血压 165/102 𠮷 é\n'.repeat(1000);
    expect(decodeUtf8(encodeUtf8(text))).toBe(text);
  });
  it('gives different bytes for differently cut parts', () => {
    expect(toHex(lengthPrefixed('ab', 'c'))).not.toBe(toHex(lengthPrefixed('a', 'bc')));
  });
});

describe('suite 1', () => {
  it('opens what it sealed, and only at the same place', async () => {
    const crypto = suite();
    const keys = await opened(crypto);
    const sealed = await crypto.seal(keys, encodeUtf8('120/80'), aad);
    expect(decodeUtf8(await crypto.open(keys, sealed, aad))).toBe('120/80');
    await expect(crypto.open(keys, sealed, encodeUtf8('elsewhere'))).rejects.toMatchObject({ code: 'tampered' });
  });
  it('notices every flipped bit and every cut', async () => {
    const crypto = suite();
    const keys = await opened(crypto);
    const sealed = await crypto.seal(keys, encodeUtf8('x'), aad);
    for (let i = 0; i < sealed.length; i++) {
      const bad = sealed.slice();
      bad[i]! ^= 1;
      await expect(crypto.open(keys, bad, aad)).rejects.toMatchObject({ name: 'CryptoError' });
      await expect(crypto.open(keys, sealed.slice(0, i), aad)).rejects.toMatchObject({ name: 'CryptoError' });
    }
  });
  it('names a value of another root instead of calling it tampered', async () => {
    const crypto = suite();
    const sealed = await crypto.seal(await opened(crypto), encodeUtf8('x'), aad);
    await expect(crypto.open(await opened(crypto), sealed, aad)).rejects.toMatchObject({ code: 'unknown-key' });
  });
  it('seals the same text differently each time', async () => {
    const crypto = suite();
    const keys = await opened(crypto);
    expect(toHex(await crypto.seal(keys, aad, aad))).not.toBe(toHex(await crypto.seal(keys, aad, aad)));
  });
  it('derives the same index key from the same root, and different parts from it', async () => {
    const crypto = suite();
    const kek = await crypto.deviceKek('k');
    const wrapped = await crypto.wrap(await crypto.random(32), kek);
    const [a, b] = [await crypto.unwrap(wrapped, kek), await crypto.unwrap(wrapped, kek)];
    expect(await crypto.mac(a, 'idx', aad)).toEqual(await crypto.mac(b, 'idx', aad));
    expect(await crypto.mac(a, 'idx', aad)).not.toEqual(await crypto.mac(a, 'audit', aad));
  });
  it('keeps a wrapping key that cannot be exported, one for two tabs that start together', async () => {
    const keks = memoryKeks();
    const [a, b] = await Promise.all([suite(keks).deviceKek('k'), suite(keks).deviceKek('k')]);
    expect(a.kek).toBe(b.kek);
    expect(keks.kept.get('k')!.extractable).toBe(false);
  });
  it('opens nothing any more once the wrapping key is forgotten', async () => {
    const crypto = suite();
    const wrapped = await crypto.wrap(await crypto.random(32), await crypto.deviceKek('k'));
    await crypto.forgetKek('k');
    await expect(crypto.unwrap(wrapped, await crypto.deviceKek('k'))).rejects.toMatchObject({ code: 'tampered' });
  });
  it('falls back to a key for this visit, and says so, when the platform loses or refuses keys', async () => {
    for (const broken of [{ get: () => Promise.resolve(undefined) }, { add: () => Promise.reject(new Error('refused')) }]) {
      const crypto = suite({ ...memoryKeks(), ...broken });
      const kek = await crypto.deviceKek('k');
      expect(kek.session).toBe(true);
      expect((await crypto.deviceKek('k')).kek).toBe(kek.kek);
    }
  });
});
