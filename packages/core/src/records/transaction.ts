import type { OperationOutcome, Ref } from '../fhir/index.js';
import type { Key, Put, Row, Table } from '../platform.js';
import { clinicalTime, codingsOf } from './clinical.js';
import { withOp } from './stamp.js';
import type { DeadOperation, Head, Json, Operation, RecordState } from './schema.js';
import type { Vault } from './vault.js';

/** Days are civil, blocks are not: 30 days of UTC. */
export const PERIOD = 30 * 86_400_000;

// Value of an index row: it says nothing, its key does.
const MARK = Uint8Array.of(1);

const REPLACED = 3; // bodies kept for writers that were slower than the server

type Entry = { readonly table: Table; readonly key: Key; readonly value: unknown };

/** What is known of a record before it is saved; index rows and counters are filled in. */
export type RecordDraft = Omit<RecordState, 'gen' | 'rows' | 'time'> & { readonly time?: number };

/** Reads what is stored plus what it changed itself; nothing is written before the vault commits it. */
export class Transaction {
  /** Of this commit. */
  readonly gen: number;
  seq: number;
  /** Records that the commit changes, for the change event. */
  readonly refs = new Set<Ref>();
  docsChanged = false;
  /** What it is done for, when that is not a write of the user: the audit log says so. */
  purpose: string | undefined;
  /** Why, in the user's words: the reason of a correction. */
  reason: string | undefined;
  readonly #vault: Vault;
  readonly #entries = new Map<string, Entry>();
  readonly #puts: Put[] = [];

  constructor(vault: Vault, head: Head) {
    this.#vault = vault;
    this.gen = head.gen + 1;
    this.seq = head.seq;
  }

  get changed(): boolean {
    return this.#entries.size > 0 || this.#puts.length > 0;
  }

  /** The record, as this transaction leaves it. One that does not open counts as absent, and is put aside when overwritten. */
  async record(ref: Ref): Promise<RecordState | undefined> {
    return this.#get<RecordState>('records', [await this.#vault.token('ref', ref)]);
  }

  /**
   * Stores a body that others changed. It gets a mark of its own in place of an operation id, so that a write which was made
   * from what stood here before is known as such, and merged.
   */
  saveForeign(draft: RecordDraft, before: RecordState | undefined): Promise<RecordState> {
    const replaced = [...(before?.replaced ?? []), ...(before?.body ? [before.body] : [])].slice(-REPLACED);
    return this.save({ ...draft, body: draft.body && withOp(draft.body, `taken-in-${this.gen}`), ...(replaced.length && { replaced }) }, before);
  }

  /** Stores a record; removed ones keep what the server's copy needs, without a body. */
  async save(draft: RecordDraft, before: RecordState | undefined): Promise<RecordState> {
    const id = await this.#vault.token('ref', draft.ref);
    const time = draft.time ?? (draft.body && clinicalTime(draft.body, this.#vault.clock)) ?? before?.time ?? this.#vault.clock.now();
    const rows = draft.body ? await this.#rowsOf(draft.body, time) : [];
    const state: RecordState = { ...draft, time, rows, gen: this.gen };
    this.#put('records', [id], state);
    if (JSON.stringify(before?.rows ?? []) !== JSON.stringify(rows)) {
      for (const [tok, period] of before?.rows ?? []) this.#raw('index', [tok, period, id], null);
      for (const [tok, period] of rows) this.#raw('index', [tok, period, id], MARK);
    }
    if (draft.sid && before?.sid !== draft.sid) this.#put('sids', [await this.#vault.token('sid', draft.sid)], draft.ref);
    if (!!before?.stale !== !!draft.stale) this.#put('stale', [id], draft.stale ? draft.ref : null);
    this.refs.add(draft.ref);
    return state;
  }

  /** Forgets a record that the server never heard of. */
  async forget(before: RecordState): Promise<void> {
    const id = await this.#vault.token('ref', before.ref);
    for (const [tok, period] of before.rows) this.#raw('index', [tok, period, id], null);
    this.#put('records', [id], null);
    this.refs.add(before.ref);
  }

  async #rowsOf(body: Json, time: number): Promise<RecordState['rows']> {
    const period = Math.floor(time / PERIOD);
    const codes = new Set(['', ...codingsOf(body).map(([, code]) => code)]);
    return Promise.all([...codes].map(async (code) => [await this.#vault.token('tok', body.resourceType, code), period] as const));
  }

  operation(seq: number): Promise<Operation | undefined> {
    return this.#get<Operation>('outbox', [seq]);
  }

  dead(seq: number): Promise<DeadOperation | undefined> {
    return this.#get<DeadOperation>('dead', [seq]);
  }

  /** Queues a write; its number. */
  enqueue(operation: Omit<Operation, 'seq'>): number {
    const seq = this.seq++;
    this.#put('outbox', [seq], { ...operation, seq });
    return seq;
  }

  replaceOperation(operation: Operation): void {
    this.#put('outbox', [operation.seq], operation);
  }

  /** Takes an operation out of the outbox and the dead letters. */
  dequeue(seq: number): void {
    this.#put('outbox', [seq], null);
    this.#put('dead', [seq], null);
  }

  /** Moves an operation to the dead letters. */
  bury(operation: Operation, status: number, outcome: OperationOutcome | undefined): void {
    this.#put('outbox', [operation.seq], null);
    this.#put('dead', [operation.seq], { ...operation, status, ...(outcome && { outcome }) });
  }

  /** Moves a dead letter back to where it stood, as a new write: the server may have judged the old one before. */
  async revive(seq: number, opId: string): Promise<void> {
    const dead = await this.dead(seq);
    if (!dead) return;
    const { status, outcome: _outcome, sentAt: _sentAt, ...operation } = dead;
    this.#put('dead', [seq], null);
    this.#put('outbox', [seq], { ...operation, opId, body: withOp(operation.body, opId) });
    const record = await this.record(operation.ref);
    if (!record || (status !== 404 && status !== 410)) return;
    // Gone from the server: sent anew, it becomes another resource there.
    const { sid: _sid, version: _version, ...local } = record;
    await this.save(local, record);
  }

  /** Gives a dead letter up: what it would have written stays on the device only. */
  async discard(seq: number): Promise<void> {
    const dead = await this.dead(seq);
    const record = dead && (await this.record(dead.ref));
    this.dequeue(seq);
    if (record) await this.save({ ...record, queue: record.queue.filter((one) => one !== seq) }, record);
  }

  async setDoc(name: string, value: unknown): Promise<void> {
    this.#put('docs', [await this.#vault.token('doc', name)], value === null || value === undefined ? null : { value });
    this.docsChanged = true;
  }

  async doc<T>(name: string): Promise<T | undefined> {
    return (await this.#get<{ value: T }>('docs', [await this.#vault.token('doc', name)]))?.value;
  }

  /** A row of a table that has no meaning here, such as the audit log's. */
  row<T>(table: Table, key: Key): Promise<T | undefined> {
    return this.#get<T>(table, key);
  }

  /** Writes such a row; `null` deletes it. */
  setRow(table: Table, key: Key, value: unknown): void {
    this.#put(table, key, value);
  }

  /** How far a type has been pulled: the server's time. Another tab may be further; it never goes back. */
  async setCursor(type: string, value: string): Promise<void> {
    const key = [await this.#vault.token('cursor', type)];
    const known = await this.#get<string>('cursor', key);
    if (known === undefined || Date.parse(value) > Date.parse(known)) this.#put('cursor', key, value);
  }

  async #get<T>(table: Table, key: Key): Promise<T | undefined> {
    const own = this.#entries.get(place(table, key));
    if (own) return (own.value ?? undefined) as T | undefined; // put by this transaction under the same table and key
    const [row] = (await this.#vault.read([{ table, key }]))[0]!;
    if (!row) return undefined;
    const value = await this.#vault.open<T>(table, row);
    if (value === undefined) this.#quarantine(table, row);
    return value;
  }

  // Kept only if this transaction writes something: reading alone moves nothing.
  #damaged: Row[] = [];
  #quarantine(table: Table, row: Row): void {
    this.#damaged.push({ key: [table, ...row.key], value: row.value });
  }

  #put(table: Table, key: Key, value: unknown): void {
    this.#entries.set(place(table, key), { table, key, value });
  }

  #raw(table: Table, key: Key, value: Uint8Array | null): void {
    this.#puts.push([table, key, value]);
  }

  /** Everything to commit. */
  async seal(seal: (table: Table, key: Key, value: unknown) => Promise<Uint8Array>): Promise<Put[]> {
    const sealed = [...this.#entries.values()].map(async ({ table, key, value }): Promise<Put> => [
      table,
      key,
      value === null ? null : await seal(table, key, value),
    ]);
    return [...this.#puts, ...this.#damaged.map(({ key, value }): Put => ['quarantine', key, value]), ...(await Promise.all(sealed))];
  }
}

const place = (table: Table, key: Key) => JSON.stringify([table, key]);
