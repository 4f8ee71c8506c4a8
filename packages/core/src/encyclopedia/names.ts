import type { Code } from './entry.js';
import { CJK, clean, foldTable } from './normalise.js';

/** The names of a pack as the builder writes them: small, and ready to search after one pass. */
export interface NamesDocument {
  readonly format: 'nelumbo-names/1';
  readonly locale: string;
  /**
   * One line per entry: `slug TAB weight,shard[,flags] TAB title TAB alias…`. An alias may begin with `~` (weak); `#0|I10` is a code of
   * `systems[0]`. `shard` is the number of the entries document, empty when there is only a card. Flag `n`: never a card.
   */
  readonly rows: string;
  readonly systems: readonly string[];
  /** `gao高膏 xue血`: the usual syllable of every character of the names. */
  readonly syllables: string;
  /** Keys that are read differently, with their syllables. */
  readonly readings: Readonly<Record<string, string>>;
  /** Traditional characters and what they fold to. */
  readonly fold: string;
}

export const [TITLE, ALIAS, WEAK] = [0, 1, 2] as const;

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
  readonly shard: number | undefined;
}

/** Searchable names; built by {@link openNames}, never changed. */
export interface NameIndex {
  readonly locale: string;
  readonly entries: readonly IndexedEntry[];
  /** Sorted. */
  readonly keys: readonly string[];
  readonly owners: ReadonlyMap<string, readonly Owner[]>;
  /** `system|code` → entry. */
  readonly codes: ReadonlyMap<string, number>;
  readonly byId: ReadonlyMap<string, number>;
  readonly fold: ReadonlyMap<string, string>;
  readonly syllable: ReadonlyMap<string, string>;
  readonly readings: Readonly<Record<string, string>>;
  /** Character pairs of the Chinese keys. */
  readonly grams: ReadonlyMap<string, readonly string[]>;
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

function gramsOf(keys: readonly string[]): Map<string, string[]> {
  const grams = new Map<string, string[]>();
  for (const key of keys) {
    if (!CJK.test(key)) continue;
    for (let i = 0; i + 1 < key.length; i++) {
      const gram = key.slice(i, i + 2);
      const list = grams.get(gram);
      if (!list) grams.set(gram, [key]);
      else if (list.at(-1) !== key) list.push(key);
    }
  }
  return grams;
}

/** Builds the searchable form of a names document. Malformed rows are skipped: the builder checks, the reader survives. */
export function openNames(document: NamesDocument): NameIndex {
  const fold = foldTable(document.fold);
  const entries: IndexedEntry[] = [];
  const owners = new Map<string, Owner[]>();
  const codes = new Map<string, number>();
  const byId = new Map<string, number>();
  for (const row of document.rows.split('\n')) {
    const [slug, facts, title, ...rest] = row.split('\t');
    if (!slug || !title) continue;
    const [weight, shard, flags = ''] = (facts ?? '').split(',');
    const entry = entries.length;
    const id = `${document.locale}/${slug}`;
    entries.push({ id, title, weight: Number(weight) || 0, card: !flags.includes('n'), shard: shard ? Number(shard) : undefined });
    byId.set(id, entry);
    const add = (name: string, kind: Owner['kind']) => {
      const key = clean(name, fold);
      const list = owners.get(key) ?? [];
      if (key && !list.some((owner) => owner.entry === entry)) owners.set(key, [...list, { entry, kind, name }]);
    };
    add(title, TITLE);
    for (const name of rest) {
      const code = /^#(\d+)\|(.+)$/.exec(name);
      if (code) codes.set(`${document.systems[Number(code[1])]}|${code[2]}`, entry);
      else if (name.startsWith('~')) add(name.slice(1), WEAK);
      else add(name, ALIAS);
    }
  }
  const keys = [...owners.keys()].sort();
  const { locale, readings } = document;
  return { locale, entries, keys, owners, codes, byId, fold, syllable: syllableTable(document.syllables), readings, grams: gramsOf(keys) };
}

/** Position of the first key that is not below `text`. */
export function lowerBound<T>(list: readonly T[], text: string, textOf: (item: T) => string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (textOf(list[middle]!) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
