import type { Content } from '@nelumbo/core/fhir';
import { NelumboError } from '@nelumbo/core/i18n';
import { everydayDocuments } from './encyclopedia/generated/everyday.js';

export { allContentNames, contentNames } from './names.js';

type Documents = Readonly<Record<string, () => Promise<{ default: unknown }>>>;

/** Documents by name; each is a lazy chunk, so that a page loads only what it shows. */
const documents: Documents = {
  ...everydayDocuments,
  'encyclopedia/hotlines': () => import('./encyclopedia/hotlines.js'),
  'vitals/alerts': () => import('./vitals/alerts.js'),
  'vitals/guidelines': () => import('./vitals/guidelines.js'),
  'vitals/measures': () => import('./vitals/measures.js'),
  'vitals/time-in-range': () => import('./vitals/time-in-range.js'),
  'medication/schedule': () => import('./medication/schedule.js'),
};

/** Lists that load with the first document they name: a long list of hashed file names does not compress, and first paint needs none of it. */
const lists: Readonly<Record<string, () => Promise<Documents>>> = {
  encyclopedia: async () => (await import('./encyclopedia/index.js')).encyclopediaDocuments,
  intake: async () => (await import('./intake/index.js')).intakeDocuments,
};

/** What stands in the list under its own name. */
const own = <T>(list: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(list, name) ? list[name] : undefined);

/**
 * The starter content that comes with the SDK, loaded piece by piece. Sample content, not medically reviewed.
 * `read` rejects with NelumboError `not-found` for a name that it does not know.
 */
export function bundledContent(): Content {
  return {
    async read(name) {
      const load = own(documents, name) ?? own((await own(lists, name.split('/')[0]!)?.()) ?? {}, name);
      if (!load) throw new NelumboError('not-found', 'There is no starter content of this name.');
      return (await load()).default;
    },
  };
}
