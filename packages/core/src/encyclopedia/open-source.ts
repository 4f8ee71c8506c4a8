import type { FamilyContext } from '../fhir/index.js';
import { packSource, type ReadDocument, type Spare } from './pack-source.js';
import type { EncyclopediaSource } from './source.js';

/**
 * Where answers come from beyond the everyday names: the host's content API first, the starter pack behind it. Loads on demand, and what
 * speaks HTTP only where there is such an API.
 * @param read - reads a document of the starter pack
 */
export async function openSource(
  { content, contentUrl, fetchJson }: Pick<FamilyContext, 'content' | 'contentUrl' | 'fetchJson'>,
  read: ReadDocument,
): Promise<EncyclopediaSource> {
  const { spare } = content as { readonly spare?: Spare }; // a pack on a web server says when there is time
  const pack = packSource(read, spare ? { spare } : {});
  if (contentUrl === undefined) return pack;
  const [{ httpSource }, { firstOf }] = await Promise.all([import('./http-source.js'), import('./source.js')]);
  return firstOf(httpSource(fetchJson, contentUrl), pack);
}
