import { concat, lengthPrefixed, toHex } from '../crypto/index.js';
import { NelumboError } from '../i18n/index.js';
import { StorageError, type Clock, type Crypto, type Db, type Get, type Key, type Row, type Scan, type Table } from '../platform.js';
import { REVISION } from './envelope.js';
import { storageCode, storeError } from './errors.js';
import { TABLES, type Head } from './schema.js';
import { Transaction } from './transaction.js';
import { unlock, type Unlocked, type UnlockOptions } from './unlock.js';

/** What a vault needs. */
export interface VaultOptions extends UnlockOptions {
  readonly clock: Clock;
}

const HEAD: Key = ['head'];
const ATTEMPTS = 100; // another tab has to win that often in a row before a write gives up

/**
 * The sealed tables of one (tenant, user): opens and seals, and runs transactions that commit only if no other tab
 * committed in between. Everything above speaks of records and operations, never of bytes.
 */
export class Vault {
  readonly clock: Clock;
  readonly #options: VaultOptions;
  readonly #unlocked: Unlocked;
  readonly #blinded = new Map<string, Promise<string>>();
  #db: Db | undefined;
  #closed: NelumboError | undefined;
  #shredded = false;
  #queue: Promise<unknown> = Promise.resolve();
  /** Values met that did not open. */
  damaged = 0;
  /** Called once when the database goes away under us: erased or taken over by a newer version in another tab. */
  onGone: ((error: NelumboError) => void) | undefined;
  /** Adds to each transaction that changed something, right before it is sealed: the audit log's way into the same commit. */
  beforeCommit: ((tx: Transaction) => Promise<void>) | undefined;

  private constructor(options: VaultOptions, unlocked: Unlocked) {
    this.#options = options;
    this.#unlocked = unlocked;
    this.clock = options.clock;
    this.#attach(unlocked.db);
  }

  /** @throws NelumboError `wrong-key`, `storage-…`, `damaged`; nothing is ever wiped */
  static async open(options: VaultOptions): Promise<Vault> {
    try {
      return new Vault(options, await unlock(options));
    } catch (error) {
      const known = storeError(error);
      if (known.code !== 'internal') throw known;
      throw new NelumboError('storage-unavailable', 'This device refuses to store data (a private window, or a setting).', { cause: error });
    }
  }

  get name(): string {
    return this.#unlocked.name;
  }

  get durable(): boolean {
    return this.#unlocked.lasting && (this.#db?.durable ?? true);
  }

  get crypto(): Crypto {
    return this.#options.crypto;
  }

  /** Reads from one snapshot; a broken connection is opened again once. */
  async read(wants: readonly (Get | Scan)[]): Promise<Row[][]> {
    try {
      return await this.#withDb((db) => db.read(wants));
    } catch (error) {
      throw storeError(error);
    }
  }

  /** Of the last commit: what is asked of a server after this knows nothing newer. */
  async gen(): Promise<number> {
    const [row] = (await this.read([{ table: 'meta', key: HEAD }]))[0]!;
    return (row && (await this.open<Head>('meta', row)))?.gen ?? 0;
  }

  /** Opens one value; `undefined` and counted when it does not open. */
  async open<T>(table: Table, row: Row): Promise<T | undefined> {
    try {
      return await this.#unlocked.sealer.open<T>(table, row.key, row.value);
    } catch {
      this.damaged++;
      return undefined;
    }
  }

  /** A hidden name of 8 bytes in hex: the same text gives the same token in this database only. */
  token(...parts: readonly string[]): Promise<string> {
    const key = JSON.stringify(parts);
    const known = this.#blinded.get(key);
    if (known) return known;
    if (this.#blinded.size > 10_000) this.#blinded.clear();
    const token = this.crypto.mac(this.#unlocked.keys, 'idx', lengthPrefixed(...parts)).then((mac) => toHex(mac.subarray(0, 8)));
    this.#blinded.set(key, token);
    return token;
  }

  /** A uuid that is always the same for this text in this database. */
  async stableUuid(...parts: readonly string[]): Promise<string> {
    return uuidOf(await this.crypto.mac(this.#unlocked.keys, 'idx', lengthPrefixed('uuid', ...parts)));
  }

  /** A random uuid. */
  async uuid(): Promise<string> {
    return uuidOf(await this.crypto.random(16));
  }

  /**
   * Runs `work` and commits what it asked for, all or nothing; runs it again when another tab was faster. One at a time
   * in this tab. `work` must not start another transaction.
   * @throws NelumboError `storage-full`, `storage-lost`, `closed`; whatever `work` throws (then nothing is committed)
   */
  transact<T>(durability: 'strict' | 'relaxed', work: (tx: Transaction) => Promise<T>): Promise<T> {
    const run = this.#queue.then(() => this.#attempt(durability, work));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  async #attempt<T>(durability: 'strict' | 'relaxed', work: (tx: Transaction) => Promise<T>): Promise<T> {
    const mark = toHex(await this.crypto.random(6));
    for (let i = 0; i < ATTEMPTS; i++) {
      let lost = false;
      try {
        const [row] = (await this.#withDb((db) => db.read([{ table: 'meta', key: HEAD }])))[0]!;
        if (!row) throw new NelumboError('damaged', 'The counters of the store are gone. Nothing was changed.');
        const head = (await this.open<Head>('meta', row)) ?? (await this.#recount());
        const tx = new Transaction(this, head);
        const result = await work(tx);
        if (!tx.changed) return result;
        await this.beforeCommit?.(tx);
        const next: Head = { seq: tx.seq, gen: tx.gen, recent: [...head.recent.slice(-15), mark] };
        const puts = await tx.seal((table, key, value) => this.#unlocked.sealer.seal(table, key, value));
        puts.push(['meta', HEAD, await this.#unlocked.sealer.seal('meta', HEAD, next)]);
        try {
          await this.#reach().then((db) => db.commit(puts, [['meta', HEAD, row.value.slice(0, REVISION)]], durability));
        } catch (error) {
          lost = storageCode(error) === 'lost';
          if (!lost || !(await this.#wentThrough(mark))) throw error;
        }
        return result;
      } catch (error) {
        const again = storageCode(error) === 'conflict' || (lost && i === 0);
        if (!again) throw storeError(error);
      }
    }
    throw storeError(new StorageError('conflict'));
  }

  // Damaged counters are set above every number in use: the last operation's, and for commits (fewer than milliseconds) the time.
  async #recount(): Promise<Head> {
    const last = { from: [-1], to: [Number.MAX_SAFE_INTEGER], reverse: true, limit: 1, keysOnly: true };
    const rows = await this.read(['outbox', 'dead'].map((table) => ({ table, ...last })));
    return { seq: Math.max(0, ...rows.flat().map(({ key }) => Number(key[0]))) + 1, gen: this.clock.now(), recent: [] };
  }

  // After `lost` nobody knows: the marks in the head, read through a fresh connection, tell.
  async #wentThrough(mark: string): Promise<boolean> {
    this.#drop();
    const [row] = (await (await this.#reach()).read([{ table: 'meta', key: HEAD }]))[0]!;
    const head = row && (await this.open<Head>('meta', row));
    return head?.recent.includes(mark) ?? false;
  }

  async #withDb<T>(use: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await use(await this.#reach());
    } catch (error) {
      if (storageCode(error) !== 'lost') throw error;
      this.#drop();
      return use(await this.#reach());
    }
  }

  #drop(): void {
    const db = this.#db;
    this.#db = undefined;
    db?.close();
  }

  async #reach(): Promise<Db> {
    this.#refuseIfClosed();
    if (this.#db) return this.#db;
    const db = await this.#options.storage.open(this.name, TABLES);
    // A database that was deleted meanwhile would come back empty: its keys are gone, so nothing may be written.
    const [keys] = (await db.read([{ table: 'keys', key: ['device'] }]))[0]!;
    if (!keys) this.#gone('erased');
    this.#refuseIfClosed(db);
    this.#attach(db);
    return db;
  }

  #refuseIfClosed(db?: Db): void {
    if (!this.#closed) return;
    db?.close();
    throw this.#closed;
  }

  #attach(db: Db): void {
    this.#db = db;
    db.onClosed((why) => {
      if (this.#db === db) this.#db = undefined;
      if (why !== 'lost') this.#gone(why);
    });
  }

  #gone(why: 'newer' | 'erased'): void {
    if (this.#closed) return;
    this.#closed = why === 'newer' ? storeError(new StorageError('newer')) : new NelumboError('closed', 'The data was erased in another tab.');
    this.#drop();
    this.onGone?.(this.#closed);
  }

  /** Calls afterwards reject with `closed`. What was kept for this visit only is deleted. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#queue;
    this.#closed ??= new NelumboError('closed', 'The client was closed. Create a new one.');
    this.#drop();
    if (!this.#unlocked.lasting) await this.#options.storage.destroy(this.name);
  }

  /**
   * Shreds: the wrapped root first, so that nothing opens any more whatever happens next, then the device's key, then the rows.
   * @throws NelumboError `storage-…` when a step failed; call it again
   */
  async shred(): Promise<void> {
    await this.#queue;
    try {
      if (!this.#shredded) await this.#withDb((db) => db.commit([['keys', ['device'], null]], [], 'strict'));
      this.#shredded = true;
      this.#closed = new NelumboError('closed', 'The data was erased.');
      this.#drop();
      await this.crypto.forgetKek(this.name);
      await this.#options.storage.destroy(this.name);
    } catch (error) {
      throw storeError(error);
    }
  }
}

// RFC 9562, version 4 layout: the bits that say "random" are set, the rest is given.
function uuidOf(bytes: Uint8Array): string {
  const b = concat(bytes.subarray(0, 16));
  b[6] = (b[6]! & 15) | 64;
  b[8] = (b[8]! & 63) | 128;
  return toHex(b).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
