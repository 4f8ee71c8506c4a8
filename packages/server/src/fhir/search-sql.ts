import { noDate } from './dates.js';
import { separator } from './index-rows.js';
import type { Filter, Prefix, Query, TokenMatch } from './query.js';
import { Refusal } from './refusal.js';
import type { Sql } from './scope-clause.js';
import { confined, listed, sql } from './scope-clause.js';
import type { SqlValue } from '../storage/connection.js';

const join = (parts: readonly Sql[], by: string): Sql => ({ text: parts.map((part) => part.text).join(by), values: parts.flatMap((part) => part.values) });
const either = (parts: readonly Sql[]): Sql => {
  const joined = join(parts, ' OR ');
  return { text: `(${joined.text})`, values: joined.values };
};

function tokenCondition({ code, system }: TokenMatch): Sql {
  if (code !== undefined && system !== undefined) return sql('k.value = ?', `${code}${separator}${system}`);
  // any system: the separator sorts just below the space, so this is a range of the index
  if (code !== undefined) return sql('k.value >= ? AND k.value < ?', `${code}${separator}`, `${code} `);
  return sql('substr(k.value, instr(k.value, ?) + 1) = ?', separator, system ?? '');
}

/** The tokens of a row of `res`; with the date in hand this is one look-up in the primary key. */
function tokenExists(parameter: string, condition: Sql): Sql {
  return sql(
    `EXISTS (SELECT 1 FROM tok k WHERE k.type = r.type AND k.patient = r.patient AND k.param = ? AND (${condition.text}) AND k.date = r.date AND k.rid = r.rid)`,
    parameter,
    ...condition.values,
  );
}

/** FHIR's comparison of two spans, R4 3.1.1.4.5. */
function spanCondition(start: string, end: string, prefix: Prefix, from: number, to: number): Sql {
  const conditions: Record<Prefix, Sql> = {
    eq: sql(`${start} >= ? AND ${end} <= ?`, from, to),
    ne: sql(`NOT (${start} >= ? AND ${end} <= ?)`, from, to),
    gt: sql(`${end} > ?`, to),
    lt: sql(`${start} < ?`, from),
    ge: sql(`${end} > ?`, from),
    le: sql(`${start} < ?`, to),
    sa: sql(`${start} >= ?`, to),
    eb: sql(`${end} <= ?`, from),
  };
  return conditions[prefix];
}

/** The comparison for a column that holds an instant, milliseconds. It has no width: said so that an index on it serves. */
export function instantCondition(column: string, prefix: Prefix, from: number, to: number): Sql {
  if (prefix === 'ge') return sql(`${column} >= ?`, from);
  if (prefix === 'gt') return sql(`${column} >= ?`, to);
  return spanCondition(column, `(${column} + 1)`, prefix, from, to);
}

function dateCondition(on: 'date' | 'updated', prefix: Prefix, from: number, to: number): Sql {
  if (on === 'updated') return instantCondition('r.updated', prefix, from, to);
  const condition = spanCondition('r.date', 'r.date_end', prefix, from, to);
  return sql(`r.date > ${noDate} AND (${condition.text})`, ...condition.values);
}

function quantityCondition(parameter: string, match: Extract<Filter, { kind: 'quantity' }>['any'][number]): Sql {
  const { prefix, value, margin, system, code } = match;
  const comparisons: Record<Prefix, Sql> = {
    eq: sql('n.value >= ? AND n.value < ?', value - margin, value + margin),
    ne: sql('NOT (n.value >= ? AND n.value < ?)', value - margin, value + margin),
    gt: sql('n.value > ?', value),
    sa: sql('n.value > ?', value),
    lt: sql('n.value < ?', value),
    eb: sql('n.value < ?', value),
    ge: sql('n.value >= ?', value),
    le: sql('n.value <= ?', value),
  };
  const parts = [sql('n.rid = r.rid AND n.param = ?', parameter), comparisons[prefix]];
  if (code && system) parts.push(sql('n.unit = ?', `${code}${separator}${system}`));
  else if (code) parts.push(sql('n.unit >= ? AND n.unit < ?', `${code}${separator}`, `${code} `));
  else if (system) parts.push(sql('substr(n.unit, instr(n.unit, ?) + 1) = ?', separator, system));
  const joined = join(parts, ' AND ');
  return sql(`EXISTS (SELECT 1 FROM num n WHERE ${joined.text})`, ...joined.values);
}

function condition(filter: Filter): Sql {
  switch (filter.kind) {
    case 'id':
      return listed('r.id', filter.any);
    case 'owner':
      return listed('r.patient', filter.any);
    case 'token':
      return tokenExists(filter.parameter, either(filter.any.map(tokenCondition)));
    case 'literal':
      return tokenExists(filter.parameter, listed('k.value', filter.any));
    case 'date':
      return either(filter.any.map(({ prefix, span }) => dateCondition(filter.on, prefix, span.from, span.to)));
    case 'quantity':
      return either(filter.any.map((match) => quantityCondition(filter.parameter, match)));
  }
}

/** The token by which the index is walked, when a search has one exact token: then patient + code by date is one range scan. */
function leadingToken(query: Query): { filter: Filter; parameter: string; value: string } | undefined {
  for (const filter of query.filters) {
    const only = filter.kind === 'token' && filter.any.length === 1 ? filter.any[0] : undefined;
    if (filter.kind === 'token' && only?.code !== undefined && only.system !== undefined)
      return { filter, parameter: filter.parameter, value: `${only.code}${separator}${only.system}` };
  }
  return undefined;
}

const columns = { updated: 'r.updated', date: 'r.date', id: 'r.id' } as const;

/** Where the last page ended: its order, the value of the order's column and the row. */
interface Cursor {
  readonly order: string;
  readonly value: SqlValue;
  readonly rid: number;
}

/** Reads what {@link writeCursor} wrote. @throws Refusal 400 when it belongs to another order */
export function readCursor(text: string, order: string): Cursor {
  try {
    const [found, value, rid] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]; // checked in the next line
    if (found === order && (typeof value === 'string' || typeof value === 'number') && typeof rid === 'number') return { order, value, rid };
  } catch {
    // not one of ours: refused below
  }
  throw new Refusal(400, 'invalid', 'The page link was altered or belongs to another search: start again without _cursor.');
}

/** Points behind a row, opaque to clients. */
export const writeCursor = (order: string, value: SqlValue, rid: number): string => Buffer.from(JSON.stringify([order, value, rid])).toString('base64url');

/** One page of a search: the statement, and how to point at the page after a row `[body, rid, key]`. */
export interface PageStatement extends Sql {
  cursorAfter(row: readonly SqlValue[]): string;
}

/** Everything that both page and count are made of. */
function fromWhere(query: Query, patients: readonly string[], lead: ReturnType<typeof leadingToken>): Sql {
  const conditions = [sql('r.type = ?', query.type), confined('r', patients), ...query.filters.filter((filter) => filter !== lead?.filter).map(condition)];
  if (!lead) {
    const joined = join(conditions, ' AND ');
    return sql(`FROM res r WHERE ${joined.text}`, ...joined.values);
  }
  const walk = [sql('t.type = ?', query.type), confined('t', patients), sql('t.param = ? AND t.value = ?', lead.parameter, lead.value)];
  const joined = join([...walk, ...conditions], ' AND ');
  return sql(`FROM tok t CROSS JOIN res r ON r.rid = t.rid WHERE ${joined.text}`, ...joined.values);
}

/** Builds the page that a search asks for, one row longer than `count` so that the caller knows whether there is a next. */
export function pageStatement(query: Query, patients: readonly string[]): PageStatement {
  const lead = leadingToken(query);
  const narrow = query.filters.some((filter) => filter.kind === 'id');
  const sort = query.sort ?? { by: lead ? 'date' : 'updated', descending: false };
  const walksTokens = lead !== undefined && !narrow && (sort.by === 'date' || lead.parameter === 'identifier');
  const from = fromWhere(query, patients, walksTokens ? lead : undefined);
  const key = sort.by === 'date' && walksTokens ? 't.date' : columns[sort.by];
  const rid = walksTokens ? 't.rid' : 'r.rid';
  const [direction, beyond] = sort.descending ? ['DESC', '<'] : ['ASC', '>'];
  const order = `${sort.by}${direction}`;
  const cursor = query.cursor ? readCursor(query.cursor, order) : undefined;
  const after = cursor ? sql(` AND (${key}, ${rid}) ${beyond} (?, ?)`, cursor.value, cursor.rid) : sql('');
  return {
    text: `SELECT r.body, ${rid}, ${key} ${from.text}${after.text} ORDER BY ${key} ${direction}, ${rid} ${direction} LIMIT ?`,
    values: [...from.values, ...after.values, query.count + 1],
    cursorAfter: (row) => writeCursor(order, row[2] ?? 0, Number(row[1])),
  };
}

/** Counts what a search finds in all its pages. */
export function countStatement(query: Query, patients: readonly string[]): Sql {
  const from = fromWhere(query, patients, undefined);
  return sql(`SELECT count(*) ${from.text}`, ...from.values);
}
