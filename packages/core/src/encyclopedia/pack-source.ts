import { NelumboError, pickTexts } from '../i18n/index.js';
import type { Card, Entry, Hotline } from './entry.js';
import { isCrisis, type CrisisWords } from './crisis.js';
import { hitOf } from './everyday.js';
import type { Grammar } from './grammar.js';
import { CJK } from './normalise.js';
import { codeToken, syllableTable, openNames, type NameIndex, type NamesDocument } from './names.js';
import { resolveExactly, type Decision } from './exact.js';
import type { NameShards } from './name-shards.js';
import type { Match } from './search.js';
import type { Call, EncyclopediaQuery, EncyclopediaSource, Resolution } from './source.js';
import type { TermPack, TermPackName } from './terms.js';

/** Reads a document of the pack by name, such as `encyclopedia/zh-CN/names`. */
export type ReadDocument = (name: string) => Promise<unknown>;

/** The document `encyclopedia/pack`: which languages there are and how many cards and articles share a document. */
export interface PackManifest {
  readonly format: 'nelumbo-pack/2';
  readonly locales: readonly string[];
  readonly cardsPerShard: number;
  readonly entriesPerShard: number;
  /** Languages whose names also stand in shards: large ones, whose whole table nobody should wait for. */
  readonly sharded?: readonly string[];
}

/** When the whole table of a large pack may be fetched ahead: once the page is idle and data cost nothing. */
export type Spare = () => Promise<unknown>;

/** How the names of a large pack are read. */
export interface PackOptions {
  /** Resolves when the whole table may be fetched ahead; without it that happens when a query needs it. */
  readonly spare?: Spare;
  /** Answers from the whole table only: on a server, where it lies beside. */
  readonly whole?: boolean;
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
  readonly #shards = new Map<string, Promise<NameShards>>();
  /** Languages whose whole table is at hand. */
  readonly #whole = new Set<string>();
  readonly #grammar = () => this.#read<Grammar>('encyclopedia/grammar');

  constructor(
    private readonly load: ReadDocument,
    private readonly manifest: PackManifest,
    private readonly options: PackOptions,
  ) {}

  async resolve(query: Parameters<EncyclopediaSource['resolve']>[0], call?: Call): Promise<Resolution> {
    const [decision, crisis] = await Promise.all([this.#decide(query), this.#read<CrisisWords>('encyclopedia/crisis')]);
    unlessAborted(call);
    if (isCrisis(query.text ?? '', crisis)) return { status: 'sensitive', hotlines: await this.#read<Hotline[]>('encyclopedia/hotlines') };
    if (decision.status !== 'hit') return decision;
    const [card] = await this.cards([decision.match.id], call);
    // Who asks a question with the name of an organ in it asks about its trouble, not about the organ.
    if (!card || (card.type === 'AnatomicalStructure' && decision.match.kind === 'question')) return { status: 'none' };
    return hitOf(decision.match, card, () => this.#read<Hotline[]>('encyclopedia/hotlines'));
  }

  async #decide(query: EncyclopediaQuery): Promise<Decision> {
    const tag = this.#tag(query.locale);
    const shards = await this.#near(tag);
    const { text, code } = query;
    if (shards) {
      const number = code && (await shards.number(codeToken(code)));
      if (number !== undefined) {
        const { id, title } = (await this.#cardAt(tag, number))!;
        return { status: 'hit', match: { id, title, kind: 'code', confidence: 1, name: title } };
      }
      const decision = await shards.decide(text ?? '', this.#grammar);
      if (decision) return decision;
    }
    const index = await this.#index(tag);
    // A whole name needs no grammar: most cards come without it.
    const exact = resolveExactly(index, query);
    if (exact.status !== 'none' || !text) return exact;
    const [{ resolveAsked }, grammar] = await Promise.all([import('./asked.js'), this.#grammar()]);
    return resolveAsked(index, text, grammar);
  }

  async suggest(text: string, call: Call & { limit: number; locale: string }): Promise<Match[]> {
    const tag = this.#tag(call.locale);
    const near = await (await this.#near(tag))?.suggest(text, call.limit, this.#grammar);
    unlessAborted(call);
    if (near) return [...near];
    // Ranking loads with the first keystroke: a card never needs it.
    const [{ suggest }, index] = await Promise.all([import('./search.js'), this.#index(tag)]);
    unlessAborted(call);
    const quick = suggest(index, text, { limit: call.limit });
    const isSure = (quick[0]?.confidence ?? 0) >= SURE;
    if (isSure && quick.length === call.limit) return quick;
    const { laterStages: later } = await import('./search-later.js');
    unlessAborted(call);
    if (isSure) return suggest(index, text, { limit: call.limit, later });
    const grammar = await this.#grammar();
    const readings = CJK.test(text) ? syllableTable(await this.#read<string>('encyclopedia/readings')) : undefined;
    unlessAborted(call);
    return suggest(index, text, { limit: call.limit, grammar, later, ...(readings && { readings }) });
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
    const [locale, number] = (await this.#place(id)) ?? [];
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

  /** The language of the pack that serves a reader's: the nearest, else English, else its first. */
  #tag(locale: string): string {
    const { locales } = this.manifest;
    return pickTexts({ en: locales[0] ?? 'en', ...Object.fromEntries(locales.map((name) => [name, name])) }, locale);
  }

  async #card(id: string): Promise<Card | undefined> {
    const [locale, number] = (await this.#place(id)) ?? [];
    return locale === undefined || number === undefined ? undefined : this.#cardAt(locale, number);
  }

  async #cardAt(locale: string, number: number): Promise<Card | undefined> {
    const shard = await this.#read<readonly Card[]>(`encyclopedia/${locale}/cards-${Math.floor(number / this.manifest.cardsPerShard)}`);
    return shard[number % this.manifest.cardsPerShard];
  }

  /** The language and the number of an id. */
  async #place(id: string): Promise<readonly [locale: string, number: number | undefined] | undefined> {
    const locale = this.manifest.locales.find((tag) => id.startsWith(`${tag}/`));
    if (locale === undefined) return undefined;
    const shards = await this.#near(locale);
    return [locale, shards ? await shards.number(id.slice(locale.length + 1)) : (await this.#index(locale)).byId(id)];
  }

  /** The shards of a language, until its whole table is at hand. */
  async #near(tag: string): Promise<NameShards | undefined> {
    if (!this.manifest.sharded?.includes(tag) || this.options.whole || this.#whole.has(tag)) return undefined;
    const read = (name: string) => this.#read<unknown>(`encyclopedia/${tag}/${name}`);
    const known = this.#shards.get(tag) ?? import('./name-shards.js').then(({ openShards }) => openShards(read));
    if (!this.#shards.has(tag))
      void this.options
        .spare?.()
        .then(() => this.#index(tag))
        .catch(() => undefined); // asked for again when it is needed
    this.#shards.set(tag, known);
    known.catch(() => this.#shards.delete(tag));
    return known;
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

  async #index(tag: string): Promise<NameIndex> {
    const known = this.#indexes.get(tag) ?? this.#open(`encyclopedia/${tag}/names`);
    this.#indexes.set(tag, known);
    try {
      const index = await known;
      this.#whole.add(tag);
      return index;
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
export async function openPack(read: ReadDocument, options: PackOptions = {}): Promise<EncyclopediaSource> {
  const manifest = (await read('encyclopedia/pack')) as PackManifest | undefined; // checked in the next line
  if (manifest?.format !== 'nelumbo-pack/2') throw damaged('encyclopedia/pack');
  return new Pack(read, manifest, options);
}

/** {@link openPack}, opened on the first call. A failed opening is tried again. */
export function packSource(read: ReadDocument, options: PackOptions = {}): EncyclopediaSource {
  let opening: Promise<EncyclopediaSource> | undefined;
  const pack = () =>
    (opening ??= openPack(read, options).catch((error: unknown) => {
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
