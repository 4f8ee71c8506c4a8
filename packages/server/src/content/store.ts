import type { Content } from '@nelumbo/core/fhir';
import { allContentNames, bundledContent } from '@nelumbo/content';

/** Content that can be listed: what the content API serves. */
export interface ContentStore extends Content {
  /** Every name that `read` knows. */
  names(): Promise<readonly string[]>;
}

/** The starter content. */
export function starterContent(): ContentStore {
  const content = bundledContent();
  return { read: (name) => content.read(name), names: allContentNames };
}
