import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';

/**
 * Chromium keeps IndexedDB in LevelDB and, on the next start, appends to the log of the last one. When the browser was killed in the middle
 * of a write (a phone short of memory does that), the log then holds half a record with good ones behind it; the start after that
 * calls it corrupt and deletes **every database of the origin**, without a word. Seen once in some 400 kills of a busy machine; certain when the
 * log is cut by hand (`npm run test:kill`).
 *
 * A full log is written out as a table and thrown away with the half record in it. So each page leaves a mark while it is open; who finds a
 * mark that nobody stands behind fills the log at once.
 */
interface LogSchema extends DBSchema {
  /** Marks of open pages. */
  open: { key: string; value: number };
  fill: { key: number; value: Uint8Array };
}

const database = 'nelumbo/log';
/** Bytes of a value: from 64 KiB on Chromium writes a file of its own. */
const piece = 60_000;
/** LevelDB begins a new log after 4 MiB (`write_buffer_size`); the old one goes when its table is written, which the second half waits for. */
const pieces = { commits: 10, each: 10 } as const;

const lockOf = (mark: string) => `${database}/${mark}`;

/** LevelDB is Chromium's alone; the others keep IndexedDB in SQLite, whose journal survives a torn write. */
const isChromium = () => typeof document !== 'undefined' && ('userAgentData' in navigator || 'webkitRequestFileSystem' in globalThis);

let guarding: Promise<void> | undefined;

/** Protects the databases of the origin from a log that a killed browser left torn; once a page, in the background. Never rejects. */
export function guardLog(): Promise<void> {
  guarding ??= isChromium() ? guard().catch(() => undefined) : Promise.resolve(); // a full disk, say: then it is as it was
  return guarding;
}

async function guard(): Promise<void> {
  const mark = crypto.randomUUID();
  await stand(mark);
  const db = await openDB<LogSchema>(database, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('open');
      fresh.createObjectStore('fill');
    },
    blocking: () => db.close(), // none may hinder a deletion
  });
  const before = await db.getAllKeys('open');
  await db.put('open', Date.now(), mark);
  const left = await abandoned(before);
  if (left.length) await fill(db);
  for (const one of left) await db.delete('open', one);
  leaveWith(db, mark);
}

/** Holds the lock that says that the page of a mark is open; resolves when it is held. */
function stand(mark: string): Promise<void> {
  const { locks } = navigator as Partial<Navigator>;
  if (!locks) return Promise.resolve(); // then every mark of another page counts as left: a needless fill, never a missing one
  return new Promise((resolve) => {
    const held = () =>
      new Promise<void>((release) => {
        addEventListener('pagehide', () => release(), { once: true }); // a held lock would keep the page out of the back/forward cache
        resolve();
      });
    locks.request(lockOf(mark), held).catch(() => resolve());
  });
}

async function abandoned(marks: readonly string[]): Promise<string[]> {
  if (!marks.length) return [];
  const { locks } = navigator as Partial<Navigator>;
  const held = new Set((await locks?.query())?.held?.map(({ name }) => name));
  return marks.filter((mark) => !held.has(lockOf(mark)));
}

async function fill(db: IDBPDatabase<LogSchema>): Promise<void> {
  const zeros = new Uint8Array(piece);
  for (let commit = 0; commit < pieces.commits; commit++) {
    // Small commits: a write of the user's waits for one of them at most.
    const tx = db.transaction('fill', 'readwrite', { durability: 'relaxed' });
    await Promise.all([...Array.from({ length: pieces.each }, (_, i) => tx.store.put(zeros, i)), tx.done]);
  }
  await db.clear('fill');
}

/** Takes the mark away when the page is left, and puts it back when it comes from the back/forward cache. */
function leaveWith(db: IDBPDatabase<LogSchema>, mark: string): void {
  type Marks = IDBPObjectStore<LogSchema, ['open'], 'open', 'readwrite'>;
  const change = (use: (marks: Marks) => Promise<unknown>): void => {
    try {
      const tx = db.transaction('open', 'readwrite', { durability: 'relaxed' });
      void Promise.allSettled([use(tx.store), tx.done]);
      tx.commit(); // a page that is left hears of no request's end, after which it would commit by itself
    } catch {
      // The database was closed by a deletion.
    }
  };
  addEventListener('pagehide', () => change((marks) => marks.delete(mark)));
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void stand(mark).then(() => change((marks) => marks.put(Date.now(), mark)));
  });
}
