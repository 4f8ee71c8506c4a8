import type {
  Change,
  Columns,
  DaySeries,
  DaysQuery,
  RangeQuery,
  Receipt,
  RecordsChanged,
  Ref,
  Resource,
  ResourceStore,
  SeriesQuery,
  WriteOptions,
} from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Cancel, Locks } from '../platform.js';
import { byTime, carries, filedUnder, wantedCodes } from './codes.js';
import type { Secret, Wrapping } from './keys.js';
import { refuseCircle } from './references.js';
import type { Json, RecordState } from './schema.js';
import { mergeBodies } from './merge.js';
import { cloneResource, copyOf, opOf, retracted, stamp, withOp } from './stamp.js';
import type { Transaction } from './transaction.js';
import { Vault, type VaultOptions } from './vault.js';

/** What {@link openRecords} needs. */
export interface RecordsOptions extends VaultOptions {
  readonly locks: Locks;
  /** The server's `Patient/id`, stamped as subject where a record has none. */
  readonly patient?: string;
}

/** How long what is stored here stays. */
export interface StorageStatus {
  /** `promised`: until somebody deletes it. `evictable`: the platform may drop it when space runs out. `visit`: gone when the page is closed. */
  readonly keeps: 'promised' | 'evictable' | 'visit';
  /** The platform was asked for its promise on this visit and did not give it. */
  readonly refused?: boolean;
  /**
   * When the platform was found to have deleted what a user had saved here, in ms; told for a week. What was sent comes back by itself; what was
   * not is lost. Browsers delete without a word: where they take what remembers it, too (Safari after seven days without a visit), nobody can tell.
   */
  readonly dropped?: number;
}

/** The encrypted records of one (tenant, user). */
export interface Records extends ResourceStore {
  /** False when the platform may drop what is stored. */
  readonly durable: boolean;
  /** How long what is stored stays. */
  readonly storage: StorageStatus;
  /** Tells when that changes: the platform was asked for a promise, and answered. */
  onStorage(listener: (status: StorageStatus) => void): Cancel;
  /** Stored values met so far that did not open; the others are read all the same. */
  readonly damaged: number;
  /** How the root key is wrapped, and the sealing key renewed. */
  readonly keys: KeyRing;
  /** For sync and privacy: the sealed tables themselves. */
  readonly vault: Vault;
  readonly patient: string | undefined;
  /** Tells of every commit, also of other tabs'. */
  onChange(listener: (change: RecordsChanged) => void): Cancel;
  /** Tells this tab and the others what a transaction changed. */
  announce(tx: Transaction, origin: 'here' | 'server'): void;
  /** Takes what waits in the tail into blocks: all of it, or what has at least `least` rows of one code. Runs by itself when idle. */
  fold(least?: number): Promise<number>;
  /** Gives the next operations of a large write rows of their own in the outbox, for push; how many. */
  refill(): Promise<number>;
  /** Operations that wait, and those that the server refused. */
  counts(): Promise<{ queued: number; dead: number }>;
  /** @throws nothing; calls afterwards reject with `closed` */
  close(): Promise<void>;
}

/** The keys of an open database; their code loads with the first call. */
export interface KeyRing {
  wrappings(): Promise<readonly Wrapping[]>;
  /** Adds a wrapping; once the data opens without its device, the device's goes. @throws NelumboError `bad-input`, `unsupported`, `storage-…` */
  add(secret: Secret): Promise<void>;
  /** @throws NelumboError `bad-input` when nothing safe would be left */
  remove(kind: Wrapping): Promise<void>;
  /** Renews the sealing key: what is written from now on is sealed with it, and what there is follows by itself, when nothing else is to do. */
  rotate(): Promise<void>;
  /** Does some of that now: at most so many values, 50 without a number; how many it were, 0 when all are done. */
  reseal(most?: number): Promise<number>;
}

type Step =
  | { readonly kind: 'put'; readonly ref: Ref; readonly given: Json; readonly opId: string; readonly fresh: boolean }
  | { readonly kind: 'remove'; readonly ref: Ref; readonly opId: string }
  | { readonly kind: 'doc'; readonly name: string; readonly value: unknown };

const REFILL = 200; // operations of a large write that get rows of their own at once
const FOLD = { idleMs: 2000, enough: 128, least: 32 }; // rows of the tail: of the whole tail at once, of one code when idle

const typesOf = (refs: Iterable<Ref>, docs: boolean) => [...new Set([...refs].map((ref) => ref.split('/')[0]!)), ...(docs ? ['doc'] : [])];

/**
 * Opens the encrypted records of (tenant, user), making the database on first use.
 * @throws NelumboError `wrong-key`, `storage-newer`, `storage-blocked`, `storage-unavailable`…; nothing is wiped
 */
export async function openRecords(options: RecordsOptions): Promise<Records> {
  return new RecordStore(await Vault.open(options), options);
}

class RecordStore implements Records {
  readonly vault: Vault;
  readonly patient: string | undefined;
  readonly #locks: Locks;
  readonly #listeners = new Set<(change: RecordsChanged) => void>();
  readonly #storageListeners = new Set<(status: StorageStatus) => void>();
  readonly #unhear: Cancel;
  #waiting = FOLD.least; // rows that may have come into the tail since the last fold
  #idle: Cancel | undefined;
  #folding: Promise<unknown> | undefined;
  #foldTurn: Promise<unknown> = Promise.resolve();
  #resealing: Cancel | undefined;
  #closed = false;

  constructor(vault: Vault, { locks, patient }: RecordsOptions) {
    this.vault = vault;
    this.patient = patient;
    this.#locks = locks;
    vault.onAsked = () => this.#storageListeners.forEach((listener) => listener(this.storage));
    this.#unhear = locks.hear(vault.name, ({ topic, tokens = [] }) => {
      if (topic !== 'change') return;
      const refs = tokens.filter((token) => token !== 'doc');
      this.#emit({ refs, types: typesOf(refs, tokens.includes('doc')), origin: 'other-tab' });
    });
    if (vault.hasOldSeals) this.#resealSoon();
  }

  readonly keys: KeyRing = {
    wrappings: async () => (await import('./keys.js')).wrappings(this.vault),
    add: async (secret) => (await import('./keys.js')).addWrapping(this.vault, secret),
    remove: async (kind) => (await import('./keys.js')).removeWrapping(this.vault, kind),
    rotate: async () => {
      await (await import('./keys.js')).rotate(this.vault);
      this.#resealSoon();
    },
    reseal: async (most) => (await import('./keys.js')).reseal(this.vault, most),
  };

  get durable() {
    return this.vault.durable;
  }

  get storage(): StorageStatus {
    const { lasting, durable, asked, dropped } = this.vault;
    const keeps = !lasting ? 'visit' : durable ? 'promised' : 'evictable';
    return { keeps, ...(keeps === 'evictable' && asked && { refused: true }), ...(dropped && { dropped }) };
  }

  onStorage(listener: (status: StorageStatus) => void): Cancel {
    this.#storageListeners.add(listener);
    return () => void this.#storageListeners.delete(listener);
  }

  get damaged() {
    return this.vault.damaged;
  }

  async write(changes: readonly Change[], { durability = 'strict' }: WriteOptions = {}): Promise<Receipt> {
    if (!this.vault.mayStore() && changes.some((change) => !('remove' in change) && !('doc' in change && change.value === null)))
      throw new NelumboError('consent-missing', 'The user took back the consent to keep records on this device. Nothing was saved.');
    const steps = await this.#prepare(changes);
    const written = await this.vault.transact(durability, async (tx) => {
      for (const step of steps) if (step.kind === 'put' && step.fresh) tx.fresh(step.ref);
      await tx.look(steps.flatMap((step) => (step.kind === 'doc' ? [] : [step.ref])));
      for (const step of steps) {
        if (step.kind === 'doc') await tx.setDoc(step.name, step.value);
        else if (step.kind === 'put') await this.#put(tx, step);
        else await this.#remove(tx, step.ref, step.opId);
      }
      return tx;
    });
    this.announce(written, 'here');
    return { refs: steps.flatMap((step) => (step.kind === 'doc' ? [] : [step.ref])) };
  }

  // Ids are drawn before the transaction, so that a repeated one is the same write.
  async #prepare(changes: readonly Change[]): Promise<Step[]> {
    // Cloned before the first await: the caller may change its objects.
    const clones = changes.map((change) => ('put' in change ? cloneResource(change.put) : 'doc' in change ? copyOf(change.value ?? null) : undefined));
    const write = await this.vault.uuid();
    const numbered = changes.length > 1 ? (i: number) => `${write}.${i.toString(36)}` : () => write;
    return Promise.all(
      changes.map(async (change, i): Promise<Step> => {
        if ('doc' in change) return { kind: 'doc', name: change.doc, value: clones[i] };
        if ('remove' in change) return { kind: 'remove', ref: change.remove, opId: numbered(i) };
        const given = clones[i] as Json; // of a put
        return { kind: 'put', ref: `${given.resourceType}/${given.id ?? (await this.vault.uuid())}`, given, opId: numbered(i), fresh: !given.id };
      }),
    );
  }

  async #put(tx: Transaction, { ref, given, opId }: Extract<Step, { kind: 'put' }>): Promise<void> {
    const before = await tx.record(ref);
    // Made from what others have changed since? Then theirs stays where the caller changed nothing.
    const mark = opOf(given);
    const base = before?.replaced?.find((body) => mark !== undefined && opOf(body) === mark);
    const meant = base && before?.body ? mergeBodies(base, before.body, given) : given;
    const body = stamp(meant, ref.split('/')[1]!, opId, this.patient);
    if (!before?.sid) await refuseCircle(tx, ref, body);
    const seq = tx.enqueue({ opId, ref, body });
    await tx.save({ ...known(before), ref, body, queue: [...(before?.queue ?? []), seq] }, before);
  }

  async #remove(tx: Transaction, ref: Ref, opId: string): Promise<void> {
    const before = await tx.record(ref);
    if (!before?.body) return void (await this.get(ref)); // one that does not open is not gone: it says so
    const operations = await Promise.all(before.queue.map((seq) => tx.operation(seq)));
    // Never sent: the server need not hear of it at all.
    if (!before.sid && operations.every((operation) => operation && operation.sentAt === undefined)) {
      for (const seq of before.queue) tx.dequeue(seq);
      return tx.forget(before);
    }
    const seq = tx.enqueue({ opId, ref, body: withOp(retracted(before.body), opId) });
    await tx.save({ ...known(before), ref, body: null, time: before.time, queue: [...before.queue, seq] }, before);
  }

  async get<R extends Resource>(ref: Ref): Promise<R | undefined> {
    const state = await this.#state(ref);
    return (state?.body ?? undefined) as R | undefined; // the caller names the type it put there
  }

  async #state(ref: Ref): Promise<RecordState | undefined> {
    const find = async (name: Ref) => (await this.vault.find([name])).get(name)!; // asked for
    const found = await find(ref);
    const { state, damaged } = found.state || found.damaged ? found : ((await this.#byServerId(ref, find)) ?? found);
    if (!state && damaged) throw new NelumboError('damaged', 'This record was altered on the device. The others open.');
    return state;
  }

  // A reference that came from the server before its target did names the server's id.
  async #byServerId<T>(sid: string, find: (ref: Ref) => Promise<T>): Promise<T | undefined> {
    const row = await this.vault.one('sids', [await this.vault.token('sid', sid)]);
    const ref = row && (await this.vault.open<Ref>('sids', row));
    return ref ? find(ref) : undefined;
  }

  async range<R extends Resource>(query: RangeQuery): Promise<R[]> {
    const blocks = await this.vault.blocks();
    if (blocks) {
      const found = await blocks.range<R>(query);
      if (found.damaged) this.#foldSoon(FOLD.least); // puts aside what did not open
      return found;
    }
    const { type, from = -Infinity, to = Infinity, limit = Infinity, reverse = false } = query;
    const wanted = wantedCodes(query);
    const rows = await this.vault.view(async (codes) => {
      const toks = await Promise.all(filedUnder(codes, type, wanted).map((code) => this.vault.token('tok', type, code)));
      return toks.map((tok) => ({ table: 'tail', from: [tok], to: [tok, '\uffff'] }));
    });
    if (await this.vault.blocks()) return this.range(query); // folded meanwhile
    const states = await Promise.all(rows.flat().map((row) => this.vault.open<RecordState>('tail', row)));
    const fitting = states.filter((state) => state?.body && state.time >= from && state.time < to && carries(state.body, wanted)) as RecordState[]; // checked
    const found = fitting.sort((a, b) => byTime(a, b) * (reverse ? -1 : 1));
    return found.slice(0, Math.min(limit, found.length)).map(({ body }) => body as unknown as R); // the caller names the type; bodies are checked above
  }

  columns(query: SeriesQuery): Promise<Columns> {
    return this.vault.loadBlocks().then((blocks) => blocks.columns(query));
  }

  days(query: DaysQuery): Promise<readonly DaySeries[]> {
    return this.vault.loadBlocks().then((blocks) => blocks.days(query));
  }

  async count(query: SeriesQuery): Promise<number> {
    if (query.codes || query.from !== undefined || query.to !== undefined) return (await this.vault.loadBlocks()).count(query);
    return (await this.vault.live())[query.type] ?? 0;
  }

  async doc<T>(name: string): Promise<T | undefined> {
    const row = await this.vault.one('docs', [await this.vault.token('doc', name)]);
    return row && (await this.vault.open<{ value: T }>('docs', row))?.value;
  }

  async counts() {
    const all = { from: [-1], to: ['\uffff'], keysOnly: true };
    const [queued, dead] = await this.vault.read([
      { table: 'outbox', ...all },
      { table: 'dead', ...all },
    ]);
    // A row of a large write stands for as many operations as its key says.
    return { queued: queued!.reduce((n, { key }) => n + (key[0] === 'bulk' ? Number(key[2]) : 1), 0), dead: dead!.length };
  }

  // One at a time in this tab: two would take the same rows, and each make the other start over.
  fold(least?: number): Promise<number> {
    const turn = this.#foldTurn.then(async () => {
      const folded = await (await this.vault.loadBlocks()).fold(least);
      await this.vault.afterFold?.();
      return folded;
    });
    this.#foldTurn = turn.catch(() => undefined);
    return turn;
  }

  async refill(): Promise<number> {
    const [rows] = await this.vault.read([{ table: 'outbox', from: ['bulk'], to: ['bulk', '\uffff'], limit: 1, keysOnly: true }]);
    if (!rows!.length) return 0;
    const blocks = await this.vault.loadBlocks();
    const some = (most: number) => this.vault.transact('relaxed', (tx) => blocks.refill(tx, most));
    return some(REFILL).catch((error: unknown) => {
      if ((error as NelumboError).code !== 'storage-full') throw error;
      return some(REFILL / 10); // fits into what a full phone keeps for commits that take something away
    });
  }

  onChange(listener: (change: RecordsChanged) => void): Cancel {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  announce(tx: Transaction, origin: 'here' | 'server'): void {
    if (!tx.refs.size && !tx.docsChanged) return;
    const refs = [...tx.refs];
    this.#locks.tell(this.vault.name, { topic: 'change', tokens: tx.docsChanged ? [...refs, 'doc'] : refs });
    this.#emit({ refs, types: typesOf(refs, tx.docsChanged), origin });
    this.#foldSoon(refs.length);
  }

  // Behind the user's back and never in the way: beside the queue of writes, in small commits, in one tab only.
  #foldSoon(more: number, ms?: number): void {
    this.#waiting += more;
    this.#idle?.();
    this.#idle = undefined;
    if (this.#closed || this.#waiting < FOLD.least) return;
    this.#idle = this.vault.clock.after(ms ?? (this.#waiting >= FOLD.enough ? 0 : FOLD.idleMs), () => {
      const waiting = this.#waiting;
      this.#waiting = 0;
      const run = async () => {
        const folded = await this.#locks.run(`${this.vault.name}/fold`, { ifFree: true }, () => this.fold(FOLD.least));
        // A fold that is under way may have looked before these rows came.
        if (folded === undefined) this.#foldSoon(waiting, FOLD.idleMs);
      };
      // What goes wrong here is met again, and told, by whoever reads or writes.
      this.#folding = run().catch(() => undefined);
    });
  }

  // What an earlier key sealed is sealed anew a little at a time, in one tab, whenever nothing is written; also after the next opening.
  #resealSoon(): void {
    this.#resealing?.();
    this.#resealing = this.vault.clock.after(FOLD.idleMs, () => {
      const some = async () => (await this.#locks.run(`${this.vault.name}/reseal`, { ifFree: true }, () => this.keys.reseal())) ?? 0;
      this.#folding = Promise.all([this.#folding, some()])
        .then(([, n]) => n > 0 && !this.#closed && this.#resealSoon())
        .catch(() => undefined); // the next opening goes on
    });
  }

  #emit(change: RecordsChanged): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#idle?.();
    this.#resealing?.();
    await this.#folding;
    this.#unhear();
    this.#storageListeners.clear();
    this.#listeners.clear();
    await this.vault.close();
  }
}

// What stays of a record when its body changes: its time is read anew.
function known(before: RecordState | undefined): Omit<Partial<RecordState>, 'time'> {
  const { time: _time, ...rest } = before ?? {};
  return rest;
}
