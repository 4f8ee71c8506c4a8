import type { Client } from '@nelumbo/core';

/** What the encyclopedia elements need of a client. */
export type Reading = Pick<Client, 'encyclopedia' | 'records' | 'privacy'>;

/** The client itself, or with `src` the same client reading the pack at that address; its code loads only then. */
export const readingOf = async (client: Client, src: string): Promise<Reading> => (src ? (await import('./pack-at.js')).withPack(client, src) : client);
