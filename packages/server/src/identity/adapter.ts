import { join } from 'node:path';
import { Connection } from '../storage/connection.js';

/** What oidc-provider keeps of one session, grant or token. */
type Payload = Record<string, unknown>;

const now = (): number => Math.floor(Date.now() / 1000);

/** oidc-provider's storage on SQLite, so that refresh tokens and sessions outlive a restart. */
export class OidcStorage {
  readonly #connection: Connection;

  constructor(folder: string) {
    this.#connection = new Connection(join(folder, 'development-identity.db'));
    this.#connection.exec(`PRAGMA journal_mode=WAL;
      CREATE TABLE IF NOT EXISTS held(model TEXT, id TEXT, payload TEXT NOT NULL, expires INTEGER, grant_id TEXT, uid TEXT, PRIMARY KEY(model, id));
      CREATE INDEX IF NOT EXISTS held_grant ON held(grant_id)`);
    this.#connection.run('DELETE FROM held WHERE expires < ?', now());
  }

  /** The adapter of one model, as oidc-provider asks for it. */
  adapter(model: string): object {
    const connection = this.#connection;
    const one = (where: string, value: string): Payload | undefined => {
      const row = connection.get(`SELECT payload FROM held WHERE model = ? AND ${where} = ? AND (expires IS NULL OR expires > ?)`, model, value, now());
      return row && (JSON.parse(String(row[0])) as Payload); // written below
    };
    const put = (id: string, payload: Payload, expires: number | null): void => {
      const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
      connection.run(
        'INSERT OR REPLACE INTO held VALUES (?,?,?,?,?,?)',
        model,
        id,
        JSON.stringify(payload),
        expires,
        text(payload['grantId']),
        text(payload['uid']),
      );
    };
    const done = (): Promise<void> => Promise.resolve();
    return {
      upsert: (id: string, payload: Payload, lifetime?: number) => done().then(() => put(id, payload, lifetime ? now() + lifetime : null)),
      find: (id: string) => done().then(() => one('id', id)),
      findByUid: (uid: string) => done().then(() => one('uid', uid)),
      findByUserCode: done, // the device flow is off
      consume: (id: string) =>
        done().then(() => {
          const payload = one('id', id);
          if (payload) connection.run('UPDATE held SET payload = ? WHERE model = ? AND id = ?', JSON.stringify({ ...payload, consumed: now() }), model, id);
        }),
      destroy: (id: string) => done().then(() => void connection.run('DELETE FROM held WHERE model = ? AND id = ?', model, id)),
      revokeByGrantId: (grant: string) => done().then(() => void connection.run('DELETE FROM held WHERE grant_id = ?', grant)),
    };
  }

  close(): void {
    this.#connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#connection.close();
  }
}
