import { concat, decodeUtf8, encodeUtf8, lengthPrefixed } from '../crypto/index.js';
import { CryptoError, type Crypto, type Key, type Keys, type Table } from '../platform.js';

/** Bytes of a sealed value that differ with each sealing: version, suite, codec, key id, nonce (of suite 1). */
export const REVISION = 19;

const VERSION = 1;
// Bytes; the length of a value says little about what it holds.
const PADDING = 256;
const NAME_PADDING = 96; // what says which record a server's id is: the longest type and a uuid fit
const BLOCK_PADDING = 4096;

/** What is inside: JSON, deflated JSON, or bytes that need no text. */
const CODECS = { json: 1, deflated: 2, bytes: 3 } as const;

/** Seals values for their place and opens them. A value moved to another place does not open. */
export class Sealer {
  readonly #crypto: Crypto;
  #keys: Keys;
  readonly #context: readonly string[];

  /** @param context - tenant and user */
  constructor(crypto: Crypto, keys: Keys, context: readonly string[]) {
    this.#crypto = crypto;
    this.#keys = keys;
    this.#context = context;
  }

  /** Seals with other keys from now on. */
  adopt(keys: Keys): void {
    this.#keys = keys;
  }

  /** The same value, sealed with the present key. @throws CryptoError `tampered` or `unknown-key` */
  async reseal(table: Table, key: Key, sealed: Uint8Array): Promise<Uint8Array> {
    const header = sealed.slice(0, 3);
    const aad = this.#aad(header, table, key);
    return concat(header, await this.#crypto.seal(this.#keys, await this.#crypto.open(this.#keys, sealed.subarray(3), aad), aad));
  }

  seal(table: Table, key: Key, value: unknown): Promise<Uint8Array> {
    return this.#seal(table, key, encodeUtf8(JSON.stringify(value)), CODECS.json);
  }

  sealBytes(table: Table, key: Key, bytes: Uint8Array): Promise<Uint8Array> {
    return this.#seal(table, key, bytes, CODECS.bytes);
  }

  /** Seals JSON text, deflated where the platform can: for what holds many records. */
  async sealText(table: Table, key: Key, text: string): Promise<Uint8Array> {
    const { encodeText, deflate } = this.#crypto;
    const bytes = encodeText?.(text) ?? encodeUtf8(text);
    return deflate ? this.#seal(table, key, await deflate(bytes), CODECS.deflated, BLOCK_PADDING) : this.#seal(table, key, bytes, CODECS.json, BLOCK_PADDING);
  }

  /** @throws CryptoError `tampered` or `unknown-key` */
  async open<T>(table: Table, key: Key, sealed: Uint8Array): Promise<T> {
    const bytes = await this.openBytes(table, key, sealed);
    return JSON.parse(this.#crypto.decodeText?.(bytes) ?? decodeUtf8(bytes)) as T; // authenticated: it is what `seal` was given
  }

  /** The bytes inside, inflated. @throws CryptoError `tampered` or `unknown-key` */
  async openBytes(table: Table, key: Key, sealed: Uint8Array): Promise<Uint8Array> {
    const header = sealed.slice(0, 3);
    const [version, suite, codec] = header;
    if (version !== VERSION || suite !== this.#crypto.suite || !codec || codec > 3) throw new CryptoError('tampered');
    const plain = await this.#crypto.open(this.#keys, sealed.subarray(3), this.#aad(header, table, key));
    const length = plain[0]! * 2 ** 24 + ((plain[1]! << 16) | (plain[2]! << 8) | plain[3]!);
    const bytes = plain.subarray(4, 4 + length);
    if (codec !== CODECS.deflated) return bytes;
    if (!this.#crypto.inflate) throw new CryptoError('unavailable');
    return this.#crypto.inflate(bytes);
  }

  async #seal(table: Table, key: Key, bytes: Uint8Array, codec: number, padding = table === 'sids' ? NAME_PADDING : PADDING): Promise<Uint8Array> {
    const plain = new Uint8Array(Math.ceil((bytes.length + 4) / padding) * padding);
    plain.set([bytes.length >>> 24, bytes.length >>> 16, bytes.length >>> 8, bytes.length]);
    plain.set(bytes, 4);
    const header = Uint8Array.of(VERSION, this.#crypto.suite, codec);
    return concat(header, await this.#crypto.seal(this.#keys, plain, this.#aad(header, table, key)));
  }

  #aad(header: Uint8Array, table: Table, key: Key): Uint8Array {
    return lengthPrefixed(header, ...this.#context, table, JSON.stringify(key));
  }
}
