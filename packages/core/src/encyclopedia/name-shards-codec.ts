import { latinNames, spell } from './latin.js';
import { CJK, clean } from './normalise.js';
import { openNames, TITLE, type NameIndex, type NamesDocument } from './names.js';
import { digits } from './names-codec.js';
import { suggest } from './search.js';
import { reachOf, TOP, type NamesPart, type NumbersPart, type ShardDirectory } from './name-shards.js';

/** A document of the shards by name: `dir`, `fold`, `n-0`, … */
export type ShardDocument = readonly [name: string, document: unknown];

const deltas = (numbers: readonly number[]): string => numbers.map((number, i) => (number - (numbers[i - 1] ?? 0)).toString(36)).join(' ');

/** `gao高膏 xue血` for the characters of these rows. */
function syllablesOf(index: NameIndex, rows: readonly number[]): string {
  const groups = new Map<string, Set<string>>();
  for (const row of rows)
    for (const character of index.keys[row]!) {
      const syllable = index.syllable.get(character);
      if (syllable) groups.set(syllable, (groups.get(syllable) ?? new Set()).add(character));
    }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([syllable, characters]) => syllable + [...characters].sort().join(''))
    .join(' ');
}

function oddReadings(index: NameIndex, rows: readonly number[]): string {
  let last = 0;
  return rows
    .flatMap((row, at) =>
      [...(index.readings.get(row) ?? [])].map(([position, syllable]) => {
        const delta = at - last;
        last = at;
        return `${delta.toString(36)}.${position}${syllable}`;
      }),
    )
    .join(' ');
}

/** The fold pairs whose traditional character stands in a text. */
function foldOf(index: NameIndex, text: string): string {
  const used = new Set(text);
  return [...index.fold].flatMap(([from, to]) => (used.has(from) ? [from + to] : [])).join('');
}

/** Some rows of a table as a table of its own; `spoken` with what it takes to spell them. */
function partOf(index: NameIndex, given: Iterable<number>, spoken: boolean): NamesPart {
  const rows = [...new Set(given)].sort((a, b) => a - b);
  const numbers = [...new Set(rows.map((row) => index.owned[row]! >> 2))].sort((a, b) => a - b);
  const places = new Map(numbers.map((number, i) => [number, i]));
  const titled = new Set(
    rows.map((row) => index.owned[row]! >> 2).filter((number, at) => index.owned[rows[at]!]! === number * 4 && index.name(rows[at]!) === index.title(number)),
  );
  const width = Math.max(1, Math.ceil(Math.log2(Math.max(2, numbers.length * 4)) / 6));
  const slug = (number: number) => index.id(number).slice(index.locale.length + 1);
  const names = rows.map((row) => index.name(row)).join('\n');
  return {
    format: 'nelumbo-names/2',
    locale: index.locale,
    numbers: deltas(numbers),
    titles: numbers.map((number) => (titled.has(number) ? '' : index.title(number))).join('\n'),
    slugs: numbers.map((number) => (slug(number) === String(number) ? '' : slug(number))).join('\n'),
    facts: numbers.map((number) => String.fromCharCode(35 + index.weights[number]! + (index.cards[number] ? 0 : 101))).join(''),
    names,
    owners: rows.map((row) => digits(places.get(index.owned[row]! >> 2)! * 4 + (index.owned[row]! & 3), width)).join(''),
    width,
    systems: [],
    codes: '',
    syllables: spoken ? syllablesOf(index, rows) : '',
    readings: spoken ? oddReadings(index, rows) : '',
    fold: foldOf(index, names),
  };
}

/** A text that leads to something, and what. */
type Item = readonly [text: string, to: number];
const byText = ([a, x]: Item, [b, y]: Item) => (a < b ? -1 : a > b ? 1 : x - y);

/** The shortest text above `before` that is not above `text`. */
function between(before: string, text: string): string {
  let length = 1;
  while (text.slice(0, length) <= before) length++;
  return text.slice(0, length);
}

interface Ranges {
  readonly starts: readonly string[];
  readonly parts: readonly (readonly Item[])[];
}

/**
 * Cuts sorted items into about `most` ranges of the same weight; equal texts stay together, and a cut goes where the texts around it differ
 * early.
 * @param weigh - what an item costs, compressed
 */
function cut(items: readonly Item[], most: number, weigh: (item: Item) => number): Ranges {
  const sums = new Float64Array(items.length + 1);
  items.forEach((item, i) => (sums[i + 1] = sums[i]! + weigh(item)));
  const per = sums[items.length]! / most;
  const [starts, parts]: [string[], (readonly Item[])[]] = [[''], []];
  let from = 0;
  while (from < items.length) {
    let [best, cost, off] = [items.length, Infinity, Infinity];
    const full = (at: number) => (sums[at]! - sums[from]!) / per;
    for (let at = from + 1; full(items.length) > 1 && at < items.length && (full(at) <= 1.25 || cost === Infinity); at++) {
      const [before, text] = [items[at - 1]![0], items[at]![0]];
      if (full(at) < 0.75 || before === text) continue;
      const length = between(before, text).length;
      if (length < cost || (length === cost && Math.abs(full(at) - 1) < off)) [best, cost, off] = [at, length, Math.abs(full(at) - 1)];
    }
    parts.push(items.slice(from, best));
    if (best < items.length) starts.push(between(items[best - 1]![0], items[best]![0]));
    from = best;
  }
  return { starts, parts };
}

/** Beginnings that reach over more than two ranges: each holds at least one range whole. */
function wideOnes({ starts, parts }: Ranges): string[] {
  const wide = new Set<string>();
  for (const part of parts) {
    const [first, last] = [part[0]![0], part.at(-1)![0]];
    for (let length = 1; length <= first.length && last.startsWith(first.slice(0, length)); length++) {
      const [from, to] = reachOf(starts, first.slice(0, length));
      if (to - from > 1) wide.add(first.slice(0, length));
    }
  }
  return [...wide];
}

/** The best names of each of these beginnings, as the whole table ranks them. */
function bestRows(index: NameIndex, beginnings: readonly string[]): number[] {
  return beginnings.flatMap((text) =>
    suggest(index, text, { limit: TOP }).flatMap(({ id, name }) => {
      const entry = index.byId(id);
      for (let row = index.seek(clean(name, index.fold)); row < index.keys.length && entry !== undefined; row++)
        if (index.owned[row]! >> 2 === entry && index.name(row) === name) return [row];
      return [];
    }),
  );
}

const numbersPart = (items: readonly Item[]): NumbersPart => ({ keys: items.map(([key]) => key).join('\n'), numbers: items.map(([, number]) => number) });

/**
 * Cuts the table of names into shards (tier T1): `n-*` names with Chinese characters by key, `p-*` everything that is typed in Latin letters
 * by spelling, `i-*` numbers of the entries by slug and by code, and the directory that says where to look. Same table, same shards.
 * @param ranges - about how many of names; 128 for 32,000 entries
 */
export function shardNames(document: NamesDocument, ranges: number): ShardDocument[] {
  const index = openNames(document);
  const names: Item[] = [];
  const spelled: Item[] = [];
  for (let row = 0; row < index.keys.length; row++) {
    if (!index.chinese[row]) spelled.push([index.keys[row]!, row]);
    else {
      names.push([index.keys[row]!, row]);
      const { pinyin, initials } = spell(index, row);
      for (const text of new Set([pinyin, initials])) if (text) spelled.push([text, row]);
    }
  }
  latinNames(index); // derived once, for the beginnings below
  const ids: Item[] = Array.from(index.weights, (_, number) => [index.id(number).slice(index.locale.length + 1), number]);
  const codes = document.codes ? document.codes.split('\n').map((line) => /^(\d+)\|([^\t]*)\t(\d+)$/.exec(line)!) : [];
  for (const [, system, code, number] of codes) if (index.cards[Number(number)]) ids.push([`${document.systems[Number(system)]}|${code}`, Number(number)]);
  // A name has two or three spellings, and each brings its name along; ids are asked for one at a time.
  const length = (text: string) => text.length * (CJK.test(text) ? 2 : 1);
  // in quarters of a byte after compression, as measured: a row, its name, and the title where the name is an alias
  const written = ([, row]: Item) => 36 + length(index.name(row)) + ((index.owned[row]! & 3) === TITLE ? 0 : length(index.title(index.owned[row]! >> 2)));
  const n = cut(names.sort(byText), ranges, written);
  const p = cut(spelled.sort(byText), Math.ceil((ranges * 8) / 5), written);
  const i = cut(ids.sort(byText), Math.ceil(ranges / 2), ([text]) => 4 + text.length);
  const dir: ShardDirectory = {
    format: 'nelumbo-dir/1',
    n: n.starts.join('\n'),
    p: p.starts.join('\n'),
    i: i.starts.join('\n'),
  };
  const rowsOf = (part: readonly Item[]) => part.map(([, row]) => row);
  return [
    ['dir', dir],
    ['fold', document.fold],
    ['top-n', partOf(index, bestRows(index, wideOnes(n)), false)],
    ['top-p', partOf(index, bestRows(index, wideOnes(p)), true)],
    ...n.parts.map((part, at): ShardDocument => [`n-${at}`, partOf(index, rowsOf(part), false)]),
    ...p.parts.map((part, at): ShardDocument => [`p-${at}`, partOf(index, rowsOf(part), true)]),
    ...i.parts.map((part, at): ShardDocument => [`i-${at}`, numbersPart(part)]),
  ];
}
