import { openCopies, type Entry } from '@nelumbo/core/encyclopedia';
import { toNelumboError } from '@nelumbo/core/i18n';
import type { Reading } from '../source-of.js';

/**
 * An entry in the reader's language; without a network the copy that was kept when it was last read.
 * @returns `at`: when the copy was made, ms since 1970 UTC
 */
export async function fetchEntry({ encyclopedia, records }: Reading, id: string, locale: string): Promise<{ entry: Entry; at?: number }> {
  try {
    return { entry: await encyclopedia.localEntry(id, { locale }) };
  } catch (error) {
    if (!['offline', 'server'].includes(toNelumboError(error).code)) throw error;
    const copies = openCopies(records, () => Date.now());
    for (const known of [`${locale}/${id.split('/').at(-1)!}`, id]) {
      const copy = await copies.find(known).catch(() => undefined); // no records: what failed first is told
      if (copy) return copy;
    }
    throw error;
  }
}
