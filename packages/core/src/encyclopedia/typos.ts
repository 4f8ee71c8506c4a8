import { INITIALS, kinds, type LatinNames, type LatinRow } from './latin.js';

/** A bit for each letter that occurs. */
function letters(text: string): number {
  let mask = 0;
  for (let i = 0; i < text.length; i++) mask |= 1 << (text.charCodeAt(i) & 31);
  return mask;
}
/** How many bits are set. */
function ones(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

interface ByLength {
  readonly order: Int32Array;
  readonly start: Int32Array;
  readonly masks: Int32Array;
}
const measured = new WeakMap<LatinNames, ByLength>();

/** Names and pinyin by length, with their letters; measured once. */
function byLength(names: LatinNames): ByLength {
  const known = measured.get(names);
  if (known) return known;
  const { texts } = names;
  const longest = texts.reduce((length, text) => Math.max(length, text.length), 0);
  const start = new Int32Array(longest + 2);
  const counted = (i: number) => names.kinds[i] !== INITIALS;
  texts.forEach((text, i) => counted(i) && start[text.length + 1]!++);
  for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
  const next = start.slice();
  const order = new Int32Array(start[longest + 1]!);
  texts.forEach((text, i) => counted(i) && (order[next[text.length]!++] = i));
  const found = { order, start, masks: Int32Array.from(order, (i) => letters(texts[i]!)) };
  measured.set(names, found);
  return found;
}

/** Names and pinyin at most `most` slips away from `text`; rows of another length or with too many other letters are not compared. */
export function nearNames(names: LatinNames, text: string, most: number, visit: (row: number, kind: LatinRow['kind'], slips: number) => void): void {
  const { order, start, masks } = byLength(names);
  const mask = letters(text);
  const from = start[Math.max(0, text.length - most)] ?? order.length;
  const to = start[text.length + most + 1] ?? order.length;
  for (let i = from; i < to; i++) {
    if (ones(masks[i]! ^ mask) > 2 * most) continue;
    const at = order[i]!;
    const slips = editDistance(names.texts[at]!, text, most);
    if (slips <= most) visit(names.rows[at]!, kinds[names.kinds[at]!]!, slips);
  }
}

/** Longest text that is compared by slips. */
const LONGEST = 250;
/** Three rows of the comparison, used again and again: thousands of names are compared for one query. */
let [before, row, next] = [new Uint8Array(LONGEST + 6), new Uint8Array(LONGEST + 6), new Uint8Array(LONGEST + 6)];

/** Damerau-Levenshtein distance with adjacent transpositions, giving up above `max` (at most 4): only the diagonals within reach are filled. */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max || a.length > LONGEST || b.length > LONGEST) return a === b ? 0 : max + 1;
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) [endA, endB] = [endA - 1, endB - 1];
  const [rows, columns] = [endA - start, endB - start];
  if (rows === 0 || columns === 0) return rows + columns;
  const far = max + 1;
  for (let j = 0; j <= columns; j++) row[j] = Math.min(j, far);
  for (let i = 1; i <= rows; i++) {
    const from = Math.max(1, i - max);
    const to = Math.min(columns, i + max);
    next[from - 1] = from === 1 ? Math.min(i, far) : far;
    let best = next[from - 1]!;
    const x = a.charCodeAt(start + i - 1);
    for (let j = from; j <= to; j++) {
      const y = b.charCodeAt(start + j - 1);
      const above = j === i + max ? far : row[j]!;
      let cost = Math.min(above + 1, next[j - 1]! + 1, row[j - 1]! + (x === y ? 0 : 1), far);
      if (i > 1 && j > 1 && x === b.charCodeAt(start + j - 2) && a.charCodeAt(start + i - 2) === y) cost = Math.min(cost, before[j - 2]! + 1);
      next[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > max) return far;
    [before, row, next] = [row, next, before];
  }
  return row[columns]!;
}
