import type { Put, Row } from '../../platform.js';
import { byTime } from '../codes.js';
import type { RecordState } from '../schema.js';
import { isKnown } from '../transaction.js';
import type { Vault } from '../vault.js';
import { addTo, DAY, dayOf, drop, packDays, touches, unpackDays, yearOf, type Days, type Sum } from './days.js';
import { civilDay, factOf, hashOf, numbers, packNumbers, type Fact, type Numbers } from './numbers.js';
import { packBlock } from './pack.js';
import type { Seen } from './seen.js';
import type { Shelf } from './shelf.js';
import { keyOf, periodOf, relist, UNLISTED, type Span } from './spans.js';

/** A block holds at most so many records, and so many bytes: IndexedDB makes a file of its own of a value above 64 KB. */
const MOST = { records: 256, bytes: 60_000 };
const NEARLY_FULL = MOST.records * 0.75;

/** What a rebuilt tok needs stored. */
export interface Rebuilt {
  readonly puts: Put[];
  readonly spans: readonly Span[];
  /** Blocks that were to be changed and did not open: they are put aside, and these stretches of time are missing. */
  readonly lost: readonly Span[];
}

interface Manner {
  /** Blocks to write anew, whatever comes. */
  readonly also?: readonly Span[];
  /** One block after the other, and after what a user waits for; else all at once, which is faster. */
  readonly gently?: boolean;
}

interface Made {
  readonly span: Span;
  readonly puts: readonly Put[];
  readonly numbers: Numbers;
}

/**
 * Takes records into the blocks of one tok: each goes where its time belongs, and out of any block that held it before.
 * Removed ones that the server need not hear of, and those filed elsewhere, only go out.
 */
export async function rebuild(shelf: Shelf, tok: string, incoming: readonly RecordState[], { also = [], gently = false }: Manner = {}): Promise<Rebuilt> {
  const { vault } = shelf;
  const spans = await shelf.spans(tok);
  const refs = new Set(incoming.map(({ ref }) => ref));
  // Only what was stored before can lie in a block; a commit that moves it there meanwhile makes this one start over.
  const known = new Wanted(incoming.filter(({ was }) => was).map(({ ref }) => ref));
  const plan = homes(spans, incoming.filter(stays).sort(byTime));
  for (const span of [...known.in(spans), ...also]) if (!plan.has(span)) plan.set(span, []);

  const gone = new Set([...plan.keys()].filter((home): home is Span => typeof home !== 'number'));
  const { changes, made, lost } = await remake(shelf, tok, { plan, refs, parts: nextParts(spans), gently });
  const touched = touchedDays(
    shelf,
    changes,
    incoming,
    lost.map(([span]) => span),
  );
  if (gently) await vault.turn();
  const [rolls, listed] = await Promise.all([
    rollUps(
      shelf,
      tok,
      touched,
      spans.filter((span) => !gone.has(span)),
      made,
    ),
    relist(vault, tok, spans, { gone, made: made.map(({ span }) => span), also: shelf.unlisted.get(tok) ?? [] }),
  ]);
  const puts: Put[] = [
    ...[...gone].flatMap((span): Put[] => [
      ['blocks', keyOf(tok, span), null],
      ['cols', keyOf(tok, span), null],
    ]),
    ...lost.map(([span, { value }]): Put => ['quarantine', ['blocks', ...keyOf(tok, span)], value]),
    ...made.flatMap((one) => one.puts),
  ];
  return { puts: [...puts, ...rolls, ...listed.puts], spans: listed.spans, lost: lost.map(([span]) => span) };
}

/** What to remake: records by the block into which they go, and what is to leave any block. */
interface Remake {
  readonly plan: ReadonlyMap<Span | number, readonly RecordState[]>;
  readonly refs: ReadonlySet<string>;
  readonly parts: (period: number) => number;
  readonly gently: boolean;
}

interface Remade {
  readonly changes: Change[];
  readonly made: Made[];
  readonly lost: (readonly [Span, Row])[];
}

// Gently, one block is opened, packed and let go before the next: what lives in between is what a collection of garbage has to move.
async function remake(shelf: Shelf, tok: string, { plan, refs, parts, gently }: Remake): Promise<Remade> {
  const { vault } = shelf;
  const done: Remade = { changes: [], made: [], lost: [] };
  const some = async (homes: readonly (Span | number)[]) => {
    const opened = await shelf.open(
      tok,
      homes.filter((home): home is Span => typeof home !== 'number'),
      true,
    );
    for (const [span, { damaged }] of opened) if (damaged) done.lost.push([span, damaged]);
    const made = homes.map((home) => {
      const there = typeof home === 'number' ? [] : (opened.get(home)?.states ?? []);
      done.changes.push({ before: there.filter(({ ref }) => refs.has(ref)) });
      return blocks(vault, tok, [...there.filter(({ ref }) => !refs.has(ref)), ...plan.get(home)!].sort(byTime), parts); // one of its keys
    });
    done.made.push(...(await Promise.all(made)).flat());
  };
  if (!gently) await some([...plan.keys()]);
  else
    for (const home of plan.keys()) {
      await vault.turn();
      await some([home]);
    }
  return done;
}

interface Change {
  /** Taken out. */
  readonly before: readonly RecordState[];
}

/** Hashes of refs, to look for in lists of blocks: made once, asked for every block there is. */
export class Wanted {
  readonly #hashes: ReadonlySet<number>;

  constructor(refs: Iterable<string>) {
    this.#hashes = new Set(Array.from(refs, (ref) => hashOf(ref)[0]));
  }

  /** Blocks that may hold one of the records; `seen` tells of strangers without a look at each block. */
  in(spans: readonly Span[], seen?: Seen): Span[] {
    const all = [...this.#hashes];
    const [one] = all;
    if (one === undefined || (seen && !all.some((hash) => seen.has(hash)))) return [];
    if (all.length === 1) return spans.filter((span) => span.hashes.includes(one));
    // A mark for the upper half of each hash: tells nearly every stranger without a look into the set.
    const upper = new Uint8Array(65_536);
    for (const hash of all) upper[hash >>> 16] = 1;
    return spans.filter(({ hashes }) => {
      for (let i = 0; i < hashes.length; i++) if (upper[hashes[i]! >>> 16] && this.#hashes.has(hashes[i]!)) return true;
      return false;
    });
  }
}

/** Blocks that each record changes, of records in order of time: the one into which it goes, or a number behind a full one, and those that hold it. */
export function placesOf(spans: readonly Span[], states: readonly RecordState[]): Map<string, readonly (Span | number)[]> {
  const places = new Map<string, (Span | number)[]>(states.map(({ ref }) => [ref, []]));
  for (const [home, list] of homes(spans, states.filter(stays))) for (const { ref } of list) places.get(ref)!.push(home); // one of them
  for (const { ref, was = [] } of states) {
    const [hash] = hashOf(ref);
    const holds = ({ first, last, hashes }: Span): boolean => was.some((t) => t >= first && t <= last) && hashes.includes(hash);
    if (was.length) places.get(ref)!.push(...spans.filter(holds)); // one of them
  }
  return places;
}

const stays = (state: RecordState): boolean => !state.moved && isKnown(state);

/** Where records in order of time go: into the last block that begins before them, or behind it where that is full (a number). */
function homes(spans: readonly Span[], states: readonly RecordState[]): Map<Span | number, RecordState[]> {
  const plan = new Map<Span | number, RecordState[]>();
  let i = -1;
  for (const state of states) {
    while (i + 1 < spans.length && spans[i + 1]!.first <= state.time) i++;
    const span = spans[Math.max(i, 0)];
    const home = !span || (i >= 0 && state.time > span.last && span.n >= NEARLY_FULL) ? i : span;
    const list = plan.get(home);
    if (list) list.push(state);
    else plan.set(home, [state]);
  }
  return plan;
}

/** Numbers blocks of a period on and on: a name is never used twice while its block may still be read. */
function nextParts(spans: readonly Span[]): (period: number) => number {
  const next = new Map<number, number>();
  for (const { period, part } of spans) next.set(period, Math.max(next.get(period) ?? 0, part + 1));
  return (period) => {
    const part = next.get(period) ?? 0;
    next.set(period, part + 1);
    return part;
  };
}

// Even parts, none above the limits.
async function blocks(vault: Vault, tok: string, states: readonly RecordState[], parts: (period: number) => number): Promise<Made[]> {
  const pieces = Math.ceil(states.length / MOST.records);
  const size = Math.ceil(states.length / Math.max(1, pieces));
  const made = Array.from({ length: pieces }, (_, i) => block(vault, tok, states.slice(i * size, (i + 1) * size).map(factOf), parts));
  return (await Promise.all(made)).flat();
}

async function block(vault: Vault, tok: string, facts: readonly Fact[], parts: (period: number) => number): Promise<Made[]> {
  const [first, last] = [facts[0]!.state.time, facts.at(-1)!.state.time]; // never empty
  const period = periodOf(first);
  const at = { period, part: parts(period) };
  const key = keyOf(tok, at);
  const sealed = await vault.sealer.sealText('blocks', key, packBlock(facts));
  const half = facts.length >> 1;
  if (sealed.length > MOST.bytes && half)
    return (await Promise.all([facts.slice(0, half), facts.slice(half)].map((part) => block(vault, tok, part, parts)))).flat();
  const inside = numbers(facts, vault.clock);
  const puts: Put[] = [['blocks', key, sealed]];
  if (inside.t.length) puts.push(['cols', key, await vault.sealer.sealBytes('cols', key, packNumbers(inside))]);
  return [{ span: { ...at, n: facts.length, first, last, hashes: Uint32Array.from(facts, ({ hash }) => hash[0]), row: UNLISTED }, puts, numbers: inside }];
}

// Of what came, what went, and of blocks that are lost altogether.
function touchedDays({ vault }: Shelf, changes: readonly Change[], incoming: readonly RecordState[], lost: readonly Span[]): Set<number> {
  const days = new Set<number>();
  for (const states of [incoming, ...changes.map(({ before }) => before)])
    for (const state of states) {
      const day = civilDay(state, vault.clock);
      if (day !== undefined) days.add(day);
    }
  for (const { first, last } of lost) for (let day = dayOf(first, -720); day <= dayOf(last, 840); day++) days.add(day);
  return days;
}

/** Counts days anew: from the blocks just made, and from the columns of the others that reach into them. Never by adding to what was. */
async function rollUps(shelf: Shelf, tok: string, touched: Set<number>, others: readonly Span[], made: readonly Made[]): Promise<Put[]> {
  const { vault } = shelf;
  const years = [...new Set([...touched].map(yearOf))];
  if (!years.length) return [];
  const stored = await vault.read(years.map((year) => ({ table: 'roll', key: [tok, year] })));
  const before = await Promise.all(stored.map(([row]) => openDays(vault, row)));
  years.forEach((year, i) => {
    if (before[i]) return;
    for (let day = Date.UTC(year, 0, 1) / DAY; yearOf(day) === year; day++) touched.add(day); // damaged: the whole year
  });
  const near = others.filter(({ first, last }) => touches(touched, first, last));
  const days: Days = new Map();
  for (const part of [...(await shelf.numbers(tok, near)), ...made.map((one) => one.numbers)]) addTo(days, part, touched);
  return Promise.all(
    years.map(async (year, i): Promise<Put> => {
      const whole: Days = before[i] ?? new Map<string, Map<number, Sum>>();
      drop(whole, touched);
      for (const [name, column] of days) {
        const own = whole.get(name) ?? new Map<number, Sum>();
        whole.set(name, own);
        for (const [day, sum] of column) if (yearOf(day) === year) own.set(day, sum);
      }
      for (const [name, column] of whole) if (!column.size) whole.delete(name);
      const key = [tok, year];
      return ['roll', key, whole.size ? await vault.sealer.sealBytes('roll', key, packDays(whole)) : null];
    }),
  );
}

const openDays = async (vault: Vault, row: Row | undefined): Promise<Days | undefined> => {
  if (!row) return new Map();
  const bytes = await vault.openBytes('roll', row);
  return bytes && unpackDays(bytes);
};
