import { findGram, gramOf, gramsOf } from './grams.js';
import { latinNames } from './latin.js';
import { mixedPinyin } from './mixed-pinyin.js';
import type { NameIndex } from './names.js';
import { clean, CJK, words } from './normalise.js';
import { longer, type Collector, type LaterStages } from './search.js';
import { nearNames } from './typos.js';

function infixes(collector: Collector): void {
  const { index, part, hits } = collector;
  const need = part.length - 1;
  const touched: number[] = [];
  const grams = gramsOf(index);
  const seen = new Set<number>();
  for (let i = 0; i < need; i++) {
    const gram = gramOf(part, i);
    const known = findGram(grams, gram);
    if (known < 0 || seen.has(gram)) continue;
    seen.add(gram);
    for (let j = grams.start[known]!; j < grams.start[known + 1]!; j++) {
      const row = grams.rows[j]!;
      if (hits[row]!++ === 0) touched.push(row);
    }
  }
  for (const row of touched) {
    const shared = hits[row]!;
    hits[row] = 0;
    if (shared * 2 < need) continue;
    const key = index.keys[row]!;
    if (shared >= seen.size && key.includes(part)) collector.add(row, 'infix', 0.46 - longer(key, part) / 5);
    else {
      const dice = (2 * shared) / (need + key.length - 1);
      const near = part.length <= 4 && Math.abs(key.length - part.length) <= 1 && dice >= 0.33;
      if (dice > 0.55 || near) collector.add(row, 'infix', 0.4 + dice * 0.04);
    }
  }
}

/** Names inside a longer text: the longest ones, leftmost first. */
function inside(collector: Collector): void {
  const { part } = collector;
  for (let length = Math.min(part.length - 1, 12); length >= 2; length--)
    for (let at = 0; at + length <= part.length; at++) collector.addKey(part.slice(at, at + length), 'infix', 0.4 + length * 0.004, 0);
}

/** Further readings of the characters of the names, from the names that are read otherwise. */
const furtherReadings = new WeakMap<NameIndex, ReadonlyMap<string, ReadonlySet<string>>>();
function further(index: NameIndex): ReadonlyMap<string, ReadonlySet<string>> {
  const known = furtherReadings.get(index);
  if (known) return known;
  const table = new Map<string, Set<string>>();
  for (const [row, places] of index.readings) {
    const characters = [...index.keys[row]!];
    for (const [place, syllable] of places) {
      const character = characters[place] ?? '';
      table.set(character, (table.get(character) ?? new Set()).add(syllable));
    }
  }
  furtherReadings.set(index, table);
  return table;
}

/** At most this many names are looked at whose sound begins as typed. */
const HALF_SPELLED = 400;

/** At most this many ways to read what was typed are followed. */
const READINGS = 8;

function homophones(collector: Collector, readings: ReadonlyMap<string, string> | undefined): void {
  const { index, part } = collector;
  const characters = [...part];
  let spelled = [''];
  for (const character of characters) {
    const usual = index.syllable.get(character) ?? readings?.get(character) ?? (CJK.test(character) ? undefined : character);
    const others = [...(further(index).get(character) ?? [])].filter((syllable) => syllable !== usual);
    const all = usual === undefined ? others : [usual, ...others];
    if (all.length === 0) return;
    spelled = (spelled.length * all.length > READINGS ? all.slice(0, 1) : all).flatMap((syllable) => spelled.map((text) => text + syllable));
  }
  for (const text of spelled)
    for (const row of latinNames(index).whole(text))
      if (row.kind === 'pinyin' && [...index.keys[row.row]!].length === characters.length) collector.add(row.row, 'homophone', 0.49);
}

/** Two characters that changed places; no part of such a text need be a part of the name. */
function swaps(collector: Collector): void {
  const { part } = collector;
  if (part.length < 3) return;
  for (let i = 0; i + 1 < part.length; i++) collector.addKey(part.slice(0, i) + part[i + 1]! + part[i]! + part.slice(i + 2), 'typo', 0.42, 0);
}

/** Names of which some characters are written and others spelled: \u5e03luo\u82ac. */
function halfSpelled(collector: Collector, readings: ReadonlyMap<string, string> | undefined): void {
  const { index, part } = collector;
  const written = [...part].filter((character) => CJK.test(character));
  let spelled = '';
  for (const character of part) spelled += CJK.test(character) ? (index.syllable.get(character) ?? readings?.get(character) ?? ' ') : character;
  let visited = 0;
  latinNames(index).begin(spelled, (text, row, kind) => {
    const key = index.keys[row]!;
    if (kind === 'pinyin' && written.every((character) => key.includes(character))) collector.add(row, 'pinyin', text === spelled ? 0.69 : 0.61, 0);
    return ++visited < HALF_SPELLED;
  });
}

function typos(collector: Collector): void {
  const { index, part } = collector;
  nearNames(latinNames(index), part, part.length >= 9 ? 2 : 1, (row, kind, slips) =>
    collector.add(row, 'typo', 0.42 - slips * 0.04 - (kind === 'pinyin' ? 0.02 : 0), 0),
  );
}

/** Names whose words stand in a longer Latin text. */
function wordsInside(collector: Collector, text: string): void {
  const list = words(text).slice(0, 24);
  for (let length = Math.min(list.length - 1, 12); length >= 1; length--)
    for (let at = 0; at + length <= list.length; at++) {
      const key = clean(list.slice(at, at + length).join(''), collector.index.fold);
      if (key.length >= 3) collector.addKey(key, 'infix', 0.4 + length * 0.01, 0);
    }
}

/** The stages behind prefix and question; most first answers come without them, so they load when they are needed. */
export const laterStages: LaterStages = {
  chinese(collector, readings) {
    homophones(collector, readings);
    swaps(collector);
    if (collector.size === 0 && /[a-z]/.test(collector.part)) halfSpelled(collector, readings);
    infixes(collector);
    if (collector.size === 0) inside(collector);
  },
  latin(collector, text) {
    if (collector.size === 0) mixedPinyin(collector);
    if (collector.size < 3 && collector.part.length >= 5) typos(collector);
    if (collector.size === 0) wordsInside(collector, text);
  },
};
