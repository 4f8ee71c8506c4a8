import {
  CJK,
  clean,
  foldTable,
  openNames,
  packNames,
  resolveNames,
  shardNames,
  termPack,
  termPackNames,
  toCard,
  type CrisisWords,
  type Entry,
  type EverydayDocument,
  type Grammar,
  type Hotline,
  type NamesDocument,
} from '@nelumbo/core/encyclopedia';
import { groupSyllables, homophoneTable, readingsOf, type Speak } from './readings.js';
import { openccPairs } from './traditional-opencc.js';
import { traditionalPairs } from './traditional.js';

/** Our words that go into every pack. */
export interface PackWords {
  readonly grammar: Grammar;
  readonly crisis: CrisisWords;
  readonly hotlines: readonly Hotline[];
  /** Names too generic to be marked in a text, by locale. */
  readonly stop?: Readonly<Record<string, readonly string[]>>;
}

/** How a pack is cut. */
export interface PackCut {
  /** Cards in one document: what the first card of a page costs. */
  readonly cards: number;
  readonly entries: number;
  /** Topics whose names and cards come without the whole table (tier T0), the most looked-for first; their names must stay below 2.5 KB. */
  readonly everyday: number;
  /** Names in one shard of the table, about; without it there is the whole table only. */
  readonly names?: number;
}
/** Small first cards; see docs/decisions/0008. */
export const usualCut: PackCut = { cards: 4, entries: 8, everyday: 48 };

/** For packs of thousands of entries: fewer files, each a little larger. */
export const largeCut: PackCut = { cards: 16, entries: 16, everyday: 48, names: 375 };

/** Entries of a language from which its pack is cut into larger files and shards. */
export const MANY = 2000;

/** A document of the pack by name, without the prefix `encyclopedia/`. */
export type PackDocument = readonly [name: string, document: unknown];

/** Told how far a step of the build is. */
export type Progress = (step: string, done: number, of: number) => void;

function chunk<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** Fold pairs of which either character is in use: names may be written in one script and typed in the other. */
function foldFor(text: string): string {
  const used = new Set(text);
  const characters = [...traditionalPairs, ...openccPairs];
  const pairs = characters.flatMap((character, i) => (i % 2 === 0 ? [character + characters[i + 1]!] : []));
  return [...new Set(pairs)].filter((pair) => [...pair].some((character) => used.has(character))).join('');
}

/** The table of names of a language. */
export function namesDocument(entries: readonly Entry[], locale: string, grammar: Grammar, speak: Speak): NamesDocument {
  const names = entries.flatMap((entry) => [entry.title, ...entry.aliases.map((alias) => alias.text)]);
  const fold = foldFor(names.join('') + JSON.stringify(grammar));
  const table = foldTable(fold);
  // as the index spells them: simplified
  const { syllables, readings } = readingsOf(
    names.map((name) => clean(name, table)),
    speak,
  );
  const named = entries.map((entry) => ({ ...entry, slug: entry.id.slice(locale.length + 1) }));
  return packNames(locale, named, fold, { syllables: groupSyllables(syllables), readings }, syllables);
}

const isOf = (locale: string, text: string): boolean => CJK.test(text) === locale.startsWith('zh');

/** The everyday names: those of the language that raise exactly this card. Short, because every first card reads it. */
function everydayDocument(entries: readonly Entry[], names: NamesDocument, cut: PackCut, crisis: CrisisWords): EverydayDocument {
  const index = openNames(names);
  const raises = (entry: Entry, text: string): boolean => {
    const decision = resolveNames(index, { text });
    return decision.status === 'hit' && decision.match.id === entry.id && decision.match.name === text;
  };
  const rows = entries.slice(0, cut.everyday).map((entry) => {
    const written = [entry.title, ...entry.aliases.filter((alias) => !alias.weak).map((alias) => alias.text)];
    const own = [...new Set(written)].filter((text) => isOf(names.locale, text) && raises(entry, text));
    // Without its title an entry is left to the whole table: which name is the title must be certain.
    return own[0] === entry.title ? [entry.id.slice(names.locale.length + 1), ...own].join('\t') : '';
  });
  return { format: 'nelumbo-t0/1', locale: names.locale, cardsPerShard: cut.cards, rows: rows.join('\n').trimEnd(), crisis };
}

/** What a pack is made of. */
export interface PackInput {
  /** Entries by language, the first language first. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly words: PackWords;
  readonly speak: Speak;
  readonly cut?: PackCut;
  readonly progress?: Progress;
}

const heaviestFirst = (a: Entry, b: Entry) => b.weight - a.weight || (a.id < b.id ? -1 : 1);

/** Every document that is made of entries, and the manifest as `pack`; the most looked-for entries first. Same input, same documents. */
export function packDocuments({ entries, words, speak, cut = usualCut, progress = () => undefined }: PackInput): PackDocument[] {
  const locales = [...entries.keys()];
  const sharded = locales.filter((locale) => cut.names !== undefined && entries.get(locale)!.length > MANY);
  const documents: PackDocument[] = [
    ['pack', { format: 'nelumbo-pack/2', locales, cardsPerShard: cut.cards, entriesPerShard: cut.entries, ...(sharded.length > 0 && { sharded }) }],
  ];
  const wanted = new Set<string>();
  for (const [locale, given] of entries) {
    const sorted = [...given].sort(heaviestFirst);
    progress(`${locale}: names`, 0, 1);
    const names = namesDocument(sorted, locale, words.grammar, speak);
    for (const group of names.syllables.split(' ')) wanted.add(/^[a-z]+/.exec(group)?.[0] ?? '');
    progress(`${locale}: names`, 1, 1);
    documents.push([`${locale}/names`, names], [`${locale}/t0`, everydayDocument(sorted, names, cut, words.crisis)]);
    if (sharded.includes(locale))
      for (const [name, document] of shardNames(names, Math.ceil(names.owners.length / names.width / cut.names!)))
        documents.push([`${locale}/${name}`, document]);
    chunk(sorted, cut.cards).forEach((part, i) => documents.push([`${locale}/cards-${i}`, part.map(toCard)]));
    chunk(sorted, cut.entries).forEach((part, i) => documents.push([`${locale}/entries-${i}`, Object.fromEntries(part.map((entry) => [entry.id, entry]))]));
  }
  documents.push(['readings', homophoneTable(wanted, speak)]);
  return documents;
}

/** The names to look for in articles, by language: the documents that annotation reads. */
export function termDocuments({ entries, words: { stop = {} } }: PackInput): PackDocument[] {
  return [...entries].flatMap(([locale, own]) => {
    const fold = foldFor(own.map((entry) => entry.title + entry.aliases.map((alias) => alias.text).join('')).join(''));
    const lists = termPackNames.map((pack) => termPack(own, { locale, pack, fold, ...(stop[locale] && { stop: stop[locale] }) }));
    return lists.map((list): PackDocument => [`${locale}/terms-${list.pack}`, list]);
  });
}

/** Our words, which the starter content keeps as sources, and the lists of terms. */
export function wordDocuments(input: PackInput): PackDocument[] {
  const { grammar, crisis, hotlines, stop = {} } = input.words;
  return [['crisis', crisis], ['grammar', grammar], ['hotlines', hotlines], ['stop-words', stop], ...termDocuments(input)];
}
