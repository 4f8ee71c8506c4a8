import type { FamilyContext } from '../fhir/index.js';
import { NelumboError, toNelumboError } from '../i18n/index.js';
import { near, type EncyclopediaApi, type ReaderCall } from './api.js';
import type { Entry } from './entry.js';
import type { WithdrawnError } from './http-source-errors.js';
import { openSource } from './open-source.js';
import type { Call, EncyclopediaSource } from './source.js';

/** The part of the family that asks a source: everything beyond the everyday names. Loads when it is first needed. */
export type SourceApi = Omit<EncyclopediaApi, 'popular' | 'hotlines' | 'close'>;

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

/**
 * Opens the source and what is asked of it.
 * @param readDocument - reads a document of the starter pack by name
 * @param isInCrisis - whether a text speaks of a crisis: it is neither sent nor completed
 */
export async function openSourceApi(
  context: Pick<FamilyContext, 'content' | 'contentUrl' | 'fetchJson' | 'locale'>,
  readDocument: (name: string) => Promise<unknown>,
  isInCrisis: (text: string, locale: string) => Promise<boolean>,
): Promise<SourceApi> {
  const read = (name: string) =>
    readDocument(name).catch((error: unknown) => {
      throw toNelumboError(error); // a chunk that cannot be fetched is `offline`
    });
  const source = await openSource(context, read);
  const localeOf = (call?: ReaderCall) => call?.locale ?? context.locale();
  const offered = <K extends 'terms' | 'feedback'>(name: K): NonNullable<EncyclopediaSource[K]> => {
    const method = source[name];
    if (!method) throw new NelumboError('unsupported', 'No source of this client offers that. Give it a content server.');
    return method;
  };
  return {
    resolve: (query, call) => source.resolve({ ...query, locale: localeOf(call) }, call),
    async suggest(text, call) {
      const locale = localeOf(call);
      if (await isInCrisis(text, locale)) return [];
      return source.suggest(text, { ...call, limit: call?.limit ?? 8, locale });
    },
    async search(text, call) {
      const locale = localeOf(call);
      if (!source.search || (await isInCrisis(text, locale))) return { items: [] };
      return source.search(text, { ...call, locale });
    },
    cards: (ids, call) => source.cards(ids, call),
    entry: (id, call) => firstEntry(source, [id], call),
    localEntry: (id, call) => firstEntry(source, candidates(id, localeOf(call)), call),
    async localCard(id, call) {
      const cards = await source.cards(candidates(id, localeOf(call)), call);
      return cards[0];
    },
    terms: async (pack, call) => offered('terms')(pack, { ...call, locale: localeOf(call) }),
    feedback: async (feedback, call) => offered('feedback')(feedback, call),
    prepare: async (call) => (await import('./prepare.js')).prepare(read, localeOf(call)),
    offers: (name) => Promise.resolve(source[name] !== undefined),
  };
}
