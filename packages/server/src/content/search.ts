import { createHash } from 'node:crypto';
import { foldTable, isCrisis } from '@nelumbo/core/encyclopedia';
import type { CrisisWords } from '@nelumbo/core/encyclopedia';
import type { Corpus } from './corpus.js';
import { FtsIndex } from './fts-index.js';
import { bad } from './refusals.js';
import type { SearchIndex, SearchPosition, SearchRequest, SearchResult } from './search-index.js';
import { searchDocument, searchTerms } from './search-tokens.js';

/** What a reader asks. */
export interface Asked {
  readonly text: string;
  readonly locale: string;
  readonly type?: string;
  readonly department?: string;
  readonly limit: number;
  /** As a page before gave it. */
  readonly cursor?: string;
}

/** A page of ids. */
export interface FoundPage extends Omit<SearchResult, 'next'> {
  readonly cursor?: string;
}

/** A cursor holds for one question only: these characters say which. */
const questionOf = ({ text, locale, type = '', department = '' }: Asked): string =>
  createHash('sha256').update([text, locale, type, department].join('\u0000')).digest('base64url').slice(0, 8);

const cursorOf = (asked: Asked, [rank, id]: SearchPosition): string => Buffer.from(JSON.stringify([questionOf(asked), rank, id])).toString('base64url');

/** @throws Refusal 400 for what is no cursor of this question */
function positionOf(asked: Asked): SearchPosition | undefined {
  if (asked.cursor === undefined) return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(asked.cursor, 'base64url').toString());
  } catch {
    parts = undefined;
  }
  const [question, rank, id] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (question !== questionOf(asked) || typeof rank !== 'number' || typeof id !== 'string')
    throw bad('cursor comes from a page of the same question: begin without one.');
  return [rank, id];
}

/** Search over a corpus: what the route needs of it. */
export class Search {
  readonly #fold: ReadonlyMap<string, string>;
  constructor(
    private readonly index: SearchIndex,
    private readonly corpus: Corpus,
    private readonly crisis: CrisisWords | undefined,
  ) {
    this.#fold = foldTable(corpus.fold);
  }

  /** A page of ids, best first. Crisis wording finds nothing: hotlines are the answer to it. */
  async find(asked: Asked): Promise<FoundPage> {
    if (this.crisis && isCrisis(asked.text, this.crisis)) return { ids: [], total: 0, facets: { type: [], department: [] } };
    const after = positionOf(asked);
    const { type, department, limit } = asked;
    const request: SearchRequest = {
      terms: searchTerms(asked.text, this.#fold),
      locale: this.corpus.nearest(asked.locale),
      limit,
      ...(type === undefined ? {} : { type }),
      ...(department === undefined ? {} : { department }),
      ...(after ? { after } : {}),
    };
    const { next, ...page } = await this.index.search(request);
    return { ...page, ...(next ? { cursor: cursorOf(asked, next) } : {}) };
  }

  close(): Promise<void> {
    return this.index.close();
  }
}

/** Fills an index with the corpus; withdrawn entries stay out. */
export async function openSearch(corpus: Corpus, crisis: CrisisWords | undefined, index: SearchIndex = new FtsIndex()): Promise<Search> {
  const table = foldTable(corpus.fold);
  const shown = corpus.entries.filter((entry) => entry.review.status !== 'withdrawn');
  await index.fill(shown.map((entry) => searchDocument(entry, corpus, table)));
  return new Search(index, corpus, crisis);
}
