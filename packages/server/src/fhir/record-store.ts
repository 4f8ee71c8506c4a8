import { randomUUID } from 'node:crypto';
import { dropPermits, notePermits } from '../access/permits.js';
import type { Action, Scope } from '../access/scope.js';
import { mayWrite, reachOf, readable } from '../access/scope.js';
import type { Connection, SqlValue } from '../storage/connection.js';
import type { TenantDatabase } from '../storage/tenant-database.js';
import { indexRows } from './index-rows.js';
import { ownerOf } from './owner.js';
import type { Query } from './query.js';
import { notFound, Refusal } from './refusal.js';
import type { FhirResource, StoredResource } from './resource.js';
import { confined } from './scope-clause.js';
import { countStatement, pageStatement } from './search-sql.js';

/** What must hold for a write to happen. */
export interface Preconditions {
  /** The version of `If-Match`. */
  readonly ifMatch?: string;
  /** `If-None-Match: *`. */
  readonly ifAbsent?: boolean;
}

/** A page of a search. */
export interface Page {
  readonly resources: readonly StoredResource[];
  readonly next?: string;
  readonly total?: number;
}

/** One version of a resource; a tombstone has no resource. */
export interface Version {
  readonly version: number;
  readonly updated: number;
  readonly method: string;
  readonly resource?: StoredResource;
}

/** A row of `res`, whoever owns it. */
interface CurrentRow {
  readonly rid: number;
  readonly patient: string;
  readonly version: number;
  readonly updated: number;
  readonly method: string;
  readonly body: string;
}

const parse = (body: SqlValue | undefined): StoredResource => JSON.parse(String(body)) as StoredResource; // written by `put` below
const failed = (diagnostics: string): Refusal => new Refusal(412, 'conflict', diagnostics);

/**
 * The resources of one tenant as one scope may see and change them. Reads run on `connection`; writes only inside
 * {@link TenantDatabase.transaction}, on the writer.
 */
export class RecordStore {
  readonly #read: Connection;
  constructor(
    private readonly database: TenantDatabase,
    private readonly scope: Scope,
    /** True inside a transaction: then reads see what it wrote. */
    readonly writing: boolean,
  ) {
    this.#read = writing ? database.writer : database.reader;
  }

  /** @throws Refusal 404 for absent and foreign, 410 for deleted */
  read(type: string, id: string): StoredResource {
    const scope = confined('r', readable(this.scope, type));
    const row = this.#read.get(`SELECT r.body FROM res r WHERE r.type = ? AND r.id = ? AND ${scope.text}`, type, id, ...scope.values);
    if (row) return parse(row[0]);
    const past = confined('h', readable(this.scope, type));
    const gone = this.#read.get(`SELECT h.ver FROM hist h WHERE h.type = ? AND h.id = ? AND ${past.text} AND h.body IS NULL LIMIT 1`, type, id, ...past.values);
    throw gone ? new Refusal(410, 'deleted', 'The resource was deleted; its history is still there.') : notFound();
  }

  /** One version; @throws Refusal 404 for absent and foreign, 410 for a tombstone */
  version(type: string, id: string, version: string): StoredResource {
    const found = this.history(type, id, { since: 0, count: 1, from: Number(version), to: Number(version) })[0];
    if (!found) throw notFound();
    if (!found.resource) throw new Refusal(410, 'deleted', 'This version is the deletion of the resource.');
    return found.resource;
  }

  /** Versions, newest first, of which at most `count`. Empty when the resource is absent or foreign. */
  history(type: string, id: string, range: { since: number; count: number; from: number; to: number }): Version[] {
    const now = confined('r', readable(this.scope, type));
    const past = confined('h', readable(this.scope, type));
    const where = (t: string, scope: string): string => `${t}.type = ? AND ${t}.id = ? AND ${scope} AND ${t}.updated >= ? AND ${t}.ver BETWEEN ? AND ?`;
    const bounds = [range.since, range.from, range.to];
    const rows = this.#read.all(
      `SELECT r.ver, r.updated, r.method, r.body FROM res r WHERE ${where('r', now.text)}
       UNION ALL SELECT h.ver, h.updated, h.method, h.body FROM hist h WHERE ${where('h', past.text)} ORDER BY 1 DESC LIMIT ?`,
      type,
      id,
      ...now.values,
      ...bounds,
      type,
      id,
      ...past.values,
      ...bounds,
      range.count,
    );
    return rows.map(([version, updated, method, body]) => ({
      version: Number(version),
      updated: Number(updated),
      method: String(method),
      ...(body === null ? {} : { resource: parse(body) }),
    }));
  }

  /** Notes in the audit that the caller saw a resource, and gives it back. */
  seen<T extends StoredResource | undefined>(interaction: string, resource: T): T {
    const owner = resource && ownerOf(resource);
    if (owner) this.#note(interaction, owner, resource.resourceType, resource.id, Number(resource.meta.versionId), 'read');
    return resource;
  }

  /** A search that the caller sees: noted in the audit of each patient whom it covered. */
  searched(query: Query): Page {
    const page = this.search(query);
    for (const owner of this.#owners(query)) if (owner) this.#note('search-type', owner, query.type, '', 0, 'search');
    return page;
  }

  #note(action: string, patient: string, type: string, id: string, version: number, by: Action): void {
    this.database.audit.note({ at: Date.now(), patient, ...this.#who(type, patient, by), action, type, id, version });
  }

  #who(type: string, patient: string, by: Action): { user: string; agent: string; consent: string } {
    const { user, agent = '' } = this.scope;
    return { user, agent, consent: reachOf(this.scope, type, patient, by)?.consent ?? '' };
  }

  /** The owners among whom a search looks: those in reach, and of them the ones that it asks for. */
  #owners(query: Query): readonly string[] {
    const asked = query.filters.flatMap((filter) => (filter.kind === 'owner' ? [filter.any] : []));
    return readable(this.scope, query.type).filter((owner) => asked.every((any) => any.includes(owner)));
  }

  search(query: Query): Page {
    const owners = this.#owners(query);
    const total = query.total ? countStatement(query, owners) : undefined;
    const counted = total ? { total: Number(this.#read.get(total.text, ...total.values)?.[0]) } : {};
    if (query.count === 0) return { resources: [], ...counted };
    const page = pageStatement(query, owners);
    const rows = this.#read.all(page.text, ...page.values);
    const shown = rows.slice(0, query.count);
    const last = shown.at(-1);
    return { resources: shown.map((row) => parse(row[0])), ...(rows.length > query.count && last ? { next: page.cursorAfter(last) } : {}), ...counted };
  }

  /** Stores a new resource under an id of the server's choice. */
  create(resource: FhirResource, id: string = randomUUID()): StoredResource {
    return this.#put({ ...resource, id }, 'POST', {}).resource;
  }

  /** Stores a version under the client's id, which may be new. */
  update(resource: FhirResource & { readonly id: string }, when: Preconditions): { resource: StoredResource; created: boolean } {
    return this.#put(resource, 'PUT', when);
  }

  /** Removes the current version; the history stays. @throws Refusal 404 absent or foreign, 403 seen but not to be deleted, 410 deleted before, 412 */
  delete(type: string, id: string, when: Preconditions): void {
    const current = this.#current(type, id);
    if (!current || !this.#sees(type, current.patient)) return void this.read(type, id); // refuses with 404 or 410
    if (!mayWrite(this.scope, type, current.patient, 'delete')) throw this.#foreign();
    this.#check(current, when);
    this.#retire(current);
    this.#write.run('DELETE FROM res WHERE rid = ?', current.rid);
    const [version, updated] = [current.version + 1, this.database.tick()];
    this.#write.run('INSERT INTO hist VALUES (?,?,?,?,?,?,?)', type, id, version, current.patient, updated, 'DELETE', null);
    this.#audit(updated, 'delete', type, id, version, current.patient);
  }

  get #write(): Connection {
    if (!this.writing) throw new Error('A write outside of a transaction.');
    return this.database.writer;
  }

  /** Whether the caller may know of what `owner` owns. */
  #sees(type: string, owner: string): boolean {
    return readable(this.scope, type).includes(owner);
  }

  #foreign(): Refusal {
    return new Refusal(403, 'forbidden', 'The token does not allow to write for this owner.');
  }

  #check(current: { version: number } | undefined, { ifMatch, ifAbsent }: Preconditions): void {
    if (ifAbsent && current) throw failed('The resource exists already.');
    if (ifMatch !== undefined && ifMatch !== String(current?.version)) throw failed('The resource was changed since: read it again, then repeat.');
  }

  #put(resource: FhirResource & { readonly id: string }, method: string, when: Preconditions): { resource: StoredResource; created: boolean } {
    const { resourceType: type, id } = resource;
    const owner = ownerOf(resource);
    const current = this.#current(type, id);
    const before = current?.patient ?? this.#lastOwner(type, id);
    const action: Action = current ? 'update' : 'create';
    if (!mayWrite(this.scope, type, owner, action)) throw this.#foreign();
    if (before !== undefined && !mayWrite(this.scope, type, before, action)) {
      if (when.ifMatch !== undefined && !this.#sees(type, before)) this.#check(undefined, when); // as for an id that was never used
      throw this.#foreign();
    }
    this.#check(current, when);
    const version = (current?.version ?? Number(this.#write.get('SELECT max(ver) FROM hist WHERE type = ? AND id = ?', type, id)?.[0] ?? 0)) + 1;
    const updated = this.database.tick();
    const { resourceType, id: _id, meta, ...rest } = resource;
    const stored: StoredResource = { resourceType, id, meta: { ...meta, versionId: String(version), lastUpdated: new Date(updated).toISOString() }, ...rest };
    if (current) this.#retire(current);
    const rows = indexRows(stored);
    const values = [owner, version, updated, rows.date.from, rows.date.to, method, JSON.stringify(stored)];
    if (current) this.#write.run('UPDATE res SET patient=?, ver=?, updated=?, date=?, date_end=?, method=?, body=? WHERE rid=?', ...values, current.rid);
    const rid =
      current?.rid ??
      this.#write.run('INSERT INTO res(patient, ver, updated, date, date_end, method, body, type, id) VALUES (?,?,?,?,?,?,?,?,?)', ...values, type, id);
    for (const { parameter, value } of rows.tokens) this.#write.run('INSERT INTO tok VALUES (?,?,?,?,?,?)', type, owner, parameter, value, rows.date.from, rid);
    for (const { parameter, unit, value } of rows.numbers) this.#write.run('INSERT OR IGNORE INTO num VALUES (?,?,?,?)', rid, parameter, unit, value);
    if (type === 'Consent') notePermits(this.#write, rid, owner, stored);
    this.#audit(updated, action, type, id, version, owner);
    return { resource: stored, created: !current };
  }

  /** The current row whoever owns it: what decides about a write, never shown. */
  #current(type: string, id: string): CurrentRow | undefined {
    const row = this.#write.get('SELECT rid, patient, ver, updated, method, body FROM res WHERE type = ? AND id = ?', type, id);
    return (
      row && { rid: Number(row[0]), patient: String(row[1]), version: Number(row[2]), updated: Number(row[3]), method: String(row[4]), body: String(row[5]) }
    );
  }

  #lastOwner(type: string, id: string): string | undefined {
    const row = this.#write.get('SELECT patient FROM hist WHERE type = ? AND id = ? ORDER BY ver DESC LIMIT 1', type, id);
    return row && String(row[0]);
  }

  /** Moves the current version into the history and takes it out of the index. */
  #retire(row: CurrentRow): void {
    const old = parse(row.body);
    const rows = indexRows(old);
    this.#write.run('INSERT INTO hist VALUES (?,?,?,?,?,?,?)', old.resourceType, old.id, row.version, row.patient, row.updated, row.method, row.body);
    for (const { parameter, value } of rows.tokens) {
      this.#write.run(
        'DELETE FROM tok WHERE type=? AND patient=? AND param=? AND value=? AND date=? AND rid=?',
        old.resourceType,
        row.patient,
        parameter,
        value,
        rows.date.from,
        row.rid,
      );
    }
    this.#write.run('DELETE FROM num WHERE rid = ?', row.rid);
    if (old.resourceType === 'Consent') dropPermits(this.#write, row.rid);
  }

  #audit(at: number, action: Action, type: string, id: string, version: number, patient: string): void {
    this.database.audit.write({ at, patient, ...this.#who(type, patient, action), action, type, id, version });
  }
}
