import { NelumboError, pickTexts } from '../i18n/index.js';
import type { Card, Entry, Hotline } from './entry.js';
import { isCrisis, type CrisisWords } from './crisis.js';
import { hitOf } from './everyday.js';
import type { Grammar } from './grammar.js';
import { CJK } from './normalise.js';
import { syllableTable, openNames, type NameIndex, type NamesDocument } from './names.js';
import { resolveNames } from './resolve.js';
import type { Match } from './search.js';
import type { Call, EncyclopediaSource, Resolution } from './source.js';
import type { TermPack, TermPackName } from './terms.js';

/** Reads a document of the pack by name, such as `encyclopedia/zh-CN/names`. */
export type ReadDocument = (name: string) => Promise<unknown>;

/** The document `encyclopedia/pack`: which languages there are and how many cards and articles share a document. */
export interface PackManifest {
  readonly format: 'nelumbo-pack/2';
  readonly locales: readonly string[];
  readonly cardsPerShard: number;
  readonly entriesPerShard: number;
}

/** A first answer this good (a whole or begun name) needs neither question grammar nor table of readings. */
const SURE = 0.6;

/** Answers after which nobody waits any more are dropped. */
const unlessAborted = (call?: Call): void => {
  if (call?.signal?.aborted) throw new NelumboError('aborted', 'A newer question replaced this one.');
};

const damaged = (name: string) => new NelumboError('damaged', `The pack document ${name} has an unknown format. Rebuild the pack with this version.`);

class Pack implements EncyclopediaSource {
  readonly #documents = new Map<string, Promise<unknown>>();
  readonly #indexes = new Map<string, Promise<NameIndex>>();

  constructor(
    private readonly load: ReadDocument,
    private readonly manifest: PackManifest,
  ) {}

  async resolve(query: Parameters<EncyclopediaSource['resolve']>[0], call?: Call): Promise<Resolution> {
    const [index, crisis] = await Promise.all([this.#index(query.locale), this.#read<CrisisWords>('encyclopedia/crisis')]);
    unlessAborted(call);
    if (isCrisis(query.text ?? '', crisis)) return { status: 'sensitive', hotlines: await this.#read<Hotline[]>('encyclopedia/hotlines') };
    // A whole name needs no grammar: most cards come without it.
    const exact = resolveNames(index, query);
    const decision = exact.status === 'none' && query.text ? resolveNames(index, query, await this.#read<Grammar>('encyclopedia/grammar')) : exact;
    if (decision.status !== 'hit') return decision;
    const [card] = await this.cards([decision.match.id], call);
    if (!card) return { status: 'none' };
    return hitOf(decision.match, card, () => this.#read<Hotline[]>('encyclopedia/hotlines'));
  }

  async suggest(text: string, call: Call & { limit: number; locale: string }): Promise<Match[]> {
    // Ranking loads with the first keystroke: a card never needs it.
    const [{ suggest }, index] = await Promise.all([import('./search.js'), this.#index(call.locale)]);
    unlessAborted(call);
    const quick = suggest(index, text, { limit: call.limit });
    if ((quick[0]?.confidence ?? 0) >= SURE) return quick;
    const grammar = await this.#read<Grammar>('encyclopedia/grammar');
    const readings = CJK.test(text) ? syllableTable(await this.#read<string>('encyclopedia/readings')) : undefined;
    unlessAborted(call);
    return suggest(index, text, readings ? { limit: call.limit, grammar, readings } : { limit: call.limit, grammar });
  }

  async search(text: string, call: Call & { locale: string }): Promise<{ items: Card[] }> {
    const found = await this.suggest(text, { ...call, limit: 20 });
    return {
      items: await this.cards(
        found.map((match) => match.id),
        call,
      ),
    };
  }

  async cards(ids: readonly string[], call?: Call): Promise<Card[]> {
    const cards = await Promise.all(ids.map((id) => this.#card(id)));
    unlessAborted(call);
    return cards.filter((card) => card !== undefined);
  }

  async entry(id: string, call?: Call): Promise<Entry> {
    const locale = this.manifest.locales.find((tag) => id.startsWith(`${tag}/`));
    const index = locale === undefined ? undefined : await this.#index(locale);
    const number = index?.byId(id);
    if (number === undefined) throw new NelumboError('not-found', 'The encyclopedia has no entry of this id.');
    const shard = await this.#read<Readonly<Record<string, Entry>>>(`encyclopedia/${locale}/entries-${Math.floor(number / this.manifest.entriesPerShard)}`);
    unlessAborted(call);
    const entry = shard[id];
    if (!entry) throw damaged('entries');
    return entry;
  }

  async terms(pack: TermPackName, call: Call & { locale: string }): Promise<TermPack> {
    const name = `encyclopedia/${this.#tag(call.locale)}/terms-${pack}`;
    const terms = await this.#read<TermPack | undefined>(name);
    unlessAborted(call);
    if (terms?.format !== 'nelumbo-terms/1') throw damaged(name);
    return terms;
  }

  /** The language of the pack that serves a reader's. */
  #tag(locale: string): string {
    return pickTexts({ en: 'en', ...Object.fromEntries(this.manifest.locales.map((name) => [name, name])) }, locale);
  }

  async #card(id: string): Promise<Card | undefined> {
    const locale = this.manifest.locales.find((tag) => id.startsWith(`${tag}/`));
    if (locale === undefined) return undefined;
    const at = (await this.#index(locale)).byId(id);
    if (at === undefined) return undefined;
    const shard = await this.#read<readonly Card[]>(`encyclopedia/${locale}/cards-${Math.floor(at / this.manifest.cardsPerShard)}`);
    return shard[at % this.manifest.cardsPerShard];
  }

  /** Reads once; a failure is forgotten, so that the next call tries again. */
  async #read<T>(name: string): Promise<T> {
    const known = this.#documents.get(name) ?? this.load(name);
    this.#documents.set(name, known);
    try {
      return (await known) as T; // the builder's tests hold each document to its type
    } catch (error) {
      this.#documents.delete(name);
      throw error;
    }
  }

  async #index(locale: string): Promise<NameIndex> {
    const tag = this.#tag(locale);
    const known = this.#indexes.get(tag) ?? this.#open(`encyclopedia/${tag}/names`);
    this.#indexes.set(tag, known);
    try {
      return await known;
    } catch (error) {
      this.#indexes.delete(tag);
      throw error;
    }
  }

  async #open(name: string): Promise<NameIndex> {
    const document = await this.#read<NamesDocument | undefined>(name);
    if (document?.format !== 'nelumbo-names/2') throw damaged(name);
    return openNames(document);
  }
}

/**
 * Opens a pack whose documents `read` supplies: the starter content, files of a CDN, a server's folder. Runs anywhere; names, cards,
 * articles and the table of readings are read on first use and kept.
 * @param read - rejects with NelumboError `not-found` or `offline`
 * @throws NelumboError `damaged` when the manifest is of another format
 */
export async function openPack(read: ReadDocument): Promise<EncyclopediaSource> {
  const manifest = (await read('encyclopedia/pack')) as PackManifest | undefined; // checked in the next line
  if (manifest?.format !== 'nelumbo-pack/2') throw damaged('encyclopedia/pack');
  return new Pack(read, manifest);
}

/** {@link openPack}, opened on the first call. A failed opening is tried again. */
export function packSource(read: ReadDocument): EncyclopediaSource {
  let opening: Promise<EncyclopediaSource> | undefined;
  const pack = () =>
    (opening ??= openPack(read).catch((error: unknown) => {
      opening = undefined;
      throw error;
    }));
  return {
    resolve: async (query, call) => (await pack()).resolve(query, call),
    suggest: async (text, call) => (await pack()).suggest(text, call),
    search: async (text, call) => (await pack()).search!(text, call),
    cards: async (ids, call) => (await pack()).cards(ids, call),
    entry: async (id, call) => (await pack()).entry(id, call),
    terms: async (name, call) => (await pack()).terms!(name, call),
  };
}
