/** Texts that every encyclopedia element shares, the card's among them. */
export const en = {
  open: 'Read more',
  openNamed: (title: string) => `Read more: ${title}`,
  alias: (name: string, title: string) => `${name} is ${title}`,
  spelled: (query: string, title: string) => `Pinyin ${query} → ${title}`,
  which: 'Which one do you mean?',
  source: (name: string, licence: string) => `Source: ${name} · ${licence}`,
  close: 'Close',
  article: 'Health article',
  badge: {
    sample: 'Sample, not medically reviewed',
    unreviewed: 'Not medically reviewed',
    reviewed: 'Medically reviewed',
    corrected: 'Medically reviewed, corrected',
    withdrawn: 'Withdrawn',
  },
  overdue: 'Review overdue',
  /** Codes of the packs; anything else is a sentence of its own. */
  flagAction: (action: string, number: string) => {
    if (action === 'call-120') return `Call ${number} now`;
    if (action === 'go-emergency') return 'Go to an emergency department now';
    return action === 'see-doctor' ? 'See a doctor' : action;
  },
  call: (number: string) => `Call ${number}`,
  joinSigns: (signs: readonly string[]) => signs.join(' · '),
  loading: 'Loading article…',
  crisisTitle: 'You are not alone. Please talk to someone now.',
  crisisText: 'If you are in danger or might act on these thoughts, call now or ask someone near you to stay with you.',
  support: 'Need someone to talk to?',
  hours: (hours: string, source: string, date: string) => `${hours}. Source: ${source}, checked ${date}`,
};

/** Texts of the article. */
export const enArticle = {
  notDiagnosis: 'For general information. It is not a diagnosis and does not replace a doctor.',
  reviewedBy: (name: string, title: string, hospital: string) => `${name}, ${title}, ${hospital}`,
  reviewedOn: (date: string) => `Reviewed on ${date}`,
  nextReview: (date: string) => `Next review by ${date}`,
  updated: (date: string) => `Last changed ${date}`,
  corrected: (date: string, text: string) => `Corrected on ${date}: ${text}`,
  sourceLabel: 'Source',
  licenceLabel: 'Licence',
  references: 'Further reading',
  about: 'About this text',
  machineText: 'This definition comes from a disease ontology and was written for computers, not for readers.',
  flagLevel: { emergency: 'Emergency', urgent: 'See a doctor today', routine: 'See a doctor soon' },
  contents: 'In this article',
  related: 'Related topics',
  summaryOnly: 'There is only a short description of this topic so far.',
  otherLanguage: 'This topic is not available in your language yet. You see it in another one.',
  withdrawn: 'This article was withdrawn',
  withdrawnBecause: (date: string, reason: string) => `On ${date}: ${reason}`,
  replacedBy: 'Read what replaces it',
};

/** Texts of the search. */
export const enSearch = {
  label: 'Search health topics',
  placeholder: 'Disease, symptom or medicine',
  clear: 'Clear',
  results: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  none: 'No topic found. Try a shorter or another name.',
  suggestions: 'Suggestions',
};

/** The shapes that every language fills. */
export type EncyclopediaTexts = typeof en;
export type ArticleTexts = typeof enArticle;
export type SearchTexts = typeof enSearch;
