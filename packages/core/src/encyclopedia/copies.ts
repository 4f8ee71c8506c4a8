import type { ResourceStore } from '../fhir/index.js';
import type { Entry } from './entry.js';

/** An entry as it was when it was last fetched. */
export interface Copy {
  readonly entry: Entry;
  /** Ms since 1970 UTC. */
  readonly at: number;
}

/** Entries that were read, for a visit without a network: encrypted on this device, never synced, the longest unused go first. */
export interface Copies {
  /** Keeps an entry as it is now. */
  keep(entry: Entry): Promise<void>;
  /** The copy of an id, when there is one; it counts as used. */
  find(id: string): Promise<Copy | undefined>;
}

/** Characters of all copies together at most: about 8 MB. */
export const COPIES_LIMIT = 8_000_000;

const INDEX = 'encyclopedia/copies';
const nameOf = (id: string) => `encyclopedia/copy/${id}`;

/** By id: characters, and when it was last used. */
type Index = Readonly<Record<string, readonly [size: number, used: number]>>;

/** Ids to drop so that the rest fits, the longest unused first; the newest one stays however large it is. */
function tooMany(index: Index, limit: number): string[] {
  const byUse = Object.entries(index).sort(([, a], [, b]) => b[1] - a[1]);
  let total = 0;
  return byUse.flatMap(([id, [size]], i) => ((total += size) > limit && i > 0 ? [id] : []));
}

/**
 * The copies of a client.
 * @param now - ms since 1970 UTC
 * @param limit - characters
 */
export function openCopies(records: ResourceStore, now: () => number, limit = COPIES_LIMIT): Copies {
  const read = async (): Promise<Index> => (await records.doc<Index>(INDEX)) ?? {};
  return {
    async keep(entry) {
      const at = now();
      const size = JSON.stringify(entry).length;
      const index: Record<string, readonly [number, number]> = { ...(await read()), [entry.id]: [size, at] };
      const dropped = tooMany(index, limit);
      for (const id of dropped) delete index[id];
      const changes = [{ doc: nameOf(entry.id), value: { entry, at } satisfies Copy }, ...dropped.map((id) => ({ doc: nameOf(id), value: null }))];
      await records.write([...changes, { doc: INDEX, value: index }], { durability: 'relaxed' });
    },
    async find(id) {
      const [index, copy] = [await read(), await records.doc<Copy>(nameOf(id))];
      const known = index[id];
      if (copy && known) await records.write([{ doc: INDEX, value: { ...index, [id]: [known[0], now()] } }], { durability: 'relaxed' });
      return copy;
    },
  };
}
