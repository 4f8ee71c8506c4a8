import type { WebPushOptions } from '@nelumbo/browser';
import type { Client, ClientOptions } from '@nelumbo/core';
import { loadRecordTexts } from '../base/error-text.js';
import { deferredClient } from './deferred-client.js';
import { openEncyclopedia } from './open-encyclopedia.js';

let shared: Promise<Client> | undefined;

/** The page's anonymous client: on this device only, no server. Made on first use and shared by all elements without a provider. */
export function anonymousClient(): Promise<Client> {
  if (shared) return shared;
  shared = openClient({});
  void shared.then((client) => client.on('erased', () => (shared = undefined))); // closed: who comes next gets a new one
  return shared;
}

/** Ms after which the records open although nothing has asked for them: sync goes on and reminders ring, but first paint goes first. */
const settle = 3000;

/** What a client on the browser's ports is opened with. */
export interface OpenOptions extends Omit<ClientOptions, 'platform'> {
  /** The host's push API. */
  readonly push?: WebPushOptions;
}

/**
 * A client on the browser's ports with the starter content. It is there at once; its records open when an element asks for
 * them, or when the page has come to rest.
 */
export function openClient(options: OpenOptions): Promise<Client> {
  const { tenant = 'anonymous', user = 'anonymous', locale = 'zh-CN', api, content } = options;
  const client = deferredClient({
    tenant,
    user,
    locale,
    open: (now) => openRecords({ ...options, locale: now }),
    encyclopedia: (now) => openEncyclopedia(api?.content, now, content),
  });
  setTimeout(() => void client.open().catch(() => undefined), settle); // told by the client's `error` event; closed by then: nothing to open
  return Promise.resolve(client);
}

/** The code loads here, not at first paint. */
async function openRecords({ push, ...options }: OpenOptions): Promise<Client> {
  const [{ createClient }, { browserPlatform }, content] = await Promise.all([
    import('@nelumbo/core/client'),
    import('@nelumbo/browser'),
    import('@nelumbo/content').then(({ bundledContent }) => bundledContent()), // named, so that bundlers drop the rest
    loadRecordTexts(),
  ]);
  const platform = browserPlatform(push ? { push } : {});
  try {
    const client = await createClient({ content, ...options, platform });
    const { close } = client;
    return Object.assign(client, { close: () => close().finally(() => platform.locks.close()) }); // the platform is ours, and so are its channels
  } catch (error) {
    platform.locks.close();
    throw error;
  }
}
