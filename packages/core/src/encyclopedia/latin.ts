import { CJK } from './normalise.js';
import { lowerBound, type NameIndex } from './names.js';

/** A name as it can be typed in Latin letters. */
export interface LatinRow {
  readonly text: string;
  /** Its row in the table of names. */
  readonly row: number;
  readonly kind: 'name' | 'pinyin' | 'initials';
}

export const kinds = ['name', 'pinyin', 'initials'] as const;
export const INITIALS = 2;

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

/** Every Latin spelling of the names; derived once per index, on the first Latin key press, and sorted by first letter when that is typed. */
export class LatinNames {
  readonly texts: string[] = [];
  readonly rows: number[] = [];
  /** Place in {@link kinds}. */
  readonly kinds: number[] = [];
  readonly #byFirst = new Map<number, Int32Array | number[]>();

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
    if (bucket) bucket.push(this.texts.length);
    else this.#byFirst.set(first, [this.texts.length]);
    this.texts.push(text);
    this.rows.push(row);
    this.kinds.push(kind);
  }

  #sorted(first: number): Int32Array {
    const bucket = this.#byFirst.get(first);
    if (!bucket) return new Int32Array(0);
    if (bucket instanceof Int32Array) return bucket;
    const texts = this.texts;
    bucket.sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b));
    const sorted = Int32Array.from(bucket);
    this.#byFirst.set(first, sorted);
    return sorted;
  }

  #row(at: number): LatinRow {
    return { text: this.texts[at]!, row: this.rows[at]!, kind: kinds[this.kinds[at]!]! };
  }

  /** Visits the rows that begin with `text`, until `visit` returns false. */
  begin(text: string, visit: (text: string, row: number, kind: LatinRow['kind']) => boolean | void): void {
    if (text === '') return;
    const bucket = this.#sorted(text.charCodeAt(0));
    for (let i = lowerBound(bucket, text, (at) => this.texts[at]!); i < bucket.length; i++) {
      const at = bucket[i]!;
      if (!this.texts[at]!.startsWith(text) || visit(this.texts[at]!, this.rows[at]!, kinds[this.kinds[at]!]!) === false) return;
    }
  }

  /** The rows that are `text`. */
  whole(text: string): LatinRow[] {
    const found: LatinRow[] = [];
    const bucket = text === '' ? new Int32Array(0) : this.#sorted(text.charCodeAt(0));
    for (let i = lowerBound(bucket, text, (at) => this.texts[at]!); i < bucket.length && this.texts[bucket[i]!] === text; i++)
      found.push(this.#row(bucket[i]!));
    return found;
  }
}

const derived = new WeakMap<NameIndex, LatinNames>();

/** The Latin spellings of an index. */
export function latinNames(index: NameIndex): LatinNames {
  let names = derived.get(index);
  if (!names) derived.set(index, (names = new LatinNames(index)));
  return names;
}
