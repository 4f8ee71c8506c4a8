import { Connection } from '../storage/connection.js';
import type { SqlValue } from '../storage/connection.js';
import type { FacetCount, SearchDocument, SearchIndex, SearchRequest, SearchResult, SearchTerms } from './search-index.js';

const schema = `
  DROP TABLE IF EXISTS doc; DROP TABLE IF EXISTS name; DROP TABLE IF EXISTS text;
  CREATE TABLE doc(rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, weight INTEGER NOT NULL, departments TEXT NOT NULL);
  CREATE TABLE name(key TEXT NOT NULL, kind INTEGER NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY(key, kind, rid)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE text USING fts5(names, spellings, summary, body, locale, content='', tokenize="unicode61 remove_diacritics 2");`;

/** Entries that a stage ranks: the most looked-for of those that match. What stands in nearly every entry is no question. */
const RANKED = 1000;

const kinds = { title: 0, alias: 1, weak: 2 } as const;

/** Names ten times, spellings four times, summaries three times as heavy as sections. */
const score = 'bm25(text, 10, 4, 3, 1, 0)';

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

/** A locale as one token. */
const localeToken = (locale: string): string => `locale${locale.toLowerCase().replace(/[^a-z0-9]/g, '')}`;

/** A full text stage; rows come in the order of weight, so that the limit keeps the most looked-for. */
const stage = (rank: string): string => `SELECT * FROM (SELECT rowid, ${rank} FROM text WHERE text MATCH ? ORDER BY rowid LIMIT ${RANKED})`;

/** Everything that matches, best first: smaller ranks are better, stages are a thousand apart, the most looked-for topic gains 5 within one. */
function matching({ terms, locale }: SearchRequest): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const [all, some] = [allOf(terms), someOf(terms)];
  const here = (question: string): string => `(${question}) AND locale : ${localeToken(locale)}`;
  const stages: (readonly [string, SqlValue])[] = [
    ['SELECT rid, kind * 100.0 AS rank FROM name WHERE key = ?', terms.key],
    ['SELECT rid, 1000.0 - length(key) + kind * 100 FROM name WHERE key IN (SELECT value FROM json_each(?))', JSON.stringify(terms.inside)],
    ...(terms.spelled ? [[stage('1500.0'), here(`spellings : ${quoted(terms.spelled)}*`)] as const] : []),
    ...(all ? [[stage(`2000.0 + ${score}`), here(all)] as const] : []),
    ...(some ? [[stage(`3000.0 + ${score}`), here(some)] as const] : []),
  ];
  const sql = `WITH hit(rid, rank) AS (${stages.map(([each]) => each).join(' UNION ALL ')}), best AS (SELECT rid, min(rank) AS rank FROM hit GROUP BY rid)
    SELECT id, type, departments, round(rank - weight / 20.0, 6) AS rank FROM best JOIN doc USING(rid) WHERE substr(id, 1, ?) = ? ORDER BY rank, id`;
  return { sql, values: [...stages.map(([, value]) => value), locale.length + 1, `${locale}/`] };
}

interface Hit {
  readonly id: string;
  readonly type: string;
  readonly departments: readonly string[];
  readonly rank: number;
}

function counted(values: readonly string[]): FacetCount[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
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
    for (const [i, document] of [...documents].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)).entries()) {
      const { id, type, weight, departments, names, nameTokens, spellings, summaryTokens, bodyTokens, locale } = document;
      const rid = i + 1;
      db.run('INSERT INTO doc VALUES(?, ?, ?, ?, ?)', rid, id, type, weight, departments.join('\n'));
      for (const { key, kind } of names) db.run('INSERT OR IGNORE INTO name VALUES(?, ?, ?)', key, kinds[kind], rid);
      const columns = [nameTokens, spellings, summaryTokens, bodyTokens].map((tokens) => tokens.join(' '));
      db.run('INSERT INTO text(rowid, names, spellings, summary, body, locale) VALUES(?, ?, ?, ?, ?, ?)', rid, ...columns, localeToken(locale));
    }
    db.exec('COMMIT');
    return Promise.resolve();
  }

  search(request: SearchRequest): Promise<SearchResult> {
    const { type, department, limit, after } = request;
    const hits = request.terms.key === '' ? [] : this.#hits(request);
    const ofType = hits.filter((hit) => type === undefined || hit.type === type);
    const isOfDepartment = (hit: Hit): boolean => department === undefined || hit.departments.includes(department);
    const own = ofType.filter(isOfDepartment);
    const [rank, id] = after ?? [-Infinity, ''];
    const rest = own.filter((hit) => hit.rank > rank || (hit.rank === rank && hit.id > id));
    const page = rest.slice(0, limit);
    const last = rest.length > limit ? page.at(-1) : undefined;
    const facets = { type: counted(hits.filter(isOfDepartment).map((hit) => hit.type)), department: counted(ofType.flatMap((hit) => hit.departments)) };
    return Promise.resolve({
      ids: page.map((hit) => hit.id),
      ...(last ? { next: [last.rank, last.id] as const } : {}),
      total: own.length,
      ...(after ? {} : { facets }),
    });
  }

  close(): Promise<void> {
    this.#connection.close();
    return Promise.resolve();
  }

  #hits(request: SearchRequest): Hit[] {
    const { sql, values } = matching(request);
    const rows = this.#connection.all(sql, ...values);
    return rows.map(([id, type, departments, rank]) => ({
      id: String(id),
      type: String(type),
      departments: departments === '' ? [] : String(departments).split('\n'),
      rank: Number(rank),
    }));
  }
}
