/** Texts of the terms in an article. */
export const en = {
  list: 'Health terms in this article',
  note: (term: string) => `About ${term}`,
};

/** The shape that every language fills. */
export type TermsTexts = typeof en;
