import { type CrisisWords } from './crisis.js';
import type { Card, Hotline } from './entry.js';
import { clean } from './normalise.js';
import type { Resolution } from './source.js';

/** The names that people look for every day (tier T0): the document `encyclopedia/<locale>/t0`, all that most cards need. */
export interface EverydayDocument {
  readonly format: 'nelumbo-t0/1';
  readonly locale: string;
  /** How many cards share a document. */
  readonly cardsPerShard: number;
  /**
   * One line for each of the first cards, in their order: `slug TAB title TAB alias…`. Only names of the language that raise exactly this
   * card, whole; what is missing here is decided by the whole table.
   */
  readonly rows: string;
  readonly crisis: CrisisWords;
}

/** Everyday names, opened. */
export interface Everyday {
  readonly crisis: CrisisWords;
  /** The card that a whole everyday name raises; `undefined` leaves the decision to the whole table. */
  resolve(text: string): Promise<Resolution | undefined>;
  /** The card of an id, when it is an everyday topic. */
  card(id: string): Promise<Card | undefined>;
  /** The first cards, the most looked-for first. */
  first(count: number): Promise<Card[]>;
}

/** A card as an answer; beneath a topic of mental health the lines that help stand too. */
export async function hitOf(
  match: Extract<Resolution, { status: 'hit' }>['match'],
  card: Card,
  hotlines: () => Promise<readonly Hotline[]>,
): Promise<Resolution> {
  const hit = { status: 'hit', match, card } as const;
  return card.sensitive === 'mental-health' || card.sensitive === 'self-harm' ? { ...hit, hotlines: await hotlines() } : hit;
}

/**
 * Opens the everyday names of a language.
 * @param read - reads a document of the pack by name
 */
export function openEveryday(document: EverydayDocument, read: (name: string) => Promise<unknown>): Everyday {
  const { locale, cardsPerShard, crisis } = document;
  const rows = document.rows.split('\n').map((row) => row.split('\t'));
  const cardAt = async (at: number): Promise<Card | undefined> => {
    const shard = (await read(`encyclopedia/${locale}/cards-${Math.floor(at / cardsPerShard)}`)) as readonly Card[]; // the builder's tests hold it to its type
    return shard[at % cardsPerShard];
  };
  return {
    crisis,
    async resolve(text) {
      const key = clean(text);
      for (const [at, [, title, ...aliases]] of rows.entries()) {
        const name = [title, ...aliases].find((name) => name && clean(name) === key);
        if (!title || !name) continue;
        const card = await cardAt(at);
        const exact = name === title;
        const match = { title, name, kind: exact ? 'title' : 'alias', confidence: exact ? 1 : 0.98 } as const;
        return card && hitOf({ id: card.id, ...match }, card, () => read('encyclopedia/hotlines') as Promise<readonly Hotline[]>); // as above
      }
      return undefined;
    },
    async card(id) {
      const at = rows.findIndex(([slug]) => `${locale}/${slug}` === id);
      return at < 0 ? undefined : cardAt(at);
    },
    async first(count) {
      const cards = await Promise.all(rows.slice(0, count).map((_, at) => cardAt(at)));
      return cards.filter((card) => card !== undefined);
    },
  };
}
