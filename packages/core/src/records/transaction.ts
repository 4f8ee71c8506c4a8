import type { OperationOutcome, Ref } from '../fhir/index.js';
import type { Expect, Key, Put, Row, Table } from '../platform.js';
import { clinicalTime } from './clinical.js';
import { primaryCode, withCodes } from './codes.js';
import { opOf, withOp } from './stamp.js';
import type { Codes, DeadOperation, Head, Operation, RecordState } from './schema.js';
import type { Found, Vault } from './vault.js';

/** As many records of one code in one commit go straight into blocks. */
const BULK = 32;

const REPLACED = 3; // bodies kept for writers that were slower than the server

type Entry = { readonly table: Table; readonly key: Key; readonly value: unknown };

/** What is known of a record before it is saved; where it lies and counters are filled in. */
export type RecordDraft = Omit<RecordState, 'gen' | 'time'> & { readonly time?: number };

/** What a commit changes. */
export interface Sealed {
  readonly puts: Put[];
  readonly expect: Expect[];
  /** Called once it is stored. */
  readonly done: () => void;
}

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
  readonly #found = new Map<Ref, Found>();
  /** Operations of this transaction that have no row yet. */
  readonly #queued = new Map<number, Operation>();
  /** What goes into the tail or the blocks, by tok and ref. */
  readonly #filed = new Map<string, Map<Ref, RecordState>>();
  /** Operations seen that share a row with others; and those that leave it. */
  readonly #unwritten = new Set<number>();
  readonly #taken: number[] = [];
  readonly #live: Record<string, number>;
  #codes: Codes | undefined;

  constructor(vault: Vault, head: Head) {
    this.#vault = vault;
    this.gen = head.gen + 1;
    this.seq = head.seq;
    this.#live = { ...head.live };
  }

  get changed(): boolean {
    return this.#entries.size + this.#filed.size + this.#queued.size > 0;
  }

  /** Records with a body by type, as this transaction leaves them. */
  get live(): Readonly<Record<string, number>> {
    return this.#live;
  }

  /** The record, as this transaction leaves it. One that does not open counts as absent, and is put aside when overwritten. */
  async record(ref: Ref): Promise<RecordState | undefined> {
    await this.look([ref]);
    return this.#found.get(ref)!.state; // looked at just before
  }

  /** Reads many records at once, so that {@link record} has them. */
  async look(refs: readonly Ref[]): Promise<void> {
    const missing = refs.filter((ref) => !this.#found.has(ref));
    if (!missing.length) return;
    for (const [ref, found] of await this.#vault.findWithin(missing)) {
      this.#found.set(ref, found);
      for (const row of found.damaged ?? []) this.#quarantine('tail', row);
    }
  }

  /** For a ref that was drawn just now: nothing can be stored under it. */
  fresh(ref: Ref): void {
    this.#found.set(ref, { rows: [] });
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
    const { tok: _tok, was: _was, moved: _moved, pending, ...rest } = draft;
    const type = draft.ref.split('/')[0]!;
    const time = draft.time ?? (draft.body && clinicalTime(draft.body, this.#vault.clock)) ?? before?.time ?? this.#vault.clock.now();
    const waits = pending !== undefined && draft.queue.includes(pending);
    if (waits && before && before.body !== draft.body) await this.#write(pending, before);
    if (draft.body) this.#codes = withCodes(this.#codes ?? (await this.#vault.codes()), draft.body);
    const tok = draft.body || !before?.tok ? await this.#tok(type, draft.body ? primaryCode(draft.body) : '') : before.tok;
    const kept = waits && before?.body === draft.body ? { pending } : {};
    const state: RecordState = { ...rest, ...kept, time, gen: this.gen };
    if (before?.tok !== undefined && before.tok !== tok)
      this.#file(before.tok, { ref: draft.ref, body: null, queue: [], time: before.time, gen: this.gen, moved: true });
    this.#live[type] = (this.#live[type] ?? 0) + (draft.body ? 1 : 0) - (before?.body ? 1 : 0);
    if (draft.sid && before?.sid !== draft.sid) this.#put('sids', [await this.#vault.token('sid', draft.sid)], draft.ref);
    if (!!before?.stale !== !!draft.stale) this.#put('stale', [await this.#vault.token('ref', draft.ref)], draft.stale ? draft.ref : null);
    this.refs.add(draft.ref);
    return this.#file(tok, state);
  }

  readonly #toks = new Map<string, string>();
  async #tok(type: string, code: string): Promise<string> {
    const name = `${type}\n${code}`;
    const known = this.#toks.get(name) ?? (await this.#vault.token('tok', type, code));
    this.#toks.set(name, known);
    return known;
  }

  /** Forgets a record, here alone: one that the server never heard of, or one that it keeps and this device need not. Nothing is queued. */
  async forget(before: RecordState): Promise<void> {
    if (before.sid) this.#put('sids', [await this.#vault.token('sid', before.sid)], null);
    // Not deleted: meanwhile it may have gone into a block, which this row hides until the next fold takes both away.
    await this.save({ ref: before.ref, body: null, queue: [], time: before.time }, before);
  }

  #file(tok: string, given: RecordState): RecordState {
    const found = this.#found.get(given.ref);
    const there = found?.rows.filter((row) => row.tok === tok) ?? [];
    const was = [...new Set(there.flatMap((row) => [...(row.was ?? []), row.time]))];
    const state: RecordState = { ...given, tok, ...(was.length && { was }) };
    if (!this.#filed.has(tok)) this.#filed.set(tok, new Map());
    this.#filed.get(tok)!.set(state.ref, state);
    const rows = [...(found?.rows.filter((row) => row.tok !== tok) ?? []), state];
    if (!state.moved) this.#found.set(state.ref, { rows, ...(isKnown(state) && { state }) });
    else if (found) this.#found.set(state.ref, { ...found, rows });
    return state;
  }

  // An operation of a large write gets a row of its own, with the body that it was made for.
  async #write(seq: number, { ref, body }: RecordState): Promise<void> {
    if (!body || (await this.#get('outbox', [seq])) || (await this.dead(seq))) return;
    this.replaceOperation({ seq, opId: opOf(body) ?? '', ref, body });
    this.#taken.push(seq);
  }

  async operation(seq: number): Promise<Operation | undefined> {
    const queued = this.#queued.get(seq);
    if (queued) return queued;
    const stored = await this.#get<Operation>('outbox', [seq]);
    if (stored || this.#entries.has(place('outbox', [seq]))) return stored;
    for (const { state } of this.#found.values()) {
      if (state?.pending !== seq || !state.body || !state.queue.includes(seq) || (await this.dead(seq))) continue;
      this.#unwritten.add(seq);
      return { seq, opId: opOf(state.body) ?? '', ref: state.ref, body: state.body };
    }
    return undefined;
  }

  dead(seq: number): Promise<DeadOperation | undefined> {
    return this.#get<DeadOperation>('dead', [seq]);
  }

  /** Queues a write; its number. */
  enqueue(operation: Omit<Operation, 'seq'>): number {
    const seq = this.seq++;
    this.#queued.set(seq, { ...operation, seq });
    return seq;
  }

  replaceOperation(operation: Operation): void {
    this.#queued.delete(operation.seq);
    this.#put('outbox', [operation.seq], operation);
  }

  /** Takes an operation out of the outbox and the dead letters. */
  dequeue(seq: number): void {
    if (this.#queued.delete(seq)) return;
    if (this.#unwritten.has(seq)) this.#taken.push(seq);
    this.#put('outbox', [seq], null);
    this.#put('dead', [seq], null);
  }

  /** Moves an operation to the dead letters. */
  bury(operation: Operation, status: number, outcome: OperationOutcome | undefined): void {
    this.#queued.delete(operation.seq);
    this.#put('outbox', [operation.seq], null);
    this.#put('dead', [operation.seq], { ...operation, status, ...(outcome && { outcome }) });
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

  async #get<T>(table: Table, key: Key): Promise<T | undefined> {
    const own = this.#entries.get(place(table, key));
    if (own) return (own.value ?? undefined) as T | undefined; // put by this transaction under the same table and key
    const row = await this.#vault.one(table, key);
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

  /** Everything to commit. */
  async seal(seal: (table: Table, key: Key, value: unknown) => Promise<Uint8Array>): Promise<Sealed> {
    const groups = [...this.#filed].map(([tok, states]) => [tok, [...states.values()]] as const);
    const isBulk = (states: readonly RecordState[]) => states.filter(({ moved }) => !moved).length >= BULK;
    const bulk = groups.filter(([, states]) => isBulk(states));
    // Where that part of the code does not load, the tail takes any number.
    const blocks = bulk.length ? await this.#vault.loadBlocks().catch(() => undefined) : undefined;
    for (const [tok, states] of groups)
      if (!blocks || !isBulk(states))
        for (const state of states) this.#put('tail', [tok, await this.#vault.token('ref', state.ref)], { ...state, tok: undefined });
    const expect: Expect[] = [];
    if (this.#codes && this.#codes !== (await this.#vault.codes())) {
      this.#put('meta', ['codes'], this.#codes);
      expect.push(['meta', ['codes'], this.#vault.codesRevision]);
    }
    if (this.#taken.length) await (await this.#vault.loadBlocks()).take(this, this.#taken);
    const filed = blocks && (await blocks.file(bulk, this.#queued));
    for (const operation of this.#queued.values()) this.#put('outbox', [operation.seq], operation);
    const sealed = [...this.#entries.values()].map(async ({ table, key, value }): Promise<Put> => [
      table,
      key,
      value === null ? null : await seal(table, key, value),
    ]);
    const aside = this.#damaged.map(({ key, value }): Put => ['quarantine', key, value]);
    const puts = await Promise.all(sealed);
    const codes = puts.find(([table, key]) => table === 'meta' && key[0] === 'codes')?.[2];
    const done = () => {
      filed?.done();
      if (codes) this.#vault.know({ codes: this.#codes!, row: codes }); // put above
    };
    return { puts: [...(filed?.puts ?? []), ...aside, ...puts], expect: [...expect, ...(filed?.expect ?? [])], done };
  }
}

/** False for what is neither here nor on the server: a record that was removed before it was ever sent. */
export const isKnown = ({ body, sid, queue }: RecordState): boolean => body !== null || sid !== undefined || queue.length > 0;

const place = (table: Table, key: Key) => JSON.stringify([table, key]);
