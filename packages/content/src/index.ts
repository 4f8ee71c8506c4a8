import type { Content } from '@nelumbo/core/fhir';
import { NelumboError } from '@nelumbo/core/i18n';
import { encyclopediaDocuments } from './encyclopedia/index.js';
import { intakeDocuments } from './intake/index.js';

/** Every document of the starter content by name; each is a lazy chunk, so that a page loads only what it shows. */
const documents: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  ...encyclopediaDocuments,
  ...intakeDocuments,
  'vitals/guidelines': () => import('./vitals/guidelines.js'),
  'vitals/measures': () => import('./vitals/measures.js'),
  'medication/schedule': () => import('./medication/schedule.js'),
};

/** The names that {@link bundledContent} can read. */
export const contentNames = (): readonly string[] => Object.keys(documents);

/** Every name that {@link bundledContent} can read, the whole encyclopedia pack included. */
export const allContentNames = (): Promise<readonly string[]> => Promise.resolve(contentNames());

/**
 * The starter content that comes with the SDK, loaded piece by piece. Sample content, not medically reviewed.
 * `read` rejects with NelumboError `not-found` for a name that is not in {@link contentNames}.
 */
export function bundledContent(): Content {
  return {
    async read(name) {
      const load = Object.hasOwn(documents, name) ? documents[name] : undefined;
      if (!load) throw new NelumboError('not-found', `There is no starter content of this name. Known: ${contentNames().join(', ')}.`);
      return (await load()).default;
    },
  };
}
