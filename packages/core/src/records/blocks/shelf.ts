import type { Row } from '../../platform.js';
import type { Vault } from '../vault.js';
import { factOf, hashOf, numbers, unpackNumbers, type Numbers } from './numbers.js';
import { unpackBlock, type Packed, type Unpacked } from './pack.js';
import { Seen } from './seen.js';
import { openSpans, periodOf, rowsOf, under, UNLISTED, wantsOf, type Span } from './spans.js';

/** A block that was read: its records, or the row that does not open. */
export interface Opened extends Partial<Unpacked> {
  readonly damaged?: Row;
}

/** Which blocks there are, as far as this tab has looked, and what is in them. */
export class Shelf {
  readonly #spans = new Map<string, readonly Span[]>();
  readonly #seen = new Map<string, Seen>();
  /** Toks whose list of blocks is damaged, and its rows: they are written anew with the next change. */
  readonly unlisted = new Map<string, readonly number[]>();

  /** Toks with a block that did not open: the next fold puts it aside. */
  readonly suspects = new Set<string>();

  constructor(readonly vault: Vault) {}

  /** Somebody else moved blocks. */
  forget(): void {
    this.#spans.clear();
    this.#seen.clear();
    this.unlisted.clear();
  }

  /** After an own commit. */
  know(tok: string, spans: readonly Span[]): void {
    this.#spans.set(tok, spans);
    this.unlisted.delete(tok);
  }

  /** Which records the blocks of one tok may hold. */
  async seen(tok: string): Promise<Seen> {
    const spans = await this.spans(tok);
    const seen = this.#seen.get(tok) ?? new Seen();
    this.#seen.set(tok, seen);
    seen.follow(spans);
    return seen;
  }

  /** The blocks of one tok in order of time. */
  async spans(tok: string): Promise<readonly Span[]> {
    const known = this.#spans.get(tok);
    if (known) return known;
    const [rows] = await this.vault.view(() => [under('spans', tok)]);
    let damaged = false;
    let spans = await openSpans(this.vault, rows!, () => (damaged = true)); // one list for one want
    if (damaged) {
      this.unlisted.set(
        tok,
        rows!.map(({ key }) => Number(key[1])), // one list for one want
      );
      spans = await this.#survey(tok);
    }
    this.#spans.set(tok, spans);
    return spans;
  }

  // The list is lost: the blocks themselves tell what is in them.
  async #survey(tok: string): Promise<Span[]> {
    const [rows] = await this.vault.view(() => [under('blocks', tok)]);
    const spans = await Promise.all(
      rows!.map(async (row): Promise<Span[]> => {
        const [, period, part] = row.key as [string, number, number]; // the shape of every key in `blocks`
        const { states } = await this.#openRow(tok, row, true);
        if (!states?.length)
          return [{ period, part, n: 0, first: period * 30 * 86_400_000, last: period * 30 * 86_400_000, hashes: new Uint32Array(0), row: UNLISTED }];
        const hashes = Uint32Array.from(states, ({ ref }) => hashOf(ref)[0]);
        return [{ period, part, n: states.length, first: states[0]!.time, last: states.at(-1)!.time, hashes, row: UNLISTED }]; // not empty
      }),
    );
    return spans.flat().sort((a, b) => a.first - b.first || periodOf(a.first) - periodOf(b.first) || a.part - b.part);
  }

  async #openRow(tok: string, row: Row, lent = false): Promise<Opened> {
    const packed = await this.vault.open<Packed>('blocks', row);
    if (packed) return unpackBlock(packed, tok, lent);
    this.suspects.add(tok);
    return { damaged: row };
  }

  /** The records of blocks whose rows were read. */
  openRows(tok: string, rows: readonly Row[]): Promise<Opened[]> {
    return Promise.all(rows.map((row) => this.#openRow(tok, row)));
  }

  /** Reads blocks; one that is not there at all counts as empty, for nothing in it can be read any more. `lent`: bodies share parts. */
  async open(tok: string, spans: readonly Span[], lent = false): Promise<Map<Span, Opened>> {
    const rows = await this.#rows('blocks', tok, spans);
    const opened = await Promise.all(rows.map((row) => (row ? this.#openRow(tok, row, lent) : Promise.resolve<Opened>({ states: [] }))));
    return new Map(spans.map((span, i) => [span, opened[i]!])); // as many as asked for
  }

  /** Reads the numbers of blocks. */
  async numbers(tok: string, spans: readonly Span[]): Promise<Numbers[]> {
    if (!spans.length) return [];
    const rows = await this.#rows('cols', tok, spans);
    return (await Promise.all(rows.map((row, i) => this.openNumbers(tok, spans[i]!, row)))).flat(); // one row for each
  }

  async #rows(table: 'blocks' | 'cols', tok: string, spans: readonly Span[]): Promise<(Row | undefined)[]> {
    const rows = await this.vault.view(async () => wantsOf(table, tok, spans, await this.spans(tok)));
    return rowsOf(spans, rows.flat());
  }

  /** The numbers of one block; where they are damaged, out of its records. */
  async openNumbers(tok: string, span: Span, row: Row | undefined): Promise<Numbers[]> {
    if (!row) return [];
    const bytes = await this.vault.openBytes('cols', row);
    if (bytes) return [unpackNumbers(bytes)];
    const { states } = (await this.open(tok, [span], true)).get(span)!; // asked for
    return states ? [numbers(states.map(factOf), this.vault.clock)] : [];
  }
}
