import { encyclopediaDocuments } from './encyclopedia/index.js';
import { everydayDocuments } from './encyclopedia/generated/everyday.js';
import { intakeDocuments } from './intake/index.js';

// A module of its own: a page that reads one card shall not fetch the list of all documents.
const others = ['encyclopedia/hotlines', 'vitals/guidelines', 'vitals/measures', 'medication/schedule'];

/** The names that `bundledContent()` can read. */
export const contentNames = (): readonly string[] => [
  ...[everydayDocuments, encyclopediaDocuments, intakeDocuments].flatMap((list) => Object.keys(list)),
  ...others,
];

/** {@link contentNames} for callers that wait. */
export const allContentNames = (): Promise<readonly string[]> => Promise.resolve(contentNames());
