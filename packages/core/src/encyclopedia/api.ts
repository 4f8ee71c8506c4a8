import type { FamilyContext } from '../fhir/index.js';
import { toNelumboError } from '../i18n/index.js';
import type { Card, Code, Entry, Hotline } from './entry.js';
import { isCrisis, type CrisisWords } from './grammar.js';
import { httpSource } from './http-source.js';
import { packSource } from './pack-source.js';
import type { Match } from './search.js';
import { firstOf, type Call, type EncyclopediaSource, type Page, type Resolution } from './source.js';

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
  /** Cards for a search page. */
  search(text: string, call?: ReaderCall & { readonly cursor?: string }): Promise<Page<Card>>;
  /** Cards in the order of the ids; unknown ids are left out. */
  cards(ids: readonly string[], call?: Call): Promise<Card[]>;
  /** Exactly this entry. @throws NelumboError `not-found`, `offline` */
  entry(id: string, call?: Call): Promise<Entry>;
  /**
   * The entry in the reader's language, else in its own, else in any; compare `locale` to label it.
   * @param id - `locale/slug`, or only the slug
   * @throws NelumboError `not-found`, `offline`
   */
  localEntry(id: string, call?: ReaderCall): Promise<Entry>;
  /** The card of {@link localEntry}. */
  localCard(id: string, call?: ReaderCall): Promise<Card | undefined>;
  /** Lines that help in a crisis. */
  hotlines(): Promise<readonly Hotline[]>;
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}

const languages: Readonly<Record<string, string>> = { zh: 'zh-CN', en: 'en' };

/** Ids of one topic, the reader's language first. */
function candidates(id: string, locale: string): string[] {
  const [own, slug] = id.includes('/') ? [id.slice(0, id.lastIndexOf('/')), id.slice(id.lastIndexOf('/') + 1)] : [undefined, id];
  const near = languages[locale.split('-')[0]!.toLowerCase()];
  const tags = [locale, near, own, 'zh-CN', 'en'].filter((tag) => tag !== undefined);
  return [...new Set(tags)].map((tag) => `${tag}/${slug}`);
}

async function firstEntry(source: EncyclopediaSource, ids: readonly string[], call?: Call): Promise<Entry> {
  let failure: unknown;
  for (const id of ids) {
    try {
      return await source.entry(id, call);
    } catch (error) {
      failure ??= error;
      if (toNelumboError(error).code !== 'not-found') throw error;
    }
  }
  throw failure;
}

/** Builds the family on what the client plugs in: the host's content API first, the starter pack behind it. */
export function createEncyclopedia(context: Pick<FamilyContext, 'content' | 'contentUrl' | 'fetchJson' | 'locale'>): EncyclopediaApi {
  const read = (name: string) => context.content.read(name);
  const pack = packSource(read);
  const source = context.contentUrl === undefined ? pack : firstOf(httpSource(context.fetchJson, context.contentUrl), pack);
  const hotlines = async () => (await read('encyclopedia/hotlines')) as readonly Hotline[]; // the builder's tests hold the document to its type
  /** Without the starter content there is no wording to compare with; the host's API then decides alone. */
  const isInCrisis = async (text: string) => {
    const words = (await read('encyclopedia/crisis').catch(() => undefined)) as CrisisWords | undefined; // as above
    return words !== undefined && isCrisis(text, words);
  };
  const localeOf = (call?: ReaderCall) => call?.locale ?? context.locale();
  return {
    async resolve(query, call) {
      if (query.text && (await isInCrisis(query.text))) return { status: 'sensitive', hotlines: await hotlines() };
      return source.resolve({ ...query, locale: localeOf(call) }, call);
    },
    async suggest(text, call) {
      if (await isInCrisis(text)) return [];
      return source.suggest(text, { ...call, limit: call?.limit ?? 8, locale: localeOf(call) });
    },
    async search(text, call) {
      if (!source.search || (await isInCrisis(text))) return { items: [] };
      return source.search(text, { ...call, locale: localeOf(call) });
    },
    cards: (ids, call) => source.cards(ids, call),
    entry: (id, call) => source.entry(id, call),
    localEntry: (id, call) => firstEntry(source, candidates(id, localeOf(call)), call),
    async localCard(id, call) {
      const ids = candidates(id, localeOf(call));
      const cards = await source.cards(ids, call);
      return cards[0];
    },
    hotlines,
    close: () => Promise.resolve(),
  };
}
