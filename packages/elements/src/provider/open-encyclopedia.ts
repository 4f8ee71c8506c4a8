import type { EncyclopediaApi } from '@nelumbo/core/encyclopedia';
import type { Content } from '@nelumbo/core/fhir';

/**
 * The encyclopedia by itself: it needs content and perhaps the network, but no records, so a card can be shown before anything is opened.
 * @param contentUrl - base of the host's content API; without it the starter content answers
 * @param locale - the language in force at each call
 * @param own - content of the host instead of the starter content
 */
export async function openEncyclopedia(contentUrl: string | undefined, locale: () => string, own?: Content): Promise<EncyclopediaApi> {
  const starting = own ?? import('@nelumbo/content').then(({ bundledContent }) => bundledContent());
  const { createEncyclopedia } = await import('@nelumbo/core/encyclopedia/api');
  const never = new AbortController().signal;
  return createEncyclopedia({
    content: await starting,
    contentUrl,
    locale,
    async fetchJson(url) {
      const [{ jsonFetch }, { browserTransport }] = await Promise.all([import('@nelumbo/core/fetch-json'), import('@nelumbo/browser/transport')]);
      return jsonFetch(browserTransport(), never)(url);
    },
  });
}
