import type { Change, RangeQuery, Receipt, RecordsChanged, Ref, Resource, ResourceStore, WriteOptions } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Cancel, Locks } from '../platform.js';
import { codingsOf, parseCode } from './clinical.js';
import type { Json, RecordState } from './schema.js';
import { mergeBodies } from './merge.js';
import { cloneResource, opOf, retracted, stamp, withOp } from './stamp.js';
import { PERIOD, type Transaction } from './transaction.js';
import { Vault, type VaultOptions } from './vault.js';

/** What {@link openRecords} needs. */
export interface RecordsOptions extends VaultOptions {
  readonly locks: Locks;
  /** The server's `Patient/id`, stamped as subject where a record has none. */
  readonly patient?: string;
}

/** The encrypted records of one (tenant, user). */
export interface Records extends ResourceStore {
  /** False when the platform may drop what is stored. */
  readonly durable: boolean;
  /** Stored values met so far that did not open; the others are read all the same. */
  readonly damaged: number;
  /** For sync and privacy: the sealed tables themselves. */
  readonly vault: Vault;
  readonly patient: string | undefined;
  /** Tells of every commit, also of other tabs'. */
  onChange(listener: (change: RecordsChanged) => void): Cancel;
  /** Tells this tab and the others what a transaction changed. */
  announce(tx: Transaction, origin: 'here' | 'server'): void;
  /** Operations that wait, and those that the server refused. */
  counts(): Promise<{ queued: number; dead: number }>;
  /** @throws nothing; calls afterwards reject with `closed` */
  close(): Promise<void>;
}

type Step =
  | { readonly kind: 'put'; readonly ref: Ref; readonly given: Json; readonly opId: string }
  | { readonly kind: 'remove'; readonly ref: Ref; readonly opId: string }
  | { readonly kind: 'doc'; readonly name: string; readonly value: unknown };

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
  readonly #unhear: Cancel;

  constructor(vault: Vault, { locks, patient }: RecordsOptions) {
    this.vault = vault;
    this.patient = patient;
    this.#locks = locks;
    this.#unhear = locks.hear(vault.name, ({ topic, tokens = [] }) => {
      if (topic !== 'change') return;
      const refs = tokens.filter((token) => token !== 'doc');
      this.#emit({ refs, types: typesOf(refs, tokens.includes('doc')), origin: 'other-tab' });
    });
  }

  get durable() {
    return this.vault.durable;
  }

  get damaged() {
    return this.vault.damaged;
  }

  async write(changes: readonly Change[], { durability = 'strict' }: WriteOptions = {}): Promise<Receipt> {
    const steps = await Promise.all(changes.map((change) => this.#prepare(change)));
    const written = await this.vault.transact(durability, async (tx) => {
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
  async #prepare(change: Change): Promise<Step> {
    if ('doc' in change) return { kind: 'doc', name: change.doc, value: JSON.parse(JSON.stringify(change.value ?? null)) as unknown };
    if ('remove' in change) return { kind: 'remove', ref: change.remove, opId: await this.vault.uuid() };
    const clone = cloneResource(change.put); // before the first await: the caller may change its object
    const opId = await this.vault.uuid();
    const id = clone.id ?? (await this.vault.uuid());
    return { kind: 'put', ref: `${clone.resourceType}/${id}`, given: clone, opId };
  }

  async #put(tx: Transaction, { ref, given, opId }: Extract<Step, { kind: 'put' }>): Promise<void> {
    const before = await tx.record(ref);
    // Made from what others have changed since? Then theirs stays where the caller changed nothing.
    const mark = opOf(given);
    const base = before?.replaced?.find((body) => mark !== undefined && opOf(body) === mark);
    const meant = base && before?.body ? mergeBodies(base, before.body, given) : given;
    const body = stamp(meant, ref.split('/')[1]!, opId, this.patient);
    const seq = tx.enqueue({ opId, ref, body });
    await tx.save({ ...known(before), ref, body, queue: [...(before?.queue ?? []), seq] }, before);
  }

  async #remove(tx: Transaction, ref: Ref, opId: string): Promise<void> {
    const before = await tx.record(ref);
    if (!before?.body) return;
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
    const find = async (name: Ref) => (await this.vault.read([{ table: 'records', key: [await this.vault.token('ref', name)] }]))[0]![0];
    const row = (await find(ref)) ?? (await this.#byServerId(ref, find));
    if (!row) return undefined;
    const state = await this.vault.open<RecordState>('records', row);
    if (!state) throw new NelumboError('damaged', 'This record was altered on the device. The others open.');
    return state;
  }

  // A reference that came from the server before its target did names the server's id.
  async #byServerId<T>(sid: string, find: (ref: Ref) => Promise<T>): Promise<T | undefined> {
    const [row] = (await this.vault.read([{ table: 'sids', key: [await this.vault.token('sid', sid)] }]))[0]!;
    const ref = row && (await this.vault.open<Ref>('sids', row));
    return ref ? find(ref) : undefined;
  }

  async range<R extends Resource>(query: RangeQuery): Promise<R[]> {
    const { type, from = -Infinity, to = Infinity, limit = Infinity, reverse = false } = query;
    const codes = query.codes?.map((code) => parseCode(type, code));
    const found: RecordState[] = [];
    for (const ids of await this.#periods(query, codes)) {
      if (found.length >= limit) break;
      const rows = await this.vault.read(ids.map((id) => ({ table: 'records', key: [id] })));
      const states = await Promise.all(rows.flat().map((row) => this.vault.open<RecordState>('records', row)));
      const fitting = states.filter((state): state is RecordState => !!state?.body && state.time >= from && state.time < to && matches(state.body, codes));
      found.push(...fitting.sort((a, b) => (a.time - b.time || (a.ref < b.ref ? -1 : 1)) * (reverse ? -1 : 1)));
    }
    return found.slice(0, Math.min(limit, found.length)).map(({ body }) => body as unknown as R); // the caller names the type; bodies are checked above
  }

  /** Blinded record ids, one list for each 30 days, in the order asked for. */
  async #periods({ type, from, to, reverse }: RangeQuery, codes: readonly (readonly [string | undefined, string])[] | undefined): Promise<string[][]> {
    const first = from === undefined ? -1e9 : Math.floor(from / PERIOD);
    const last = to === undefined ? 1e9 : Math.floor(to / PERIOD);
    const toks = await Promise.all([...new Set(codes?.map(([, code]) => code) ?? [''])].map((code) => this.vault.token('tok', type, code)));
    const rows = await this.vault.read(toks.map((tok) => ({ table: 'index', from: [tok, first], to: [tok, last + 1], keysOnly: true })));
    const periods = new Map<number, Set<string>>();
    for (const { key } of rows.flat()) {
      const [, period, id] = key as readonly [string, number, string]; // the shape of every key in `index`
      periods.set(period, (periods.get(period) ?? new Set()).add(id));
    }
    return [...periods].sort(([a], [b]) => (reverse ? b - a : a - b)).map(([, ids]) => [...ids]);
  }

  async doc<T>(name: string): Promise<T | undefined> {
    const [row] = (await this.vault.read([{ table: 'docs', key: [await this.vault.token('doc', name)] }]))[0]!;
    return row && (await this.vault.open<{ value: T }>('docs', row))?.value;
  }

  async counts() {
    const all = { from: [-1], to: [Number.MAX_SAFE_INTEGER], keysOnly: true };
    const [queued, dead] = await this.vault.read([
      { table: 'outbox', ...all },
      { table: 'dead', ...all },
    ]);
    return { queued: queued!.length, dead: dead!.length };
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
  }

  #emit(change: RecordsChanged): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  async close(): Promise<void> {
    this.#unhear();
    this.#listeners.clear();
    await this.vault.close();
  }
}

// What stays of a record when its body changes: its time is read anew.
function known(before: RecordState | undefined): Omit<Partial<RecordState>, 'time'> {
  const { time: _time, ...rest } = before ?? {};
  return rest;
}

function matches(body: Json, codes: readonly (readonly [string | undefined, string])[] | undefined): boolean {
  return !codes || codingsOf(body).some(([system, code]) => codes.some(([wanted, one]) => one === code && (wanted === undefined || wanted === system)));
}
