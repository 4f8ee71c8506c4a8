/** Texts of the import. */
export const importEn = {
  import: {
    heading: 'Import readings',
    hint: 'A FHIR R4 Bundle as a JSON file, such as hospitals and health apps export. It is read on this device.',
    choose: 'Choose a file',
    running: (done: number, total: number) => `${done} of ${total}…`,
    stop: 'Stop',
    done: (n: number) => (n === 0 ? 'Nothing new to import.' : `${n} readings imported.`),
    duplicate: (n: number) => `${n} already there`,
    refused: (n: number) => `${n} not usable`,
    ignored: (n: number) => `${n} other entries left out`,
    reasons: {
      unpaired: 'Only one of the two pressures is there.',
      'date-unclear': 'The day can be read in two ways.',
      swapped: 'The two pressures look interchanged.',
    },
    entry: (index: number) => `Entry ${index}`,
    more: (n: number) => `and ${n} more`,
    stopped: 'Stopped. What was imported so far is kept; importing again goes on from there.',
    notJson: 'This file is no JSON. Please choose a FHIR R4 Bundle.',
    notBundle: 'This file holds no FHIR R4 Bundle.',
    unreadable: 'This file could not be read.',
    tooLarge: 'This file is larger than 100 MB.',
  },
};

/** The shape of every language's texts. */
export type ImportOwnTexts = typeof importEn;
