import type { Ref, Resource, ResourceStore } from '../fhir/index.js';
import type { Card, Entry } from './entry.js';

/** A topic that somebody kept or read. */
export interface ShelfItem {
  /** `locale/slug`. */
  readonly id: string;
  readonly title: string;
  /** When it was kept, or last read; ms since 1970 UTC. */
  readonly at: number;
  /** What it is about, as departments and tags name it; recommendations compare them. */
  readonly tags: readonly string[];
  /** Topics that it points to. */
  readonly related: readonly string[];
}

/** Why a topic is recommended: what was read or kept that points to it, and what both are about. */
export interface Reason {
  readonly from: Pick<ShelfItem, 'id' | 'title'>;
  readonly kept: boolean;
  readonly tags: readonly string[];
}

/** A topic that may interest, and why. */
export interface Recommendation {
  readonly card: Card;
  readonly reason: Reason;
}

/** What of an entry the shelf keeps. */
export type Shelved = Pick<Entry, 'id' | 'title' | 'departments' | 'tags' | 'related' | 'sensitive'>;

/** Favourites and the reading history of a user: records like all others, encrypted on the device, synced when the user agreed to that. */
export interface Shelf {
  /** Latest first. */
  favourites(): Promise<ShelfItem[]>;
  isFavourite(id: string): Promise<boolean>;
  /** Keeps a topic, or lets it go. */
  favour(entry: Shelved, kept: boolean): Promise<void>;
  /** Notes that a topic was read. Never a sensitive one. The caller has asked for consent (`personalise`). */
  read(entry: Shelved): Promise<void>;
  /** Latest first, at most {@link HISTORY}. */
  history(): Promise<ShelfItem[]>;
  /** Forgets what was read. */
  forget(): Promise<void>;
  /**
   * Topics that what was read or kept points to, or that are about the same; worked out here, from records of this device. Nothing that was
   * read already, nothing sensitive, nothing withdrawn.
   * @param cards - of the ids that are asked for
   */
  recommend(
    cards: (ids: readonly string[]) => Promise<readonly Card[]>,
    options?: { readonly except?: readonly string[]; readonly limit?: number },
  ): Promise<Recommendation[]>;
  /** Words that were searched for, latest first; on this device only. */
  searches(): Promise<readonly string[]>;
  /** Notes a search that led to a topic; at most {@link SEARCHES} are kept. */
  searched(text: string): Promise<void>;
  forgetSearches(): Promise<void>;
}

/** Topics that the history holds at most. */
export const HISTORY = 100;
/** Searches that are kept at most. */
export const SEARCHES = 10;

const SYSTEM = 'urn:nelumbo:encyclopedia';
const SEARCHES_DOC = 'encyclopedia/searches';

/** FHIR R4 List: one topic each, so that two devices never write the same record. */
interface TopicList extends Resource {
  readonly resourceType: 'List';
  readonly status: 'current';
  readonly mode: 'working';
  readonly title: string;
  readonly code: { readonly coding: readonly { readonly system: string; readonly code: string }[] };
  readonly date: string;
  readonly entry: readonly { readonly item: { readonly identifier: { readonly system: string; readonly value: string }; readonly display: string } }[];
  readonly extension: readonly { readonly url: string; readonly valueString: string }[];
}
type Kind = 'favourite' | 'read';
interface Found {
  readonly ref: Ref;
  readonly kind: Kind;
  readonly item: ShelfItem;
}

const texts = (record: TopicList, name: string): string[] =>
  (record.extension ?? []).flatMap(({ url, valueString }) => (url === `${SYSTEM}:${name}` && typeof valueString === 'string' ? [valueString] : []));

/** What a record says; `undefined` for a list of somebody else's. */
function itemOf(record: TopicList): Found | undefined {
  const kind = record.code?.coding?.find(({ system }) => system === SYSTEM)?.code;
  const id = record.entry?.[0]?.item?.identifier?.value;
  if (!id || !record.id || (kind !== 'favourite' && kind !== 'read')) return undefined;
  const at = Date.parse(record.date);
  const item = { id, title: record.title ?? id, at: Number.isNaN(at) ? 0 : at, tags: texts(record, 'tag'), related: texts(record, 'related') };
  return { ref: `List/${record.id}`, kind, item };
}

function recordOf(kind: Kind, { id, title, departments, tags, related }: Shelved, at: number, ref?: Ref): TopicList {
  const several = (name: string, values: readonly string[]) => values.map((valueString) => ({ url: `${SYSTEM}:${name}`, valueString }));
  return {
    resourceType: 'List',
    ...(ref && { id: ref.slice('List/'.length) }),
    status: 'current',
    mode: 'working',
    title,
    code: { coding: [{ system: SYSTEM, code: kind }] },
    date: new Date(at).toISOString(),
    entry: [{ item: { identifier: { system: SYSTEM, value: id }, display: title } }],
    extension: [...several('tag', [...departments, ...tags]), ...several('related', related)],
  };
}

const latest = (a: Found, b: Found) => b.item.at - a.item.at || (a.item.id < b.item.id ? -1 : 1);

/** Looks from what was read or kept at what it points to; the more roads lead to a topic, and the more it shares, the sooner it comes. */
function rank(own: readonly Found[], cards: readonly Card[]): Recommendation[] {
  const scored = cards.flatMap((card) => {
    if (card.sensitive || card.review.status === 'withdrawn') return [];
    let [score, best, most]: [number, Found | undefined, number] = [0, undefined, 0];
    for (const found of own) {
      const shared = found.item.tags.filter((tag) => card.departments.includes(tag)).length;
      const points = (found.item.related.includes(card.id) ? 2 : 0) + shared + (found.kind === 'favourite' ? 0.5 : 0);
      score += points;
      if (points > most) [best, most] = [found, points];
    }
    if (!best) return [];
    const { id, title, tags } = best.item;
    const reason = { from: { id, title }, kept: best.kind === 'favourite', tags: tags.filter((tag) => card.departments.includes(tag)) };
    return [{ score, recommendation: { card, reason } }];
  });
  return scored.sort((a, b) => b.score - a.score || (a.recommendation.card.id < b.recommendation.card.id ? -1 : 1)).map(({ recommendation }) => recommendation);
}

/**
 * The shelf of a client's records.
 * @param now - ms since 1970 UTC
 */
export function openShelf(records: ResourceStore, now: () => number): Shelf {
  const all = async (kind?: Kind): Promise<Found[]> => {
    const found = await records.range<TopicList>({ type: 'List', codes: [`${SYSTEM}|favourite`, `${SYSTEM}|read`] });
    return found
      .flatMap((record) => itemOf(record) ?? [])
      .filter((one) => kind === undefined || one.kind === kind)
      .sort(latest);
  };
  const searches = async () => (await records.doc<readonly string[]>(SEARCHES_DOC)) ?? [];
  return {
    favourites: async () => (await all('favourite')).map(({ item }) => item),
    isFavourite: async (id) => (await all('favourite')).some(({ item }) => item.id === id),
    async favour(entry, kept) {
      const known = (await all('favourite')).filter(({ item }) => item.id === entry.id);
      if (kept && known.length === 0) await records.write([{ put: recordOf('favourite', entry, now()) }]);
      if (!kept && known.length > 0) await records.write(known.map(({ ref }) => ({ remove: ref })));
    },
    async read(entry) {
      if (entry.sensitive) return;
      const known = await all('read');
      const same = known.find(({ item }) => item.id === entry.id);
      const gone = known.filter((one) => one !== same).slice(HISTORY - 1);
      await records.write([{ put: recordOf('read', entry, now(), same?.ref) }, ...gone.map(({ ref }) => ({ remove: ref }))]);
    },
    history: async () => (await all('read')).slice(0, HISTORY).map(({ item }) => item),
    async forget() {
      const known = await all('read');
      if (known.length > 0) await records.write(known.map(({ ref }) => ({ remove: ref })));
    },
    async recommend(cards, { except = [], limit = 3 } = {}) {
      const own = (await all()).slice(0, HISTORY);
      const seen = new Set([...own.map(({ item }) => item.id), ...except]);
      const wanted = [...new Set(own.flatMap(({ item }) => item.related))].filter((id) => !seen.has(id));
      return wanted.length === 0 ? [] : rank(own, await cards(wanted.slice(0, 50))).slice(0, limit);
    },
    searches,
    async searched(words) {
      const known = (await searches()).filter((one) => one !== words);
      await records.write([{ doc: SEARCHES_DOC, value: [words, ...known].slice(0, SEARCHES) }]);
    },
    forgetSearches: async () => void (await records.write([{ doc: SEARCHES_DOC, value: null }])),
  };
}
