/** Han characters, the extensions included: those above A by the first halves of their pairs. */
export const CJK = /[\u3400-\u4dbf\u4e00-\u9fff\ud840-\ud88d]/;

/** Traditional to simplified characters, `[traditional][simplified]` pairs in one string. */
export type FoldPairs = string;

/** Looks characters up in fold pairs. */
export const foldTable = (pairs: FoldPairs): ReadonlyMap<string, string> => {
  const table = new Map<string, string>();
  const characters = [...pairs];
  for (let i = 0; i + 1 < characters.length; i += 2) table.set(characters[i]!, characters[i + 1]!);
  return table;
};

const simplified = (plain: string, table?: ReadonlyMap<string, string>): string =>
  table?.size && CJK.test(plain) ? [...plain].map((character) => table.get(character) ?? character).join('') : plain;

/** NFKC, lower case, simplified characters. Full-width forms and ligatures become plain. */
export const fold = (text: string, table?: ReadonlyMap<string, string>): string => simplified(text.normalize('NFKC').toLowerCase(), table);

/**
 * The key form of a name or a query: folded, without spaces, punctuation, symbols and invisible characters.
 * Stripped while decomposed, composed at the end: what is left may compose anew, and a key must clean to itself.
 */
export const clean = (text: string, table?: ReadonlyMap<string, string>): string =>
  simplified(
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\s\p{P}\p{S}\p{C}]+/gu, '')
      .normalize('NFKC'),
    table,
  );

/** Latin words of a text; apostrophes join (`Parkinson's` is one word). */
export const words = (text: string): string[] =>
  fold(text)
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Characters of a query that are looked at: no name is longer, and folding a pasted page takes time. */
export const LONGEST_TEXT = 400;
