import type { FamilyContext } from '../fhir/index.js';
import { httpSource } from './http-source.js';
import { packSource } from './pack-source.js';
import { firstOf, type EncyclopediaSource } from './source.js';

/** Where answers come from beyond the everyday names: the host's content API first, the starter pack behind it. Loads on demand. */
export function openSource({ content, contentUrl, fetchJson }: Pick<FamilyContext, 'content' | 'contentUrl' | 'fetchJson'>): EncyclopediaSource {
  const pack = packSource((name) => content.read(name));
  return contentUrl === undefined ? pack : firstOf(httpSource(fetchJson, contentUrl), pack);
}
