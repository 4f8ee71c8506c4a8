import { toNelumboError } from '../i18n/index.js';
import type { Signal } from '../platform.js';
import type { Span } from './annotate.js';
import type { Card, Code, Entry, EntryType, Hotline } from './entry.js';
import { WithdrawnError } from './http-source-errors.js';
import type { Match } from './search.js';
import type { TermPack, TermPackName } from './terms.js';

/** Options of every call: `signal` drops a stale one. */
export interface Call {
  readonly signal?: Signal;
}

/** What is asked: words as typed, or a code. */
export interface EncyclopediaQuery {
  readonly text?: string;
  readonly code?: Code;
  readonly locale: string;
}

/** Whether a card appears, and which. `hotlines` on a hit belong quietly beneath a mental-health topic. */
export type Resolution =
  | { readonly status: 'hit'; readonly match: Match; readonly card: Card; readonly hotlines?: readonly Hotline[] }
  | { readonly status: 'ambiguous'; readonly matches: readonly Match[] }
  | { readonly status: 'none' }
  | { readonly status: 'sensitive'; readonly hotlines: readonly Hotline[]; readonly card?: Card };

/** A page of results; `cursor` asks for the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
  /** Of all pages; absent where the source does not count. */
  readonly total?: number;
  /** With the first page of a source that counts. */
  readonly facets?: FacetCounts;
}

/** Narrows a search. */
export interface Facets {
  readonly type?: EntryType;
  /** A department as cards name it. */
  readonly department?: string;
}

/** How many results each choice of a facet would give, the other facet as it is; the most frequent first. */
export interface FacetCounts {
  readonly type: readonly { readonly value: string; readonly count: number }[];
  readonly department: readonly { readonly value: string; readonly count: number }[];
}

/** How a search is asked for; `limit` results a page (20). */
export type SearchCall = Call & { readonly locale: string; readonly cursor?: string; readonly limit?: number; readonly facets?: Facets };

/** Whether an entry helped. Anonymous: nothing about the reader belongs here. */
export interface Feedback {
  /** The entry. */
  readonly id: string;
  readonly helpful: boolean;
  /** One of the reasons that a page offers, or a sentence; at most 300 characters. */
  readonly reason?: string;
}

/** Options of {@link EncyclopediaSource.annotate}; see the rules of annotation. */
export type AnnotateCall = Call & {
  readonly locale: string;
  readonly pack?: TermPackName;
  readonly max?: number;
  readonly perParagraph?: number;
  readonly except?: readonly string[];
};

/** Where entries come from: a pack, the content API, a partner's adapter. All reject with NelumboError. */
export interface EncyclopediaSource {
  resolve(query: EncyclopediaQuery, call?: Call): Promise<Resolution>;
  suggest(text: string, call: Call & { limit: number; locale: string }): Promise<Match[]>;
  search?(text: string, call: SearchCall): Promise<Page<Card>>;
  /** Cards in the order of the ids; unknown ids are left out. */
  cards(ids: readonly string[], call?: Call): Promise<Card[]>;
  /** @throws NelumboError `not-found`; {@link WithdrawnError} when it was withdrawn at its source */
  entry(id: string, call?: Call): Promise<Entry>;
  /** The names to look for in articles. */
  terms?(pack: TermPackName, call: Call & { locale: string }): Promise<TermPack>;
  /** Marks a plain text at the source: for a CMS that stores spans. Paragraphs are parted by line breaks. */
  annotate?(text: string, call: AnnotateCall): Promise<Span[]>;
  feedback?(feedback: Feedback, call?: Call): Promise<void>;
}

/** Failures after which the next source is asked: this one is out of reach or does not have it. */
const passes = new Set(['offline', 'server', 'not-found', 'not-json', 'token-expired', 'not-allowed', 'too-large', 'refused', 'unsupported', 'damaged']);

async function attempt<T>(sources: readonly EncyclopediaSource[], ask: (source: EncyclopediaSource) => Promise<T>, empty: (value: T) => boolean): Promise<T> {
  let answer: { readonly value: T } | undefined;
  let failure: unknown;
  for (const source of sources) {
    try {
      const value = await ask(source);
      if (!empty(value)) return value;
      answer ??= { value };
    } catch (error) {
      failure = toNelumboError(error);
      if (error instanceof WithdrawnError) throw error; // an older copy elsewhere must not bring it back
      if (!passes.has(toNelumboError(error).code)) throw error;
    }
  }
  if (answer) return answer.value;
  throw failure;
}

/**
 * One source out of several: the first that can be reached and has an answer. Put the reviewed one first and the starter pack last;
 * then the pack serves offline and fills gaps.
 */
export function firstOf(...sources: readonly [EncyclopediaSource, ...EncyclopediaSource[]]): EncyclopediaSource {
  const searching = sources.filter((source) => source.search);
  const byTerms = sources.filter((source) => source.terms);
  const annotating = sources.filter((source) => source.annotate);
  const heard = sources.find((source) => source.feedback);
  const never = () => false;
  const base: EncyclopediaSource = {
    ...(byTerms.length > 0 ? { terms: (pack, call) => attempt(byTerms, (s) => s.terms!(pack, call), never) } : {}),
    ...(annotating.length > 0 ? { annotate: (text, call) => attempt(annotating, (s) => s.annotate!(text, call), never) } : {}),
    ...(heard ? { feedback: (feedback, call) => heard.feedback!(feedback, call) } : {}),
    resolve: (query, call) =>
      attempt(
        sources,
        (s) => s.resolve(query, call),
        (r) => r.status === 'none',
      ),
    suggest: (text, call) =>
      attempt(
        sources,
        (s) => s.suggest(text, call),
        (list) => list.length === 0,
      ),
    entry: (id, call) =>
      attempt(
        sources,
        (s) => s.entry(id, call),
        () => false,
      ),
    cards: async (ids, call) => {
      const found = new Map<string, Card>();
      for (const source of sources) {
        const missing = ids.filter((id) => !found.has(id));
        if (missing.length === 0) break;
        const cards = await source.cards(missing, call).catch((error: unknown) => {
          if (source === sources.at(-1) || !passes.has(toNelumboError(error).code)) throw error;
          return [];
        });
        for (const card of cards) found.set(card.id, card);
      }
      return ids.flatMap((id) => found.get(id) ?? []);
    },
  };
  if (searching.length === 0) return base;
  return {
    ...base,
    search: (text, call) =>
      attempt(
        searching,
        (s) => s.search!(text, call),
        (page) => page.items.length === 0,
      ),
  };
}
