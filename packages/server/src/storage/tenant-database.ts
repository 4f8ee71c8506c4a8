import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AuditTrail } from './audit.js';
import { Connection } from './connection.js';
import { migrate } from './migrations.js';

/**
 * The database of one tenant: one file, so that no query can cross tenants. A writer behind a queue and a reader, because on
 * one connection a read during somebody's open transaction would see what is not committed.
 */
export class TenantDatabase {
  readonly reader: Connection;
  readonly writer: Connection;
  /** Who did what to whose data. */
  readonly audit = new AuditTrail(
    () => this.writer,
    (work) => this.#commitSoon(work),
  );
  #queue: Promise<unknown> = Promise.resolve();
  #clock: number;

  /** @throws StorageRefused when a newer build wrote the file; the driver's error when the folder cannot be written */
  constructor(folder: string, tenant: string) {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${tenant}.db`);
    this.writer = new Connection(file);
    try {
      // FULL: a commit is on disk before it is acknowledged, also through a power cut as far as the disk is honest
      this.writer.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON');
      migrate(this.writer, file);
      this.reader = new Connection(file);
      this.reader.exec('PRAGMA query_only=1'); // libsql does not enforce { readonly: true }
    } catch (error) {
      this.writer.close();
      throw error;
    }
    const last = (table: string): number => Number(this.writer.get(`SELECT max(updated) FROM ${table}`)?.[0] ?? 0);
    this.#clock = Math.max(last('res'), last('hist'));
  }

  /** The next `lastUpdated`, milliseconds; strictly increasing, so that a cursor by time never skips a row. Only for the writer's turn. */
  tick(): number {
    this.#clock = Math.max(Date.now(), this.#clock + 1);
    return this.#clock;
  }

  /** Runs `work` in one transaction, after all writes queued before it; its failure rolls everything back. */
  async transaction<T>(work: () => T | Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => {
      this.writer.exec('BEGIN IMMEDIATE');
      try {
        const result = await work();
        this.writer.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.writer.inTransaction) this.writer.exec('ROLLBACK');
        throw error;
      }
    });
    this.#queue = turn.catch(() => undefined); // the caller hears of the failure; the queue goes on
    return turn;
  }

  /**
   * Commits `work` without waiting for the disk (`synchronous=NORMAL`): it outlives the process from here on, and a power cut
   * from the next write or checkpoint on. Good enough for lines about reads, at a tenth of the cost.
   */
  #commitSoon(work: () => void): Promise<void> {
    const turn = this.#queue.then(() => {
      this.writer.exec('PRAGMA synchronous=NORMAL; BEGIN IMMEDIATE');
      try {
        work();
        this.writer.exec('COMMIT');
      } catch (error) {
        if (this.writer.inTransaction) this.writer.exec('ROLLBACK');
        throw error;
      } finally {
        this.writer.exec('PRAGMA synchronous=FULL');
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Moves the write-ahead log into the database file and empties it, so that what was deleted is in neither. After all queued writes. */
  async truncateLog(): Promise<void> {
    const turn = this.#queue.then(() => this.writer.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for queued writes, moves the write-ahead log into the database file and closes. */
  async close(): Promise<void> {
    await this.audit.flush().catch(() => undefined); // a full disk must not keep the server from ending
    await this.#queue;
    this.reader.close();
    this.writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.writer.close();
  }
}
