import { latinNames } from './latin.js';
import type { NameIndex } from './names.js';
import type { Collector } from './search.js';

/** Ways to read what was typed that are followed, and names that are looked at in all. */
const [READINGS, NAMES] = [16, 240];
const [SHORTEST, LONGEST] = [3, 30];

interface Syllables {
  readonly all: ReadonlySet<string>;
  /** Letters with which a syllable begins; zh, ch and sh count as one. */
  readonly initials: ReadonlySet<string>;
}
const known = new WeakMap<NameIndex, Syllables>();
function syllablesOf(index: NameIndex): Syllables {
  let found = known.get(index);
  if (!found) {
    const all = new Set(index.syllable.values());
    found = { all, initials: new Set([...all].flatMap((syllable) => [syllable[0]!, /^[zcs]h/.exec(syllable)?.[0] ?? syllable[0]!])) };
    known.set(index, found);
  }
  return found;
}

/** Initials of what `text` may stand for, when each part is a syllable or its beginning; the longest syllables first. */
function initialsOf(text: string, { all, initials }: Syllables): Set<string> {
  const found = new Set<string>();
  const follow = (at: number, read: string): void => {
    if (found.size >= READINGS) return;
    if (at === text.length) return void found.add(read);
    for (let length = Math.min(6, text.length - at); length >= 1; length--) {
      const part = text.slice(at, at + length);
      if (all.has(part) || initials.has(part)) follow(at + length, read + part[0]!);
    }
  };
  follow(0, '');
  return found;
}

/** Whether `text` from `at` on is the name in a row from its character `i` to `count`: each as its syllable, or as the beginning of it. */
function isTypedAs(name: { index: NameIndex; row: number; key: string; count: number }, text: string, at = 0, i = 0): boolean {
  if (i === name.count) return at === text.length;
  const { index, row, key } = name;
  const syllable = index.readings.get(row)?.get(i) ?? index.syllable.get(key[i] ?? '');
  if (syllable === undefined || text[at] !== syllable[0]) return false;
  if (text.startsWith(syllable, at) && isTypedAs(name, text, at + syllable.length, i + 1)) return true;
  return isTypedAs(name, text, at + 1, i + 1) || (text[at + 1] === 'h' && syllable[1] === 'h' && isTypedAs(name, text, at + 2, i + 1));
}

/** Names of which some characters are spelled and others only begun, as people type on a phone: gaoxy, gxueya. */
export function mixedPinyin(collector: Collector): void {
  const { index, part } = collector;
  if (part.length < SHORTEST || part.length > LONGEST || !/^[a-z]+$/.test(part)) return;
  let visited = 0;
  for (const initials of initialsOf(part, syllablesOf(index))) {
    if (initials.length < 2 || initials.length === part.length) continue;
    latinNames(index).begin(initials, (text, row, kind) => {
      if (kind === 'initials' && isTypedAs({ index, row, key: index.keys[row]!, count: initials.length }, part))
        collector.add(row, 'pinyin', text === initials ? 0.68 : 0.6, 0);
      return ++visited < NAMES;
    });
    if (visited >= NAMES) return;
  }
}
