import type { Code } from './entry.js';
import { codeToken, TITLE, WEAK, type NameIndex, type Owner } from './names.js';
import { clean, LONGEST_TEXT } from './normalise.js';
import type { Match, MatchKind } from './search.js';

/** What deciding about whole names asks of a table of them, or of the parts of one that are at hand. */
export interface NameLookup extends Pick<NameIndex, 'fold' | 'owners' | 'id' | 'title'> {
  /** By entry: 1 when it may raise a card. */
  readonly cards: Readonly<Record<number, number>>;
}

/** What the names alone decide; cards and hotlines are fetched by the source. */
export type Decision =
  { readonly status: 'hit'; readonly match: Match } | { readonly status: 'ambiguous'; readonly matches: readonly Match[] } | { readonly status: 'none' };

export const none: Decision = { status: 'none' };

export const toMatch = (index: NameLookup, owner: Owner, kind: MatchKind, confidence: number): Match => {
  return { id: index.id(owner.entry), title: index.title(owner.entry), kind, confidence, name: owner.name };
};

/** One owner is a hit; a title beats aliases; otherwise the reader chooses among at most four. */
export function decide(index: NameLookup, owners: readonly Owner[], kind: (owner: Owner) => MatchKind, confidence: (owner: Owner) => number): Decision {
  const titles = owners.filter((owner) => owner.kind === TITLE);
  const chosen = titles.length === 1 ? titles : owners;
  const matches = chosen.map((owner) => toMatch(index, owner, kind(owner), confidence(owner)));
  if (matches.length === 0) return none;
  if (matches.length === 1) return { status: 'hit', match: matches[0]! };
  return { status: 'ambiguous', matches: matches.slice(0, 4) };
}

/** Owners that may raise a card: no weak alias, no entry that opted out. */
export const strongOwners = (index: NameLookup, key: string): Owner[] =>
  index.owners(key).filter((owner) => owner.kind !== WEAK && index.cards[owner.entry] === 1);

/** The card of a whole title or strong alias. */
export const exactly = (index: NameLookup, key: string): Decision =>
  decide(
    index,
    strongOwners(index, key),
    (owner) => (owner.kind === TITLE ? 'title' : 'alias'),
    (owner) => (owner.kind === TITLE ? 1 : 0.98),
  );

/** What a code, or a whole title or strong alias, decides: most cards need no more. */
export function resolveExactly(index: NameIndex, { text = '', code }: { readonly text?: string; readonly code?: Code }): Decision {
  const entry = code && index.byCode(codeToken(code));
  const found = entry === undefined ? undefined : index.entry(entry);
  if (found?.card) return { status: 'hit', match: { id: found.id, title: found.title, kind: 'code', confidence: 1, name: found.title } };
  const key = text.length > LONGEST_TEXT ? '' : clean(text, index.fold);
  return key ? exactly(index, key) : none;
}
