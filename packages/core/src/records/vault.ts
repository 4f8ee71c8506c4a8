import { concat, lengthPrefixed, sameBytes, toHex } from '../crypto/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Ref } from '../fhir/index.js';
import { StorageError, type Clock, type Crypto, type Db, type Expect, type Get, type Key, type Put, type Row, type Scan, type Table } from '../platform.js';
import { REVISION, type Sealer } from './envelope.js';
import { storageCode, storeError } from './errors.js';
import type { Blocks } from './blocks/blocks.js';
import { filedUnder } from './codes.js';
import { TABLES, type Codes, type Head, type RecordState } from './schema.js';
import { isKnown, Transaction } from './transaction.js';
import { PLACES, unlock, type Unlocked, type UnlockOptions } from './unlock.js';

/** What a vault needs. */
export interface VaultOptions extends UnlockOptions {
  readonly clock: Clock;
}

/** What is stored about one record. */
export interface Found {
  /** As it is now; absent when there is none. */
  readonly state?: RecordState;
  /** Every row that tells of it, marks of where it was among them. */
  readonly rows: readonly RecordState[];
  /** Rows that did not open. */
  readonly damaged?: readonly Row[];
}

/** Which codes there are, and which state the blocks are in. */
interface Places {
  readonly codes: Codes;
  readonly revisions: readonly (Uint8Array | undefined)[];
}

const HEAD: Key = ['head'];
const WRAPPINGS: Scan = { table: 'keys', from: [''], to: ['\uffff'] };
const SCATTERED = 16; // records that are looked up one by one; more are found by reading the tail through
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
  /** The last one seen: a commit that expects it proves that nobody else wrote since. */
  #head: { readonly row: Uint8Array; readonly head: Head } | undefined;
  #places: Places | undefined;
  /** Keys of the tail (`tok/id`) as of that head: a record that is not among them need not be looked for there. */
  #tail: Set<string> | undefined;
  #blocks: Promise<Blocks> | undefined;
  /** The last commit beside the queue of writes. */
  #aside: Promise<void> | undefined;
  /** Calls that somebody waits for. */
  readonly #calls = new Set<Promise<unknown>>();
  /** Values met that did not open. */
  damaged = 0;
  /** Called once when the database goes away under us: erased or taken over by a newer version in another tab. */
  onGone: ((error: NelumboError) => void) | undefined;
  /** Adds to each transaction that changed something, right before it is sealed: the audit log's way into the same commit. */
  beforeCommit: ((tx: Transaction) => Promise<void>) | undefined;
  /** What else is to be done when nobody writes: the audit log packs its older entries. */
  afterFold: (() => Promise<void>) | undefined;

  /** Called when the platform was asked to keep the data, and answered. */
  onAsked: (() => void) | undefined;
  asked = false;
  /** Whether the user lets records be kept here; privacy fills it in. */
  mayStore: () => boolean = () => true;

  /** What opened the root key. */
  unlockedBy: Unlocked['by'];
  #keys: Unlocked['keys'];
  #epoch: number | undefined;

  private constructor(options: VaultOptions, unlocked: Unlocked) {
    this.#options = options;
    this.unlockedBy = unlocked.by;
    this.#keys = unlocked.keys;
    this.#unlocked = unlocked;
    this.clock = options.clock;
    this.#attach(unlocked.db);
  }

  /** @throws NelumboError `wrong-key`, `storage-…`, `damaged`; nothing is ever wiped */
  static async open(options: VaultOptions): Promise<Vault> {
    try {
      // On a device that kept records before, reads will need what reads blocks: it loads while the databases open, which is mostly waiting.
      // Where it does not load, the first read says so.
      const vault = new Vault(options, await unlock(options, () => void import('./blocks/blocks.js').catch(() => undefined)));
      await vault.#learn(vault.#unlocked.places);
      if (vault.#unlocked.older) await (await import('./roll-forward.js')).rollForward(vault);
      return vault;
    } catch (error) {
      const known = storeError(error);
      if (known.code !== 'internal') throw known;
      throw new NelumboError('storage-unavailable', 'This device refuses to store data (a private window, or a setting).', { cause: error });
    }
  }

  get name(): string {
    return this.#unlocked.name;
  }

  /** False when everything is gone with this visit. */
  get lasting(): boolean {
    return this.#unlocked.lasting;
  }

  /** When the platform was found to have deleted what was kept, in ms. */
  get dropped(): number | undefined {
    return this.#unlocked.dropped;
  }

  get hasOldSeals(): boolean {
    return this.#unlocked.hasOldSeals;
  }

  /** How often the sealing key was renewed. */
  get epoch(): number {
    return this.#epoch ?? this.#unlocked.epoch;
  }

  get durable(): boolean {
    return this.#unlocked.lasting && (this.#db?.durable ?? true);
  }

  get crypto(): Crypto {
    return this.#options.crypto;
  }

  /** Notes a call that somebody waits for. */
  first<T>(call: Promise<T>): Promise<T> {
    this.#calls.add(call);
    const done = () => this.#calls.delete(call);
    call.then(done, done);
    return call;
  }

  /** What runs behind the user's back goes on when the calls of this moment are answered; later ones wait for their turn, or it would never come. */
  async turn(): Promise<void> {
    await Promise.allSettled(this.#calls);
  }

  /** Reads from one snapshot; a broken connection is opened again once. */
  async read(wants: readonly (Get | Scan)[]): Promise<Row[][]> {
    try {
      return await this.#withDb((db) => db.read(wants));
    } catch (error) {
      throw storeError(error);
    }
  }

  /** Reads one row. */
  async one(table: Table, key: Key): Promise<Row | undefined> {
    return (await this.read([{ table, key }]))[0]![0]; // one want
  }

  /** Of the last commit: what is asked of a server after this knows nothing newer. */
  async gen(): Promise<number> {
    const row = await this.one('meta', HEAD);
    return (row && (await this.open<Head>('meta', row)))?.gen ?? 0;
  }

  /** How many records there are of each type. */
  async live(): Promise<Readonly<Record<string, number>>> {
    const row = await this.one('meta', HEAD);
    const head = this.#head && same(row?.value, this.#head.row) ? this.#head.head : row && (await this.open<Head>('meta', row));
    return head?.live ?? {};
  }

  /** Seals with the n-th key from now on. */
  async turnTo(epoch: number): Promise<void> {
    for (let n = this.epoch; n < epoch && this.crypto.rotate; n++) this.#keys = await this.crypto.rotate(this.#keys);
    this.#epoch = epoch;
    this.sealer.adopt(this.#keys);
  }

  // A key that is not known may be one that another tab has turned to since.
  async #opened<T>(open: () => Promise<T>): Promise<T | undefined> {
    try {
      return await open().catch(async (error: unknown) => {
        if ((error as { code?: unknown }).code !== 'unknown-key' || !this.crypto.rotate) throw error;
        const row = await this.one('keys', ['epoch']);
        const epoch = row ? Number(String.fromCharCode(...row.value)) : 0;
        if (!(epoch > this.epoch)) throw error;
        this.#epoch ??= this.#unlocked.epoch;
        await this.turnTo(epoch);
        return open();
      });
    } catch {
      this.damaged++;
      return undefined;
    }
  }

  /** The bytes of one value; `undefined` and counted when it does not open. */
  async openBytes(table: Table, row: Row): Promise<Uint8Array | undefined> {
    return this.#opened(() => this.sealer.openBytes(table, row.key, row.value));
  }

  /** Opens one value; `undefined` and counted when it does not open. */
  async open<T>(table: Table, row: Row): Promise<T | undefined> {
    return this.#opened(() => this.sealer.open<T>(table, row.key, row.value));
  }

  get sealer(): Sealer {
    return this.#unlocked.sealer;
  }

  /** The codes under which records are filed. */
  async codes(): Promise<Codes> {
    if (!this.#places) await this.#learn(await this.read(PLACES));
    return this.#places!.codes; // learned just now
  }

  /** Where the blocks stand: whoever changes them expects this, and puts something new in its place. */
  async foldRevision(): Promise<Uint8Array | null> {
    await this.codes();
    return this.#places?.revisions[1] ?? null;
  }

  /** Takes note of rows read from {@link PLACES}; whether they say what was known. */
  async #learn(rows: readonly (readonly Row[])[]): Promise<boolean> {
    const revisions = rows.map(([row]) => row?.value.slice(0, REVISION));
    const old = this.#places;
    if (old && revisions.every((one, i) => same(one, old.revisions[i]))) return true;
    const [row] = rows[0]!;
    const codes = row ? await this.open<Codes>('meta', row) : {};
    this.#places = { codes: codes ?? (await (await this.loadBlocks()).recode()), revisions };
    if (!old || !same(revisions[1], old.revisions[1])) (await this.#blocks)?.forget();
    return false;
  }

  /** After an own commit: how codes or blocks stand now. */
  know({ codes, row, fold }: { readonly codes?: Codes; readonly row?: Uint8Array; readonly fold?: Uint8Array }): void {
    if (!this.#places) return;
    const { codes: known, revisions } = this.#places;
    const now = [row, fold].map((one, i) => (one ? one.slice(0, REVISION) : revisions[i]));
    this.#places = { codes: codes ?? known, revisions: now };
  }

  /** Of the codes last read: a change of theirs expects it. */
  get codesRevision(): Uint8Array | null {
    return this.#places?.revisions[0] ?? null;
  }

  /** After a commit that failed: what was known of places may no longer hold. */
  async forgetPlaces(): Promise<void> {
    this.#places = undefined;
    (await this.#blocks)?.forget();
  }

  /** Reads what `plan` asks for; again, with a new plan, when codes or blocks changed in between. */
  async view(plan: (codes: Codes) => Promise<readonly (Get | Scan)[]> | readonly (Get | Scan)[]): Promise<Row[][]> {
    for (;;) {
      await this.#aside; // what is read would wait behind it all the same, and then find that blocks have moved
      const codes = await this.codes();
      const known = this.#places;
      const wants = await plan(codes);
      const rows = await this.read([...PLACES, ...wants]);
      if ((await this.#learn(rows.slice(0, PLACES.length))) && known === this.#places) return rows.slice(PLACES.length);
    }
  }

  /** What reads and moves blocks; `undefined` while there are none, so that its code need not load. */
  async blocks(): Promise<Blocks | undefined> {
    return (await this.foldRevision()) ? this.loadBlocks() : undefined;
  }

  /** @throws NelumboError `offline` when that part of the code does not load */
  loadBlocks(): Promise<Blocks> {
    this.#blocks ??= import('./blocks/blocks.js').then(({ Blocks }) => new Blocks(this));
    return this.#blocks.catch((cause: unknown) => {
      this.#blocks = undefined;
      throw new NelumboError('offline', 'A part of the record store did not load. Try again when the network is back.', { cause });
    });
  }

  /** Runs what takes several looks; again when one of them saw that codes or blocks had changed. */
  async steady<T>(run: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.codes();
      const known = this.#places;
      const result = await run();
      if (known === this.#places) return result;
    }
  }

  /** As {@link find}, within a transaction: what the last own commit left is known without a look, and proven by the next one. */
  async findWithin(refs: readonly Ref[]): Promise<Map<Ref, Found>> {
    return this.find(refs, await this.#tailKeys());
  }

  /** Everything that is stored about these records. */
  find(refs: readonly Ref[], tail?: ReadonlySet<string>): Promise<Map<Ref, Found>> {
    return this.steady(async () => {
      const found = await this.#inTail(refs, tail);
      const blocks = await this.blocks();
      const open = refs.filter((ref) => !found.get(ref)!.rows.some(({ moved }) => !moved)); // each is in it
      for (const state of open.length && blocks ? await blocks.find(open) : []) {
        const { rows } = found.get(state.ref)!; // one of those asked for
        if (!rows.some(({ tok }) => tok === state.tok)) found.set(state.ref, { ...(isKnown(state) && { state }), rows: [...rows, state] });
      }
      return found;
    });
  }

  async #inTail(refs: readonly Ref[], tail?: ReadonlySet<string>): Promise<Map<Ref, Found>> {
    const found = new Map<Ref, { state?: RecordState; rows: RecordState[]; damaged?: Row[] }>(refs.map((ref) => [ref, { rows: [] }]));
    let places: { tok: string; ref?: Ref }[] = [];
    const plan = async (codes: Codes): Promise<(Get | Scan)[]> => {
      const toksOf = (type: string) => Promise.all(filedUnder(codes, type, undefined).map((code) => this.token('tok', type, code)));
      if (refs.length > SCATTERED) {
        const toks = await Promise.all([...new Set(refs.map((ref) => ref.split('/')[0]!))].map(toksOf));
        places = toks.flat().map((tok) => ({ tok }));
        return places.map(({ tok }) => ({ table: 'tail', from: [tok], to: [tok, '\uffff'] }));
      }
      const ids = new Map(await Promise.all(refs.map(async (ref) => [ref, await this.token('ref', ref)] as const)));
      const all = (await Promise.all(refs.map(async (ref) => (await toksOf(ref.split('/')[0]!)).map((tok) => ({ tok, ref }))))).flat();
      places = all.filter(({ tok, ref }) => !tail || tail.has(`${tok}/${ids.get(ref)}`));
      return places.map(({ tok, ref }) => ({ table: 'tail', key: [tok, ids.get(ref!)!] })); // made with one just above
    };
    if (tail && !(await plan(await this.codes())).length) return found;
    const rows = await this.view(plan);
    await Promise.all(
      rows.map((list, i) =>
        Promise.all(
          list.map(async (row) => {
            const state = await this.open<RecordState>('tail', row);
            const entry = found.get(state?.ref ?? places[i]!.ref ?? '');
            if (!entry) return;
            if (!state) (entry.damaged ??= []).push(row);
            else entry.rows.push({ ...state, tok: places[i]!.tok });
            if (state && !state.moved && isKnown(state)) entry.state = entry.rows.at(-1)!;
          }),
        ),
      ),
    );
    return found;
  }

  /** A commit beside the queue of writes: its own expectations keep it right. `done` runs before anything that waits for it. @throws StorageError */
  async commitAside(puts: readonly Put[], expect: readonly Expect[], durability: 'strict' | 'relaxed' = 'relaxed', done?: () => void): Promise<void> {
    const commit = this.#reach()
      .then((db) => db.commit(puts, expect, durability))
      .then(() => {
        this.#noteTail(puts);
        done?.();
      });
    this.#aside = commit.catch(() => undefined);
    return commit;
  }

  #noteTail(puts: readonly Put[]): void {
    for (const [table, key, value] of this.#tail ? puts : []) {
      if (table !== 'tail') continue;
      if (value) this.#tail?.add(key.join('/'));
      else this.#tail?.delete(key.join('/'));
    }
  }

  // Read once in a series of own commits: each proves, by the head that it expects, that no other tab wrote.
  async #tailKeys(): Promise<Set<string> | undefined> {
    if (!this.#head || this.#tail) return this.#tail;
    const head = this.#head;
    const [rows] = await this.view(() => [{ table: 'tail', from: [''], to: ['\uffff'], keysOnly: true }]);
    if (this.#head !== head) return undefined; // read beside a commit: next time
    return (this.#tail = new Set(rows!.map(({ key }) => key.join('/')))); // one want
  }

  /** A hidden name of 8 bytes in hex: the same text gives the same token in this database only. */
  token(...parts: readonly string[]): Promise<string> {
    const key = parts.join('\n'); // the first says what kind it is; types and codes have no line breaks
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
    const run = this.first(this.#queue.then(() => this.#attempt(durability, work)));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  async #attempt<T>(durability: 'strict' | 'relaxed', work: (tx: Transaction) => Promise<T>): Promise<T> {
    const mark = toHex(await this.crypto.random(6));
    for (let i = 0; i < ATTEMPTS; i++) {
      let lost = false;
      const known = this.#head;
      try {
        if (!this.#head) {
          this.#tail = undefined;
          this.#head = await this.#readHead();
        }
        const { row, head } = this.#head;
        const tx = new Transaction(this, head);
        const result = await work(tx);
        if (!tx.changed) {
          // No commit proves that no other tab wrote since what was known here.
          if (!known || same((await this.one('meta', HEAD))?.value, row)) return result;
          this.#head = undefined;
          continue;
        }
        await this.beforeCommit?.(tx);
        const { sealer } = this.#unlocked;
        const next: Head = { seq: tx.seq, gen: tx.gen, recent: [...head.recent.slice(-15), mark], live: tx.live };
        const [sealed, after] = await Promise.all([tx.seal((table, key, value) => sealer.seal(table, key, value)), sealer.seal('meta', HEAD, next)]);
        const expect: Expect[] = [['meta', HEAD, row.slice(0, REVISION)], ...sealed.expect];
        try {
          await this.#reach().then((db) => db.commit([...sealed.puts, ['meta', HEAD, after]], expect, durability));
        } catch (error) {
          this.#head = undefined;
          await this.forgetPlaces();
          lost = storageCode(error) === 'lost';
          if (!lost || !(await this.#wentThrough(mark))) throw error;
        }
        if (!lost) this.#head = { row: after, head: next };
        this.#noteTail(sealed.puts);
        sealed.done();
        return result;
      } catch (error) {
        const again = storageCode(error) === 'conflict' || (lost && i === 0);
        if (!again) throw storeError(error);
      }
    }
    throw storeError(new StorageError('conflict'));
  }

  async #readHead() {
    const row = await this.one('meta', HEAD);
    if (!row) throw new NelumboError('damaged', 'The counters of the store are gone. Nothing was changed.');
    return { row: row.value, head: (await this.open<Head>('meta', row)) ?? (await (await this.loadBlocks()).recount()) };
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
    const keys = (await db.read([{ ...WRAPPINGS, limit: 1, keysOnly: true }]))[0]!;
    if (!keys.length) this.#gone('erased');
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
    db.onAsked?.(() => {
      this.asked = true;
      this.onAsked?.();
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
      if (!this.#shredded)
        await this.#withDb(async (db) => {
          const rows = (await db.read([{ ...WRAPPINGS, keysOnly: true }]))[0]!; // one want
          await db.commit(
            rows.map(({ key }): Put => ['keys', key, null]),
            [],
            'strict',
          );
        });
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

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean => (a && b ? sameBytes(a, b) : a === b);

// RFC 9562, version 4 layout: the bits that say "random" are set, the rest is given.
function uuidOf(bytes: Uint8Array): string {
  const b = concat(bytes.subarray(0, 16));
  b[6] = (b[6]! & 15) | 64;
  b[8] = (b[8]! & 63) | 128;
  return toHex(b).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
