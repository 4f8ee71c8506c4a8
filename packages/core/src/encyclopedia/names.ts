import type { Code } from './entry.js';
import { CJK, clean, foldTable } from './normalise.js';

/**
 * The names of a pack as {@link packNames} writes them: text that compresses, and is ready to search after one pass. Rows are sorted by key;
 * a name of two entries has two rows.
 */
export interface NamesDocument {
  readonly format: 'nelumbo-names/2';
  readonly locale: string;
  /** Slugs of the entries, one a line, in order of number; an empty line means the number itself. */
  readonly slugs: string;
  /** One character an entry: 35 + weight, and 101 more when it never raises a card. */
  readonly facts: string;
  /** The names as written, one a line, sorted by key. */
  readonly names: string;
  /** Who bears each name: `width` digits of base 64 a row, entry number x 4 + kind. */
  readonly owners: string;
  readonly width: number;
  readonly systems: readonly string[];
  /** `system number|code TAB entry number`, one a line. */
  readonly codes: string;
  /** `gao高膏 xue血`: the usual syllable of every character of the names. */
  readonly syllables: string;
  /** Names that are read otherwise: `row.position syllable` for each such character, the row as a difference in base 36. */
  readonly readings: string;
  /** Traditional characters and what they fold to. */
  readonly fold: string;
}

export const [TITLE, ALIAS, WEAK] = [0, 1, 2] as const;

/** Digits of the numbers in a names document, from character 35: no quote and no backslash among them, so JSON does not escape them. */
export const [ZERO, BASE] = [48, 64] as const;
/** Digit `n` as a character: 48 to 111, without the backslash, whose place the `p` takes. */
export const digit = (n: number): string => String.fromCharCode(n + ZERO === 92 ? 112 : n + ZERO);

/** Who bears a name. */
export interface Owner {
  /** Number of the entry. */
  readonly entry: number;
  readonly kind: 0 | 1 | 2;
  /** The name as written. */
  readonly name: string;
}

/** An entry as the search knows it. */
export interface IndexedEntry {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
  readonly card: boolean;
}

/** `system|code`, as FHIR writes tokens. */
export const codeToken = (code: Code): string => `${code.system}|${code.code}`;

/** Reads `gao高膏 xue血` into character → syllable. */
export function syllableTable(text: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const group of text.split(' ')) {
    const syllable = /^[a-z]+/.exec(group)?.[0];
    if (syllable) for (const character of group.slice(syllable.length)) table.set(character, syllable);
  }
  return table;
}

/** Position of the first item that is not below `text`. */
export function lowerBound<T>(list: ArrayLike<T>, text: string, textOf: (item: T) => string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (textOf(list[middle]!) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
const itself = (text: string) => text;

/** Makes keys of names in a long text. Plain Chinese and ASCII, nearly all there are, go without the Unicode tables and without a copy. */
class KeyMaker {
  readonly #traditional = new Uint8Array(65_536);
  readonly #letters = new Uint16Array(256);

  constructor(readonly fold: ReadonlyMap<string, string>) {
    for (const character of fold.keys()) this.#traditional[character.charCodeAt(0)] = 1;
  }

  /** The key of `text` from `start` to `end`. */
  key(text: string, start: number, end: number): string {
    let [plain, ascii, length] = [true, end - start <= 256, 0];
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        ascii = false;
        if (code < 0x4e00 || code > 0x9fff || this.#traditional[code] === 1) plain = false;
      } else if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
        if (ascii) this.#letters[length++] = code;
      } else {
        plain = false;
        if (ascii && code >= 65 && code <= 90) this.#letters[length++] = code + 32;
      }
    }
    if (plain) return text.slice(start, end);
    return ascii ? String.fromCharCode(...this.#letters.subarray(0, length)) : clean(text.slice(start, end), this.fold);
  }
}

/** Searchable names; opened by {@link openNames}, never changed. */
export class NameIndex {
  readonly locale: string;
  readonly fold: ReadonlyMap<string, string>;
  /** By row, sorted. */
  readonly keys: readonly string[];
  /** Whether a Chinese character is in the name, by row. */
  readonly chinese: Uint8Array;
  /** By entry. */
  readonly weights: Uint8Array;
  readonly cards: Uint8Array;
  /** Entry x 4 + kind, by row. */
  readonly owned: Uint32Array;
  readonly #document: NamesDocument;
  readonly #titles: Int32Array;
  /** Where the written name of a row begins in the document's text. */
  readonly #starts: Uint32Array;
  #slugs: readonly string[] | undefined;
  #ids: Map<string, number> | undefined;
  #codes: Map<string, number> | undefined;
  #syllable: ReadonlyMap<string, string> | undefined;
  #readings: ReadonlyMap<number, ReadonlyMap<number, string>> | undefined;

  constructor(document: NamesDocument) {
    const { locale, facts, names, owners, width } = (this.#document = document);
    this.locale = locale;
    this.fold = foldTable(document.fold);
    const size = facts.length;
    this.weights = new Uint8Array(size);
    this.cards = new Uint8Array(size);
    for (let i = 0; i < size; i++) {
      const fact = facts.charCodeAt(i) - 35;
      this.cards[i] = fact > 100 ? 0 : 1;
      this.weights[i] = fact % 101;
    }
    const rows = names === '' ? 0 : Math.floor(owners.length / width);
    const keys = new Array<string>(rows);
    const maker = new KeyMaker(this.fold);
    this.chinese = new Uint8Array(rows);
    this.owned = new Uint32Array(rows);
    this.#titles = new Int32Array(size).fill(-1);
    this.#starts = new Uint32Array(rows + 1);
    let start = 0;
    for (let row = 0, at = 0; row < rows; row++) {
      const line = names.indexOf('\n', start);
      const end = line < 0 ? names.length : line;
      const key = (keys[row] = maker.key(names, start, end));
      this.chinese[row] = key.charCodeAt(0) >= 0x3400 || CJK.test(key) ? 1 : 0;
      start = this.#starts[row + 1] = Math.min(end + 1, names.length + 1);
      let owner = 0;
      for (let i = 0; i < width; i++) {
        const code = owners.charCodeAt(at++);
        owner = owner * BASE + (code === 112 ? 92 : code) - ZERO;
      }
      this.owned[row] = owner >> 2 < size ? owner : 0;
      if ((owner & 3) === TITLE) this.#titles[owner >> 2] = row;
    }
    this.keys = keys;
  }

  /** How many entries there are. */
  get size(): number {
    return this.weights.length;
  }

  #slug(entry: number): string {
    this.#slugs ??= this.#document.slugs.split('\n');
    return this.#slugs[entry] || String(entry);
  }

  /** An entry by number. */
  entry(entry: number): IndexedEntry {
    return { id: this.id(entry), title: this.title(entry), weight: this.weights[entry]!, card: this.cards[entry] === 1 };
  }

  id(entry: number): string {
    return `${this.locale}/${this.#slug(entry)}`;
  }

  title(entry: number): string {
    const row = this.#titles[entry] ?? -1;
    return row < 0 ? '' : this.name(row);
  }

  /** The name of a row as written. */
  name(row: number): string {
    return this.#document.names.slice(this.#starts[row], this.#starts[row + 1]! - 1);
  }

  /** The number of an id. */
  byId(id: string): number | undefined {
    if (!this.#ids) {
      this.#ids = new Map();
      for (let entry = 0; entry < this.size; entry++) this.#ids.set(this.id(entry), entry);
    }
    return this.#ids.get(id);
  }

  /** The entry of a {@link codeToken}. */
  byCode(token: string): number | undefined {
    if (!this.#codes) {
      this.#codes = new Map();
      for (const line of this.#document.codes ? this.#document.codes.split('\n') : []) {
        const [, system, code, entry] = /^(\d+)\|([^\t]*)\t(\d+)$/.exec(line) ?? [];
        if (entry !== undefined && Number(entry) < this.size) this.#codes.set(`${this.#document.systems[Number(system)]}|${code}`, Number(entry));
      }
    }
    return this.#codes.get(token);
  }

  /** The first row whose key is not below `key`. */
  seek(key: string): number {
    return lowerBound(this.keys, key, itself);
  }

  has(key: string): boolean {
    return this.keys[this.seek(key)] === key;
  }

  owner(row: number): Owner {
    const owned = this.owned[row]!;
    return { entry: owned >> 2, kind: (owned & 3) as Owner['kind'], name: this.name(row) }; // kinds are written by packNames
  }

  /** Who bears the name of this key. */
  owners(key: string): Owner[] {
    const owners: Owner[] = [];
    for (let row = this.seek(key); this.keys[row] === key; row++) owners.push(this.owner(row));
    return owners;
  }

  get syllable(): ReadonlyMap<string, string> {
    return (this.#syllable ??= syllableTable(this.#document.syllables));
  }

  /** Row → position → syllable, where it is not the usual one. */
  get readings(): ReadonlyMap<number, ReadonlyMap<number, string>> {
    if (this.#readings) return this.#readings;
    const readings = new Map<number, Map<number, string>>();
    let row = 0;
    for (const [, delta, position, syllable] of this.#document.readings.matchAll(/([0-9a-z]+)\.(\d+)([a-z]+)/g)) {
      row += parseInt(delta!, 36);
      const known = readings.get(row) ?? new Map<number, string>();
      readings.set(row, known.set(Number(position), syllable!));
    }
    return (this.#readings = readings);
  }
}

/** Builds the searchable form of a names document. A document of the right format never throws: the builder checks, the reader survives. */
export const openNames = (document: NamesDocument): NameIndex => new NameIndex(document);
