import { openShelf, type Match } from '@nelumbo/core/encyclopedia';
import type { Reading } from '../source-of.js';

/** What stands in the list: a suggestion, something searched before, something often looked for, or the wish to forget. */
export type Row =
  | { readonly kind: 'match'; readonly match: Match }
  | { readonly kind: 'recent'; readonly text: string }
  | { readonly kind: 'popular'; readonly id: string; readonly title: string }
  | { readonly kind: 'forget' };

const agreed = async (client: Reading): Promise<boolean> => (await client.privacy.consents()).some(({ purpose, given }) => purpose === 'personalise' && given);
const shelfOf = (client: Reading) => openShelf(client.records, () => Date.now());

/** What an empty field offers. What was searched before only with the reader's consent; where records do not open, without it. */
export async function idleRows(client: Reading, locale: string): Promise<Row[]> {
  const [recent, popular] = await Promise.all([
    agreed(client)
      .then((yes) => (yes ? shelfOf(client).searches() : []))
      .catch(() => []),
    client.encyclopedia.popular({ locale, limit: 8 }).catch(() => []), // a field without them is a field all the same
  ]);
  return [
    ...recent.slice(0, 5).map((text) => ({ kind: 'recent', text }) as const),
    ...(recent.length > 0 ? [{ kind: 'forget' } as const] : []),
    ...popular.map(({ id, title }) => ({ kind: 'popular', id, title }) as const),
  ];
}

/** Notes what was found, with the reader's consent; nothing sensitive. Fails silently: it is a convenience. */
export async function noteSearch(client: Reading, match: Match): Promise<void> {
  if (!(await agreed(client))) return;
  const [card] = await client.encyclopedia.cards([match.id]);
  if (card && !card.sensitive) await shelfOf(client).searched(match.title);
}

/** Forgets what was searched. */
export const forgetSearches = (client: Reading): Promise<void> => shelfOf(client).forgetSearches();
