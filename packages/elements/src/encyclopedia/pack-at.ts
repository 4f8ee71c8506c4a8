import type { Client } from '@nelumbo/core';
import { packFiles, type EncyclopediaApi } from '@nelumbo/core/encyclopedia';
import { createEncyclopedia } from '@nelumbo/core/encyclopedia/api';
import { NelumboError } from '@nelumbo/core/i18n';
import { cachedText } from './pack-cache.js';

/** Ms that a file may take. */
const TIMEOUT = 10_000;

async function fetchText(url: string, { again }: { readonly again: boolean }): Promise<string> {
  const answer = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT), ...(again && { cache: 'reload' as const }) }).catch(
    (cause: unknown) => {
      throw new NelumboError('offline', 'A file of the pack could not be fetched. Check the connection.', { cause });
    },
  );
  if (answer.status === 404 || answer.status === 410) throw new NelumboError('not-found', 'The pack has no such file. Publish it again, all files at once.');
  if (!answer.ok) throw new NelumboError('server', `The server of the pack has a problem (${answer.status}). Try again later.`);
  return answer.text();
}

const opened = new Map<string, EncyclopediaApi>();

/**
 * The encyclopedia of a pack on any web server, shared by the elements of the page.
 * @param url - the folder that holds `manifest.json`
 */
function packAt(url: string): EncyclopediaApi {
  const known = opened.get(url);
  if (known) return known;
  const read = packFiles(url, cachedText(fetchText));
  const api = createEncyclopedia({
    content: { read },
    contentUrl: undefined,
    locale: () => document.documentElement.lang || 'zh-CN', // elements say theirs with each call
    fetchJson: () => Promise.reject(new NelumboError('unsupported', 'A pack has files only.')),
  });
  opened.set(url, api);
  return api;
}

/** The client with the encyclopedia of a pack in place of its own. */
export const withPack = (client: Client, url: string): Pick<Client, 'encyclopedia' | 'records' | 'privacy'> => ({
  encyclopedia: packAt(new URL(url, document.baseURI).href),
  records: client.records,
  privacy: client.privacy,
});
