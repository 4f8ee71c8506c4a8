import type { FamilyContext } from '../fhir/index.js';
import { packSource, type ReadDocument } from './pack-source.js';
import type { EncyclopediaSource } from './source.js';

/**
 * Where answers come from beyond the everyday names: the host's content API first, the starter pack behind it. Loads on demand, and what
 * speaks HTTP only where there is such an API.
 * @param read - reads a document of the starter pack
 */
export async function openSource({ contentUrl, fetchJson }: Pick<FamilyContext, 'contentUrl' | 'fetchJson'>, read: ReadDocument): Promise<EncyclopediaSource> {
  const pack = packSource(read);
  if (contentUrl === undefined) return pack;
  const [{ httpSource }, { firstOf }] = await Promise.all([import('./http-source.js'), import('./source.js')]);
  return firstOf(httpSource(fetchJson, contentUrl), pack);
}
