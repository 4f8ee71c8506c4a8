import { openTerms, packSource, termPack } from '@nelumbo/core/encyclopedia';
import type { CrisisWords, EncyclopediaSource, TermPack, TermPackName, Terms } from '@nelumbo/core/encyclopedia';
import { readCorpus } from './corpus.js';
import type { Corpus } from './corpus.js';
import { readPackFiles } from './pack-files.js';
import type { PackFiles } from './pack-files.js';
import { openSearch } from './search.js';
import type { Search } from './search.js';
import type { ContentStore } from './store.js';

/** Made when first asked for, then kept; a failure is forgotten. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

/** The encyclopedia as the content API serves it. */
export interface Library {
  /** Names, cards and entries, read through the pack's own reader. */
  readonly source: EncyclopediaSource;
  corpus(): Promise<Corpus>;
  search(): Promise<Search>;
  files(): Promise<PackFiles>;
  terms(pack: TermPackName, locale: string): Promise<TermPack>;
  /** {@link Library.terms}, ready to scan with. */
  openedTerms(pack: TermPackName, locale: string): Promise<Terms>;
  close(): Promise<void>;
}

/** Opens the encyclopedia of a content store; each part is made from it on first use. */
export function openLibrary(content: ContentStore): Library {
  const source = packSource((name) => content.read(name), { whole: true });
  const corpus = once(() => readCorpus(content));
  let opened: Search | undefined;
  const search = once(async () => {
    const crisis = (await content.names()).includes('encyclopedia/crisis') ? ((await content.read('encyclopedia/crisis')) as CrisisWords) : undefined; // the builder's tests hold the document to its type
    return (opened = await openSearch(await corpus(), crisis));
  });
  const packs = new Map<string, TermPack>();
  const ready = new Map<string, Terms>();
  const terms = async (pack: TermPackName, asked: string): Promise<TermPack> => {
    const { entries, stop, fold, nearest } = await corpus();
    const locale = nearest(asked);
    const known = packs.get(`${pack} ${locale}`) ?? termPack(entries, { locale, pack, fold, stop: stop[locale] ?? [] });
    packs.set(`${pack} ${locale}`, known);
    return known;
  };
  return {
    source,
    corpus,
    search,
    files: once(() => readPackFiles(content)),
    terms,
    async openedTerms(pack, asked) {
      const document = await terms(pack, asked);
      const key = `${pack} ${document.locale}`;
      const known = ready.get(key) ?? openTerms(document);
      ready.set(key, known);
      return known;
    },
    close: async () => opened?.close(),
  };
}
