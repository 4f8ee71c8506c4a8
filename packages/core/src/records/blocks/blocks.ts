import type { Columns, DaySeries, FoundRecords, RangeQuery, Ref, Resource, SeriesQuery } from '../../fhir/index.js';
import type { Row } from '../../platform.js';
import { filedUnder, withCodes } from '../codes.js';
import type { Codes, Head, Operation, RecordState } from '../schema.js';
import type { Transaction } from '../transaction.js';
import type { Vault } from '../vault.js';
import { file, type Filed } from './file.js';
import { fold } from './fold.js';
import { Wanted } from './rebuild.js';
import { readColumns, readDays, readRange } from './read.js';
import { refill, take } from './share.js';
import { Shelf } from './shelf.js';

/** Everything about blocks: loaded when there are some, or when the first are to be made. */
export class Blocks {
  readonly #vault: Vault;
  readonly #shelf: Shelf;

  constructor(vault: Vault) {
    this.#vault = vault;
    this.#shelf = new Shelf(vault);
  }

  forget(): void {
    this.#shelf.forget();
  }

  range<R extends Resource>(query: RangeQuery): Promise<FoundRecords<R>> {
    return this.#vault.first(readRange<R>(this.#shelf, query));
  }

  columns(query: SeriesQuery): Promise<Columns> {
    return this.#vault.first(readColumns(this.#shelf, query));
  }

  days(query: SeriesQuery): Promise<readonly DaySeries[]> {
    return this.#vault.first(readDays(this.#shelf, query));
  }

  async count(query: SeriesQuery): Promise<number> {
    return (await this.range(query)).length;
  }

  file(groups: readonly (readonly [string, readonly RecordState[]])[], queued: Map<number, Operation>): Promise<Filed> {
    return file(this.#shelf, groups, queued);
  }

  /** Takes what has at least `least` rows under one tok out of the tail; how many rows that was. */
  fold(least = 1): Promise<number> {
    return fold(this.#shelf, least);
  }

  /** What blocks hold of these records. */
  find(refs: readonly Ref[]): Promise<RecordState[]> {
    return this.#vault.first(this.#find(refs));
  }

  async #find(refs: readonly Ref[]): Promise<RecordState[]> {
    const codes = await this.#vault.codes();
    const byType = new Map<string, Set<Ref>>();
    for (const ref of refs) {
      const type = ref.split('/')[0]!; // a ref has both
      byType.set(type, (byType.get(type) ?? new Set()).add(ref));
    }
    const found: RecordState[] = [];
    for (const [type, wanted] of byType) {
      const hashes = new Wanted(wanted);
      for (const code of filedUnder(codes, type, undefined)) {
        const tok = await this.#vault.token('tok', type, code);
        const spans = hashes.in(await this.#shelf.spans(tok), await this.#shelf.seen(tok));
        for (const { states = [] } of spans.length ? (await this.#shelf.open(tok, spans)).values() : [])
          found.push(...states.filter(({ ref }) => wanted.has(ref)));
      }
    }
    return found;
  }

  /** Gives up to `most` operations that share a row one of their own; how many. */
  refill(tx: Transaction, most: number): Promise<number> {
    return refill(this.#shelf, tx, most, () => this.#everything());
  }

  /** Operations got rows of their own, or were given up: the rows that they shared with others count them no longer. */
  take(tx: Transaction, seqs: readonly number[]): Promise<void> {
    return take(this.#vault, tx, seqs);
  }

  /** The codes, out of the records themselves: for when the list is damaged. */
  async recode(): Promise<Codes> {
    let codes: Codes = {};
    for (const { body } of await this.#everything()) if (body) codes = withCodes(codes, body);
    return codes;
  }

  /** Records with a body by type, and the highest generation and number of an operation there are, counted one by one: for when the counters are damaged. */
  async census(): Promise<{ readonly live: Record<string, number>; readonly gen: number; readonly seq: number }> {
    const latest = new Map<Ref, RecordState>();
    let [gen, seq] = [0, 0];
    for (const state of await this.#everything()) {
      const known = latest.get(state.ref);
      if (!state.moved && (!known || known.gen <= state.gen)) latest.set(state.ref, state);
      gen = Math.max(gen, state.gen);
      seq = Math.max(seq, ...state.queue);
    }
    const live: Record<string, number> = {};
    for (const { ref, body } of latest.values()) if (body) live[ref.split('/')[0]!] = (live[ref.split('/')[0]!] ?? 0) + 1; // a ref has both
    return { live, gen, seq };
  }

  /** Counters in place of damaged ones: above every number in use and, commits being fewer than milliseconds, above the time, which may have been set back. */
  async recount(): Promise<Head> {
    const last = { from: [-1], to: [Number.MAX_SAFE_INTEGER], reverse: true, limit: 1, keysOnly: true };
    const rows = await this.#vault.read(['outbox', 'dead'].map((table) => ({ table, ...last })));
    const { live, gen, seq } = await this.census(); // operations that share a row stand with their records
    return { seq: Math.max(seq, ...rows.flat().map(({ key }) => Number(key[0]))) + 1, gen: Math.max(this.#vault.clock.now(), gen + 1), recent: [], live };
  }

  // Blocks first: what the tail says of a record comes later.
  async #everything(): Promise<RecordState[]> {
    const all = (table: string) => ({ table, from: [''], to: ['\uffff'] });
    const [blocks, tail] = (await this.#vault.read([all('blocks'), all('tail')])) as [Row[], Row[]]; // as many as asked for
    const opened = await Promise.all(blocks.map(async (row) => (await this.#shelf.openRows(String(row.key[0]), [row]))[0]?.states ?? []));
    const states = await Promise.all(tail.map((row) => this.#vault.open<RecordState>('tail', row)));
    return [...opened.flat(), ...states.flatMap((state, i) => (state ? [{ ...state, tok: String(tail[i]!.key[0]) }] : []))]; // one row each
  }
}
