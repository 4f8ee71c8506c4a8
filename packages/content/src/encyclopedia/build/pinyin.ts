import { CJK, clean } from '@nelumbo/core/encyclopedia';
import { pinyin } from 'pinyin-pro';

/** Readings that the dictionary gets wrong in names of our field; ü is typed `v`. */
const overrides: Readonly<Record<string, string>> = {
  荨麻疹: 'xun ma zhen',
  咳痰: 'ke tan',
  恶心: 'e xin',
  血虚: 'xue xu',
  月经不调: 'yue jing bu tiao',
  月经失调: 'yue jing shi tiao',
};

/** Syllables of the Han characters of a key, without tones. */
export function readingOf(key: string): string[] {
  const known = overrides[key];
  if (known) return known.split(' ');
  const spoken = pinyin(key, { toneType: 'none', type: 'array', v: true });
  const characters = [...key];
  if (spoken.length !== characters.length) throw new Error(`pinyin: ${key} has another number of syllables than characters`);
  return spoken.filter((_, i) => CJK.test(characters[i]!));
}

const han = (key: string) => [...key].filter((character) => CJK.test(character));

/** `gao高膏 xue血`: characters by syllable, sorted. */
export function groupSyllables(table: ReadonlyMap<string, string>): string {
  const groups = new Map<string, string>();
  for (const [character, syllable] of [...table].sort(([a], [b]) => (a < b ? -1 : 1))) groups.set(syllable, (groups.get(syllable) ?? '') + character);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([syllable, characters]) => syllable + characters)
    .join(' ');
}

/** The usual syllable of each character in the names, and the names that are read otherwise. */
export function readingsOf(names: readonly string[]): { syllables: Map<string, string>; readings: Record<string, string> } {
  const keys = [...new Set(names.map((name) => clean(name)).filter((key) => CJK.test(key)))].sort();
  const votes = new Map<string, Map<string, number>>();
  const read = new Map(keys.map((key) => [key, readingOf(key)]));
  for (const [key, syllables] of read)
    han(key).forEach((character, i) => {
      const counts = votes.get(character) ?? new Map<string, number>();
      votes.set(character, counts.set(syllables[i]!, (counts.get(syllables[i]!) ?? 0) + 1));
    });
  const syllables = new Map([...votes].map(([character, counts]) => [character, [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0]]));
  const odd = [...read].filter(([key, spoken]) => han(key).some((character, i) => syllables.get(character) !== spoken[i]));
  return { syllables, readings: Object.fromEntries(odd.map(([key, spoken]) => [key, spoken.join(' ')])) };
}

/** Characters of GB 2312 (both levels) that sound like a syllable of the names: what a homophone may be typed with. */
export function homophoneTable(wanted: ReadonlySet<string>): string {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, string>();
  for (let high = 0xb0; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (!/^[\u4e00-\u9fff]$/.test(character)) continue;
      const syllable = pinyin(character, { toneType: 'none', v: true });
      if (wanted.has(syllable)) table.set(character, syllable);
    }
  return groupSyllables(table);
}
