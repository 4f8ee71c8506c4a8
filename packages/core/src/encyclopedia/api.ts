import type { FamilyContext } from '../fhir/index.js';
import { NelumboError, toNelumboError } from '../i18n/index.js';
import type { Card, Code, Entry, Hotline } from './entry.js';
import { isCrisis, type CrisisWords } from './crisis.js';
import { openEveryday, type Everyday, type EverydayDocument } from './everyday.js';
import type { Match } from './search.js';
import type { WithdrawnError } from './http-source-errors.js';
import type { Call, EncyclopediaSource, Feedback, Page, Resolution, SearchCall } from './source.js';
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
  /** Lines that help in a crisis. */
  hotlines(): Promise<readonly Hotline[]>;
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}

const languages: Readonly<Record<string, string>> = { zh: 'zh-CN', en: 'en' };
/** The language of the starter pack that a locale reads. */
const near = (locale: string): string | undefined => languages[locale.split('-')[0]!.toLowerCase()];
const aborted = () => new NelumboError('aborted', 'A newer question replaced this one.');

/** Ids of one topic, the reader's language first. */
function candidates(id: string, locale: string): string[] {
  const [own, slug] = id.includes('/') ? [id.slice(0, id.lastIndexOf('/')), id.slice(id.lastIndexOf('/') + 1)] : [undefined, id];
  const tags = [locale, near(locale), own, 'zh-CN', 'en'].filter((tag) => tag !== undefined);
  return [...new Set(tags)].map((tag) => `${tag}/${slug}`);
}

async function firstEntry(source: EncyclopediaSource, ids: readonly string[], call?: Call): Promise<Entry> {
  let failure: unknown;
  for (const id of ids) {
    try {
      return await source.entry(id, call);
    } catch (error) {
      const { entry } = error as Partial<WithdrawnError>; // by shape: the class itself comes with the sources, later
      if (entry) return entry;
      failure ??= error;
      if (toNelumboError(error).code !== 'not-found') throw error;
    }
  }
  throw failure;
}

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
  let opening: Promise<EncyclopediaSource> | undefined;
  const source = (): Promise<EncyclopediaSource> => {
    // The everyday names brought the wording of a crisis along: it is not fetched again.
    const words = async (name: string) => (name === 'encyclopedia/crisis' ? (await everyday(context.locale()))?.crisis : undefined) ?? read(name);
    opening ??= import('./open-source.js').then(({ openSource }) => openSource(context, words));
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
  const offered = async <K extends 'terms' | 'feedback'>(name: K): Promise<NonNullable<EncyclopediaSource[K]>> => {
    const method = (await source())[name];
    if (!method) throw new NelumboError('unsupported', 'No source of this client offers that. Give it a content server.');
    return method;
  };
  return {
    async resolve(query, call) {
      const locale = localeOf(call);
      const { text, code } = query;
      if (text && (await isInCrisis(text, locale))) return { status: 'sensitive', hotlines: await hotlines() };
      const known = text && !code ? await atOnce(locale, (names) => names.resolve(text)) : undefined;
      if (known && call?.signal?.aborted) throw aborted();
      return known ?? (await source()).resolve({ ...query, locale }, call);
    },
    async suggest(text, call) {
      const locale = localeOf(call);
      if (await isInCrisis(text, locale)) return [];
      return (await source()).suggest(text, { ...call, limit: call?.limit ?? 8, locale });
    },
    async popular(call) {
      const names = await everyday(localeOf(call));
      const limit = call?.limit ?? 8;
      const cards = (await names?.first(limit + 4)) ?? [];
      if (call?.signal?.aborted) throw aborted();
      return cards.filter((card) => !card.sensitive).slice(0, limit);
    },
    async search(text, call) {
      const locale = localeOf(call);
      const { search } = await source();
      if (!search || (await isInCrisis(text, locale))) return { items: [] };
      return search(text, { ...call, locale });
    },
    cards: async (ids, call) => (await source()).cards(ids, call),
    entry: async (id, call) => firstEntry(await source(), [id], call),
    localEntry: async (id, call) => firstEntry(await source(), candidates(id, localeOf(call)), call),
    async localCard(id, call) {
      const ids = candidates(id, localeOf(call));
      const known = await atOnce(localeOf(call), (names) => names.card(ids[0]!));
      if (known) return known;
      const cards = await (await source()).cards(ids, call);
      return cards[0];
    },
    terms: async (pack, call) => (await offered('terms'))(pack, { ...call, locale: localeOf(call) }),
    feedback: async (feedback, call) => (await offered('feedback'))(feedback, call),
    offers: async (name) => (await source())[name] !== undefined,
    hotlines,
    close: () => Promise.resolve(),
  };
}
