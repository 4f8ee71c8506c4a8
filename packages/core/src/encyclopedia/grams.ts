import type { NameIndex } from './names.js';

/** Character pairs of the Chinese keys, sorted: for each pair the rows that hold it. */
export interface Grams {
  readonly pairs: Uint32Array;
  readonly start: Uint32Array;
  readonly rows: Uint32Array;
}
export const gramOf = (text: string, i: number): number => text.charCodeAt(i) * 65_536 + text.charCodeAt(i + 1);
/** More rows than any table has: pair and row make one number that is exact, and sorts. */
const ROWS = 2 ** 21;

function build({ keys, chinese }: NameIndex): Grams {
  let most = 0;
  for (let row = 0; row < keys.length; row++) if (chinese[row]) most += Math.max(0, keys[row]!.length - 1);
  const all = new Float64Array(most);
  let count = 0;
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (chinese[row]) for (let i = 0; i + 1 < key.length; i++) all[count++] = gramOf(key, i) * ROWS + row;
  }
  all.sort();
  const rows = new Uint32Array(count);
  const [pairs, start]: [number[], number[]] = [[], []];
  let size = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0 && all[i] === all[i - 1]) continue; // twice in one name counts once
    const pair = Math.floor(all[i]! / ROWS);
    if (pairs.at(-1) !== pair) {
      pairs.push(pair);
      start.push(size);
    }
    rows[size++] = all[i]! % ROWS;
  }
  start.push(size);
  return { pairs: Uint32Array.from(pairs), start: Uint32Array.from(start), rows: rows.slice(0, size) };
}

/** The number of a pair in {@link Grams}, or -1. */
export function findGram({ pairs }: Grams, gram: number): number {
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[middle]! < gram) low = middle + 1;
    else high = middle;
  }
  return pairs[low] === gram ? low : -1;
}

const built = new WeakMap<NameIndex, Grams>();

/** The character pairs of an index, found once. */
export function gramsOf(index: NameIndex): Grams {
  let grams = built.get(index);
  if (!grams) built.set(index, (grams = build(index)));
  return grams;
}
