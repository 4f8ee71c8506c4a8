import type { Connection } from './connection.js';

/** Says in one sentence why the server cannot work with what it found on disk. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';
}

/**
 * The schema, one step per version; a step is never changed once released.
 *
 * - `res`: the current version of each resource. `patient` is its one owner, or '' for what belongs to the tenant.
 *   `date`..`date_end` is the resource's main date as a half-open interval; -1e15 when it has none.
 * - `hist`: superseded versions and tombstones (`body` null).
 * - `tok`: one row per token; patient + code by date is one range scan. `value` is code, unit separator (U+001F), system.
 * - `num`: quantities. - `audit`: who, what, when; no values.
 */
const steps: readonly string[] = [
  `CREATE TABLE res(rid INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, patient TEXT NOT NULL, ver INTEGER NOT NULL,
     updated INTEGER NOT NULL, date INTEGER NOT NULL, date_end INTEGER NOT NULL, method TEXT NOT NULL, body TEXT NOT NULL);
   CREATE UNIQUE INDEX res_id ON res(type, id);
   CREATE INDEX res_updated ON res(type, patient, updated);
   CREATE INDEX res_date ON res(type, patient, date);
   CREATE TABLE hist(type TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, patient TEXT NOT NULL, updated INTEGER NOT NULL,
     method TEXT NOT NULL, body TEXT, PRIMARY KEY(type, id, ver));
   CREATE INDEX hist_updated ON hist(updated);
   CREATE TABLE tok(type TEXT NOT NULL, patient TEXT NOT NULL, param TEXT NOT NULL, value TEXT NOT NULL, date INTEGER NOT NULL,
     rid INTEGER NOT NULL, PRIMARY KEY(type, patient, param, value, date, rid)) WITHOUT ROWID;
   CREATE TABLE num(rid INTEGER NOT NULL, param TEXT NOT NULL, unit TEXT NOT NULL, value REAL NOT NULL,
     PRIMARY KEY(rid, param, unit, value)) WITHOUT ROWID;
   CREATE TABLE audit(at INTEGER NOT NULL, user TEXT NOT NULL, action TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL);`,
  // what was erased for whom is gone; only that it was, when and how much stays
  `CREATE TABLE erasure(id TEXT PRIMARY KEY, at INTEGER NOT NULL, resources INTEGER NOT NULL, versions INTEGER NOT NULL);`,
];

/** The schema version that this build writes. */
export const schemaVersion = steps.length;

/**
 * Brings a database to {@link schemaVersion}, each step in one transaction with its version number.
 * @throws StorageRefused when a newer build wrote the file
 */
export function migrate(connection: Connection, file: string): void {
  const found = Number(connection.get('PRAGMA user_version')?.[0] ?? 0);
  if (found > schemaVersion)
    throw new StorageRefused(`The database ${file} was written by a newer version of the server; update the server or choose another data folder.`);
  for (const [index, step] of steps.entries()) {
    if (index < found) continue;
    connection.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version=${index + 1}; COMMIT`);
  }
}
