import type { FetchText } from '@nelumbo/core/encyclopedia';
import { toNelumboError } from '@nelumbo/core/i18n';

/** Bytes of all kept files together at most. */
const LIMIT = 8_000_000;
const NAME = 'nelumbo-pack';
/** Where the list of kept files stands: an address that no server has. */
const LIST = 'https://nelumbo.invalid/kept';

/** By address: bytes, and when it was last used (ms since 1970 UTC). */
type Kept = Record<string, readonly [bytes: number, used: number]>;

/** One change after the other: two at once would each write half of the list. */
let turn: Promise<unknown> = Promise.resolve();
const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
  const done = turn.then(run, run);
  turn = done.catch(() => undefined);
  return done;
};

async function note(store: Cache, url: string, bytes: number | undefined): Promise<void> {
  const kept = ((await (await store.match(LIST))?.json().catch(() => undefined)) ?? {}) as Kept; // written below
  const size = bytes ?? kept[url]?.[0];
  if (size === undefined) return;
  kept[url] = [size, Date.now()];
  let total = 0;
  for (const [address, [part]] of Object.entries(kept).sort(([, a], [, b]) => b[1] - a[1])) {
    total += part;
    if (total <= LIMIT || address === url) continue;
    delete kept[address];
    await store.delete(address);
  }
  await store.put(LIST, Response.json(kept));
}

/**
 * Keeps the files of packs for visits without a network, 8 MB at most, the longest unused go first. A file with its hash in its name never
 * changes: it is not asked for again. The manifest is, and serves as it was while there is no network. Where the page has no cache
 * (no secure origin), everything is fetched.
 */
export function cachedText(fetchText: FetchText): FetchText {
  return async (url, options) => {
    const store = await globalThis.caches?.open(NAME).catch(() => undefined);
    if (!store) return fetchText(url, options);
    const fixed = /\.[0-9a-f]{24}\.json$/.test(url);
    const known = async (): Promise<string | undefined> => {
      const found = await (await store.match(url))?.text();
      if (found !== undefined) void inTurn(() => note(store, url, undefined)).catch(() => undefined); // only its place in the queue
      return found;
    };
    const hit = fixed && !options.again ? await known() : undefined;
    if (hit !== undefined) return hit;
    try {
      const text = await fetchText(url, options);
      const body = new Blob([text]);
      void inTurn(async () => {
        await store.put(url, new Response(body));
        await note(store, url, body.size);
      }).catch(() => undefined); // no room: it is fetched again next time
      return text;
    } catch (error) {
      const old = toNelumboError(error).code === 'offline' ? await known() : undefined;
      if (old === undefined) throw error;
      return old;
    }
  };
}
