import { CJK, clean, words } from './normalise.js';
import { strongOwners, type NameLookup } from './exact.js';
import type { Owner } from './names.js';

/** The words by which a question about health is told from anything else, per language. Data of `content`. */
export interface QuestionGrammar {
  /** May stand before the name: who, since when. */
  readonly openers: readonly string[];
  /** May stand before the name and ask for something by themselves: "what is", "how to prevent". */
  readonly askers: readonly string[];
  /** May follow the name directly. */
  readonly followers: readonly string[];
  /** Health intent: symptoms, treatment, diet. May follow the name directly too. */
  readonly intents: readonly string[];
  /** Question words that are an intent only together with a follower or an asker: `吗`, `how`. */
  readonly questions: readonly string[];
  /** Another world: film, stock, song, game, brand, job, price, language. */
  readonly veto: readonly string[];
  /** Words (zh) that deny the name right after them: "no fever, but …". */
  readonly denials?: readonly string[];
  /** Words (en) that may stand right before the name in a question of any length. */
  readonly links?: readonly string[];
  /** Two words (en) that are something else than their first one: a heart attack is no question about the heart. */
  readonly compounds?: readonly string[];
}

/** The document `encyclopedia/grammar`. */
export interface Grammar {
  readonly zh: QuestionGrammar;
  readonly en: QuestionGrammar;
  /** Letters that are a common word or abbreviation, though they are also the initials of a name. */
  readonly letters: readonly string[];
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/#/g, '[0-9一二两三四五六七八九十几半]+');

/** A pattern of a word list, longest word first; `#` in a word stands for a number. An empty list matches nothing. */
const pattern = (list: readonly string[], wrap: (alternatives: string) => string): RegExp =>
  new RegExp(
    wrap(
      [...list]
        .sort((a, b) => b.length - a.length)
        .map(escape)
        .join('|') || '(?!)',
    ),
  );

/** A name found inside a question. */
export interface Asked {
  readonly owners: readonly Owner[];
  /** The key that was found. */
  readonly key: string;
}

const isLatin = (character: string | undefined) => character !== undefined && /[a-z0-9]/.test(character);

/** The longest strong name that begins at `at`; a Latin name ends where the word ends. */
function longestAt(index: NameLookup, text: string, at: number): Asked | undefined {
  for (let end = Math.min(text.length, at + 24); end > at; end--) {
    if (isLatin(text[end - 1]) && isLatin(text[end])) continue;
    const key = text.slice(at, end);
    const owners = strongOwners(index, key);
    if (owners.length > 0) return { owners, key };
  }
  return undefined;
}

interface Chinese {
  readonly before: RegExp;
  readonly ask: RegExp;
  readonly follow: RegExp;
  readonly intent: RegExp;
  readonly intentFirst: RegExp;
  readonly question: RegExp;
  readonly questionFirst: RegExp;
  readonly veto: RegExp;
  readonly denied: RegExp;
}
const compiled = new WeakMap<QuestionGrammar, Chinese>();
function compile(grammar: QuestionGrammar): Chinese {
  let known = compiled.get(grammar);
  if (!known) {
    const all = [...grammar.openers, ...grammar.askers];
    compiled.set(
      grammar,
      (known = {
        before: pattern(all, (x) => `^(?:${x})*$`),
        ask: pattern(grammar.askers, (x) => x),
        follow: pattern(grammar.followers, (x) => `^(?:${x})`),
        intent: pattern(grammar.intents, (x) => x),
        intentFirst: pattern(grammar.intents, (x) => `^(?:${x})`),
        question: pattern(grammar.questions, (x) => x),
        questionFirst: pattern(grammar.questions, (x) => `^(?:的|${x})`),
        veto: pattern(grammar.veto, (x) => x),
        denied: pattern(grammar.denials ?? [], (x) => `(?:${x})$`),
      }),
    );
  }
  return known;
}

/** Whether what follows the name makes it a question about health. */
function asks(rest: string, asked: boolean, g: Chinese): boolean {
  if (!rest) return asked;
  const tail = rest.replace(/^(?:的|之)/, '');
  if (g.intentFirst.test(tail)) return true;
  const follower = tail === rest ? g.follow.exec(rest)?.[0] : undefined;
  if (!follower) return false;
  return asked || g.intent.test(rest) || g.question.test(rest);
}

/**
 * The first name that the rest of the text asks about; a name may be followed by a second one ("fever and cough").
 * Looks past a denied name once a call and four deep: names that are themselves words of denial would double the work with each of them.
 */
function firstAsked(index: NameLookup, text: string, g: Chinese, past = 4): Asked | undefined {
  for (let at = 0; at < text.length && at <= 14; at++) {
    const head = text.slice(0, at);
    const found = g.before.test(head) ? longestAt(index, text, at) : undefined;
    if (!found) continue;
    const rest = text.slice(at + found.key.length);
    // One character makes words with whatever follows it (眼药 is no eye): only a question right behind it asks about it.
    if (found.key.length < 2 && !g.questionFirst.test(rest)) continue;
    if (past > 0 && g.denied.test(head)) {
      const next = firstAsked(index, head + rest, g, past - 1);
      if (next) return next;
      past = 0;
    }
    const second = longestAt(index, rest, 0)?.key.length ?? 0;
    if (asks(rest, g.ask.test(head), g) || (second > 0 && second < rest.length && asks(rest.slice(second), false, g))) return found;
  }
  return undefined;
}

function chinese(index: NameLookup, text: string, grammar: QuestionGrammar): Asked | undefined {
  const g = compile(grammar);
  return g.veto.test(text) ? undefined : firstAsked(index, text, g);
}

/** Whether the words around the name (`before`, `after`; `name` is its last word) make it a question about health. */
function asksInEnglish(name: string, before: readonly string[], after: readonly string[], g: QuestionGrammar): boolean {
  const is = (list: readonly string[], word: string | undefined) => word !== undefined && list.includes(word);
  const all = [...before, ...after];
  const first = after[0];
  if (first !== undefined && is(g.compounds ?? [], `${name} ${first}`)) return false;
  if (first !== undefined && !is(g.followers, first) && !is(g.intents, first)) return false;
  const question = all.some((word) => is(g.questions, word)) && (before.length > 0 || after.length > 1);
  if (!question && !all.some((word) => is(g.intents, word))) return false;
  const known = before.every((word) => is(g.openers, word) || is(g.askers, word) || is(g.intents, word) || is(g.questions, word) || /^\d{1,3}$/.test(word));
  return known || ((is(g.questions, before[0]) || is(g.intents, before[0])) && is(g.links ?? [], before.at(-1)));
}

function english(index: NameLookup, text: string, g: QuestionGrammar): Asked | undefined {
  const list = words(text);
  if (list.some((word) => g.veto.includes(word) || /^(1[5-9]|20)\d\d$/.test(word))) return undefined;
  for (let length = Math.min(6, list.length); length > 0; length--)
    for (let at = 0; at + length <= list.length; at++) {
      // The words around come first: then few names are looked for, and few shards fetched.
      if (!asksInEnglish(list[at + length - 1]!, list.slice(0, at), list.slice(at + length), g)) continue;
      const key = clean(list.slice(at, at + length).join(''));
      const owners = strongOwners(index, key);
      if (owners.length > 0) return { owners, key };
    }
  return undefined;
}

/**
 * The name that a question asks about: `[opener] name follower … intent`, nothing of the veto list anywhere.
 * `undefined` for everything else, so that a name inside other talk stays silent.
 */
export function question(index: NameLookup, text: string, grammar: Grammar): Asked | undefined {
  const key = clean(text, index.fold);
  return CJK.test(key) ? chinese(index, key, grammar.zh) : english(index, text, grammar.en);
}
