import { readable } from '../access/scope.js';
import type { Scope } from '../access/scope.js';
import type { Connection, SqlValue } from '../storage/connection.js';
import type { Query } from './query.js';
import type { Page } from './record-store.js';
import { notFound, Refusal } from './refusal.js';
import type { StoredResource } from './resource.js';
import type { Sql } from './scope-clause.js';
import { confined, sql } from './scope-clause.js';
import { instantCondition, readCursor, writeCursor } from './search-sql.js';

const columns = 'a.patient, a.at, a.seq, a.user, a.agent, a.action, a.type, a.id, a.ver, a.consent';
/** FHIR's one-letter actions; a search "executes". */
const letters: Readonly<Record<string, string>> = { create: 'C', read: 'R', vread: 'R', 'history-instance': 'R', update: 'U', delete: 'D' };
const terminology = 'http://terminology.hl7.org/CodeSystem';
const resourceTypeSystem = 'http://hl7.org/fhir/resource-types';
const objectRole = (code: string): unknown => ({ system: `${terminology}/object-role`, code });

/** Time and serial number of a line name it within its tenant. */
const idOf = (at: number, serial: number): string => `${at}-${serial}`;

function whoOf(user: string, agent: string): unknown {
  return agent ? { reference: agent } : { identifier: { value: user } };
}

/** A line of the audit as FHIR has it. The data are an object of the event, the patient another, the Consent a third. */
function auditEvent([patient, at, serial, user, agent, action, type, id, version, consent]: readonly SqlValue[]): StoredResource {
  const recorded = new Date(Number(at)).toISOString();
  const data = id === '' ? {} : { what: { reference: `${String(type)}/${String(id)}${Number(version) > 0 ? `/_history/${String(version)}` : ''}` } };
  const entity = [
    { what: { reference: `Patient/${String(patient)}` }, type: { system: `${terminology}/audit-entity-type`, code: '1' }, role: objectRole('1') },
    { ...data, type: { system: resourceTypeSystem, code: String(type) }, role: objectRole(id === '' ? '24' : '4') },
    ...(consent === ''
      ? []
      : [{ what: { reference: `Consent/${String(consent)}` }, type: { system: resourceTypeSystem, code: 'Consent' }, role: objectRole('13') }]),
  ];
  return {
    resourceType: 'AuditEvent',
    id: idOf(Number(at), Number(serial)),
    meta: { versionId: '1', lastUpdated: recorded },
    type: { system: `${terminology}/audit-event-type`, code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: String(action) }],
    action: letters[String(action)] ?? 'E',
    recorded,
    outcome: '0',
    agent: [{ who: whoOf(String(user), String(agent)), requestor: true }],
    source: { observer: { display: 'Nelumbo reference server' } },
    entity,
  };
}

function conditionOf(filter: Query['filters'][number]): Sql {
  const either = (parts: readonly Sql[]): Sql => sql(`(${parts.map(({ text }) => text).join(' OR ')})`, ...parts.flatMap(({ values }) => values));
  switch (filter.kind) {
    case 'owner':
      return either(filter.any.map((patient) => sql('a.patient = ?', patient)));
    case 'id':
      return either(filter.any.map((id) => sql('(a.at = ? AND a.seq = ?)', ...placeOf(id))));
    case 'date':
      return either(filter.any.map(({ prefix, span }) => instantCondition('a.at', prefix, span.from, span.to)));
    default:
      throw new Refusal(400, 'invalid', 'AuditEvent is searched by patient, date, _id and _lastUpdated.');
  }
}

const placeOf = (id: string): readonly [number, number] => {
  const [, at, serial] = /^(\d{1,15})-(\d{1,15})$/.exec(id) ?? [];
  return [Number(at ?? -1), Number(serial ?? -1)];
};

/** What was done to the data of the patient who asks, newest first unless sorted otherwise. */
export function searchAudit(connection: Connection, scope: Scope, query: Query): Page {
  const parts = [confined('a', readable(scope, 'AuditEvent')), ...query.filters.map(conditionOf)];
  const where = sql(parts.map(({ text }) => text).join(' AND '), ...parts.flatMap(({ values }) => values));
  const total = query.total ? { total: Number(connection.get(`SELECT count(*) FROM audit a WHERE ${where.text}`, ...where.values)?.[0]) } : {};
  if (query.count === 0) return { resources: [], ...total };
  const descending = query.sort?.descending ?? true;
  const [direction, beyond] = descending ? ['DESC', '<'] : ['ASC', '>'];
  const order = `audit${direction}`;
  const cursor = query.cursor ? readCursor(query.cursor, order) : undefined;
  const after = cursor ? sql(` AND (a.at, a.seq) ${beyond} (?, ?)`, cursor.value, cursor.rid) : sql('');
  const rows = connection.all(
    `SELECT ${columns} FROM audit a WHERE ${where.text}${after.text} ORDER BY a.at ${direction}, a.seq ${direction} LIMIT ?`,
    ...where.values,
    ...after.values,
    query.count + 1,
  );
  const shown = rows.slice(0, query.count);
  const last = shown.at(-1);
  const next = rows.length > query.count && last ? { next: writeCursor(order, last[1] ?? 0, Number(last[2])) } : {};
  return { resources: shown.map(auditEvent), ...next, ...total };
}

/** One line; @throws Refusal 404 for absent and foreign */
export function readAudit(connection: Connection, scope: Scope, id: string): StoredResource {
  const scoped = confined('a', readable(scope, 'AuditEvent'));
  const row = connection.get(`SELECT ${columns} FROM audit a WHERE a.at = ? AND a.seq = ? AND ${scoped.text}`, ...placeOf(id), ...scoped.values);
  if (!row) throw notFound();
  return auditEvent(row);
}
