import { browserClock } from '@nelumbo/browser';
import { bundledContent } from '@nelumbo/content';
import type { Client } from '@nelumbo/core';
import { createClient } from '@nelumbo/core/client';
import { memoryPlatform } from '@nelumbo/core/memory';

/** Fills a story's client before it is shown: `parameters: { seed: async (client) => { await client.vitals.record(…) } }`. */
export type Seed = (client: Client) => Promise<unknown>;

/** What the loader is given by Storybook, as far as it is used here. */
interface StoryRun {
  /** One for each mounting of a story: stays while controls change, new when the story is opened or remounted. */
  readonly abortSignal: AbortSignal;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const opened = new WeakMap<AbortSignal, Promise<Client>>();

/** A real client that lives as long as one mounting of a story: memory storage, no network, the starter content, the real clock. */
export function storyClient({ abortSignal, parameters }: StoryRun): Promise<Client> {
  let client = opened.get(abortSignal);
  if (!client) {
    client = open(parameters['seed'] as Seed | undefined); // a parameter is what the story's file says it is
    opened.set(abortSignal, client);
    abortSignal.addEventListener('abort', () => void client?.then((one) => one.close()), { once: true });
  }
  return client;
}

async function open(seed: Seed | undefined): Promise<Client> {
  const platform = { ...memoryPlatform({ webcrypto: globalThis.crypto }), clock: browserClock() };
  const client = await createClient({ platform, content: bundledContent(), locale: 'zh-CN' });
  await seed?.(client);
  return client;
}
