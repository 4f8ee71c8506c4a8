import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '../storage/connection.js';

/** Whose reminders: a patient of a tenant. */
export interface Owner {
  readonly tenant: string;
  readonly patient: string;
}

/** A browser that wants to be woken. */
export interface Subscription {
  readonly id: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly locale: string;
  /** The user agreed that names of medicines are in the message. */
  readonly names: boolean;
  readonly created: number;
}

/** A reminder that is to be sent. */
export interface Planned {
  /** Opaque; the device's tag, so that the same reminder replaces itself. */
  readonly key: string;
  readonly at: number;
  /** With names, where the user agreed. */
  readonly text: string | undefined;
}

/** One message on its way to one browser. */
export interface Delivery extends Planned {
  readonly owner: Owner;
  readonly subscription: Subscription;
  readonly tries: number;
}

const schema = `
  PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;
  CREATE TABLE IF NOT EXISTS subscription(tenant TEXT NOT NULL, patient TEXT NOT NULL, id TEXT NOT NULL, endpoint TEXT NOT NULL, p256dh TEXT NOT NULL,
    auth TEXT NOT NULL, locale TEXT NOT NULL, names INTEGER NOT NULL, created INTEGER NOT NULL, PRIMARY KEY(tenant, patient, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS planned(tenant TEXT NOT NULL, patient TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, text TEXT,
    PRIMARY KEY(tenant, patient, key, at)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS planned_at ON planned(at);
  CREATE TABLE IF NOT EXISTS sent(tenant TEXT NOT NULL, patient TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY(tenant, patient, key, at)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS delivery(tenant TEXT NOT NULL, patient TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, text TEXT, subscription TEXT NOT NULL,
    next INTEGER NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY(tenant, patient, key, at, subscription)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS delivery_next ON delivery(next);`;

/** Subscriptions at most for one patient: phone, tablet, computer, and some that were forgotten. */
const mostSubscriptions = 12;

const mine = 'tenant = ? AND patient = ?';

/** Subscriptions and the reminders to come, in a file of their own: no health record is in it, and erasing a user empties it. */
export class PushStore {
  readonly #db: Connection;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#db = new Connection(join(folder, 'push.db'));
    this.#db.exec(schema);
  }

  /** Adds a browser, or renews it; the oldest one makes room. */
  subscribe({ tenant, patient }: Owner, found: Omit<Subscription, 'id'>): string {
    const id = createHash('sha256').update(found.endpoint).digest('base64url').slice(0, 24);
    this.#whole(() => {
      const values = [found.endpoint, found.p256dh, found.auth, found.locale, Number(found.names), found.created];
      this.#db.run('INSERT OR REPLACE INTO subscription VALUES(?,?,?,?,?,?,?,?,?)', tenant, patient, id, ...values);
      for (const { id: old } of this.subscriptions({ tenant, patient }).slice(mostSubscriptions)) this.#remove({ tenant, patient }, old);
    });
    return id;
  }

  /** The browsers of a patient, the newest first. */
  subscriptions({ tenant, patient }: Owner): Subscription[] {
    const rows = this.#db.all(
      `SELECT id, endpoint, p256dh, auth, locale, names, created FROM subscription WHERE ${mine} ORDER BY created DESC, id`,
      tenant,
      patient,
    );
    return rows.map(([id, endpoint, p256dh, auth, locale, names, created]) => ({
      ...{ id: String(id), endpoint: String(endpoint), p256dh: String(p256dh), auth: String(auth), locale: String(locale) },
      ...{ names: names === 1, created: Number(created) },
    }));
  }

  /** Forgets one browser; with the last one the reminders too, for there is nobody left to send them to. */
  unsubscribe(owner: Owner, id: string): void {
    this.#whole(() => this.#remove(owner, id));
  }

  /** Forgets all of a patient: consent withdrawn, or erased. */
  forget({ tenant, patient }: Owner): void {
    this.#whole(() => {
      for (const table of ['subscription', 'planned', 'sent', 'delivery']) this.#db.run(`DELETE FROM ${table} WHERE ${mine}`, tenant, patient);
    });
  }

  /** Replaces what is to come; what was sent already is not planned again, whichever device plans it. */
  plan({ tenant, patient }: Owner, list: readonly Planned[]): void {
    this.#whole(() => {
      this.#db.run(`DELETE FROM planned WHERE ${mine}`, tenant, patient);
      // What is under way and no longer wanted was answered meanwhile.
      const wanted = new Set(list.map(({ key, at }) => `${key} ${at}`));
      for (const [key, at] of this.#db.all(`SELECT key, at FROM delivery WHERE ${mine}`, tenant, patient))
        if (!wanted.has(`${String(key)} ${String(at)}`)) this.#db.run(`DELETE FROM delivery WHERE ${mine} AND key = ? AND at = ?`, tenant, patient, key!, at!);
      for (const { key, at, text } of list) {
        if (this.#db.get(`SELECT 1 FROM sent WHERE ${mine} AND key = ? AND at = ?`, tenant, patient, key, at)) continue;
        this.#db.run('INSERT OR REPLACE INTO planned VALUES(?,?,?,?,?)', tenant, patient, key, at, text ?? null);
      }
    });
  }

  /** How many reminders of a patient are to come, and the last of them. */
  coming({ tenant, patient }: Owner): { readonly count: number; readonly until: number | undefined } {
    const [count, until] = this.#db.get(`SELECT count(*), max(at) FROM planned WHERE ${mine}`, tenant, patient) ?? [];
    return { count: Number(count ?? 0), until: until === null || until === undefined ? undefined : Number(until) };
  }

  /** Turns what is due into messages, one for each browser, in one transaction: after a crash none is there twice. */
  claim(now: number, lateMs: number): void {
    this.#whole(() => {
      for (const row of this.#db.all('SELECT tenant, patient, key, at, text FROM planned WHERE at <= ? LIMIT 500', now)) {
        const [tenant, patient, key, at, text] = [String(row[0]), String(row[1]), String(row[2]), Number(row[3]), row[4] ?? null];
        this.#db.run(`DELETE FROM planned WHERE ${mine} AND key = ? AND at = ?`, tenant, patient, key, at);
        this.#db.run('INSERT OR IGNORE INTO sent VALUES(?,?,?,?)', tenant, patient, key, at);
        if (at + lateMs < now) continue; // slept through: the list shows it, a late alarm would only mislead
        for (const { id } of this.subscriptions({ tenant, patient }))
          this.#db.run('INSERT OR IGNORE INTO delivery VALUES(?,?,?,?,?,?,?,0)', tenant, patient, key, at, text, id, now);
      }
      this.#db.run('DELETE FROM sent WHERE at < ?', now - 3 * 86_400_000);
      this.#db.run('DELETE FROM delivery WHERE at < ?', now - lateMs);
    });
  }

  /** The next message to send; its next try is noted before it is sent, so that a crash does not send it at once again. */
  take(now: number): Delivery | undefined {
    const row = this.#db.get('SELECT tenant, patient, key, at, text, subscription, tries FROM delivery WHERE next <= ? ORDER BY next LIMIT 1', now);
    if (!row) return undefined;
    const [tenant, patient, key, at, text, id, tries] = [
      String(row[0]),
      String(row[1]),
      String(row[2]),
      Number(row[3]),
      row[4],
      String(row[5]),
      Number(row[6]),
    ];
    const owner = { tenant, patient };
    const next = now + 60_000 * 2 ** Math.min(tries, 4);
    this.#db.run(
      `UPDATE delivery SET next = ?, tries = ? WHERE ${mine} AND key = ? AND at = ? AND subscription = ?`,
      next,
      tries + 1,
      tenant,
      patient,
      key,
      at,
      id,
    );
    const subscription = this.subscriptions(owner).find((s) => s.id === id);
    if (!subscription) {
      this.done({ owner, key, at, subscription: { id } });
      return this.take(now);
    }
    return { owner, key, at, text: typeof text === 'string' ? text : undefined, subscription, tries };
  }

  /** A message arrived, or never will. */
  done({
    owner: { tenant, patient },
    key,
    at,
    subscription,
  }: Pick<Delivery, 'owner' | 'key' | 'at'> & { readonly subscription: { readonly id: string } }): void {
    this.#db.run(`DELETE FROM delivery WHERE ${mine} AND key = ? AND at = ? AND subscription = ?`, tenant, patient, key, at, subscription.id);
  }

  /** When there is something to do next, ms. */
  nextAt(): number | undefined {
    const found = [this.#db.get('SELECT min(at) FROM planned')?.[0], this.#db.get('SELECT min(next) FROM delivery')?.[0]].filter((t) => typeof t === 'number');
    return found.length ? Math.min(...found) : undefined;
  }

  close(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
  }

  #remove(owner: Owner, id: string): void {
    const { tenant, patient } = owner;
    this.#db.run(`DELETE FROM subscription WHERE ${mine} AND id = ?`, tenant, patient, id);
    this.#db.run(`DELETE FROM delivery WHERE ${mine} AND subscription = ?`, tenant, patient, id);
    if (this.subscriptions(owner).length === 0) this.#db.run(`DELETE FROM planned WHERE ${mine}`, tenant, patient);
  }

  /** All or nothing. */
  #whole(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}
