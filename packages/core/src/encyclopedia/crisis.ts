import { clean, foldTable } from './normalise.js';

/** Wording of a crisis: the document `encyclopedia/crisis`, and a part of each everyday document. */
export interface CrisisWords {
  readonly phrases: readonly string[];
  /** Look-alikes, taken out before the phrases are sought. */
  readonly not: readonly string[];
  /** What one of these follows is about a work or the news. */
  readonly veto: readonly string[];
  /** Traditional characters of the phrases and what they fold to. */
  readonly fold: string;
}

/**
 * Whether the text speaks of ending one's life. Works and news that only sound like it do not count: what follows the wording names them ("自杀 电影"),
 * and what comes before it may be why somebody writes ("游戏输了不想活了").
 */
export function isCrisis(text: string, words: CrisisWords): boolean {
  let key = clean(text, foldTable(words.fold));
  for (const lookalike of words.not) key = key.replaceAll(clean(lookalike), '');
  const last = (word: string): number => key.lastIndexOf(clean(word));
  const work = Math.max(-1, ...words.veto.map(last));
  return words.phrases.some((phrase) => last(phrase) > work);
}
