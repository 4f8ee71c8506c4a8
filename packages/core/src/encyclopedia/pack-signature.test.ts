import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha512, verifyEd25519 } from './ed25519.js';
import { packFiles } from './pack-files.js';
import { signedBy, signedText } from './pack-signature.js';
import { encodeUtf8 } from '../platform/utf8.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('Ed25519', () => {
  it('hashes as SHA-512 does', () => {
    for (const length of [0, 1, 111, 112, 127, 128, 300]) {
      const text = encodeUtf8('高'.repeat(length));
      expect(Buffer.from(sha512(text)).toString('hex'), String(length)).toBe(createHash('sha512').update(text).digest('hex'));
    }
  });

  it('knows the vectors of RFC 8032', () => {
    const vectors = [
      ['d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '', 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
      ['3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72', '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'],
      ['fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82', '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'],
    ] as const; // prettier-ignore
    for (const [key, message, signature] of vectors) expect(verifyEd25519(bytes(key), bytes(signature), bytes(message))).toBe(true);
  });

  it('agrees with the platform, and refuses whatever was changed', () => {
    for (let i = 0; i < 4; i++) {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const key = Uint8Array.from(Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'));
      const message = encodeUtf8('高血压'.repeat(i * 40));
      const signature = Uint8Array.from(sign(null, message, privateKey));
      expect(verifyEd25519(key, signature, message)).toBe(true);
      expect(verifyEd25519(key, signature, encodeUtf8(`高血压x${i}`))).toBe(false);
      for (const at of [3, 40, 63]) expect(verifyEd25519(key, signature.map((byte, place) => (place === at ? byte ^ 1 : byte)), message)).toBe(false); // prettier-ignore
      expect(verifyEd25519(key.map((byte, place) => (place ? byte : byte ^ 4)), signature, message)).toBe(false); // prettier-ignore
      // s + L signs as well for a check that forgets its bound
      const order = (1n << 252n) + 27742317777372353535851937790883648493n;
      let s = BigInt(`0x${Buffer.from(signature.slice(32)).reverse().toString('hex')}`) + order;
      const other = signature.map((byte, place) => {
        if (place < 32) return byte;
        const low = Number(s & 255n);
        s >>= 8n;
        return low;
      });
      expect(verifyEd25519(key, other, message)).toBe(false);
    }
    expect(verifyEd25519(new Uint8Array(32).fill(255), new Uint8Array(64), encodeUtf8(''))).toBe(false);
    expect(verifyEd25519(new Uint8Array(31), new Uint8Array(64), encodeUtf8(''))).toBe(false);
  }, 30_000);
});

describe('a signed pack', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'jwk' }).x!;
  const manifest = { format: 'nelumbo-pack/2', locales: ['en'], cardsPerShard: 1, entriesPerShard: 1, entries: {}, licences: [], files: {} };
  const value = sign(null, Buffer.from(signedText(manifest)), privateKey).toString('base64url');
  const signed = { ...manifest, signature: { algorithm: 'Ed25519', value } };
  const read = (text: string, check = signedBy(key)) => packFiles('https://cdn.example/p', () => Promise.resolve(text), check)('pack');

  it('opens with the key of its publisher, by the platform or without it, however it is laid out', async () => {
    expect(await read(JSON.stringify(signed, null, 1))).toMatchObject({ locales: ['en'] });
    expect(await read(JSON.stringify(signed), signedBy(key, () => Promise.resolve(true)))).toMatchObject({ locales: ['en'] });
    expect(await read(JSON.stringify(signed), signedBy(key, () => Promise.resolve(undefined)))).toMatchObject({ locales: ['en'] });
    expect(await packFiles('https://cdn.example/p', () => Promise.resolve(JSON.stringify(signed)))('pack')).toMatchObject({ locales: ['en'] });
  }); // prettier-ignore

  it('is refused when it is unsigned, of another publisher, or changed', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!;
    const wrong = [
      manifest,
      { ...signed, locales: ['en', 'zh-CN'] },
      { ...signed, signature: { algorithm: 'none', value } },
      { ...signed, signature: { algorithm: 'Ed25519', value: '?' } },
    ];
    for (const one of wrong) await expect(read(JSON.stringify(one)), JSON.stringify(one)).rejects.toMatchObject({ code: 'damaged' });
    await expect(read(JSON.stringify(signed), signedBy(other))).rejects.toMatchObject({ code: 'damaged' });
    await expect(read(JSON.stringify(signed), signedBy('no key'))).rejects.toMatchObject({ code: 'damaged' });
    await expect(
      read(
        JSON.stringify(signed),
        signedBy(key, () => Promise.resolve(false)),
      ),
    ).rejects.toMatchObject({ code: 'damaged' });
  });
});
