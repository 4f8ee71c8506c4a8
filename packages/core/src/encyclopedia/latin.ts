import { CJK } from './normalise.js';
import { lowerBound, type NameIndex } from './names.js';

/** A name as it can be typed in Latin letters. */
export interface LatinRow {
  readonly text: string;
  /** The key it stands for. */
  readonly key: string;
  readonly kind: 'name' | 'pinyin' | 'initials';
  /** Number of Chinese characters with a reading; 0 for a Latin name. */
  readonly syllables: number;
}

const derived = new WeakMap<NameIndex, readonly LatinRow[]>();

/** Full pinyin and initials of a key; Latin runs keep their letters, and their first one as initial. */
function spell(index: NameIndex, key: string): { pinyin: string; initials: string; syllables: number } {
  const special = index.readings[key]?.split(' ');
  let [pinyin, initials, syllables] = ['', '', 0];
  [...key].forEach((character, i) => {
    const syllable = CJK.test(character) ? (special?.[syllables] ?? index.syllable.get(character)) : undefined;
    if (syllable) {
      pinyin += syllable;
      initials += syllable[0]!;
      syllables++;
    } else if (!CJK.test(character)) {
      pinyin += character;
      if (!/[a-z0-9]/.test(key[i - 1] ?? '')) initials += character;
    }
  });
  return { pinyin, initials, syllables };
}

/** Every Latin spelling of the names, sorted; derived once per index, on the first Latin key press. */
export function latinRows(index: NameIndex): readonly LatinRow[] {
  let rows = derived.get(index);
  if (!rows) {
    rows = index.keys
      .flatMap((key): LatinRow[] => {
        if (!CJK.test(key)) return [{ text: key, key, kind: 'name', syllables: 0 }];
        const { pinyin, initials, syllables } = spell(index, key);
        return [
          { text: pinyin, key, kind: 'pinyin', syllables },
          { text: initials, key, kind: 'initials', syllables },
        ];
      })
      .filter((row) => row.text !== '')
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
    derived.set(index, rows);
  }
  return rows;
}

/** Rows that begin with `text` (or equal it, with `whole`). */
export function latinMatches(index: NameIndex, text: string, whole = false): LatinRow[] {
  const rows = latinRows(index);
  const found: LatinRow[] = [];
  for (let i = lowerBound(rows, text, (row) => row.text); i < rows.length && rows[i]!.text.startsWith(text); i++)
    if (!whole || rows[i]!.text === text) found.push(rows[i]!);
  return found;
}

/** Damerau-Levenshtein distance with adjacent transpositions, giving up above `max`. */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      next[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > max) return max + 1;
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
