import { CJK, clean, fold, words } from '@nelumbo/core/encyclopedia';
import type { Entry } from '@nelumbo/core/encyclopedia';
import type { Corpus } from './corpus.js';
import type { SearchDocument, SearchName, SearchTerms } from './search-index.js';

type FoldTable = ReadonlyMap<string, string>;

/** Runs of Chinese characters and of others. */
const runs = (word: string): string[] => word.match(/[\u3400-\u4dbf\u4e00-\u9fff]+|[^\u3400-\u4dbf\u4e00-\u9fff]+/g) ?? [];
const bigrams = (run: string): string[] => (run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)));

/** Tokens of a text, in order: Latin words whole, Chinese in overlapping pairs of characters. */
export const tokensOf = (text: string, table?: FoldTable): string[] =>
  words(fold(text, table))
    .flatMap(runs)
    .flatMap((run) => (CJK.test(run) ? bigrams(run) : [run]));

const single = (text: string, table?: FoldTable): string[] => [...fold(text, table)].filter((character) => CJK.test(character));

/** The text of sanitised HTML; what is between tags, parted by them. */
const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&');

/** An entry as a search document. */
export function searchDocument(entry: Entry, corpus: Corpus, table: FoldTable): SearchDocument {
  const { id, locale, type, departments, weight, title, aliases, summary, sections } = entry;
  const names: SearchName[] = [
    { key: clean(title, table), kind: 'title' },
    ...aliases.map(({ text, weak }) => ({ key: clean(text, table), kind: weak ? ('weak' as const) : ('alias' as const) })),
  ];
  const texts = [title, ...aliases.map((alias) => alias.text)];
  const spelled = names.filter((name) => CJK.test(name.key)).map((name) => corpus.spell(name.key));
  const body = sections.map((section) => `${section.title} ${plainText(section.html)}`).join(' ');
  return {
    id,
    locale,
    type,
    departments,
    weight,
    names: names.filter((name) => name.key !== ''),
    nameTokens: texts.flatMap((text) => [...tokensOf(text, table), ...single(text, table)]),
    spellings: [...new Set(spelled.flatMap((each) => (each ? [each.pinyin, each.initials] : [])))],
    summaryTokens: tokensOf(summary, table),
    bodyTokens: tokensOf(body, table),
  };
}

/** Longest name that is looked for inside a query, in characters of its key. */
const LONGEST_NAME = 24;

/** Pieces of a query that may be names: two Chinese characters or more, Latin from whole words of three letters. */
function insideOf(text: string, key: string, table: FoldTable): string[] {
  const found = new Set<string>();
  for (let start = 0; start < key.length; start++)
    for (let end = start + 2; end <= Math.min(key.length, start + LONGEST_NAME); end++) if (CJK.test(key.slice(start, end))) found.add(key.slice(start, end));
  const list = words(fold(text, table));
  for (let start = 0; start < list.length; start++)
    for (let end = start + 1; end <= Math.min(list.length, start + 6); end++) {
      const name = clean(list.slice(start, end).join(''), table);
      if (name.length >= 3) found.add(name);
    }
  found.delete(key);
  return [...found];
}

/** A query, split like the documents. */
export function searchTerms(text: string, table: FoldTable): SearchTerms {
  const key = clean(text, table);
  return { key, inside: insideOf(text, key, table), tokens: [...new Set(tokensOf(text, table))], spelled: /^[a-z]{2,}$/.test(key) ? key : '' };
}
