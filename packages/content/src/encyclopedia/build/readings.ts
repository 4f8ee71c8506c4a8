import { CJK, clean } from '@nelumbo/core/encyclopedia';

/** How a key is spoken: the syllables of its Chinese characters, without tones, ü as `v`; `undefined` when one is not known. */
export type Speak = (key: string) => readonly string[] | undefined;

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
export function readingsOf(names: readonly string[], speak: Speak): { syllables: Map<string, string>; readings: Record<string, string> } {
  const keys = [...new Set(names.map((name) => clean(name)).filter((key) => CJK.test(key)))].sort();
  const votes = new Map<string, Map<string, number>>();
  const read = new Map(
    keys.flatMap((key) => {
      const spoken = speak(key);
      return spoken ? [[key, spoken] as const] : [];
    }),
  );
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
export function homophoneTable(wanted: ReadonlySet<string>, speak: Speak): string {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, string>();
  for (let high = 0xb0; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (!/^[\u4e00-\u9fff]$/.test(character)) continue;
      const syllable = speak(character)?.[0];
      if (syllable !== undefined && wanted.has(syllable)) table.set(character, syllable);
    }
  return groupSyllables(table);
}
