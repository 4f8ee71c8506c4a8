/** Texts of the article. */
export const en = {
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

/** The shape that every language fills. */
export type ArticleTexts = typeof en;
