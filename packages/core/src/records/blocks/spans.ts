import type { Get, Key, Put, Row, Scan, Table } from '../../platform.js';
import type { Vault } from '../vault.js';
import { DAY } from './days.js';
import { packFrame, unpackFrame } from './frame.js';

/** ms; blocks are named after the 30 days of UTC in which they begin */
const PERIOD = 30 * DAY;

/** Blocks that one row lists: below the 64 KB above which IndexedDB makes a file of its own of a value, and little to write anew by a fold. */
const LISTED = 16;

/** Of a block that no row lists yet. */
export const UNLISTED = -1;

/** A block, without what is in it. */
export interface Span {
  readonly period: number;
  readonly part: number;
  /** Records, removed ones included. */
  readonly n: number;
  /** Clinical time of the first and last of them, ms since 1970 UTC. */
  readonly first: number;
  readonly last: number;
  /** A hash of each ref. */
  readonly hashes: Uint32Array;
  /** Number of the row in `spans` that lists it, or {@link UNLISTED}. */
  readonly row: number;
}

type Listed = readonly [period: number, part: number, n: number, first: number, last: number];

/** A cut between text and number keys: everything under `tok`. */
export const under = (table: string, tok: string) => ({ table, from: [tok], to: [tok, '\uffff'] });

export const keyOf = (tok: string, { period, part }: Pick<Span, 'period' | 'part'>): Key => [tok, period, part];

const inKeyOrder = (a: Span, b: Span): number => a.period - b.period || a.part - b.part;

const nameOf = ({ period, part }: Pick<Span, 'period' | 'part'>): string => `${period}/${part}`;

/**
 * What to read for `chosen` blocks out of `all` of their tok: one stretch of keys where no other block lies between, for each
 * single request costs as much as a block. By name: the list may have been read anew since they were chosen from it, and one that
 * is not in it is asked for by itself.
 */
export function wantsOf(table: Table, tok: string, chosen: readonly Span[], all: readonly Span[]): (Get | Scan)[] {
  const [low, high] = chosen.reduce(([a, b], { period }) => [Math.min(a, period), Math.max(b, period)], [Infinity, -Infinity]);
  const near = all.filter(({ period }) => period >= low && period <= high);
  const places = new Map(near.sort(inKeyOrder).map((span, i) => [nameOf(span), i]));
  const wants: (Get | Scan)[] = [];
  let next: number | undefined;
  let from: Span | undefined;
  for (const span of [...chosen].sort(inKeyOrder)) {
    const place = places.get(nameOf(span));
    if (from && place !== undefined && place === next) {
      wants[wants.length - 1] = { table, from: keyOf(tok, from), to: keyOf(tok, { period: span.period, part: span.part + 1 }) };
    } else {
      wants.push({ table, key: keyOf(tok, span) });
      from = span;
    }
    next = place === undefined ? undefined : place + 1;
  }
  return wants;
}

/** The row of each span, if there is one. */
export function rowsOf(spans: readonly Span[], rows: readonly Row[]): (Row | undefined)[] {
  const byKey = new Map(rows.map((row) => [`${row.key[1]}/${row.key[2]}`, row]));
  return spans.map((span) => byKey.get(nameOf(span)));
}

export const periodOf = (t: number): number => Math.floor(t / PERIOD);

const inOrder = (spans: Span[]): Span[] => spans.sort((a, b) => a.first - b.first || a.last - b.last || a.part - b.part);

/** Reads the list of blocks of one tok; rows that do not open are given to `damaged`. `ids` is the table of schema 2. */
export async function openSpans(vault: Vault, rows: readonly Row[], damaged: (row: Row) => void, table: 'spans' | 'ids' = 'spans'): Promise<Span[]> {
  const lists = await Promise.all(
    rows.map(async (row) => {
      const bytes = await vault.openBytes(table, row);
      if (!bytes) {
        damaged(row);
        return [];
      }
      const { header, columns } = unpackFrame<readonly Listed[]>(bytes);
      const hashes = columns[0] as Uint32Array; // as packed
      let at = 0;
      const number = table === 'spans' ? Number(row.key[1]) : UNLISTED;
      return header.map(([period, part, n, first, last]): Span => ({ period, part, n, first, last, hashes: hashes.subarray(at, (at += n)), row: number }));
    }),
  );
  return inOrder(lists.flat());
}

/** What changes in a list of blocks. */
interface Changes {
  readonly gone: ReadonlySet<Span>;
  /** Listed with the one before them. */
  readonly made: readonly Span[];
  /** Rows to write anew whatever they hold. */
  readonly also?: readonly number[];
}

/** The list with some blocks in place of others, and the rows that have to be written for it: those that change, cut in pieces where they grow too long. */
export async function relist(
  vault: Vault,
  tok: string,
  spans: readonly Span[],
  changes: Changes,
): Promise<{ readonly spans: readonly Span[]; readonly puts: Put[] }> {
  const { gone, made, also = [] } = changes;
  const after = inOrder([...spans.filter((span) => !gone.has(span)), ...made]);
  const lists = new Map<number, number[]>(also.map((row) => [row, []])); // places in `after`
  for (const { row } of gone) if (row !== UNLISTED) lists.set(row, []);
  const rowOf = rowsAfter(after);
  after.forEach(({ row }, i) => row === UNLISTED && lists.set(rowOf[i]!, [])); // one for each
  rowOf.forEach((row, i) => lists.get(row)?.push(i));
  let free = Math.max(-1, ...lists.keys(), ...rowOf) + 1;
  for (const [number, list] of [...lists]) {
    const size = Math.ceil(list.length / Math.ceil(list.length / LISTED)) || 1; // of none
    for (let from = 0, row = number; from < list.length; from += size, row = free++) lists.set(row, list.slice(from, from + size));
  }
  for (const [row, list] of lists) for (const i of list) if (after[i]!.row !== row) after[i] = { ...after[i]!, row }; // places in it
  const puts = [...lists].map(async ([row, list]): Promise<Put> => {
    const key = [tok, row];
    return ['spans', key, list.length ? await vault.sealer.sealBytes('spans', key, packSpans(list.map((i) => after[i]!))) : null]; // as above
  });
  return { spans: after, puts: await Promise.all(puts) };
}

/** The row of each block: its own, or that of the one before it. */
function rowsAfter(spans: readonly Span[]): number[] {
  let last = spans.find(({ row }) => row !== UNLISTED)?.row ?? 0;
  return spans.map(({ row }) => (last = row === UNLISTED ? last : row));
}

function packSpans(spans: readonly Span[]): Uint8Array {
  const hashes = new Uint32Array(spans.reduce((n, span) => n + span.n, 0));
  let at = 0;
  for (const span of spans) {
    hashes.set(span.hashes, at);
    at += span.n;
  }
  return packFrame(
    spans.map(({ period, part, n, first, last }): Listed => [period, part, n, first, last]),
    [hashes],
  );
}
