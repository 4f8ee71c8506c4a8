import type { Columns, DaySeries, FoundRecords, RangeQuery, Resource, SeriesQuery } from '../../fhir/index.js';
import type { Get, Row, Scan } from '../../platform.js';
import { byTime, carries, carriesAny, filedUnder, wantedCodes, type Wanted } from '../codes.js';
import type { Hole, RecordState } from '../schema.js';
import { addTo, daysAround, dayOf, drop, join, seriesOf, seriesOfYears, touches, unpackDays, yearOf, DAY, type Days } from './days.js';
import { factOf, hashOf, joinNumbers, numbers, type Numbers } from './numbers.js';
import type { Shelf } from './shelf.js';
import { rowsOf, under, wantsOf, type Span } from './spans.js';

/** What one tok holds for a query: the tail, which comes before the blocks, and rows of the blocks asked for. */
interface Look {
  readonly tok: string;
  readonly tail: readonly RecordState[];
  readonly spans: readonly Span[];
  readonly rows: readonly (Row | undefined)[];
}

interface Choice {
  readonly spans: readonly Span[];
  /** Fewer than there are in the range: a limit asks for no more. */
  readonly cut?: boolean;
}

const overlaps = ({ first, last }: Span, from: number, to: number): boolean => last >= from && first < to;

async function look(
  shelf: Shelf,
  query: SeriesQuery,
  table: 'blocks' | 'cols',
  choose: (all: ReadonlyMap<string, readonly Span[]>) => ReadonlyMap<string, Choice>,
): Promise<{ looks: Look[]; cut: boolean; holes: readonly Hole[] }> {
  const { vault } = shelf;
  const wanted = wantedCodes(query);
  let chosen: ReadonlyMap<string, Choice> = new Map();
  let sizes: number[] = []; // reads for each tok besides its tail
  const rows = await vault.view(async (codes) => {
    const toks = await Promise.all(filedUnder(codes, query.type, wanted).map((code) => vault.token('tok', query.type, code)));
    const all = new Map<string, readonly Span[]>();
    for (const tok of toks) all.set(tok, await shelf.spans(tok));
    chosen = choose(all);
    sizes = [];
    const reads = [...chosen].flatMap(([tok, { spans }]) => {
      const wants = wantsOf(table, tok, spans, all.get(tok)!); // chosen from it
      sizes.push(wants.length);
      return [under('tail', tok), ...wants];
    });
    return [{ table: 'meta', key: ['holes'] }, ...reads] satisfies (Get | Scan)[];
  });
  const [[hole], ...rest] = rows as [Row[], ...Row[][]]; // the holes were asked for first
  let at = 0;
  const looks = await Promise.all(
    [...chosen].map(async ([tok, { spans }], i): Promise<Look> => {
      const [tail, ...found] = rest.slice(at, (at += 1 + sizes[i]!)); // one for each
      const states = await Promise.all(tail!.map((row) => vault.open<RecordState>('tail', row))); // asked for first
      return { tok, spans, rows: rowsOf(spans, found.flat()), tail: states.flatMap((state) => (state ? [{ ...state, tok }] : [])) };
    }),
  );
  const holes = (hole && (await vault.open<readonly Hole[]>('meta', hole))) ?? [];
  return { looks, cut: [...chosen.values()].some(({ cut }) => cut === true), holes };
}

type Stretch = readonly [from: number, to: number];

function stretches(query: SeriesQuery, looks: readonly Look[], holes: readonly Hole[], met: readonly Stretch[]): { damaged?: readonly Stretch[] } {
  const { from = -Infinity, to = Infinity } = query;
  const old = holes
    .filter((hole) => looks.some(({ tok }) => tok === hole.tok) && hole.to >= from && hole.from < to)
    .map((hole): Stretch => [hole.from, hole.to]);
  const damaged = [...met, ...old];
  return damaged.length ? { damaged } : {};
}

/** Of a limit, only as many blocks as it takes, from the end at which the answer begins. */
function chooseBlocks(all: ReadonlyMap<string, readonly Span[]>, { from = -Infinity, to = Infinity, reverse = false }: RangeQuery, need: number) {
  const fitting = [...all].flatMap(([tok, spans]) => spans.filter((span) => overlaps(span, from, to)).map((span) => ({ tok, span })));
  let cut = false;
  let edge = reverse ? -Infinity : Infinity;
  if (need < Infinity) {
    const order = fitting.sort((a, b) => (reverse ? b.span.last - a.span.last : a.span.first - b.span.first));
    let n = 0;
    const enough = order.findIndex(({ span }) => (n += span.first >= from && span.last < to ? span.n : 0) >= need);
    if (enough >= 0 && enough < order.length - 1) {
      const taken = order.slice(0, enough + 1).map(({ span }) => span);
      edge = reverse ? Math.min(...taken.map(({ first }) => first)) : Math.max(...taken.map(({ last }) => last));
      cut = true;
    }
  }
  const chosen = new Map([...all.keys()].map((tok) => [tok, { spans: [] as Span[], cut }]));
  for (const { tok, span } of fitting) if (reverse ? span.last >= edge : span.first <= edge) chosen.get(tok)!.spans.push(span); // of `all`
  return { chosen, edge, cut };
}

/** Records of blocks and tail in order. */
export async function readRange<R extends Resource>(shelf: Shelf, query: RangeQuery): Promise<FoundRecords<R>> {
  const { from = -Infinity, to = Infinity, limit = Infinity, reverse = false } = query;
  const wanted = wantedCodes(query);
  for (let need = limit; ; need *= 8) {
    let edge = Infinity;
    const { looks, cut, holes } = await look(shelf, query, 'blocks', (all) => {
      const choice = chooseBlocks(all, query, need);
      edge = choice.edge;
      return choice.chosen;
    });
    const met: Stretch[] = [];
    const found = (await Promise.all(looks.map((one) => statesOf(shelf, one, wanted, met)))).flat();
    const fitting = found.filter(({ body, time }) => body && time >= from && time < to && (!cut || (reverse ? time >= edge : time <= edge)));
    if (cut && fitting.length < limit) continue;
    const bodies = fitting
      .sort((a, b) => byTime(a, b) * (reverse ? -1 : 1))
      .slice(0, Math.min(limit, fitting.length))
      .map(({ body }) => body as unknown as R); // the caller names the type; bodies are checked above
    return Object.assign(bodies, stretches(query, looks, holes, met));
  }
}

// Records of blocks that carry a wanted code, told by the lists of codings that each block names once; then the tail's.
async function statesOf(
  shelf: Shelf,
  { tok, tail, spans, rows }: Look,
  wanted: readonly Wanted[] | undefined,
  met: Stretch[],
): Promise<readonly RecordState[]> {
  const there = rows.flatMap((row, i) => (row ? [{ row, span: spans[i]! }] : [])); // one row at most for each
  const opened = await shelf.openRows(
    tok,
    there.map(({ row }) => row),
  );
  const wants = chooser(wanted);
  const states = opened.flatMap(({ states: inside = [], codings = [], carried, damaged }, i) => {
    if (damaged) met.push([there[i]!.span.first, there[i]!.span.last]); // one of them each
    if (codings.every(wants)) return inside;
    return inside.filter((_state, j) => wants(codings[carried?.[j] ?? 0]!)); // named by the block itself
  });
  if (!tail.length) return states;
  const hidden = new Set(tail.map(({ ref }) => ref));
  return [...states.filter(({ ref }) => !hidden.has(ref)), ...tail.filter(({ body }) => body && carries(body, wanted))];
}

/** Everything that one tok holds of a stretch of time, both ends included. */
export async function readStates(shelf: Shelf, [type, tok, first, last]: readonly [string, string, number, number]): Promise<readonly RecordState[]> {
  const only = (all: ReadonlyMap<string, readonly Span[]>) =>
    new Map([[tok, { spans: (all.get(tok) ?? []).filter((span) => overlaps(span, first, last + 1)) }]]);
  const { looks } = await look(shelf, { type }, 'blocks', only);
  return (await Promise.all(looks.map((one) => statesOf(shelf, one, undefined, [])))).flat();
}

// Numbers of the tail's own records, and which rows of blocks they replace.
function overlay(shelf: Shelf, tail: readonly RecordState[]): { fresh: Numbers; hides: (part: Numbers, i: number) => boolean } {
  const hidden = new Map(tail.map(({ ref }) => hashOf(ref)));
  const fresh = numbers(tail.map(factOf), shelf.vault.clock);
  return { fresh, hides: (part, i) => part !== fresh && hidden.get(part.low[i]!) === part.high[i] };
}

/** Which lists of codings are wanted; each is read once. */
function chooser(wanted: readonly Wanted[] | undefined): (codings: string) => boolean {
  const known = new Map<string, boolean>();
  return (codings) => {
    if (!wanted) return true;
    if (!known.has(codings)) known.set(codings, carriesAny(JSON.parse(codings) as [string, string][], wanted)); // written by numbers()
    return known.get(codings)!; // set above
  };
}

/** The numbers of records. */
export async function readColumns(shelf: Shelf, query: SeriesQuery): Promise<Columns> {
  const { from = -Infinity, to = Infinity } = query;
  const wants = chooser(wantedCodes(query));
  const within = (all: ReadonlyMap<string, readonly Span[]>) =>
    new Map([...all].map(([tok, spans]) => [tok, { spans: spans.filter((span) => overlaps(span, from, to)) }]));
  const { looks, holes } = await look(shelf, query, 'cols', within);
  const parts = await Promise.all(
    looks.map(async ({ tok, tail, spans, rows }) => {
      const old = (await Promise.all(rows.map((row, i) => shelf.openNumbers(tok, spans[i]!, row)))).flat(); // one row at most for each
      const { fresh, hides } = overlay(shelf, tail);
      return { parts: [...old, fresh], hides };
    }),
  );
  const owner = new Map(parts.flatMap((one) => one.parts.map((part) => [part, one.hides] as const)));
  const joined = joinNumbers([...owner.keys()], (part, i) => {
    const t = part.t[i]!;
    return t >= from && t < to && wants(part.codings[part.carried[i]!]!) && !owner.get(part)!(part, i);
  });
  return { ...joined, ...stretches(query, looks, holes, []) };
}

/** What the days held: rolled up, but for the days that the tail touches, which are counted from the columns. */
export const readDays = (shelf: Shelf, query: SeriesQuery): Promise<readonly DaySeries[]> => shelf.vault.steady(() => days(shelf, query));

async function days(shelf: Shelf, query: SeriesQuery): Promise<readonly DaySeries[]> {
  const { vault } = shelf;
  const { from = -Infinity, to = Infinity, ...of } = query;
  const wanted = wantedCodes(of);
  const years: readonly [number, number] = [from > -1e6 ? yearOf(from) : -9999, to < 1e6 ? yearOf(to) : 9999];
  let toks: string[] = [];
  let lists: (readonly Span[])[] = [];
  const rows = await vault.view(async (codes) => {
    toks = await Promise.all(filedUnder(codes, of.type, wanted).map((code) => vault.token('tok', of.type, code)));
    lists = [];
    return toks.flatMap((tok) => [under('tail', tok), { table: 'roll', from: [tok, years[0]], to: [tok, years[1] + 1] }]);
  });
  if (toks.length === 1 && !rows[0]!.length) {
    const years = await Promise.all(rows[1]!.map((row) => vault.openBytes('roll', row))); // two wants for each
    const whole = years.every((bytes) => bytes !== undefined) && seriesOfYears(years, chooser(wanted), from, to);
    if (whole) return whole;
  }
  for (const tok of toks) lists.push(rows[toks.indexOf(tok) * 2]!.length ? await shelf.spans(tok) : []);
  const counted = await Promise.all(
    toks.map(async (tok, i) => {
      const [tail, rolls] = [rows[i * 2]!, rows[i * 2 + 1]!]; // two wants for each
      const [states, stored] = await Promise.all([
        Promise.all(tail.map((row) => vault.open<RecordState>('tail', row))),
        Promise.all(rolls.map((row) => openRoll(shelf, tok, row))),
      ]);
      const days: Days = new Map();
      for (const one of stored) join(days, one);
      await recount(shelf, { tok, states: states.flatMap((state) => (state ? [state] : [])), spans: lists[i]! }, days); // one list for each
      return days;
    }),
  );
  const [first = new Map() as Days, ...others] = counted;
  for (const one of others) join(first, one);
  return seriesOf(first, chooser(wanted), from, to);
}

// A damaged year is counted from the columns; the next fold that touches it stores it anew.
async function openRoll(shelf: Shelf, tok: string, row: Row): Promise<Days> {
  const bytes = await shelf.vault.openBytes('roll', row);
  if (bytes) return unpackDays(bytes);
  const year = Number(row.key[1]);
  const wanted = new Set<number>();
  for (let day = Date.UTC(year, 0, 1) / DAY; yearOf(day) === year; day++) wanted.add(day);
  const days: Days = new Map();
  const near = (await shelf.spans(tok)).filter(({ first, last }) => touches(wanted, first, last));
  for (const part of await shelf.numbers(tok, near)) addTo(days, part, wanted);
  return days;
}

async function recount(
  shelf: Shelf,
  { tok, states, spans }: { tok: string; states: readonly RecordState[]; spans: readonly Span[] },
  days: Days,
): Promise<void> {
  if (!states.length) return;
  const { fresh, hides } = overlay(shelf, states);
  const touched = new Set(states.flatMap(({ was = [] }) => was.flatMap(daysAround)));
  for (let i = 0; i < fresh.t.length; i++) touched.add(dayOf(fresh.t[i]!, fresh.offset[i]!));
  drop(days, touched);
  const near = spans.filter(({ first, last }) => touches(touched, first, last));
  for (const part of await shelf.numbers(tok, near)) addTo(days, part, touched, (i) => !hides(part, i));
  addTo(days, fresh, touched);
}
