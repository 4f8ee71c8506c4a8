/** Texts of the search. */
export const en = {
  label: 'Search health topics',
  placeholder: 'Disease, symptom or medicine',
  clear: 'Clear',
  results: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  none: 'No topic found. Try a shorter or another name.',
  recent: 'Recent',
  popular: 'Often looked for',
  clearRecent: 'Forget recent searches',
  suggestions: 'Suggestions',
};

/** The shape that every language fills. */
export type SearchTexts = typeof en;
