import type { Get, Key, Put, Row, Scan, Table } from '../../platform.js';
import type { Vault } from '../vault.js';
import { yearOf, DAY } from './days.js';
import { packFrame, unpackFrame } from './frame.js';

/** ms; blocks are named after the 30 days of UTC in which they begin */
const PERIOD = 30 * DAY;

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
  const places = new Map([...all].sort(inKeyOrder).map((span, i) => [nameOf(span), i]));
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

const yearOfSpan = ({ first }: Span): number => yearOf(Math.floor(first / DAY));

const inOrder = (spans: Span[]): Span[] => spans.sort((a, b) => a.first - b.first || a.last - b.last || a.part - b.part);

/** Reads the list of blocks of one tok; rows that do not open are given to `damaged`. */
export async function openSpans(vault: Vault, rows: readonly Row[], damaged: (row: Row) => void): Promise<Span[]> {
  const lists = await Promise.all(
    rows.map(async (row) => {
      const bytes = await vault.openBytes('ids', row);
      if (!bytes) {
        damaged(row);
        return [];
      }
      const { header, columns } = unpackFrame<readonly Listed[]>(bytes);
      const hashes = columns[0] as Uint32Array; // as packed
      let at = 0;
      return header.map(([period, part, n, first, last]): Span => ({ period, part, n, first, last, hashes: hashes.subarray(at, (at += n)) }));
    }),
  );
  return inOrder(lists.flat());
}

/** The rows that a changed list of blocks needs: of the years in which something changed. */
export async function sealSpans(vault: Vault, tok: string, before: readonly Span[], after: readonly Span[], all = false): Promise<Put[]> {
  const [old, now] = [new Set(before), new Set(after)];
  const changed = all ? [...before, ...after] : [...before.filter((span) => !now.has(span)), ...after.filter((span) => !old.has(span))];
  return Promise.all(
    [...new Set(changed.map(yearOfSpan))].map(async (year): Promise<Put> => {
      const spans = after.filter((span) => yearOfSpan(span) === year);
      const key = [tok, year];
      if (!spans.length) return ['ids', key, null];
      const hashes = new Uint32Array(spans.reduce((n, span) => n + span.n, 0));
      let at = 0;
      for (const span of spans) {
        hashes.set(span.hashes, at);
        at += span.n;
      }
      const listed = spans.map(({ period, part, n, first, last }): Listed => [period, part, n, first, last]);
      return ['ids', key, await vault.sealer.sealBytes('ids', key, packFrame(listed, [hashes]))];
    }),
  );
}

/** The list with some blocks in place of others. */
export function replaceSpans(spans: readonly Span[], gone: ReadonlySet<Span>, made: readonly Span[]): Span[] {
  return inOrder([...spans.filter((span) => !gone.has(span)), ...made]);
}
