/** A name of an entry, for the exact stage: its key (see core's `clean`) and what kind of name it is. */
export interface SearchName {
  readonly key: string;
  readonly kind: 'title' | 'alias' | 'weak';
}

/** An entry as an index takes it: split into tokens by us, so that every engine finds the same; engines' own analysers stay off. */
export interface SearchDocument {
  readonly id: string;
  readonly locale: string;
  readonly type: string;
  readonly departments: readonly string[];
  /** 0 to 100: how much it is looked for. */
  readonly weight: number;
  readonly names: readonly SearchName[];
  /** Tokens of names: bigrams, single characters, Latin words. */
  readonly nameTokens: readonly string[];
  /** Names as typed in Latin letters: pinyin, initials. */
  readonly spellings: readonly string[];
  readonly summaryTokens: readonly string[];
  readonly bodyTokens: readonly string[];
}

/** A query, split like the documents; made by `searchTerms`. */
export interface SearchTerms {
  /** The whole query as a key. */
  readonly key: string;
  /** Keys that may be names inside the query. */
  readonly inside: readonly string[];
  readonly tokens: readonly string[];
  /** The query as it may begin a spelling; empty when it is not Latin. */
  readonly spelled: string;
}

/** What is asked of an index. */
export interface SearchRequest {
  readonly terms: SearchTerms;
  readonly locale: string;
  readonly type?: string;
  readonly department?: string;
  /** Results a page, 1 to 50. */
  readonly limit: number;
  /** Where the last page ended, as the index said. */
  readonly after?: SearchPosition;
}

/** A place in the order of results: rank, then id. */
export type SearchPosition = readonly [rank: number, id: string];

/** A choice of a facet and how many results it would leave. */
export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** A page of results. */
export interface SearchResult {
  readonly ids: readonly string[];
  /** Absent on the last page. */
  readonly next?: SearchPosition;
  readonly total: number;
  /** Counts of one facet hold with the other one applied, but not itself. On the first page only. */
  readonly facets?: { readonly type: readonly FacetCount[]; readonly department: readonly FacetCount[] };
}

/**
 * Full text search. Order: names equal to the query (titles, aliases, weak ones), names inside it (longest first), names whose spelling
 * begins with it (most looked-for first), entries that hold all of its tokens, then those that hold neighbouring pairs of them; in the last
 * two, names count more than summaries and these more than sections. An engine may rank only the thousand most looked-for of a stage.
 * One suite holds every engine to it (test/server/search-index.ts).
 */
export interface SearchIndex {
  /** Replaces everything that the index holds. */
  fill(documents: Iterable<SearchDocument>): Promise<void>;
  search(request: SearchRequest): Promise<SearchResult>;
  close(): Promise<void>;
}
