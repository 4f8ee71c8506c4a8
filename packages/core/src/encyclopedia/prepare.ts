import { NelumboError, pickTexts, toNelumboError } from '../i18n/index.js';
import type { EverydayDocument } from './everyday.js';
import { packSource, type PackManifest, type ReadDocument } from './pack-source.js';

/** In no name and in no question: the pack looks for it everywhere, and so fetches all that it looks with. */
const NOWHERE = '\u9f98\u9f98';

/** Files of a kind at most: a pack that is not cut into shards has fewer. */
const MOST = 64;

/** Reads one after the other: nobody waits for them, and what the reader asks for meanwhile goes first. A document that the pack does not have ends it. */
async function readAll(read: ReadDocument, names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await read(name);
    } catch (error) {
      if (toNelumboError(error).code !== 'not-found') throw error;
      return;
    }
  }
}

/**
 * Reads once what a visit without a network needs of the starter pack: whoever keeps documents (module map, cache) has them then. Of a
 * large pack these are the whole table of names and the everyday cards and articles, of a small one all.
 * @param locale - the reader's language; without articles in it, the nearest
 * @throws NelumboError `offline` with the first document that cannot be fetched
 */
export async function prepare(read: ReadDocument, locale: string): Promise<void> {
  const manifest = (await read('encyclopedia/pack')) as PackManifest | undefined; // checked in the next line
  if (manifest?.format !== 'nelumbo-pack/2') throw new NelumboError('damaged', 'The pack has an unknown format. Rebuild it with this version.');
  const { locales, cardsPerShard, entriesPerShard, sharded } = manifest;
  const tag = pickTexts({ en: locales[0] ?? 'en', ...Object.fromEntries(locales.map((name) => [name, name])) }, locale);
  const pack = packSource(read, { whole: true });
  await pack.resolve({ text: NOWHERE, locale: tag });
  await pack.suggest(NOWHERE, { limit: 1, locale: tag });
  const everyday = sharded?.includes(tag) ? ((await read(`encyclopedia/${tag}/t0`).catch(() => undefined)) as EverydayDocument | undefined) : undefined; // as above
  const files = (kind: string, size: number) => {
    const count = sharded?.includes(tag) ? Math.ceil((everyday?.rows.split('\n').length ?? 0) / size) : MOST;
    return Array.from({ length: count }, (_, i) => `encyclopedia/${tag}/${kind}-${i}`);
  };
  await readAll(read, files('cards', cardsPerShard));
  await readAll(read, [`encyclopedia/${tag}/terms-popular`]);
  await readAll(read, ['encyclopedia/hotlines']);
  await readAll(read, files('entries', entriesPerShard));
}
