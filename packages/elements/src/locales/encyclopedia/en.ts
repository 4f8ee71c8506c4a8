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

/** The shape that every language fills. */
export type EncyclopediaTexts = typeof en;
