import Database from 'libsql';

/** What SQLite stores and gives back here: all times are whole milliseconds since 1970 UTC. */
export type SqlValue = string | number | null;

/**
 * One SQLite connection with cached statements. Rows come as arrays: libsql's object rows carry an extra `_metadata` property.
 * Every call is synchronous; SQLite itself is the only thing waited for.
 */
export class Connection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(file: string) {
    this.#database = new Database(file);
    this.#database.exec('PRAGMA busy_timeout=5000');
  }

  /** Runs statements that take no parameters and give no rows. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  all(sql: string, ...values: readonly SqlValue[]): SqlValue[][] {
    return this.#prepare(sql).all(...values) as SqlValue[][]; // raw() gives arrays of column values
  }

  get(sql: string, ...values: readonly SqlValue[]): SqlValue[] | undefined {
    return this.#prepare(sql).get(...values) as SqlValue[] | undefined; // as above
  }

  /** Runs a statement without rows; gives the id of the row that an INSERT made. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return Number(statement.run(...values).lastInsertRowid);
  }

  /** False when SQLite ended the transaction by itself, as it does on a full disk. */
  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      if (this.#statements.size > 500) this.#statements.clear(); // searches vary without limit
      this.#statements.set(sql, (statement = this.#database.prepare(sql).raw(true)));
    }
    return statement;
  }
}
