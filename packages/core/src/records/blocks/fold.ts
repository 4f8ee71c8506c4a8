import type { Expect, Put, Row } from '../../platform.js';
import { REVISION } from '../envelope.js';
import { byTime } from '../codes.js';
import { storageCode } from '../errors.js';
import type { Hole, RecordState } from '../schema.js';
import type { Vault } from '../vault.js';
import { placesOf, rebuild, type Rebuilt } from './rebuild.js';
import { isAlone, share } from './share.js';
import type { Shelf } from './shelf.js';
import { under, type Span } from './spans.js';

/**
 * Of one commit: rows of the tail, and blocks that they belong into. Late readings of years touch a block each: without the second
 * limit one slice would write hundreds of blocks, and a user would wait behind it.
 */
const SLICE = { rows: 256, blocks: 2 };
const ATTEMPTS = 5; // of one slice: writes of the user go first

/** What else a commit needs that moves blocks: all such commits exclude each other, and whoever read by the old places notices. */
export async function foldMark(shelf: Shelf): Promise<{ readonly expect: Expect; readonly put: Put; readonly sealed: Uint8Array }> {
  const { vault } = shelf;
  const revision = await vault.foldRevision();
  const sealed = await vault.sealer.seal('meta', ['fold'], 1);
  return { expect: ['meta', ['fold'], revision], put: ['meta', ['fold'], sealed], sealed };
}

/** Takes the tail into blocks, all of it or what has at least `least` rows under one tok; how many rows that was. */
export async function fold(shelf: Shelf, least: number): Promise<number> {
  const { vault } = shelf;
  const keys = (await vault.read([{ table: 'tail', from: [''], to: ['\uffff'], keysOnly: true }]))[0]!;
  const rows = new Map<string, number>();
  for (const { key } of keys) rows.set(String(key[0]), (rows.get(String(key[0])) ?? 0) + 1);
  let folded = 0;
  for (const [tok, n] of rows) {
    if (n < least) continue;
    let waiting: readonly Tailed[] = [];
    for (let left = n; left > 0;) {
      const taken = await repeated(shelf, async (again) => {
        if (again || !waiting.length) waiting = await readTail(shelf, tok);
        return slice(shelf, tok, waiting, Math.max(2, least));
      });
      if (!taken.size) break;
      waiting = waiting.filter((one) => !taken.has(one));
      folded += taken.size;
      left -= taken.size;
    }
  }
  for (const tok of shelf.suspects) {
    await repeated(shelf, () => quarantine(shelf, tok));
    shelf.suspects.delete(tok);
  }
  return folded;
}

/** In order of time, as many as belong into a few blocks. */
function within(spans: readonly Span[], states: readonly RecordState[]): Map<string, RecordState> {
  const blocks = new Set<Span | number>();
  const taken = new Map<string, RecordState>();
  const inOrder = [...states].sort(byTime);
  const places = placesOf(spans, inOrder);
  for (const state of inOrder) {
    for (const place of places.get(state.ref)!) blocks.add(place); // one of them
    if (blocks.size > SLICE.blocks && taken.size) break;
    taken.set(state.ref, state);
  }
  return taken;
}

async function repeated<T>(shelf: Shelf, run: (again: boolean) => Promise<T>): Promise<T> {
  for (let i = 0; ; i++) {
    try {
      return await run(i > 0);
    } catch (error) {
      await shelf.vault.forgetPlaces();
      if (storageCode(error) !== 'conflict' || i + 1 >= ATTEMPTS) throw error;
    }
  }
}

/** A row of the tail, and what it holds if it opens. */
interface Tailed {
  readonly row: Row;
  readonly state?: RecordState;
}

// Read and opened once for many commits: one that meets a row which was written since starts over.
async function readTail({ vault }: Shelf, tok: string): Promise<Tailed[]> {
  const rows = (await vault.read([{ ...under('tail', tok), limit: SLICE.rows }]))[0]!; // one want
  const states = await Promise.all(rows.map((row) => vault.open<RecordState>('tail', row)));
  return rows.map((row, i) => {
    const state = states[i];
    return { row, ...(state && { state: { ...state, tok, ...(isAlone(state) && { pending: state.queue[0] }) } }) };
  });
}

/** One commit: takes what belongs into the first few blocks, and every row that does not open. Of `enough` operations, another one lets them share a row. */
async function slice(shelf: Shelf, tok: string, waiting: readonly Tailed[], enough: number): Promise<ReadonlySet<Tailed>> {
  const { vault } = shelf;
  const mark = await foldMark(shelf);
  const states = waiting.flatMap(({ state }) => state ?? []);
  const chosen = within(await shelf.spans(tok), states);
  const taken = waiting.filter(({ state }) => !state || chosen.has(state.ref));
  if (!taken.length) return new Set();
  const rebuilt = await rebuild(shelf, tok, [...chosen.values()], { gently: true });
  const aside = taken.flatMap(({ row, state }): Put[] => (state ? [] : [['quarantine', ['tail', ...row.key], row.value]]));
  const cleared = taken.map(({ row }): Put => ['tail', row.key, null]);
  const unchanged = taken.map(({ row }): Expect => ['tail', row.key, row.value.slice(0, REVISION)]);
  const lost = await holes(shelf, states[0]?.ref.split('/')[0] ?? '', tok, rebuilt.lost);
  const alone = [...chosen.values()].filter(isAlone);
  await vault.turn();
  const gen = alone.length < enough ? 0 : await vault.gen();
  const puts = [...rebuilt.puts, ...aside, ...cleared, ...lost.puts, mark.put];
  await vault.commitAside(puts, [mark.expect, ...unchanged, ...lost.expect], 'relaxed', () => settle(shelf, tok, rebuilt, mark.sealed));
  if (alone.length >= enough) await share(shelf, tok, alone, gen);
  return new Set(taken);
}

/** After a commit: what this tab knows follows. */
export function settle(shelf: Shelf, tok: string, { spans }: Pick<Rebuilt, 'spans'>, fold: Uint8Array): void {
  shelf.know(tok, spans);
  shelf.vault.know({ fold });
}

/** Notes stretches of time that were lost, and has their type pulled from the start. */
async function holes({ vault }: Shelf, type: string, tok: string, lost: readonly Span[]): Promise<{ puts: Put[]; expect: Expect[] }> {
  if (!lost.length) return { puts: [], expect: [] };
  const cursorKey = [await vault.token('cursor', type)];
  const [[row], [cursor]] = (await vault.read([
    { table: 'meta', key: ['holes'] },
    { table: 'cursor', key: cursorKey },
  ])) as [Row[], Row[]]; // as many as asked for
  const known = (row && (await vault.open<readonly Hole[]>('meta', row))) ?? [];
  const until = cursor && (await vault.open<string>('cursor', cursor));
  const more = lost.map(({ first, last }): Hole => ({ type, tok, from: first, to: last, ...(until !== undefined && { until }) }));
  const sealed = await vault.sealer.seal('meta', ['holes'], [...known, ...more]);
  return {
    puts: [
      ['meta', ['holes'], sealed],
      ['cursor', cursorKey, null],
    ],
    expect: [
      ['meta', ['holes'], row?.value.slice(0, REVISION) ?? null],
      ['cursor', cursorKey, cursor?.value.slice(0, REVISION) ?? null],
    ],
  };
}

// A tok does not say its type; there are few of both.
async function typeOf(vault: Vault, tok: string): Promise<string> {
  for (const [type, filed] of Object.entries(await vault.codes()))
    for (const code of Object.keys(filed)) if ((await vault.token('tok', type, code)) === tok) return type;
  return '';
}

/** Puts blocks aside that do not open, so that reads no longer meet them; how many. */
async function quarantine(shelf: Shelf, tok: string): Promise<number> {
  const { vault } = shelf;
  const type = await typeOf(vault, tok);
  const mark = await foldMark(shelf);
  const spans = await shelf.spans(tok);
  const bad = [...(await shelf.open(tok, spans, true))].filter(([, { damaged }]) => damaged).map(([span]) => span);
  if (!bad.length) return 0;
  const rebuilt = await rebuild(shelf, tok, [], { also: bad });
  const lost = await holes(shelf, type, tok, rebuilt.lost);
  const puts = [...rebuilt.puts, ...lost.puts, mark.put];
  await vault.commitAside(puts, [mark.expect, ...lost.expect], 'relaxed', () => settle(shelf, tok, rebuilt, mark.sealed));
  return bad.length;
}
