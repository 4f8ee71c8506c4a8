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
const PIN_ROUNDS = 600_000; // OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256
const AES = { name: 'AES-GCM', length: 256 } as const;
const HMAC = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const;

interface Sealing {
  readonly id: Uint8Array;
  readonly enc: CryptoKeyLike;
}

interface Derived {
  /** Not extractable: it only derives. */
  readonly base: CryptoKeyLike;
  /** Oldest first; the last one seals. */
  readonly ring: readonly Sealing[];
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

  const hkdf = (info: string, salt = new Uint8Array(0)) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: encodeUtf8(`nelumbo 1 ${info}`) });
  const baseOf = (secret: Uint8Array) => subtle.importKey('raw', plainView(secret), 'HKDF', false, ['deriveKey', 'deriveBits']);

  // The first key of a root has no number, so that what the first release sealed opens.
  async function sealing(base: CryptoKeyLike, n: number): Promise<Sealing> {
    const suffix = n ? ` ${n}` : '';
    const [id, enc] = await Promise.all([
      subtle.deriveBits(hkdf(`id${suffix}`), base, KEY_ID * 8),
      subtle.deriveKey(hkdf(`enc${suffix}`), base, AES, false, ['encrypt', 'decrypt']),
    ]);
    return { id: new Uint8Array(id), enc };
  }

  async function derive(root: Uint8Array): Promise<Derived> {
    const base = await baseOf(root);
    const [first, idx, audit] = await Promise.all([
      sealing(base, 0),
      subtle.deriveKey(hkdf('idx'), base, HMAC, false, ['sign']),
      subtle.deriveKey(hkdf('audit'), base, HMAC, false, ['sign']),
    ]);
    return { base, ring: [first], idx, audit };
  }

  const kekFrom = async (secret: Uint8Array, salt: Uint8Array): Promise<Kek> => ({
    kek: await subtle.deriveKey(hkdf('wrap', plainView(salt)), await baseOf(secret), AES, false, ['encrypt', 'decrypt']),
  });

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
    reveal: (wrapped, by) => decrypt(kekOf(by), wrapped, wrapAad),
    secretKek: kekFrom,
    async pinKek(pin, share, salt) {
      const base = await subtle.importKey('raw', plainView(encodeUtf8(pin)), 'PBKDF2', false, ['deriveBits']);
      const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: plainView(salt), iterations: PIN_ROUNDS }, base, 256);
      return kekFrom(concat(new Uint8Array(bits), share), salt);
    },
    async rotate(keys) {
      const { ring, ...others } = derivedOf(keys);
      return { keys: { ...others, ring: [...ring, await sealing(others.base, ring.length)] } satisfies Derived };
    },
    async seal(keys, plain, aad) {
      const { id, enc } = derivedOf(keys).ring.at(-1)!; // never empty
      return concat(id, await encrypt(enc, plain, concat(id, aad)));
    },
    async open(keys, sealed, aad) {
      const named = sealed.subarray(0, KEY_ID);
      const found = derivedOf(keys).ring.findLast(({ id }) => sameBytes(named, id));
      if (!found) throw new CryptoError('unknown-key');
      return decrypt(found.enc, sealed.slice(KEY_ID), concat(found.id, aad));
    },
    mac: async (keys, part, bytes) => new Uint8Array(await subtle.sign('HMAC', derivedOf(keys)[part], plainView(bytes))),
  };
}
