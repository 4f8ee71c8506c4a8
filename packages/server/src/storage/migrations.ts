import { notePermits } from '../access/permits.js';
import type { FhirResource } from '../fhir/resource.js';
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
 * - `num`: quantities.
 * - `audit`: who, what, whose, when, under which Consent; no values. In the order in which a patient reads it.
 * - `permit`: what active Consents permit, by the actor whom they name; see `access/permits.ts`.
 */
const steps: readonly (string | ((connection: Connection) => void))[] = [
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
  `ALTER TABLE audit RENAME TO audit_of_writes;
   CREATE TABLE audit(patient TEXT NOT NULL, at INTEGER NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, agent TEXT NOT NULL, action TEXT NOT NULL,
     type TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, consent TEXT NOT NULL, PRIMARY KEY(patient, at, seq)) WITHOUT ROWID;
   INSERT INTO audit SELECT coalesce((SELECT r.patient FROM res r WHERE r.type = w.type AND r.id = w.id),
     (SELECT h.patient FROM hist h WHERE h.type = w.type AND h.id = w.id LIMIT 1), ''), w.at, w.rowid, w.user, '', w.action, w.type, w.id, w.ver, '' FROM audit_of_writes w;
   DROP TABLE audit_of_writes;
   CREATE TABLE permit(actor TEXT NOT NULL, rid INTEGER NOT NULL, action TEXT NOT NULL, type TEXT NOT NULL, patient TEXT NOT NULL, consent TEXT NOT NULL,
     starts INTEGER NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY(actor, rid, action, type)) WITHOUT ROWID;
   CREATE INDEX permit_rid ON permit(rid);`,
  (connection) => {
    for (const [rid, patient, body] of connection.all("SELECT rid, patient, body FROM res WHERE type = 'Consent'"))
      notePermits(connection, Number(rid), String(patient), JSON.parse(String(body)) as FhirResource); // written by the store
  },
];

/** The schema version that this build writes. */
export const schemaVersion = steps.length;

/**
 * Brings a database to {@link schemaVersion} (`to`: a test's older one), each step in one transaction with its version number.
 * @throws StorageRefused when a newer build wrote the file
 */
export function migrate(connection: Connection, file: string, to = schemaVersion): void {
  const found = Number(connection.get('PRAGMA user_version')?.[0] ?? 0);
  if (found > schemaVersion)
    throw new StorageRefused(`The database ${file} was written by a newer version of the server; update the server or choose another data folder.`);
  for (const [index, step] of steps.slice(0, to).entries()) {
    if (index < found) continue;
    connection.exec('BEGIN IMMEDIATE');
    try {
      if (typeof step === 'string') connection.exec(step);
      else step(connection);
      connection.exec(`PRAGMA user_version=${index + 1}; COMMIT`);
    } catch (error) {
      connection.exec('ROLLBACK');
      throw error;
    }
  }
}
