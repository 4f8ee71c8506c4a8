import { CJK, clean, foldTable, openNames, syllableTable } from '@nelumbo/core/encyclopedia';
import type { Entry, NamesDocument } from '@nelumbo/core/encyclopedia';
import { pickTexts } from '@nelumbo/core/i18n';
import { isObject } from '../fhir/resource.js';
import type { ContentStore } from './store.js';

/** How a name is typed in Latin letters. */
export interface Spelling {
  readonly pinyin: string;
  readonly initials: string;
}

/** Everything that is known of the encyclopedia, in one place: what search and annotation are built from. */
export interface Corpus {
  readonly entries: readonly Entry[];
  readonly byId: ReadonlyMap<string, Entry>;
  readonly locales: readonly string[];
  /** Traditional pairs in use. */
  readonly fold: string;
  /** Words that are names, too, but too generic to be marked in a text, by locale. */
  readonly stop: Readonly<Record<string, readonly string[]>>;
  /** Spelling of a Chinese key; `undefined` when a character has no known reading. */
  spell(key: string): Spelling | undefined;
  /** The locale of the encyclopedia that serves a reader's. */
  nearest(locale: string): string;
}

const isEntry = (value: unknown): value is Entry =>
  isObject(value) && typeof value['id'] === 'string' && Array.isArray(value['sections']) && Array.isArray(value['aliases']) && isObject(value['review']);

const isNames = (value: Record<string, unknown>): value is NamesDocument & Record<string, unknown> =>
  value['format'] === 'nelumbo-names/2' && typeof value['names'] === 'string';

interface Readings {
  readonly syllables: Map<string, string>;
  readonly odd: Map<string, readonly string[]>;
}

/** Pinyin and initials of a key: odd readings of the whole name first, then the usual one of each character. */
function spell(key: string, { syllables, odd }: Readings): Spelling | undefined {
  const special = odd.get(key);
  let [pinyin, initials, at] = ['', '', 0];
  for (const character of key) {
    const isHan = CJK.test(character);
    const syllable = isHan ? (special?.[at++] ?? syllables.get(character)) : character;
    if (syllable === undefined) return undefined;
    pinyin += syllable;
    initials += isHan ? syllable[0]! : character;
  }
  return { pinyin, initials };
}

/**
 * Reads the corpus out of the pack's documents, whatever they are called and however they are cut: entries are what looks like entries,
 * readings and fold pairs what is named so. The pack may be cut anew without a change here.
 */
export async function readCorpus(content: ContentStore): Promise<Corpus> {
  const byId = new Map<string, Entry>();
  const readings: Readings = { syllables: new Map(), odd: new Map() };
  const pairs = new Map<string, string>();
  let stop: Corpus['stop'] = {};
  const names = (await content.names()).filter((name) => name.startsWith('encyclopedia/'));
  for (const [i, document] of (await Promise.all(names.map((name) => content.read(name)))).entries()) {
    if (names[i] === 'encyclopedia/stop-words') stop = document as Corpus['stop']; // ours, held to this type by its own declaration
    if (names[i] === 'encyclopedia/readings' && typeof document === 'string') addMissing(readings.syllables, syllableTable(document));
    if (typeof document !== 'object' || document === null) continue;
    for (const value of Object.values(document)) if (isEntry(value)) byId.set(value.id, value);
    if (!isObject(document)) continue;
    if (typeof document['fold'] === 'string') addMissing(pairs, foldTable(document['fold']));
    // the names' own readings are voted on by names, those of the table are a dictionary's: they win
    if (typeof document['syllables'] === 'string')
      for (const [character, syllable] of syllableTable(document['syllables'])) readings.syllables.set(character, syllable);
    if (isNames(document)) addOdd(readings, document);
  }
  const entries = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const locales = [...new Set(entries.map((entry) => entry.locale))];
  const catalogue = { en: 'en', ...Object.fromEntries(locales.map((tag) => [tag, tag])) };
  return {
    entries,
    byId,
    locales,
    fold: [...pairs].flat().join(''),
    stop,
    spell: (key) => spell(clean(key), readings),
    nearest: (locale) => pickTexts(catalogue, locale),
  };
}

/** Names that are read otherwise than by the usual syllable of each of their characters: 便秘 is bian mi, not pian mi. */
function addOdd({ syllables, odd }: Readings, document: NamesDocument): void {
  const index = openNames(document);
  for (const [row, places] of index.readings) {
    const characters = [...index.keys[row]!];
    const spoken = characters.flatMap((character, place) =>
      CJK.test(character) ? [places.get(place) ?? index.syllable.get(character) ?? syllables.get(character)] : [],
    );
    if (spoken.every((syllable) => syllable !== undefined)) odd.set(index.keys[row]!, spoken);
  }
}

function addMissing(table: Map<string, string>, more: ReadonlyMap<string, string>): void {
  for (const [from, to] of more) if (!table.has(from)) table.set(from, to);
}
