import type { DaySeries } from '../../fhir/index.js';
import type { Numbers } from './numbers.js';
import { packFrame, unpackFrame } from './frame.js';

/** ms */
export const DAY = 86_400_000;

// Offsets go from -12 to +14 hours: a civil day lies within these bounds around its UTC day.
const [BEFORE, AFTER] = [14 * 3_600_000, 12 * 3_600_000];

/** What one day held. */
export interface Sum {
  n: number;
  sum: number;
  min: number;
  max: number;
  first: number;
  last: number;
  /** Times of `first` and `last`. */
  from: number;
  to: number;
}

/** By `component\nunit\ncodings` and day. */
export type Days = Map<string, Map<number, Sum>>;

/** The civil day of a time, counted from 1970-01-01. */
export const dayOf = (t: number, offset: number): number => Math.floor((t + offset * 60_000) / DAY);

/** The year of a day. */
export const yearOf = (day: number): number => new Date(day * DAY).getUTCFullYear();

/** Every day to which a time may belong, whatever the offset. */
export const daysAround = (t: number): number[] => [...new Set([-720, 0, 840].map((offset) => dayOf(t, offset)))];

/** Whether records between two times may belong to one of these days. */
export const touches = (days: Iterable<number>, first: number, last: number): boolean => {
  for (const day of days) if (first < (day + 1) * DAY + AFTER && last >= day * DAY - BEFORE) return true;
  return false;
};

/** Adds the rows of `part` whose day is among `wanted` and which `keep` keeps. */
export function addTo(days: Days, part: Numbers, wanted: ReadonlySet<number>, keep: (i: number) => boolean = () => true): void {
  for (let i = 0; i < part.t.length; i++) {
    const t = part.t[i]!;
    const day = dayOf(t, part.offset[i]!);
    if (!wanted.has(day) || !keep(i)) continue;
    const codings = part.codings[part.carried[i]!]!;
    for (const { component, unit, values } of part.columns) if (!Number.isNaN(values[i])) add(days, `${component}\n${unit}\n${codings}`, day, t, values[i]!);
  }
}

function add(days: Days, name: string, day: number, t: number, value: number): void {
  const column = days.get(name) ?? new Map<number, Sum>();
  days.set(name, column);
  const sum = column.get(day);
  if (!sum) return void column.set(day, { n: 1, sum: value, min: value, max: value, first: value, last: value, from: t, to: t });
  sum.n++;
  sum.sum += value;
  sum.min = Math.min(sum.min, value);
  sum.max = Math.max(sum.max, value);
  // Of several at one time the smallest comes first and the largest last: the result must not depend on where they lie.
  if (t < sum.from || (t === sum.from && value < sum.first)) [sum.from, sum.first] = [t, value];
  if (t > sum.to || (t === sum.to && value > sum.last)) [sum.to, sum.last] = [t, value];
}

const FIELDS = ['n', 'sum', 'min', 'max', 'first', 'last', 'from', 'to'] as const;

/** The days of one year as they are stored. */
export function packDays(days: Days): Uint8Array {
  const columns = [...days].map(([name, column]) => [name, inOrder(column)] as const);
  return packFrame(
    columns.map(([name]) => name),
    columns.flatMap(([, list]) => [list.map(([day]) => day), ...FIELDS.map((field) => list.map(([, sum]) => sum[field]))]),
  );
}

const inOrder = (column: ReadonlyMap<number, Sum>) => [...column].sort(([a], [b]) => a - b);

export function unpackDays(bytes: Uint8Array): Days {
  const { header, columns } = unpackFrame<readonly string[]>(bytes);
  return new Map(
    header.map((name, c) => {
      const [day, ...fields] = columns.slice(c * 9, c * 9 + 9) as Float64Array[]; // as packed
      const [n, sum, min, max, first, last, from, to] = fields.map((list) => (i: number) => list[i]!); // all of one length
      const rows = Array.from(day!, (one, i): [number, Sum] => [
        one,
        { n: n!(i), sum: sum!(i), min: min!(i), max: max!(i), first: first!(i), last: last!(i), from: from!(i), to: to!(i) },
      ]);
      return [name, new Map(rows)];
    }),
  );
}

/** Takes days out, to be counted anew. */
export function drop(days: Days, gone: Iterable<number>): void {
  const list = [...gone];
  for (const column of days.values()) for (const day of list) column.delete(day);
}

function together(a: Sum, b: Sum): Sum {
  const before = b.from < a.from || (b.from === a.from && b.first < a.first);
  const after = b.to > a.to || (b.to === a.to && b.last > a.last);
  return {
    ...{ n: a.n + b.n, sum: a.sum + b.sum, min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) },
    ...(before ? { first: b.first, from: b.from } : { first: a.first, from: a.from }),
    ...(after ? { last: b.last, to: b.to } : { last: a.last, to: a.to }),
  };
}

/** Days by component and unit, in order; of those codings that `wants` takes, and from `first` to before `end`. */
export function seriesOf(days: Days, wants: (codings: string) => boolean, first: number, end: number): DaySeries[] {
  const joined = new Map<string, Map<number, Sum>>();
  for (const [name, column] of days) {
    const [component, unit, ...codings] = name.split('\n');
    if (!wants(codings.join('\n'))) continue;
    const key = `${component}\n${unit}`;
    const own = joined.get(key) ?? new Map<number, Sum>();
    joined.set(key, own);
    for (const [day, sum] of column) if (day >= first && day < end) own.set(day, own.has(day) ? together(own.get(day)!, sum) : sum);
  }
  return [...joined].flatMap(([name, column]): DaySeries[] => {
    const list = inOrder(column);
    if (!list.length) return [];
    const [component = '', unit = ''] = name.split('\n');
    const field = (of: (typeof FIELDS)[number]) => {
      const values = new Float64Array(list.length);
      for (let i = 0; i < list.length; i++) values[i] = list[i]![1][of];
      return values;
    };
    const fields = { n: field('n'), sum: field('sum'), min: field('min'), max: field('max'), first: field('first'), last: field('last') };
    return [{ component, unit, day: Int32Array.from(list, ([day]) => day), ...fields }];
  });
}

/**
 * The stored years of one code as they are, without a look at single days: what `seriesOf` gives for them. `undefined` where two
 * lists of codings share a component and unit: then days have to be added up.
 */
export function seriesOfYears(years: readonly Uint8Array[], wants: (codings: string) => boolean, first: number, end: number): DaySeries[] | undefined {
  const parts = new Map<string, Float64Array[][]>();
  for (const bytes of years) {
    const { header, columns } = unpackFrame<readonly string[]>(bytes);
    const seen = new Set<string>();
    for (const [c, name] of header.entries()) {
      const [component, unit, ...codings] = name.split('\n');
      if (!wants(codings.join('\n'))) continue;
      const key = `${component}\n${unit}`;
      if (seen.has(key)) return undefined;
      seen.add(key);
      const packed = columns.slice(c * 9, c * 9 + 9) as Float64Array[]; // as packed
      const [from, to] = [placeIn(packed[0]!, first), placeIn(packed[0]!, end)];
      if (from === to) continue;
      const list = parts.get(key) ?? [];
      parts.set(key, list);
      list.push(packed.map((column) => column.subarray(from, to)));
    }
  }
  return [...parts].map(([name, list]): DaySeries => {
    const [component = '', unit = ''] = name.split('\n');
    const field = (f: number) => joined(list.map((columns) => columns[f]!));
    const [n, sum, min, max, first, last] = [1, 2, 3, 4, 5, 6].map(field) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    return { component, unit, day: Int32Array.from(field(0)), n, sum, min, max, first, last };
  });
}

/** How many of the ascending `days` come before `day`. */
function placeIn(days: Float64Array, day: number): number {
  let i = 0;
  while (i < days.length && days[i]! < day) i++;
  return i;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((n, { length }) => n + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Adds days of another tok, whose columns may have the same names. */
export function join(days: Days, more: Days): void {
  for (const [name, column] of more) {
    const own = days.get(name);
    if (!own) days.set(name, new Map(column));
    else for (const [day, sum] of column) own.set(day, own.has(day) ? together(own.get(day)!, sum) : sum);
  }
}
