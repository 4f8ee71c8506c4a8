import { randomUUID } from 'node:crypto';
import type { TenantDatabase } from './tenant-database.js';

/** What is left of somebody whose data were erased: that it happened. Names nobody. */
export interface Receipt {
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly resources: number;
  /** Superseded versions and tombstones. */
  readonly versions: number;
}

/**
 * Erases everything that a patient owns: resources, their history, index rows, permits and the audit of it, overwritten on disk
 * (`secure_delete`), and out of the write-ahead log. What belongs to the tenant stays.
 */
export async function erase(database: TenantDatabase, patient: string): Promise<Receipt> {
  await database.audit.flush(); // or lines about the erased would be written after
  const receipt = await database.transaction(() => {
    const { writer } = database;
    const count = (table: string): number => Number(writer.get(`SELECT count(*) FROM ${table} WHERE patient = ?`, patient)?.[0] ?? 0);
    const done: Receipt = { id: randomUUID(), at: database.tick(), resources: count('res'), versions: count('hist') };
    writer.run('DELETE FROM num WHERE rid IN (SELECT rid FROM res WHERE patient = ?)', patient);
    for (const table of ['tok', 'permit', 'audit', 'res', 'hist']) writer.run(`DELETE FROM ${table} WHERE patient = ?`, patient);
    writer.run('INSERT INTO erasure VALUES (?,?,?,?)', done.id, done.at, done.resources, done.versions);
    return done;
  });
  await database.truncateLog();
  return receipt;
}

/** A receipt by its id, or undefined. */
export function receiptOf(database: TenantDatabase, id: string): Receipt | undefined {
  const row = database.reader.get('SELECT id, at, resources, versions FROM erasure WHERE id = ?', id);
  return row && { id: String(row[0]), at: Number(row[1]), resources: Number(row[2]), versions: Number(row[3]) };
}
