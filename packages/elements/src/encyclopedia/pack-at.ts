import type { Client } from '@nelumbo/core';
import { packFiles, signedBy, type Ed25519Verify, type EncyclopediaApi } from '@nelumbo/core/encyclopedia';
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

/** The browser's Ed25519; older ones, and pages without a secure context, have none. */
const verify: Ed25519Verify = async (key, signature, message) => {
  const bytes = (part: Uint8Array) => new Uint8Array(part); // of a buffer of its own, as WebCrypto asks
  const signer = await globalThis.crypto?.subtle?.importKey('raw', bytes(key), 'Ed25519', false, ['verify']).catch(() => undefined);
  return signer && crypto.subtle.verify('Ed25519', signer, bytes(signature), bytes(message));
};

/** Once the page is idle, where nobody pays for data or waits for them; else never. */
const spare = (): Promise<unknown> => {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean; readonly type?: string; readonly effectiveType?: string } }; // Chromium only
  const isFree = connection !== undefined && !connection.saveData && connection.effectiveType === '4g' && connection.type !== 'cellular';
  return new Promise((resolve) => {
    if (isFree) requestIdleCallback(resolve, { timeout: 60_000 });
  });
};

const opened = new Map<string, EncyclopediaApi>();

/**
 * The encyclopedia of a pack on any web server, shared by the elements of the page.
 * @param url - the folder that holds `manifest.json`; `#ed25519=<key>` accepts only what the holder of that key has signed
 */
function packAt(url: string): EncyclopediaApi {
  const known = opened.get(url);
  if (known) return known;
  const [folder = '', fragment = ''] = url.split('#');
  const key = new URLSearchParams(fragment).get('ed25519');
  const read = packFiles(folder, cachedText(fetchText), key === null ? undefined : signedBy(key, verify));
  const content = { read, spare };
  const api = createEncyclopedia({
    content,
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
