import { Connection } from '../storage/connection.js';
import type { SqlValue } from '../storage/connection.js';
import type { FacetCount, SearchDocument, SearchIndex, SearchRequest, SearchResult, SearchTerms } from './search-index.js';

const schema = `
  DROP TABLE IF EXISTS doc; DROP TABLE IF EXISTS name; DROP TABLE IF EXISTS department; DROP TABLE IF EXISTS text;
  CREATE TABLE doc(rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, locale TEXT NOT NULL, type TEXT NOT NULL, weight INTEGER NOT NULL);
  CREATE TABLE name(key TEXT NOT NULL, kind INTEGER NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY(key, kind, rid)) WITHOUT ROWID;
  CREATE TABLE department(name TEXT NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY(name, rid)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE text USING fts5(names, spellings, summary, body, content='', tokenize="unicode61 remove_diacritics 0");`;

const kinds = { title: 0, alias: 1, weak: 2 } as const;

/** Names ten times, spellings four times, summaries three times as heavy as sections. */
const score = 'bm25(text, 10, 4, 3, 1)';

/** A string of FTS5's query language; with a space inside it is a phrase. */
const quoted = (token: string): string => `"${token.replaceAll('"', '""')}"`;

/** All tokens, the last Latin one as the beginning of a word. */
function allOf({ tokens }: SearchTerms): string {
  const last = tokens.length - 1;
  return tokens.map((token, i) => quoted(token) + (i === last && /^[a-z]{3,}$/.test(token) ? '*' : '')).join(' AND ');
}

/** Neighbouring pairs of tokens; single ones of a query of two. */
function someOf({ tokens }: SearchTerms): string {
  if (tokens.length < 2) return '';
  if (tokens.length === 2) return tokens.map(quoted).join(' OR ');
  return tokens
    .slice(1)
    .map((token, i) => quoted(`${tokens[i]} ${token}`))
    .join(' OR ');
}

/** The statement's first part: `found(rid, rank)`, smaller is better; stages are a thousand apart, the most looked-for topic gains 5 within one. */
function matching(terms: SearchTerms): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const [all, some] = [allOf(terms), someOf(terms)];
  const stages: (readonly [string, SqlValue])[] = [
    ['SELECT rid, kind * 100.0 AS rank FROM name WHERE key = ?', terms.key],
    ['SELECT rid, 1000.0 - length(key) + kind * 100 FROM name WHERE key IN (SELECT value FROM json_each(?))', JSON.stringify(terms.inside)],
    ...(terms.spelled ? [['SELECT rowid, 1500.0 FROM text WHERE text MATCH ?', `spellings : ${quoted(terms.spelled)}*`] as const] : []),
    ...(all ? [[`SELECT rowid, 2000.0 + ${score} FROM text WHERE text MATCH ?`, all] as const] : []),
    ...(some ? [[`SELECT rowid, 3000.0 + ${score} FROM text WHERE text MATCH ?`, some] as const] : []),
  ];
  const hits = stages.map(([sql]) => sql).join(' UNION ALL ');
  const sql = `WITH hit(rid, rank) AS (${hits}), best AS (SELECT rid, min(rank) AS rank FROM hit GROUP BY rid),
    found AS (SELECT doc.rid, id, type, round(rank - weight / 20.0, 6) AS rank FROM best JOIN doc USING(rid) WHERE locale = ?)`;
  return { sql, values: stages.map(([, value]) => value) };
}

/** Conditions on `found` and their values. */
function narrowed(request: SearchRequest, facets: readonly ('type' | 'department')[]): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const conditions: (readonly [string, SqlValue])[] = [];
  if (facets.includes('type') && request.type !== undefined) conditions.push(['type = ?', request.type]);
  if (facets.includes('department') && request.department !== undefined)
    conditions.push(['rid IN (SELECT rid FROM department WHERE name = ?)', request.department]);
  return { sql: conditions.map(([sql]) => ` AND ${sql}`).join(''), values: conditions.map(([, value]) => value) };
}

/** {@link SearchIndex} on SQLite's FTS5: no service beside the server, a few ms at tens of thousands of entries. */
export class FtsIndex implements SearchIndex {
  readonly #connection: Connection;

  /** @param file - where to keep it; in memory without one */
  constructor(file = ':memory:') {
    this.#connection = new Connection(file);
  }

  fill(documents: Iterable<SearchDocument>): Promise<void> {
    const db = this.#connection;
    db.exec(`BEGIN; ${schema}`);
    let rid = 0;
    for (const { id, locale, type, weight, departments, names, nameTokens, spellings, summaryTokens, bodyTokens } of documents) {
      rid++;
      db.run('INSERT INTO doc VALUES(?, ?, ?, ?, ?)', rid, id, locale, type, weight);
      for (const { key, kind } of names) db.run('INSERT OR IGNORE INTO name VALUES(?, ?, ?)', key, kinds[kind], rid);
      for (const name of departments) db.run('INSERT OR IGNORE INTO department VALUES(?, ?)', name, rid);
      const columns = [nameTokens, spellings, summaryTokens, bodyTokens].map((tokens) => tokens.join(' '));
      db.run('INSERT INTO text(rowid, names, spellings, summary, body) VALUES(?, ?, ?, ?, ?)', rid, ...columns);
    }
    db.exec('COMMIT');
    return Promise.resolve();
  }

  search(request: SearchRequest): Promise<SearchResult> {
    if (request.terms.key === '') return Promise.resolve({ ids: [], total: 0, facets: { type: [], department: [] } });
    const db = this.#connection;
    const { sql, values } = matching(request.terms);
    const base = [...values, request.locale];
    const own = narrowed(request, ['type', 'department']);
    const [rank, id] = request.after ?? [-1e9, ''];
    const rows = db.all(
      `${sql} SELECT id, rank FROM found WHERE (rank, id) > (?, ?)${own.sql} ORDER BY rank, id LIMIT ?`,
      ...base,
      rank,
      id,
      ...own.values,
      request.limit + 1,
    );
    const page = rows.slice(0, request.limit);
    const total = Number(db.get(`${sql} SELECT count(*) FROM found WHERE 1${own.sql}`, ...base, ...own.values)?.[0] ?? 0);
    const last = rows.length > request.limit ? page.at(-1) : undefined;
    const facets = request.after ? undefined : { type: this.#types(sql, base, request), department: this.#departments(sql, base, request) };
    return Promise.resolve({
      ids: page.map(([each]) => String(each)),
      ...(last ? { next: [Number(last[1]), String(last[0])] as const } : {}),
      total,
      ...(facets ? { facets } : {}),
    });
  }

  close(): Promise<void> {
    this.#connection.close();
    return Promise.resolve();
  }

  #types(sql: string, base: readonly SqlValue[], request: SearchRequest): FacetCount[] {
    const other = narrowed(request, ['department']);
    return this.#counts(`${sql} SELECT type, count(*) AS n FROM found WHERE 1${other.sql} GROUP BY type ORDER BY n DESC, type`, [...base, ...other.values]);
  }

  #departments(sql: string, base: readonly SqlValue[], request: SearchRequest): FacetCount[] {
    const other = narrowed(request, ['type']);
    const counted = `SELECT name, count(*) AS n FROM found JOIN department USING(rid) WHERE 1${other.sql} GROUP BY name ORDER BY n DESC, name`;
    return this.#counts(`${sql} ${counted}`, [...base, ...other.values]);
  }

  #counts(sql: string, values: readonly SqlValue[]): FacetCount[] {
    return this.#connection.all(sql, ...values).map(([value, count]) => ({ value: String(value), count: Number(count) }));
  }
}
