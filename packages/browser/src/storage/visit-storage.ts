import { memoryStorage } from '@nelumbo/core/memory';
import type { Db, Storage } from '@nelumbo/core/platform';

/** The same database, which says that it will not stay. */
const forThisVisit = (db: Db): Db => ({
  durable: false,
  lasting: false,
  read: (wants) => db.read(wants),
  commit: (puts, expect, durability) => db.commit(puts, expect, durability),
  usage: () => db.usage(),
  onClosed: (listener) => db.onClosed(listener),
  close: () => db.close(),
});

const memory = memoryStorage();

/** In memory, for as long as the page is open; one for all clients of the page. */
export const visitStorage: Storage = {
  open: async (name, tables) => forThisVisit(await memory.open(name, tables)),
  destroy: (name) => memory.destroy(name),
};
