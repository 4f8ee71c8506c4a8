import { clean, CJK, LONGEST_TEXT } from './normalise.js';
import { latinNames } from './latin.js';
import { question, type Grammar } from './grammar.js';
import { TITLE, WEAK, type NameIndex } from './names.js';

/** How an answer was found, best first; `confidence` follows it. */
export type MatchKind = 'title' | 'alias' | 'code' | 'question' | 'prefix' | 'pinyin' | 'initials' | 'infix' | 'homophone' | 'typo';

/** An entry found by its name. */
export interface Match {
  /** `locale/slug`. */
  readonly id: string;
  readonly title: string;
  readonly kind: MatchKind;
  /** 1 exact title · .98 alias · .9 question · .7–.85 prefix · .4–.55 infix · .5 homophone · .35–.45 typo. */
  readonly confidence: number;
  /** The name that matched, as written. */
  readonly name: string;
  /** Where the query lies in `name`, end exclusive; absent where it has no place of its own (typo, pinyin inside). */
  readonly range?: readonly [number, number];
}

/** Options of {@link suggest}. */
export interface SuggestOptions {
  readonly limit: number;
  readonly grammar?: Grammar;
  /** Character → syllable for characters outside the names; without it the homophone stage knows only those inside. */
  readonly readings?: ReadonlyMap<string, string>;
  /** The stages behind prefix and question (`laterStages`); without them names that begin otherwise are not found. */
  readonly later?: LaterStages;
}

/** What is tried when few names begin so: homophones and infixes, Latin slips and words. */
export interface LaterStages {
  chinese(collector: Collector, readings: ReadonlyMap<string, string> | undefined): void;
  latin(collector: Collector, text: string): void;
}

/** Most names that one prefix visits; a wider one is answered from the heaviest of its first character. */
const MOST = 4000;

/** Where `part` (a key) lies in the written name; spaces and punctuation in the name are stepped over. */
function rangeIn(name: string, part: string): [number, number] | undefined {
  const plain = name.toLowerCase();
  for (let start = 0; start < name.length; start++) {
    let [end, at] = [start, 0];
    while (end < name.length && at < part.length && (plain[end] === part[at] || (end > start && /[\s\p{P}]/u.test(plain[end]!)))) {
      if (plain[end] === part[at]) at++;
      end++;
    }
    if (at === part.length) return [start, end];
  }
  return undefined;
}

const order: readonly MatchKind[] = ['title', 'prefix', 'pinyin', 'initials', 'question', 'infix', 'homophone', 'typo'];
/** How far an everyday topic rises within its stage. */
const lifts: Partial<Record<MatchKind, number>> = { prefix: 0.1, pinyin: 0.1, initials: 0.1 };
/** `covered` of a match whose place is looked up in the name. */
const LOOK = -1;

/** The best match of each entry so far, in arrays that are used again: a prefix of one letter visits thousands of names. */
class Scratch {
  readonly sure: Float64Array;
  readonly row: Int32Array;
  readonly kind: Uint8Array;
  readonly covered: Int16Array;
  readonly hits: Uint8Array;
  readonly touched: number[] = [];
  constructor(index: NameIndex) {
    this.sure = new Float64Array(index.size);
    this.row = new Int32Array(index.size);
    this.kind = new Uint8Array(index.size);
    this.covered = new Int16Array(index.size);
    this.hits = new Uint8Array(index.keys.length);
  }
}
const scratches = new WeakMap<NameIndex, Scratch>();

/** What was found so far. */
export class Collector {
  readonly #scratch: Scratch;
  constructor(
    readonly index: NameIndex,
    readonly part: string,
  ) {
    let scratch = scratches.get(index);
    if (!scratch) scratches.set(index, (scratch = new Scratch(index)));
    this.#scratch = scratch;
    for (const entry of scratch.touched) scratch.sure[entry] = 0; // also what a failed search left behind
    scratch.touched.length = 0;
  }

  /** How many entries were found. */
  get size(): number {
    return this.#scratch.touched.length;
  }

  get hits(): Uint8Array {
    return this.#scratch.hits;
  }

  /** The owner of the name in a row was found; the best match of an entry counts. */
  add(row: number, kind: MatchKind, confidence: number, covered = LOOK): void {
    const owned = this.index.owned[row]!;
    const [entry, bears] = [owned >> 2, owned & 3];
    const { sure: best, touched } = this.#scratch;
    const weight = this.index.weights[entry]! / 100;
    const whole = bears === TITLE ? 1 : bears === WEAK ? 0.8 : 0.98;
    const sure = kind === 'title' ? whole : confidence + weight * (lifts[kind] ?? 0.01) - bears * 0.005;
    const known = best[entry]!;
    if (known >= sure) return;
    if (known === 0) touched.push(entry);
    best[entry] = sure;
    this.#scratch.row[entry] = row;
    this.#scratch.kind[entry] = order.indexOf(kind);
    this.#scratch.covered[entry] = covered;
  }

  /** Every owner of a key. */
  addKey(key: string, kind: MatchKind, confidence: number, covered = LOOK): void {
    for (let row = this.index.seek(key); this.index.keys[row] === key; row++) this.add(row, kind, confidence, covered);
  }

  #before(a: number, b: number): boolean {
    const { sure } = this.#scratch;
    const { weights } = this.index;
    if (sure[a] !== sure[b]) return sure[a]! > sure[b]!;
    return weights[a] === weights[b] ? this.index.id(a) < this.index.id(b) : weights[a]! > weights[b]!;
  }

  top(limit: number): Match[] {
    const best: number[] = [];
    for (const entry of this.#scratch.touched) {
      if (best.length === limit && this.#before(best[limit - 1]!, entry)) continue;
      let at = best.length === limit ? limit - 1 : best.length;
      while (at > 0 && this.#before(entry, best[at - 1]!)) {
        best[at] = best[at - 1]!;
        at--;
      }
      best[at] = entry;
    }
    return best.map((entry) => this.#match(entry));
  }

  #match(entry: number): Match {
    const { index, part } = this;
    const { row, kind: kinds, covered: places, sure } = this.#scratch;
    const { name, kind: bears } = index.owner(row[entry]!);
    const found = order[kinds[entry]!]!;
    const covered = places[entry]!;
    const range = covered === LOOK ? rangeIn(name, part) : ([0, covered] as const);
    const kind = found === 'title' && bears !== TITLE ? 'alias' : found;
    const match = { id: index.id(entry), title: index.title(entry), kind, confidence: Math.round(sure[entry]! * 1000) / 1000, name };
    return range ? { ...match, range } : match;
  }
}

/** A longer name is a little less likely meant. */
export const longer = (name: string, part: string) => Math.min(0.05, (name.length - part.length) * 0.005);

/** Rows of the heaviest names that begin with a text, for texts that begin too many. */
const heaviest = new WeakMap<NameIndex, Map<string, Int32Array>>();
function heaviestRows(index: NameIndex, part: string): Int32Array {
  const known = heaviest.get(index) ?? new Map<string, Int32Array>();
  heaviest.set(index, known);
  let rows = known.get(part);
  if (!rows) {
    const all: number[] = [];
    for (let row = index.seek(part); index.keys[row]?.startsWith(part); row++) all.push(row);
    const weight = (row: number) => index.weights[index.owned[row]! >> 2]!;
    rows = Int32Array.from(all.sort((a, b) => weight(b) - weight(a) || a - b).slice(0, MOST / 4));
    known.set(part, rows);
  }
  return rows;
}

function prefixes(collector: Collector): void {
  const { index, part } = collector;
  const from = index.seek(part);
  const put = (row: number) => {
    const key = index.keys[row]!;
    if (key === part) collector.add(row, 'title', 1);
    else collector.add(row, 'prefix', 0.75 - longer(key, part));
  };
  if (index.keys[from + MOST]?.startsWith(part)) heaviestRows(index, part).forEach(put);
  for (let row = from; row < from + MOST && index.keys[row]?.startsWith(part); row++) put(row);
}

function latin(collector: Collector): void {
  const { index, part } = collector;
  let visited = 0;
  latinNames(index).begin(part, (spelled, row, kind) => {
    const whole = spelled === part;
    if (kind === 'name') collector.add(row, whole ? 'title' : 'prefix', 0.75 - longer(spelled, part));
    else collector.add(row, kind, (whole ? 0.7 : 0.62) - (kind === 'initials' ? 0.02 : 0), whole ? index.name(row).length : 0);
    return ++visited < MOST * 2;
  });
}

/**
 * Entries whose names fit what was typed so far, best first: exact, prefix (also by pinyin and initials), the name a question asks about,
 * infix, homophone, Latin typo. Later stages run only while there is room. Names with a place for the query carry its range.
 */
export function suggest(index: NameIndex, text: string, options: SuggestOptions): Match[] {
  const part = text.length > LONGEST_TEXT ? '' : clean(text, index.fold);
  if (!part || part.length > 120) return [];
  const collector = new Collector(index, part);
  const asked = () => {
    const found = options.grammar && question(index, text, options.grammar);
    if (found) collector.addKey(found.key, 'question', 0.89, 0);
  };
  if (!CJK.test(part)) {
    latin(collector);
    options.later?.latin(collector, text);
    if (collector.size < options.limit) asked();
    return collector.top(options.limit);
  }
  prefixes(collector);
  if (collector.size < options.limit) asked();
  if (collector.size < options.limit && part.length >= 2) options.later?.chinese(collector, options.readings);
  return collector.top(options.limit);
}
