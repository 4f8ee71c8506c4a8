/* eslint-disable @typescript-eslint/require-await -- what is thrown here must be a rejection */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, encodeUtf8, sameBytes } from '@nelumbo/core/crypto';
import { CryptoError, type Crypto, type Kek, type Keys } from '@nelumbo/core/platform';
import type { KeyValue } from '@nelumbo/core/platform/key-value';
import { deflate, inflate } from './deflate.js';

/** Draws so many random bytes from the platform or the host; rejects without a source. */
export type RandomSource = (bytes: number) => Promise<Uint8Array>;

/** What {@link nobleSuite} needs. */
export interface NobleSuiteOptions {
  readonly random: RandomSource;
  /** Where wrapping keys are kept: a mini-program has no key store of its own. */
  readonly keys: KeyValue;
}

const NONCE = 24; // bytes, XChaCha20 (draft-irtf-cfrg-xchacha-03, 2.3): large enough to be drawn at random for every value
const TAG = 16;
const KEY = 32;
const KEY_ID = 4;
const POOL = 4096; // bytes drawn at a time: every draw crosses from the logic layer to the app

interface Sealing {
  readonly id: Uint8Array;
  readonly enc: Uint8Array;
}

interface Derived {
  readonly root: Uint8Array;
  /** Oldest first; the last one seals. */
  readonly ring: readonly Sealing[];
  readonly idx: Uint8Array;
  readonly audit: Uint8Array;
}

/** Random bytes in stock: drawn in large draughts, given out once, wiped behind. */
function pooled(source: RandomSource): RandomSource {
  let pool = new Uint8Array(0);
  let filling: Promise<void> | undefined;
  const fill = async () => {
    const drawn = await source(POOL);
    if (drawn.length !== POOL || drawn.every((byte) => byte === drawn[0])) throw new CryptoError('unavailable'); // a stub, not a source
    pool = Uint8Array.from(drawn);
  };
  return async (bytes) => {
    if (bytes > POOL / 4) {
      const drawn = await source(bytes);
      if (drawn.length !== bytes) throw new CryptoError('unavailable');
      return Uint8Array.from(drawn);
    }
    while (pool.length < bytes) {
      filling ??= fill().finally(() => (filling = undefined));
      await filling;
    }
    const given = pool.slice(0, bytes);
    pool.fill(0, 0, bytes);
    pool = pool.subarray(bytes);
    return given;
  };
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const unhex = (text: string): Uint8Array => Uint8Array.from({ length: text.length / 2 }, (_none, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));

function openWith(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array {
  if (sealed.length < NONCE + TAG) throw new CryptoError('tampered');
  try {
    return xchacha20poly1305(key, sealed.subarray(0, NONCE), aad).decrypt(sealed.subarray(NONCE));
  } catch (cause) {
    throw new CryptoError('tampered', { cause });
  }
}

// One at a time in the whole mini-program: two callers that start together must end with the same wrapping key.
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const run = last.then(work);
  last = run.catch(() => undefined);
  return run;
}

/**
 * Suite 2 of the Crypto port: XChaCha20-Poly1305, HKDF-SHA-256 and HMAC-SHA-256 by `@noble`, in plain JavaScript.
 *
 * Sealed is `key id 4, nonce 24, ciphertext and tag`, the key id inside the authenticated data, as in suite 1. The device's wrapping key
 * lies in the app's own storage: it guards against nothing that can read that storage, and the guide says so. A secret of the server's
 * or the user's (`secretKek`) does. There is no `pinKek`: 600,000 rounds take half a minute without a compiler.
 */
export function nobleSuite({ random: source, keys: kept }: NobleSuiteOptions): Crypto {
  const random = pooled(source);
  const keyOf = (by: Kek) => by.kek as Uint8Array; // made by deviceKek and secretKek below
  const derivedOf = (keys: Keys) => keys.keys as Derived; // made by unwrap below
  const wrapAad = encodeUtf8('nelumbo 2 wrap');
  const derive = (root: Uint8Array, info: string, length = KEY, salt: Uint8Array = new Uint8Array(0)) =>
    hkdf(sha256, root, salt, encodeUtf8(`nelumbo 2 ${info}`), length);
  const sealing = (root: Uint8Array, n: number): Sealing => {
    const suffix = n ? ` ${n}` : '';
    return { id: derive(root, `id${suffix}`, KEY_ID), enc: derive(root, `enc${suffix}`) };
  };
  const sealWith = async (key: Uint8Array, plain: Uint8Array, aad: Uint8Array) => {
    const nonce = await random(NONCE);
    return concat(nonce, xchacha20poly1305(key, nonce, aad).encrypt(plain));
  };
  const place = (name: string) => `nelumbo:kek:${name}`;
  const make = async (name: string): Promise<Uint8Array> => {
    const known = await kept.get(place(name));
    if (known?.length === KEY * 2) return unhex(known);
    await kept.set(place(name), hex(await random(KEY)));
    const there = await kept.get(place(name)); // only a key that was read back counts
    if (there?.length !== KEY * 2) throw new CryptoError('unavailable');
    return unhex(there);
  };
  return {
    suite: 2,
    random,
    deviceKek: (name) => inTurn(async () => ({ kek: await make(name) })),
    forgetKek: (name) => inTurn(() => kept.remove(place(name))),
    wrap: (raw, by) => sealWith(keyOf(by), raw, wrapAad),
    unwrap: async (wrapped, by) => {
      const root = openWith(keyOf(by), wrapped, wrapAad);
      return { keys: { root, ring: [sealing(root, 0)], idx: derive(root, 'idx'), audit: derive(root, 'audit') } satisfies Derived };
    },
    reveal: async (wrapped, by) => openWith(keyOf(by), wrapped, wrapAad),
    secretKek: async (secret, salt) => ({ kek: derive(secret, 'wrap', KEY, salt) }),
    async rotate(keys) {
      const { ring, ...others } = derivedOf(keys);
      return { keys: { ...others, ring: [...ring, sealing(others.root, ring.length)] } satisfies Derived };
    },
    async seal(keys, plain, aad) {
      const { ring } = derivedOf(keys);
      const { id, enc } = ring[ring.length - 1]!; // never empty
      return concat(id, await sealWith(enc, plain, concat(id, aad)));
    },
    async open(keys, sealed, aad) {
      const named = sealed.subarray(0, KEY_ID);
      const found = derivedOf(keys).ring.find(({ id }) => sameBytes(named, id));
      if (!found) throw new CryptoError('unknown-key');
      return openWith(found.enc, sealed.subarray(KEY_ID), concat(found.id, aad));
    },
    deflate: async (bytes) => deflate(bytes),
    inflate: async (bytes) => inflate(bytes),
    mac: async (keys, part, bytes) => hmac(sha256, derivedOf(keys)[part], bytes),
  };
}
