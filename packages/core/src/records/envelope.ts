import { decodeUtf8, encodeUtf8, concat, lengthPrefixed } from '../crypto/index.js';
import { CryptoError, type Crypto, type Key, type Keys, type Table } from '../platform.js';

/** Bytes of a sealed value that differ with each sealing: version, suite, codec, key id, nonce (of suite 1). */
export const REVISION = 19;

const VERSION = 1;
const CODEC = 1; // 4 bytes of length, JSON in UTF-8, zeros
const PADDING = 256; // bytes; the length of a value says little about what it holds

/** Seals JSON values for their place and opens them. A value moved to another place does not open. */
export class Sealer {
  readonly #crypto: Crypto;
  readonly #keys: Keys;
  readonly #context: readonly string[];

  /** @param context - tenant and user */
  constructor(crypto: Crypto, keys: Keys, context: readonly string[]) {
    this.#crypto = crypto;
    this.#keys = keys;
    this.#context = context;
  }

  async seal(table: Table, key: Key, value: unknown): Promise<Uint8Array> {
    const json = encodeUtf8(JSON.stringify(value));
    const plain = new Uint8Array(Math.ceil((json.length + 4) / PADDING) * PADDING);
    plain.set([json.length >>> 24, json.length >>> 16, json.length >>> 8, json.length]);
    plain.set(json, 4);
    const header = Uint8Array.of(VERSION, this.#crypto.suite, CODEC);
    return concat(header, await this.#crypto.seal(this.#keys, plain, this.#aad(header, table, key)));
  }

  /** @throws CryptoError `tampered` or `unknown-key` */
  async open<T>(table: Table, key: Key, sealed: Uint8Array): Promise<T> {
    const header = sealed.slice(0, 3);
    if (header[0] !== VERSION || header[1] !== this.#crypto.suite || header[2] !== CODEC) throw new CryptoError('tampered');
    const plain = await this.#crypto.open(this.#keys, sealed.slice(3), this.#aad(header, table, key));
    const length = plain[0]! * 2 ** 24 + ((plain[1]! << 16) | (plain[2]! << 8) | plain[3]!);
    return JSON.parse(decodeUtf8(plain.subarray(4, 4 + length))) as T; // authenticated: it is what `seal` was given
  }

  #aad(header: Uint8Array, table: Table, key: Key): Uint8Array {
    return lengthPrefixed(header, ...this.#context, table, JSON.stringify(key));
  }
}
