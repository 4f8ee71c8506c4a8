import { clean, CJK, words } from './normalise.js';
import { editDistance, latinMatches, latinRows, type LatinRow } from './latin.js';
import { question, type Grammar } from './grammar.js';
import { lowerBound, TITLE, WEAK, type NameIndex } from './names.js';

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
}

type Add = (key: string, kind: MatchKind, confidence: number, covered?: number) => void;

/** Most keys that one prefix visits: what follows is never shown. */
const MOST = 400;

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

class Collector {
  readonly best = new Map<number, { match: Match; weight: number }>();
  constructor(
    readonly index: NameIndex,
    readonly part: string,
  ) {}

  readonly add: Add = (key, kind, confidence, covered) => {
    for (const owner of this.index.owners.get(key) ?? []) {
      const entry = this.index.entries[owner.entry]!;
      const exact = kind === 'title';
      const lift = kind === 'prefix' || kind === 'pinyin' || kind === 'initials' ? 0.1 : 0.01; // everyday topics first, within the stage
      const sure = exact ? (owner.kind === TITLE ? 1 : owner.kind === WEAK ? 0.8 : 0.98) : confidence + (entry.weight / 100) * lift - owner.kind * 0.005;
      const known = this.best.get(owner.entry);
      if (known && known.match.confidence >= sure) continue;
      const found = exact && owner.kind !== TITLE ? 'alias' : kind;
      const range = covered === undefined ? rangeIn(owner.name, this.part) : ([0, covered] as const);
      const base = { id: entry.id, title: entry.title, kind: found, confidence: Math.round(sure * 1000) / 1000, name: owner.name };
      this.best.set(owner.entry, { match: range ? { ...base, range } : base, weight: entry.weight });
    }
  };

  top(limit: number): Match[] {
    const order = [...this.best.values()].sort((a, b) => b.match.confidence - a.match.confidence || b.weight - a.weight || (a.match.id < b.match.id ? -1 : 1));
    return order.slice(0, limit).map((row) => row.match);
  }
}

function prefixes({ index, part, add }: Collector): void {
  let at = lowerBound(index.keys, part, (key) => key);
  for (let seen = 0; seen < MOST && index.keys[at]?.startsWith(part); at++, seen++) {
    const key = index.keys[at]!;
    if (key === part) add(key, 'title', 1);
    else add(key, 'prefix', 0.75 - Math.min(0.05, (key.length - part.length) * 0.005));
  }
}

function infixes({ index, part, add }: Collector): void {
  const need = part.length - 1;
  const hits = new Map<string, number>();
  for (let i = 0; i < need; i++) for (const key of index.grams.get(part.slice(i, i + 2)) ?? []) hits.set(key, (hits.get(key) ?? 0) + 1);
  for (const [key, shared] of hits) {
    if (key.includes(part)) add(key, 'infix', 0.46);
    else {
      const dice = (2 * shared) / (need + key.length - 1);
      const near = part.length <= 4 && Math.abs(key.length - part.length) <= 1 && dice >= 0.33;
      if (shared * 2 >= need && (dice > 0.55 || near)) add(key, 'infix', 0.4 + dice * 0.04);
    }
  }
}

/** Names inside a longer text: the longest ones, leftmost first. */
function inside({ index, part, add }: Collector): void {
  for (let length = Math.min(part.length - 1, 12); length >= 2; length--)
    for (let at = 0; at + length <= part.length; at++)
      if (index.owners.has(part.slice(at, at + length))) add(part.slice(at, at + length), 'infix', 0.4 + length * 0.004, 0);
}

function homophones({ index, part, add }: Collector, readings: ReadonlyMap<string, string> | undefined): void {
  const spelled = [...part].map((character) => index.syllable.get(character) ?? readings?.get(character) ?? (CJK.test(character) ? '' : character));
  if (spelled.includes('')) return;
  const length = [...part].length;
  for (const row of latinMatches(index, spelled.join(''), true)) if (row.kind === 'pinyin' && [...row.key].length === length) add(row.key, 'homophone', 0.49);
}

const bits = (text: string): number => [...text].reduce((mask, character) => mask | (1 << (character.charCodeAt(0) & 31)), 0);
const ones = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count++;
  return count;
};
const signatures = new WeakMap<readonly LatinRow[], Int32Array>();

function typos({ index, part, add }: Collector): void {
  const most = part.length >= 9 ? 2 : 1;
  const rows = latinRows(index);
  let masks = signatures.get(rows);
  if (!masks) signatures.set(rows, (masks = Int32Array.from(rows, (row) => bits(row.text))));
  const mask = bits(part);
  rows.forEach((row, i) => {
    if (row.kind === 'initials' || Math.abs(row.text.length - part.length) > most || ones(masks[i]! ^ mask) > 2 * most) return;
    const distance = editDistance(row.text, part, most);
    if (distance <= most) add(row.key, 'typo', 0.42 - distance * 0.04 - (row.kind === 'pinyin' ? 0.02 : 0), 0);
  });
}

function latin(collector: Collector, text: string): void {
  const { index, part, add } = collector;
  for (const row of latinMatches(index, part).slice(0, MOST)) {
    const whole = row.text === part;
    if (row.kind === 'name') add(row.key, whole ? 'title' : 'prefix', 0.75 - Math.min(0.05, (row.text.length - part.length) * 0.005));
    else add(row.key, row.kind, whole ? 0.7 : 0.62 - (row.kind === 'initials' ? 0.02 : 0), whole ? [...row.key].length : 0);
  }
  if (collector.best.size < 3 && part.length >= 5) typos(collector);
  if (collector.best.size > 0) return;
  const list = words(text);
  for (let length = list.length - 1; length >= 1; length--)
    for (let at = 0; at + length <= list.length; at++) {
      const key = list.slice(at, at + length).join('');
      if (key.length >= 3 && index.owners.has(key)) add(key, 'infix', 0.4 + length * 0.01, 0);
    }
}

/**
 * Entries whose names fit what was typed so far, best first: exact, prefix (also by pinyin and initials), the name a question asks about,
 * infix, homophone, Latin typo. Later stages run only while there is room. Names with a place for the query carry its range.
 */
export function suggest(index: NameIndex, text: string, options: SuggestOptions): Match[] {
  const part = clean(text, index.fold);
  if (!part || part.length > 120) return [];
  const collector = new Collector(index, part);
  const asked = () => {
    const found = options.grammar && question(index, text, options.grammar);
    if (found) collector.add(found.key, 'question', 0.89, 0);
  };
  if (!CJK.test(part)) {
    latin(collector, text);
    if (collector.best.size < options.limit) asked();
    return collector.top(options.limit);
  }
  prefixes(collector);
  if (collector.best.size < options.limit) asked();
  if (collector.best.size < options.limit && part.length >= 2) {
    homophones(collector, options.readings);
    infixes(collector);
    if (collector.best.size === 0) inside(collector);
  }
  return collector.top(options.limit);
}
