import { clean, foldTable } from './normalise.js';

/** Wording of a crisis: the document `encyclopedia/crisis`, and a part of each everyday document. */
export interface CrisisWords {
  readonly phrases: readonly string[];
  /** Look-alikes, taken out before the phrases are sought. */
  readonly not: readonly string[];
  /** Whatever holds one of these is about a work or the news. */
  readonly veto: readonly string[];
  /** Traditional characters of the phrases and what they fold to. */
  readonly fold: string;
}

/** Whether the text speaks of ending one's life. Works and news that only sound like it do not count. */
export function isCrisis(text: string, words: CrisisWords): boolean {
  let key = clean(text, foldTable(words.fold));
  if (words.veto.some((word) => key.includes(clean(word)))) return false;
  for (const lookalike of words.not) key = key.replaceAll(clean(lookalike), '');
  return words.phrases.some((phrase) => key.includes(clean(phrase)));
}
