/** Texts of the entry. */
export const entryEn = {
  entry: {
    heading: (name: string) => `Record ${name.toLowerCase()}`,
    last: (value: string, when: string) => `Last: ${value}, ${when}`,
    first: 'Your first reading',
    unit: 'Unit',
    when: 'Time',
    now: 'Just now',
    earlier: 'Earlier',
    whenLabel: 'Date and time of the reading',
    setting: 'Where it was taken',
    site: 'Where on the body',
    positions: { sitting: 'Sitting', standing: 'Standing', lying: 'Lying' },
    nthHeading: (name: string, n: number) => `${name}: reading ${n}`,
    next: 'Continue',
    back: 'Change',
    save: 'Save',
    saveSure: 'Yes, save it',
    saveBoth: 'Keep both',
    saving: 'Saving…',
    saved: 'Saved',
    savedHint: 'It stays on this device, encrypted.',
    again: 'Record another',
    reviewHeading: 'Your reading',
    swapped: (value: string) => `You entered ${value}. Are the two numbers swapped?`,
    swap: 'Swap them',
    fits: (unit: string) => `This looks like ${unit}.`,
    useUnit: (unit: string) => `Use ${unit}`,
    ask: (value: string) => `You entered ${value}. Is that right?`,
    doubts: {
      unusual: 'Such a value is rare, so we ask once more.',
      'unlike-before': 'It is far from your readings of the last 90 days.',
      swapped: '',
      duplicate: 'The same reading was recorded within the last two minutes.',
    },
    between: (low: string, high: string, unit: string) => `Between ${low} and ${high} ${unit}.`,
    notSaved: 'Not saved yet. What you entered is still here.',
  },
};

/** The shape of every language's texts. */
export type EntryOwnTexts = typeof entryEn;
