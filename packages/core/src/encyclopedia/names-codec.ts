import type { Code } from './entry.js';
import { clean, CJK, foldTable } from './normalise.js';
import { ALIAS, BASE, codeToken, digit, TITLE, WEAK, type NamesDocument } from './names.js';

/** What the table of names holds of an entry. */
export interface NamedEntry {
  readonly slug: string;
  readonly title: string;
  readonly aliases: readonly { readonly text: string; readonly weak?: boolean }[];
  readonly codes: readonly Code[];
  /** 0 to 100. */
  readonly weight: number;
  readonly card?: boolean;
}

/** How the names sound, as the builder's dictionary says. */
export interface Sound {
  /** `gao高膏 xue血`. */
  readonly syllables: string;
  /** Key → its syllables, for keys that are read otherwise; one syllable for each Chinese character. */
  readonly readings: Readonly<Record<string, string>>;
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly owner: number;
}

const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

/**
 * A name of Latin letters without its accents: `Meniere's disease`. People type them so; who types an accent means it, and finds only
 * names that have it (año is not ano).
 */
const bare = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/([A-Za-z])[\u0300-\u036f]+/g, '$1')
    .replace(/[ßæœøłđı]/gi, (letter) => letters[letter.toLowerCase()]!)
    .normalize('NFC');

const order = (a: Row, b: Row) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.owner - b.owner);

function rowsOf(entries: readonly NamedEntry[], fold: ReadonlyMap<string, string>): Row[] {
  return entries
    .flatMap((entry, number) => {
      const rows = new Map<string, Row>();
      const add = (name: string, kind: number) => {
        const key = clean(name, fold);
        if (key && !rows.has(key)) rows.set(key, { key, name: name.replace(/\s+/g, ' ').trim(), owner: number * 4 + kind });
      };
      add(entry.title, TITLE);
      const plain = bare(entry.title);
      // The last row of a title is the title: a row behind it is an alias.
      add(plain, clean(plain, fold) < clean(entry.title, fold) ? TITLE : ALIAS);
      for (const alias of entry.aliases) add(alias.text, alias.weak ? WEAK : ALIAS);
      for (const alias of entry.aliases) add(bare(alias.text), alias.weak ? WEAK : ALIAS);
      return [...rows.values()];
    })
    .sort(order);
}

/** A number in `width` digits of base 64. */
export const digits = (value: number, width: number): string =>
  Array.from({ length: width }, (_, i) => digit(Math.floor(value / BASE ** (width - 1 - i)) % BASE)).join('');

/** The usual syllables are a vote; the odd names keep theirs, by row. */
function readingsText(rows: readonly Row[], { readings }: Sound, usual: ReadonlyMap<string, string>): string {
  let last = 0;
  return rows
    .flatMap(({ key }, row) => {
      const special = Object.hasOwn(readings, key) ? readings[key]!.split(' ') : [];
      let at = -1;
      return [...key].flatMap((character, position) => {
        const syllable = CJK.test(character) ? special[++at] : undefined;
        if (!syllable || syllable === usual.get(character)) return [];
        const delta = row - last;
        last = row;
        return `${delta.toString(36)}.${position}${syllable}`;
      });
    })
    .join(' ');
}

/**
 * Writes the table of names. The order of the entries is their number: cards and articles are found by it.
 * @param fold - pairs of traditional and simplified characters
 * @param usual - character → usual syllable, what `sound.syllables` spells out
 */
export function packNames(locale: string, entries: readonly NamedEntry[], fold: string, sound: Sound, usual: ReadonlyMap<string, string>): NamesDocument {
  const rows = rowsOf(entries, foldTable(fold));
  const width = Math.max(1, Math.ceil(Math.log2(Math.max(2, entries.length * 4)) / 6));
  const systems = [...new Set(entries.flatMap((entry) => entry.codes.map((code) => code.system)))].sort();
  const known = new Set<string>();
  const codes = entries.flatMap((entry, number) =>
    entry.codes.flatMap((code) => {
      if (known.has(codeToken(code))) return []; // the first, most looked-for entry keeps a code that two bear
      known.add(codeToken(code));
      return `${systems.indexOf(code.system)}|${code.code}\t${number}`;
    }),
  );
  return {
    format: 'nelumbo-names/2',
    locale,
    slugs: entries.map((entry, number) => (entry.slug === String(number) ? '' : entry.slug)).join('\n'),
    facts: entries.map((entry) => String.fromCharCode(35 + Math.max(0, Math.min(100, Math.round(entry.weight))) + (entry.card === false ? 101 : 0))).join(''),
    names: rows.map((row) => row.name).join('\n'),
    owners: rows.map((row) => digits(row.owner, width)).join(''),
    width,
    systems,
    codes: codes.join('\n'),
    syllables: sound.syllables,
    readings: readingsText(rows, sound, usual),
    fold,
  };
}
