import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '../storage/connection.js';

/** Rows that are kept; the oldest go. */
const KEPT = 100_000;

/** Whether an entry helped. */
export interface KeptFeedback {
  readonly entry: string;
  readonly helpful: boolean;
  readonly reason: string | undefined;
  /** `YYYY-MM-DD`, UTC; no time of day, so that it cannot be laid beside an access log. */
  readonly day: string;
}

/**
 * Feedback on entries, in a file of its own (`content/feedback.db` in the data folder). It holds the entry, yes or no, the reason and the
 * day; nothing about the person: no user, address, device or time. Opened with the first feedback.
 */
export class FeedbackStore {
  #connection: Connection | undefined;

  constructor(
    private readonly folder: string,
    private readonly kept = KEPT,
  ) {}

  add({ entry, helpful, reason, day }: KeptFeedback): void {
    const db = this.#open();
    const rid = db.run('INSERT INTO feedback(entry, helpful, reason, day) VALUES(?, ?, ?, ?)', entry, helpful ? 1 : 0, reason ?? null, day);
    db.run('DELETE FROM feedback WHERE rid <= ?', rid - this.kept);
  }

  /** Everything of an entry, the oldest first. */
  of(entry: string): KeptFeedback[] {
    const rows = this.#open().all('SELECT helpful, reason, day FROM feedback WHERE entry = ? ORDER BY rid', entry);
    return rows.map(([helpful, reason, day]) => ({ entry, helpful: helpful === 1, reason: reason === null ? undefined : String(reason), day: String(day) }));
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  #open(): Connection {
    if (this.#connection) return this.#connection;
    const folder = join(this.folder, 'content');
    mkdirSync(folder, { recursive: true });
    const db = new Connection(join(folder, 'feedback.db'));
    db.exec(`PRAGMA secure_delete=ON;
      CREATE TABLE IF NOT EXISTS feedback(rid INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL, helpful INTEGER NOT NULL, reason TEXT, day TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS feedback_entry ON feedback(entry)`);
    return (this.#connection = db);
  }
}
