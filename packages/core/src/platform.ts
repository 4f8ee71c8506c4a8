/**
 * The ports: everything that the core needs from outside. Interfaces only.
 *
 * An implementation lives in `core/memory` (Node, tests), `@nelumbo/browser` or a mini-program package, and each passes
 * the port contract suite. The core never reaches for a global: time, randomness, storage, network and locks all come through here.
 */

/** Stops something that was started: a timer, a subscription, a listener. Calling it twice is harmless. */
export type Cancel = () => void;

/** Structural subset of `AbortSignal`, so that platforms without one can supply their own. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

// ---------------------------------------------------------------- Storage

/** Name of a table. The set is fixed by the schema that `records` opens. */
export type Table = string;

/** Compared element by element: a number sorts before a string, a prefix before what it begins. */
export type Key = readonly (string | number)[];

/** One change: the value to store, or `null` to delete. */
export type Put = readonly [table: Table, key: Key, value: Uint8Array | null];

/** A precondition: the stored value begins with these bytes; `null` means that the key is absent. */
export type Expect = readonly [table: Table, key: Key, startsWith: Uint8Array | null];

/** Reads one key. */
export interface Get {
  readonly table: Table;
  readonly key: Key;
}

/** Reads keys in `[from, to)`, ascending unless `reverse`. */
export interface Scan {
  readonly table: Table;
  readonly from: Key;
  readonly to: Key;
  readonly reverse?: boolean;
  /** Most rows to return; all without it. */
  readonly limit?: number;
  /** Leaves the values out (`value` is empty). */
  readonly keysOnly?: boolean;
}

/** A stored row. */
export interface Row {
  readonly key: Key;
  readonly value: Uint8Array;
}

/**
 * Why a storage call failed. Nothing was written unless the code is `lost`, where the outcome is unknown.
 * `conflict`: an `Expect` did not hold. `quota`: no room. `blocked`: another page holds an older version open.
 * `newer`: the stored schema is newer than this code. `lost`: the connection broke.
 */
export type StorageErrorCode = 'conflict' | 'quota' | 'blocked' | 'newer' | 'lost';

/** The only error that a `Storage` or `Db` rejects with. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  constructor(
    readonly code: StorageErrorCode,
    options?: { cause?: unknown },
  ) {
    super(`storage: ${code}`, options);
  }
}

/** An open database. */
export interface Db {
  /** False where the platform may drop the data (private window, unpersisted storage); the UI says so. */
  readonly durable: boolean;
  /** False where it is kept in memory only and gone with this visit; absent: it stays. */
  readonly lasting?: boolean;
  /**
   * When the platform was found to have deleted what a user had saved, in ms; told for a week after.
   * @param empty - nothing of this installation is kept now
   */
  dropped?(empty: boolean): number | undefined;
  /** Answers every want from one snapshot, in order. A `Get` yields zero or one row. */
  read(wants: readonly (Get | Scan)[]): Promise<Row[][]>;
  /**
   * All or nothing, over any tables; resolves only when complete. `strict` asks the platform to reach the disk first.
   * @throws StorageError
   */
  commit(puts: readonly Put[], expect: readonly Expect[], durability: 'strict' | 'relaxed'): Promise<void>;
  /** Bytes used and allowed for this origin, and whether the platform promised not to evict. */
  usage(): Promise<{ used: number; quota: number; persisted: boolean }>;
  /** Called once when the database is closed from outside. */
  onClosed(listener: (why: 'lost' | 'newer' | 'erased') => void): void;
  /** Called when the platform was asked for the promise to keep the data: `durable` says what it answered. Absent where nothing is asked. */
  onAsked?(listener: () => void): void;
  close(): void;
}

/** Opens and destroys databases by name. */
export interface Storage {
  /** Creates missing tables. @throws StorageError `blocked`, `newer`, `quota` or `lost` */
  open(name: string, tables: readonly Table[]): Promise<Db>;
  destroy(name: string): Promise<void>;
}

// ---------------------------------------------------------------- Crypto

/** A key that wraps others; opaque to the core. */
export interface Kek {
  readonly kek: unknown;
  /** The device keeps no keys: this one, and with it the data, is gone after the visit. */
  readonly session?: boolean;
}

/** Keys derived from one root (HKDF: enc, idx, audit); opaque to the core. */
export interface Keys {
  readonly keys: unknown;
}

/** Why a sealed value did not open. */
export class CryptoError extends Error {
  override readonly name = 'CryptoError';
  constructor(
    readonly code: 'tampered' | 'unknown-key' | 'unavailable',
    options?: { cause?: unknown },
  ) {
    super(`crypto: ${code}`, options);
  }
}

/** Authenticated encryption and key handling. */
export interface Crypto {
  /** 1: AES-256-GCM (WebCrypto); 2: XChaCha20-Poly1305. */
  readonly suite: 1 | 2;
  /** Cryptographic randomness. Rejects without a source; never falls back to `Math.random`. */
  random(bytes: number): Promise<Uint8Array>;
  /** The device's wrapping key of that name, created on first use and test-decrypted; a `session` key where none can be kept. */
  deviceKek(name: string): Promise<Kek>;
  /** Destroys the device's wrapping key of that name: what it wrapped never opens again. */
  forgetKek(name: string): Promise<void>;
  wrap(raw: Uint8Array, by: Kek): Promise<Uint8Array>;
  /** @throws CryptoError `tampered` */
  unwrap(wrapped: Uint8Array, by: Kek): Promise<Keys>;
  /** Nonce and tag are part of the result; a fresh random nonce each time. */
  seal(keys: Keys, plain: Uint8Array, aad: Uint8Array): Promise<Uint8Array>;
  /** @throws CryptoError `tampered` or `unknown-key` */
  open(keys: Keys, sealed: Uint8Array, aad: Uint8Array): Promise<Uint8Array>;
  /** HMAC-SHA-256 under the derived key `part`. */
  mac(keys: Keys, part: 'idx' | 'audit', bytes: Uint8Array): Promise<Uint8Array>;
  /** A wrapping key out of a secret of full strength: a server's share, a passkey's PRF output, a recovery code. */
  secretKek?(secret: Uint8Array, salt: Uint8Array): Promise<Kek>;
  /** A wrapping key out of a PIN and a server's share: slow to guess, and not at all without the share. */
  pinKek?(pin: string, share: Uint8Array, salt: Uint8Array): Promise<Kek>;
  /** The secret that was wrapped, to wrap it once more by another key. @throws CryptoError `tampered` */
  reveal?(wrapped: Uint8Array, by: Kek): Promise<Uint8Array>;
  /** The same keys, sealing with the next one; what earlier ones sealed still opens. */
  rotate?(keys: Keys): Promise<Keys>;
  deflate?(bytes: Uint8Array): Promise<Uint8Array>;
  inflate?(bytes: Uint8Array): Promise<Uint8Array>;
  /** UTF-8 by the platform's own codec, where it has one: several times faster than the core's. */
  encodeText?(text: string): Uint8Array;
  decodeText?(bytes: Uint8Array): string;
}

// ---------------------------------------------------------------- Clock

/** Time as a port: tests turn the hands, mini-programs without zone data say so. */
export interface Clock {
  /** Milliseconds since 1970 UTC; may jump. */
  now(): number;
  /** Milliseconds that never go back. */
  monotonic(): number;
  after(ms: number, run: () => void): Cancel;
  /** Minutes east of UTC at instant `t` (ms) in `zone` (IANA; default: the device's). */
  offset(t: number, zone?: string): number;
}

// ---------------------------------------------------------------- Locks

/** What tabs tell each other: a topic and a token, never data. */
export interface Note {
  readonly topic: string;
  readonly tokens?: readonly string[];
}

/** Mutual exclusion and whispering between the tabs of one origin. */
export interface Locks {
  /**
   * Runs `task` while holding `name`. `lost` aborts when the lock was stolen or the page is being frozen.
   * With `ifFree`, resolves `undefined` without running when somebody else holds it.
   */
  run<T>(name: string, options: { ifFree?: boolean; steal?: boolean }, task: (lost: Signal) => Promise<T>): Promise<T | undefined>;
  /** Tells the other tabs (never the own one). */
  tell(channel: string, note: Note): void;
  hear(channel: string, listener: (note: Note) => void): Cancel;
  /** Releases channels and gives up locks. */
  close(): void;
}

// ---------------------------------------------------------------- Transport

/** An HTTP request. PATCH and DELETE do not exist: mini-program platforms lack them. */
export interface TransportRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: Signal;
}

/** An HTTP answer of any status. */
export interface TransportResponse {
  readonly status: number;
  /** Case-insensitive; `null` when absent. */
  header(name: string): string | null;
  readonly body: string;
}

/** Sends requests. Rejects when the outcome is unknown (offline, time-out, aborted, broken off); any HTTP status resolves. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Whether the platform believes that it is online, and tells when that changes. Optional: absent means "try". */
  readonly online?: boolean;
  onOnline?(listener: (online: boolean) => void): Cancel;
}

// ---------------------------------------------------------------- Notifier

/** How a platform can remind. */
export interface NotifierChannel {
  readonly id: 'in-page' | 'notification' | 'web-push' | 'calendar-file' | 'calendar' | 'calendar-repeat' | 'subscribe' | 'host';
  /** Reminds although the page is closed. */
  readonly closedPage: boolean;
  /** On the minute, while it can remind at all. */
  readonly exact: boolean;
  /** One call can ask for a repeating reminder. */
  readonly repeat: boolean;
  /** A reminder can be taken back. */
  readonly cancel: boolean;
  /** What is still missing before it works: a permission to ask for, an install, a tap. Empty when ready. */
  readonly needs: readonly ('permission' | 'denied' | 'install' | 'gesture' | 'host')[];
}

/** A reminder. `text` is neutral; the medicine's name stands in it only by the user's choice. */
export interface Reminder {
  /** Same id: replaces the earlier one. */
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly title: string;
  readonly text: string;
}

/** Reminds the user, as far as the platform can. */
export interface Notifier {
  capabilities(): Promise<readonly NotifierChannel[]>;
  /** Asks for what `needs` names; call it in a user gesture. Resolves to the channels afterwards. */
  request(channel: NotifierChannel['id']): Promise<readonly NotifierChannel[]>;
  /** Shows, sounds and vibrates now, through whatever is ready. Resolves to the channels that were really used. */
  ring(reminder: Reminder): Promise<readonly NotifierChannel['id'][]>;
  /** Tries one channel now; whether it was really used. */
  test?(channel: NotifierChannel['id'], reminder: Reminder): Promise<boolean>;
  /** Takes back what `request` gave, such as the consent to be woken by a server. Absent where nothing is kept. */
  release?(channel: NotifierChannel['id']): Promise<readonly NotifierChannel[]>;
  /**
   * Hands over what is to come, replacing what was handed over before, to a channel that rings in a closed page. Absent without one.
   * @param options - `names`: the user agreed that the texts name medicines
   */
  plan?(reminders: readonly Reminder[], options: { readonly names: boolean }): Promise<void>;
}

// ---------------------------------------------------------------- Devices

/** One value that a device sent. */
export interface DeviceValue {
  /** 16-bit number of the Bluetooth characteristic, such as 0x2A35. */
  readonly characteristic: number;
  readonly value: Uint8Array;
}

/** What is wanted of a device: the characteristics of one Bluetooth service. */
export interface DeviceService {
  /** 16-bit number, such as 0x1810. */
  readonly service: number;
  readonly characteristics: readonly number[];
  /** Control point and the bytes to write there, for devices that keep readings until they are asked. */
  readonly ask?: { readonly characteristic: number; readonly value: Uint8Array };
}

/** A device that the user chose. */
export interface Device {
  /** The same for the same device, as far as the platform says. */
  readonly id: string;
  readonly name: string;
  /**
   * Connects and passes on every value until it is cancelled. `onEnd` is called once when the device goes away by itself.
   * Rejects when it cannot be reached.
   */
  listen(services: readonly DeviceService[], onValue: (value: DeviceValue) => void, onEnd: () => void): Promise<Cancel>;
}

/** Health devices nearby. Absent where the platform has none: then there is no button either. */
export interface Devices {
  /** Whether devices can be chosen now: the radio is there and allowed. */
  available(): Promise<boolean>;
  /** Lets the user choose a device that offers one of the services; call it in a user gesture. `undefined` when the user does not choose. */
  choose(services: readonly number[]): Promise<Device | undefined>;
}

// ---------------------------------------------------------------- Platform

/** One object with every port. */
export interface Platform {
  readonly storage: Storage;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly locks: Locks;
  readonly transport: Transport;
  readonly notifier: Notifier;
  readonly devices?: Devices;
}
