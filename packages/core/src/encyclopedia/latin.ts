import { CJK } from './normalise.js';
import { lowerBound, type NameIndex } from './names.js';

/** A name as it can be typed in Latin letters. */
export interface LatinRow {
  readonly text: string;
  /** Its row in the table of names. */
  readonly row: number;
  readonly kind: 'name' | 'pinyin' | 'initials';
}

const kinds = ['name', 'pinyin', 'initials'] as const;
const INITIALS = 2;

/** Full pinyin and initials of the name in a row; Latin runs keep their letters, and their first one as initial. */
export function spell(index: NameIndex, row: number): { pinyin: string; initials: string; syllables: number } {
  const special = index.readings.get(row);
  const key = index.keys[row]!;
  let [pinyin, initials, syllables, before] = ['', '', 0, ''];
  let position = 0;
  for (const character of key) {
    const syllable = special?.get(position) ?? index.syllable.get(character);
    position++;
    if (syllable && character >= '\u3400') {
      pinyin += syllable;
      initials += syllable[0]!;
      syllables++;
    } else if (!CJK.test(character)) {
      pinyin += character;
      if (!/[a-z0-9]/.test(before)) initials += character;
    }
    before = character;
  }
  return { pinyin, initials, syllables };
}

/** A bit for each letter that occurs. */
export function letters(text: string): number {
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

/** Every Latin spelling of the names; derived once per index, on the first Latin key press, and sorted by first letter when that is typed. */
export class LatinNames {
  readonly #texts: string[] = [];
  readonly #rows: number[] = [];
  readonly #kinds: number[] = [];
  readonly #byFirst = new Map<number, Int32Array | number[]>();
  #byLength: { readonly order: Int32Array; readonly start: Int32Array; readonly masks: Int32Array } | undefined;

  constructor(index: NameIndex) {
    for (let row = 0; row < index.keys.length; row++) {
      const key = index.keys[row]!;
      if (index.chinese[row]) {
        const { pinyin, initials } = spell(index, row);
        this.#put(pinyin, row, 1);
        this.#put(initials, row, INITIALS);
      } else this.#put(key, row, 0);
    }
  }

  #put(text: string, row: number, kind: number): void {
    if (text === '') return;
    const first = text.charCodeAt(0);
    const bucket = this.#byFirst.get(first) as number[] | undefined; // sorted only after the last one was put
    if (bucket) bucket.push(this.#texts.length);
    else this.#byFirst.set(first, [this.#texts.length]);
    this.#texts.push(text);
    this.#rows.push(row);
    this.#kinds.push(kind);
  }

  #sorted(first: number): Int32Array {
    const bucket = this.#byFirst.get(first);
    if (!bucket) return new Int32Array(0);
    if (bucket instanceof Int32Array) return bucket;
    const texts = this.#texts;
    bucket.sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b));
    const sorted = Int32Array.from(bucket);
    this.#byFirst.set(first, sorted);
    return sorted;
  }

  #row(at: number): LatinRow {
    return { text: this.#texts[at]!, row: this.#rows[at]!, kind: kinds[this.#kinds[at]!]! };
  }

  /** Visits the rows that begin with `text`, until `visit` returns false. */
  begin(text: string, visit: (text: string, row: number, kind: LatinRow['kind']) => boolean | void): void {
    if (text === '') return;
    const bucket = this.#sorted(text.charCodeAt(0));
    for (let i = lowerBound(bucket, text, (at) => this.#texts[at]!); i < bucket.length; i++) {
      const at = bucket[i]!;
      if (!this.#texts[at]!.startsWith(text) || visit(this.#texts[at]!, this.#rows[at]!, kinds[this.#kinds[at]!]!) === false) return;
    }
  }

  /** The rows that are `text`. */
  whole(text: string): LatinRow[] {
    const found: LatinRow[] = [];
    const bucket = text === '' ? new Int32Array(0) : this.#sorted(text.charCodeAt(0));
    for (let i = lowerBound(bucket, text, (at) => this.#texts[at]!); i < bucket.length && this.#texts[bucket[i]!] === text; i++)
      found.push(this.#row(bucket[i]!));
    return found;
  }

  /** Names and pinyin at most `most` slips away from `text`; rows of another length or with too many other letters are not compared. */
  near(text: string, most: number, visit: (row: number, kind: LatinRow['kind'], slips: number) => void): void {
    const { order, start, masks } = (this.#byLength ??= this.#measure());
    const mask = letters(text);
    const from = start[Math.max(0, text.length - most)] ?? order.length;
    const to = start[text.length + most + 1] ?? order.length;
    for (let i = from; i < to; i++) {
      if (ones(masks[i]! ^ mask) > 2 * most) continue;
      const at = order[i]!;
      const slips = editDistance(this.#texts[at]!, text, most);
      if (slips <= most) visit(this.#rows[at]!, kinds[this.#kinds[at]!]!, slips);
    }
  }

  #measure(): { order: Int32Array; start: Int32Array; masks: Int32Array } {
    const longest = this.#texts.reduce((length, text) => Math.max(length, text.length), 0);
    const start = new Int32Array(longest + 2);
    const counted = (i: number) => this.#kinds[i] !== INITIALS;
    this.#texts.forEach((text, i) => counted(i) && start[text.length + 1]!++);
    for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
    const next = start.slice();
    const order = new Int32Array(start[longest + 1]!);
    this.#texts.forEach((text, i) => counted(i) && (order[next[text.length]!++] = i));
    return { order, start, masks: Int32Array.from(order, (i) => letters(this.#texts[i]!)) };
  }
}

const derived = new WeakMap<NameIndex, LatinNames>();

/** The Latin spellings of an index. */
export function latinNames(index: NameIndex): LatinNames {
  let names = derived.get(index);
  if (!names) derived.set(index, (names = new LatinNames(index)));
  return names;
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
