import { EVERYDAY, type Code } from './entry.js';
import { question, strongOwners, type Grammar } from './grammar.js';
import { latinNames, spell } from './latin.js';
import { clean, CJK, LONGEST_TEXT } from './normalise.js';
import { codeToken, TITLE, WEAK, type NameIndex, type Owner } from './names.js';
import type { Match, MatchKind } from './search.js';

/** Longest query, in key characters, that may raise a card unless it is a whole name: what people paste is not a question. */
const LONGEST = 40;

/** What the names alone decide; cards and hotlines are fetched by the source. */
export type Decision =
  { readonly status: 'hit'; readonly match: Match } | { readonly status: 'ambiguous'; readonly matches: readonly Match[] } | { readonly status: 'none' };

const none: Decision = { status: 'none' };

const toMatch = (index: NameIndex, owner: Owner, kind: MatchKind, confidence: number): Match => {
  return { id: index.id(owner.entry), title: index.title(owner.entry), kind, confidence, name: owner.name };
};

/** One owner is a hit; a title beats aliases; otherwise the reader chooses among at most four. */
function decide(index: NameIndex, owners: readonly Owner[], kind: (owner: Owner) => MatchKind, confidence: (owner: Owner) => number): Decision {
  const titles = owners.filter((owner) => owner.kind === TITLE);
  const chosen = titles.length === 1 ? titles : owners;
  const matches = chosen.map((owner) => toMatch(index, owner, kind(owner), confidence(owner)));
  if (matches.length === 0) return none;
  if (matches.length === 1) return { status: 'hit', match: matches[0]! };
  return { status: 'ambiguous', matches: matches.slice(0, 4) };
}

/**
 * A whole query that is the full pinyin (three syllables or more) or the initials (three letters or more, of a title) of exactly one
 * everyday name. Shorter spellings sound like everyday words or look like abbreviations. See docs/decisions/0005-pinyin-cards.md.
 */
function spelled(index: NameIndex, key: string, grammar: Grammar): Decision {
  if (!/^[a-z]{3,}$/.test(key) || grammar.letters.includes(key)) return none;
  const rows = latinNames(index)
    .whole(key)
    .filter((row) => row.kind === 'name' || spell(index, row.row).syllables >= 3);
  const owners = rows.flatMap((row) => {
    const owner = index.owner(row.row);
    return owner.kind !== WEAK && index.cards[owner.entry] === 1 ? [{ owner, kind: row.kind }] : [];
  });
  if (owners.length !== 1 || rows.length !== 1) return none;
  const { owner, kind } = owners[0]!;
  if (kind === 'name' || index.weights[owner.entry]! < EVERYDAY || (kind === 'initials' && owner.kind !== TITLE)) return none;
  return { status: 'hit', match: toMatch(index, owner, kind, kind === 'pinyin' ? 0.75 : 0.7) };
}

/**
 * Whether a query raises a card. Only a whole title, strong alias or code does, or a question about one ({@link question}), or the
 * spelling of one everyday name; prefixes, infixes, homophones, typos and weak aliases never do. Crisis wording ({@link isCrisis}) is the
 * caller's first question. Without a grammar only whole names and codes are decided.
 */
export function resolveNames(index: NameIndex, query: { readonly text?: string; readonly code?: Code }, grammar?: Grammar): Decision {
  if (query.code) {
    const entry = index.byCode(codeToken(query.code));
    const found = entry === undefined ? undefined : index.entry(entry);
    if (found?.card) return { status: 'hit', match: { id: found.id, title: found.title, kind: 'code', confidence: 1, name: found.title } };
  }
  const text = query.text ?? '';
  if (text.length > LONGEST_TEXT) return none;
  const key = clean(text, index.fold);
  if (!key) return none;
  const exact = strongOwners(index, key);
  if (exact.length > 0)
    return decide(
      index,
      exact,
      (owner) => (owner.kind === TITLE ? 'title' : 'alias'),
      (owner) => (owner.kind === TITLE ? 1 : 0.98),
    );
  if (!grammar || key.length > LONGEST) return none;
  const spelling = CJK.test(key) ? none : spelled(index, key, grammar);
  if (spelling.status !== 'none') return spelling;
  const asked = question(index, text, grammar);
  return asked
    ? decide(
        index,
        asked.owners,
        () => 'question',
        () => 0.9,
      )
    : none;
}
