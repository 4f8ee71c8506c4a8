import { EVERYDAY } from './entry.js';
import { decide, none, toMatch, type Decision, type NameLookup } from './exact.js';
import { question, type Grammar } from './grammar.js';
import { latinNames, spell } from './latin.js';
import { TITLE, WEAK, type NameIndex } from './names.js';
import { CJK, clean, LONGEST_TEXT } from './normalise.js';

/** Longest query, in key characters, that may raise a card unless it is a whole name: what people paste is not a question. */
const LONGEST = 40;

/**
 * A whole query that is the full pinyin (three syllables or more) or the initials (three letters or more, of a title) of exactly one
 * everyday name. Shorter spellings sound like everyday words or look like abbreviations. See docs/decisions/0005-pinyin-cards.md.
 */
export function spelled(index: NameIndex, key: string, grammar: Grammar): Decision {
  if (!/^[a-z]{3,40}$/.test(key) || grammar.letters.includes(key)) return none;
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

/** The card of a name that a question asks about. */
export function inQuestion(index: NameLookup, text: string, grammar: Grammar): Decision {
  if (clean(text, index.fold).length > LONGEST) return none;
  const owners = question(index, text, grammar)?.owners ?? [];
  return decide(
    index,
    owners,
    () => 'question',
    () => 0.9,
  );
}

/** What a spelling or a question decides, after {@link resolveExactly} has found nothing. Loads with the first query that needs it. */
export function resolveAsked(index: NameIndex, text: string, grammar: Grammar): Decision {
  const key = text.length > LONGEST_TEXT ? '' : clean(text, index.fold);
  if (!key) return none;
  const spelling = CJK.test(key) ? none : spelled(index, key, grammar);
  return spelling.status === 'none' ? inQuestion(index, text, grammar) : spelling;
}
