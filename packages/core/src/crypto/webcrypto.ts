import { CryptoError, type Crypto, type Kek, type Keys } from '../platform.js';
import { concat, encodeUtf8, sameBytes } from './bytes.js';

/** A `CryptoKey`, as far as we look at it. */
export interface CryptoKeyLike {
  readonly type: string;
  readonly extractable: boolean;
}

/** Algorithm parameters, such as `{ name: 'AES-GCM', iv }`. */
export interface AlgorithmLike {
  readonly name: string;
  readonly [parameter: string]: unknown;
}

// What WebCrypto takes: never a view of shared memory.
type Bytes = Uint8Array<ArrayBuffer>;

/** The part of `SubtleCrypto` in use. */
export interface SubtleCryptoLike {
  encrypt(algorithm: AlgorithmLike, key: CryptoKeyLike, data: Bytes): Promise<ArrayBuffer>;
  decrypt(algorithm: AlgorithmLike, key: CryptoKeyLike, data: Bytes): Promise<ArrayBuffer>;
  sign(algorithm: string, key: CryptoKeyLike, data: Bytes): Promise<ArrayBuffer>;
  importKey(format: 'raw', data: Bytes, algorithm: string, extractable: boolean, usages: ('deriveKey' | 'deriveBits')[]): Promise<CryptoKeyLike>;
  deriveKey(
    algorithm: AlgorithmLike,
    base: CryptoKeyLike,
    derived: AlgorithmLike,
    extractable: boolean,
    usages: ('encrypt' | 'decrypt' | 'sign')[],
  ): Promise<CryptoKeyLike>;
  deriveBits(algorithm: AlgorithmLike, base: CryptoKeyLike, length: number): Promise<ArrayBuffer>;
  generateKey(algorithm: { name: 'AES-GCM'; length: number }, extractable: boolean, usages: ('encrypt' | 'decrypt')[]): Promise<CryptoKeyLike>;
}

/** `globalThis.crypto` of a browser or Node, given as an argument because the core has no globals. */
export interface WebCryptoLike {
  readonly subtle: SubtleCryptoLike;
  getRandomValues(bytes: Bytes): Bytes;
}

/** Where the platform keeps its wrapping keys: non-extractable `CryptoKey` objects by name. */
export interface KekStore {
  /** `undefined` when there is none of that name. */
  get(name: string): Promise<CryptoKeyLike | undefined>;
  /** Stores the key unless there is one of that name already (two tabs may try at once: the first wins). */
  add(name: string, key: CryptoKeyLike): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What {@link webCryptoSuite} needs. */
export interface WebCryptoSuiteOptions {
  readonly webcrypto: WebCryptoLike;
  readonly keks: KekStore;
}

const NONCE = 12; // bytes; the size that AES-GCM takes as it is (NIST SP 800-38D, 5.2.1.1)
const KEY_ID = 4; // bytes
const AES = { name: 'AES-GCM', length: 256 } as const;
const HMAC = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const;

interface Derived {
  readonly id: Uint8Array;
  readonly enc: CryptoKeyLike;
  readonly idx: CryptoKeyLike;
  readonly audit: CryptoKeyLike;
}

/**
 * Suite 1 of the Crypto port: AES-256-GCM, HKDF-SHA-256, HMAC-SHA-256, all by WebCrypto.
 *
 * A sealed value is `key id 4, nonce 12, ciphertext and tag`; the key id goes into the authenticated data.
 * @throws nothing itself; the port's methods reject with `CryptoError`
 */
export function webCryptoSuite({ webcrypto, keks }: WebCryptoSuiteOptions): Crypto {
  const { subtle } = webcrypto;
  const randomBytes = (n: number) => webcrypto.getRandomValues(new Uint8Array(n));
  const kekOf = (by: Kek) => by.kek as CryptoKeyLike; // made by deviceKek below
  const plainView = (bytes: Uint8Array) => bytes as Bytes; // the core never makes shared memory
  const derivedOf = (keys: Keys) => keys.keys as Derived; // made by unwrap below

  async function encrypt(key: CryptoKeyLike, plain: Uint8Array, additionalData: Uint8Array): Promise<Uint8Array> {
    const iv = randomBytes(NONCE);
    return concat(iv, new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plainView(plain))));
  }

  async function decrypt(key: CryptoKeyLike, sealed: Uint8Array, additionalData: Uint8Array): Promise<Uint8Array> {
    if (sealed.length < NONCE + 16) throw new CryptoError('tampered');
    try {
      const iv = sealed.slice(0, NONCE);
      return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, plainView(sealed.slice(NONCE))));
    } catch (cause) {
      throw new CryptoError('tampered', { cause });
    }
  }

  async function derive(root: Uint8Array): Promise<Derived> {
    const base = await subtle.importKey('raw', plainView(root), 'HKDF', false, ['deriveKey', 'deriveBits']);
    const hkdf = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encodeUtf8(`nelumbo 1 ${info}`) });
    const [id, enc, idx, audit] = await Promise.all([
      subtle.deriveBits(hkdf('id'), base, KEY_ID * 8),
      subtle.deriveKey(hkdf('enc'), base, AES, false, ['encrypt', 'decrypt']),
      subtle.deriveKey(hkdf('idx'), base, HMAC, false, ['sign']),
      subtle.deriveKey(hkdf('audit'), base, HMAC, false, ['sign']),
    ]);
    return { id: new Uint8Array(id), enc, idx, audit };
  }

  const newKek = () => subtle.generateKey(AES, false, ['encrypt', 'decrypt']);
  const sessions = new Map<string, CryptoKeyLike>();
  const wrapAad = encodeUtf8('nelumbo 1 wrap');

  // WebKit has refused to store keys, or returned null for them later: only a key that was read back and decrypts counts.
  async function works(key: CryptoKeyLike): Promise<boolean> {
    try {
      const probe = randomBytes(16);
      return sameBytes(await decrypt(key, await encrypt(key, probe, wrapAad), wrapAad), probe);
    } catch {
      return false;
    }
  }

  return {
    suite: 1,
    random: (bytes) => new Promise((resolve) => resolve(randomBytes(bytes))), // without a source it rejects
    async deviceKek(name) {
      try {
        let kept = await keks.get(name);
        if (!kept) {
          await keks.add(name, await newKek());
          kept = await keks.get(name);
        }
        if (kept && (await works(kept))) return { kek: kept };
      } catch {
        // The platform refuses to keep keys: the caller sees `session` and says so.
      }
      const session = sessions.get(name) ?? (await newKek());
      sessions.set(name, session);
      return { kek: session, session: true };
    },
    async forgetKek(name) {
      sessions.delete(name);
      await keks.remove(name);
    },
    wrap: (raw, by) => encrypt(kekOf(by), raw, wrapAad),
    unwrap: async (wrapped, by) => ({ keys: await derive(await decrypt(kekOf(by), wrapped, wrapAad)) }),
    async seal(keys, plain, aad) {
      const { id, enc } = derivedOf(keys);
      return concat(id, await encrypt(enc, plain, concat(id, aad)));
    },
    async open(keys, sealed, aad) {
      const { id, enc } = derivedOf(keys);
      if (!sameBytes(sealed.slice(0, KEY_ID), id)) throw new CryptoError('unknown-key');
      return decrypt(enc, sealed.slice(KEY_ID), concat(id, aad));
    },
    mac: async (keys, part, bytes) => new Uint8Array(await subtle.sign('HMAC', derivedOf(keys)[part], plainView(bytes))),
  };
}
