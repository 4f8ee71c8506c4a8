import type { FamilyContext } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Card, Code, Entry, Hotline } from './entry.js';
import { isCrisis, type CrisisWords } from './crisis.js';
import { openEveryday, type Everyday, type EverydayDocument } from './everyday.js';
import type { Match } from './search.js';
import type { Call, Feedback, Page, Resolution, SearchCall } from './source.js';
import type { SourceApi } from './source-api.js';
import type { TermPack, TermPackName } from './terms.js';

/** Options of a call: `locale` is the reader's language, the client's without it. */
export interface ReaderCall extends Call {
  readonly locale?: string;
}

/** The encyclopedia family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface EncyclopediaApi {
  /** Whether a card appears for a query or a code, and which. Crisis wording is answered on the device and never sent. */
  resolve(query: { readonly text?: string; readonly code?: Code }, call?: ReaderCall): Promise<Resolution>;
  /** Entries whose names fit what was typed so far, best first; at most `limit` (8). */
  suggest(text: string, call?: ReaderCall & { readonly limit?: number }): Promise<Match[]>;
  /** What people look for most, to begin with; nothing sensitive. Everyday topics of the starter pack; at most `limit` (8). */
  popular(call?: ReaderCall & { readonly limit?: number }): Promise<Card[]>;
  /** Cards for a search page. A content server searches articles, too, and counts facets; the starter pack knows names only. */
  search(text: string, call?: ReaderCall & Pick<SearchCall, 'cursor' | 'limit' | 'facets'>): Promise<Page<Card>>;
  /** Cards in the order of the ids; unknown ids are left out. */
  cards(ids: readonly string[], call?: Call): Promise<Card[]>;
  /** Exactly this entry; of a withdrawn one what is left: title, reason, replacement. @throws NelumboError `not-found`, `offline` */
  entry(id: string, call?: Call): Promise<Entry>;
  /**
   * The entry in the reader's language, else in its own, else in any; compare `locale` to label it.
   * @param id - `locale/slug`, or only the slug
   * @throws NelumboError `not-found`, `offline`
   */
  localEntry(id: string, call?: ReaderCall): Promise<Entry>;
  /** The card of {@link localEntry}. */
  localCard(id: string, call?: ReaderCall): Promise<Card | undefined>;
  /** The names to look for in articles (see `openTerms`, `annotate`). @throws NelumboError `unsupported` without a source that has them */
  terms(pack: TermPackName, call?: ReaderCall): Promise<TermPack>;
  /** Whether an entry helped; anonymous. @throws NelumboError `unsupported` without a content server, `server` when it is too much */
  feedback(feedback: Feedback, call?: Call): Promise<void>;
  /** Whether a source of this client takes feedback, or has terms: what cannot be done is not shown. */
  offers(name: 'terms' | 'feedback'): Promise<boolean>;
  /**
   * Fetches ahead what answers without a network: the names, the everyday cards and articles of the starter pack in the reader's language,
   * and the code for them. Call it when the page has come to rest and data cost nothing.
   * @throws NelumboError `offline`; what is missing is fetched when it is needed, or by the next call
   */
  prepare(call?: ReaderCall): Promise<void>;
  /** Lines that help in a crisis. */
  hotlines(): Promise<readonly Hotline[]>;
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}

const languages: Readonly<Record<string, string>> = { zh: 'zh-CN', en: 'en' };
/** The language of the starter pack that a locale reads. */
export const near = (locale: string): string | undefined => languages[locale.split('-')[0]!.toLowerCase()];
const aborted = () => new NelumboError('aborted', 'A newer question replaced this one.');

/** The everyday names of a language, opened once; a failure is forgotten, so that the next call tries again. */
function everydayNames(read: (name: string) => Promise<unknown>): (locale: string) => Promise<Everyday | undefined> {
  const opened = new Map<string, Promise<Everyday | undefined>>();
  const open = async (tag: string): Promise<Everyday | undefined> => {
    const document = (await read(`encyclopedia/${tag}/t0`)) as EverydayDocument | undefined; // checked in the next line
    return document?.format === 'nelumbo-t0/1' ? openEveryday(document, read) : undefined;
  };
  return (locale) => {
    const tag = near(locale) ?? 'en';
    const known =
      opened.get(tag) ??
      open(tag).catch(() => {
        opened.delete(tag); // a pack of the host may have none: its whole table answers
        return undefined;
      });
    opened.set(tag, known);
    return known;
  };
}

/**
 * Builds the family on what the client plugs in: everyday names at once, then the host's content API, then the starter pack.
 * What decides and ranks beyond the everyday names loads when it is first needed.
 */
export function createEncyclopedia(context: Pick<FamilyContext, 'content' | 'contentUrl' | 'fetchJson' | 'locale'>): EncyclopediaApi {
  const read = (name: string) => context.content.read(name);
  const everyday = everydayNames(read);
  let opening: Promise<SourceApi> | undefined;
  const source = (): Promise<SourceApi> => {
    // The everyday names brought the wording of a crisis along: it is not fetched again.
    const words = async (name: string) => (name === 'encyclopedia/crisis' ? (await everyday(context.locale()))?.crisis : undefined) ?? read(name);
    opening ??= import('./source-api.js').then(({ openSourceApi }) => openSourceApi(context, words, isInCrisis));
    opening.catch(() => (opening = undefined)); // no network just now: the next call tries again
    return opening;
  };
  const hotlines = async () => (await read('encyclopedia/hotlines')) as readonly Hotline[]; // the builder's tests hold the document to its type
  const localeOf = (call?: ReaderCall) => call?.locale ?? context.locale();
  /** Without the starter content there is no wording to compare with; the host's API then decides alone. */
  const isInCrisis = async (text: string, locale: string) => {
    const words = (await everyday(locale))?.crisis ?? ((await read('encyclopedia/crisis').catch(() => undefined)) as CrisisWords | undefined); // as above
    return words !== undefined && isCrisis(text, words);
  };
  /** The host's own content answers before ours, so everyday names do so only without it. */
  const atOnce = async <T>(locale: string, ask: (names: Everyday) => Promise<T>): Promise<T | undefined> => {
    const names = context.contentUrl === undefined ? await everyday(locale) : undefined;
    return names && ask(names);
  };
  /** A call that only a source can answer. */
  const later = <K extends keyof SourceApi>(name: K): SourceApi[K] =>
    (async (...args: readonly unknown[]) => ((await source())[name] as (...args: readonly unknown[]) => unknown)(...args)) as SourceApi[K]; // every method is asynchronous
  return {
    async resolve(query, call) {
      const locale = localeOf(call);
      const { text, code } = query;
      if (text && (await isInCrisis(text, locale))) return { status: 'sensitive', hotlines: await hotlines() };
      const known = text && !code ? await atOnce(locale, (names) => names.resolve(text)) : undefined;
      if (known && call?.signal?.aborted) throw aborted();
      return known ?? (await source()).resolve(query, { ...call, locale });
    },
    async popular(call) {
      const names = await everyday(localeOf(call));
      const limit = call?.limit ?? 8;
      const cards = (await names?.first(limit + 4)) ?? [];
      if (call?.signal?.aborted) throw aborted();
      return cards.filter((card) => !card.sensitive).slice(0, limit);
    },
    async localCard(id, call) {
      const locale = localeOf(call);
      const slug = id.slice(id.lastIndexOf('/') + 1);
      return (await atOnce(locale, (names) => names.card(`${locale}/${slug}`))) ?? (await source()).localCard(id, call);
    },
    suggest: later('suggest'),
    search: later('search'),
    cards: later('cards'),
    entry: later('entry'),
    localEntry: later('localEntry'),
    terms: later('terms'),
    feedback: later('feedback'),
    offers: later('offers'),
    prepare: later('prepare'),
    hotlines,
    close: () => Promise.resolve(),
  };
}
