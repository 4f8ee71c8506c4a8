import type { SqlValue } from '../storage/connection.js';

/** A statement and its values. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** A piece of a statement with its values. */
export const sql = (text: string, ...values: SqlValue[]): Sql => ({ text, values });

/** `column` is one of `values`. */
export const listed = (column: string, values: readonly string[]): Sql =>
  values.length === 1 ? sql(`${column} = ?`, ...values) : sql(`${column} IN (${values.map(() => '?').join(',')})`, ...values); // = keeps an index in order

/**
 * The scope clause: no resource is read without it.
 * @param table - alias of a table with a `patient` column
 * @param patients - the owners whose resources may be seen; '' for what belongs to the tenant
 */
export const confined = (table: string, patients: readonly string[]): Sql => listed(`${table}.patient`, patients);
