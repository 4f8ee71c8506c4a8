import type { Client } from '@nelumbo/core';

let shared: Promise<Client> | undefined;

/** The page's anonymous client: on this device only, no server. Opened on first use and shared by all elements without a provider. */
export function anonymousClient(): Promise<Client> {
  shared ??= openClient({});
  shared.catch(() => (shared = undefined)); // a failed opening is tried again by the next element
  return shared;
}

/** Opens a client on the browser's ports with the starter content; the code loads here, not at first paint. */
export async function openClient(options: Omit<import('@nelumbo/core').ClientOptions, 'platform'>): Promise<Client> {
  const [{ createClient }, { browserPlatform }, { bundledContent }] = await Promise.all([
    import('@nelumbo/core/client'),
    import('@nelumbo/browser'),
    import('@nelumbo/content'),
  ]);
  return createClient({ content: bundledContent(), ...options, platform: browserPlatform() });
}
