import type { Action } from '../access/scope.js';
import { readAudit, searchAudit } from './audit-events.js';
import { historyBundle, searchBundle } from './bundles.js';
import { intervalOf } from './dates.js';
import { ownerOf, tenantOwned } from './owner.js';
import { mayWrite } from '../access/scope.js';
import { parseQuery } from './query.js';
import type { Preconditions } from './record-store.js';
import { notFound, Refusal } from './refusal.js';
import type { ScopedRepository } from './repository.js';
import type { FhirResource, StoredResource } from './resource.js';
import { isObject } from './resource.js';
import type { Validate } from './validation.js';

/** A request for one interaction, direct or out of a bundle. */
export interface Ask {
  readonly type: string;
  readonly id: string;
  readonly version: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  /** Where the FHIR API is reached, for links. */
  readonly base: string;
  /** The id that a bundle already refers to, for a create inside of one. */
  readonly assignedId?: string;
  readonly repository: ScopedRepository;
  readonly validate: Validate;
}

/** What an interaction answers; `resource` is absent after a deletion. */
export interface Answer {
  readonly status: 200 | 201;
  readonly resource?: StoredResource | FhirResource;
}

/** An interaction, and the action that a token must allow for it. */
export interface Interaction {
  readonly action: Action;
  readonly run: (ask: Ask) => Answer | Promise<Answer>;
}

const bad = (diagnostics: string): Refusal => new Refusal(400, 'invalid', diagnostics);

function resourceOf(ask: Ask): FhirResource {
  if (!isObject(ask.body)) throw bad('The body is no resource.');
  const resource = ask.body as FhirResource; // an object; its type is compared in the next line, the rest is the validator's
  if (resource.resourceType !== ask.type) throw bad('The resourceType of the body is not the one in the address.');
  if (ask.type === 'Bundle' && resource['type'] !== 'document') throw new Refusal(422, 'business-rule', 'Only Bundles of type document are kept.');
  ask.validate(resource);
  return resource;
}

/** Refuses early what the store would refuse in its transaction, so that nobody queues for nothing. */
function claim(ask: Ask, resource: FhirResource, action: Action): void {
  const owner = ownerOf(resource);
  if (!mayWrite(ask.repository.scope, ask.type, owner, action)) {
    throw new Refusal(
      403,
      'forbidden',
      owner === tenantOwned ? 'Only a service of the tenant may write this type.' : 'The token does not allow to write for this owner.',
    );
  }
}

function preconditions({ headers }: Ask): Preconditions {
  const [match, none] = [headers['if-match'], headers['if-none-match']];
  const version = match === undefined ? undefined : /^(?:W\/)?"([^"]+)"$/.exec(match.trim())?.[1];
  if (match !== undefined && version === undefined) throw bad('If-Match is one version in quotes, such as W/"3".');
  if (none !== undefined && none.trim() !== '*') throw bad('If-None-Match on a write is *.');
  return { ...(version === undefined ? {} : { ifMatch: version }), ifAbsent: none !== undefined };
}

const severalMatches = (): Refusal => new Refusal(412, 'multiple-matches', 'Several resources match the condition.');

/** The query of a condition: at least one parameter, no paging. */
function criteria(type: string, query: Iterable<readonly [string, string]>): ReturnType<typeof parseQuery> {
  const parsed = parseQuery(type, query);
  if (parsed.filters.length === 0) throw new Refusal(412, 'invalid', 'The condition is empty.');
  return { ...parsed, count: 2 };
}

async function create(ask: Ask): Promise<Answer> {
  const resource = resourceOf(ask);
  const condition = ask.headers['if-none-exist'];
  const { repository } = ask;
  const found = condition === undefined ? undefined : criteria(ask.type, new URLSearchParams(condition.replace(/^.*\?/, '')));
  if (found && !repository.scope.allows(ask.type, 'search')) throw new Refusal(403, 'forbidden', 'A conditional create needs a token that allows to search.');
  claim(ask, ask.type === 'Patient' ? { ...resource, id: '' } : resource, 'create');
  return repository.write((store) => {
    const existing = found ? store.search(found).resources : [];
    if (existing.length > 1) throw severalMatches();
    if (existing[0]) return { status: 200, resource: store.seen('read', existing[0]) };
    return { status: 201, resource: store.create(resource, ask.assignedId) };
  });
}

async function update(ask: Ask): Promise<Answer> {
  const resource = resourceOf(ask);
  const { id } = ask;
  if (resource.id !== id) throw bad('The id of the body is not the one in the address.');
  claim(ask, resource, 'update');
  const when = preconditions(ask);
  const { resource: stored, created } = await ask.repository.write((store) => store.update({ ...resource, id }, when));
  return { status: created ? 201 : 200, resource: stored };
}

/** PUT with a condition instead of an id: updates the one match, creates when there is none. */
async function conditionalUpdate(ask: Ask): Promise<Answer> {
  const query = criteria(ask.type, ask.query);
  const resource = resourceOf(ask);
  if (!ask.repository.scope.allows(ask.type, 'search')) throw new Refusal(403, 'forbidden', 'A conditional update needs a token that allows to search.');
  claim(ask, ask.type === 'Patient' && !resource.id ? { ...resource, id: '' } : resource, 'update');
  const when = preconditions(ask);
  return ask.repository.write((store) => {
    const [match, second] = store.search(query).resources;
    if (second) throw severalMatches();
    if (match && resource.id !== undefined && resource.id !== match.id && resource.id !== ask.assignedId)
      throw bad('The id of the body is not that of the match.');
    if (match) return { status: 200, resource: store.update({ ...resource, id: match.id }, when).resource };
    if (when.ifMatch !== undefined) throw new Refusal(412, 'conflict', 'Nothing matches the condition.');
    if (resource.id !== undefined && resource.id !== ask.assignedId)
      return { status: 201, resource: store.update({ ...resource, id: resource.id }, { ifAbsent: true }).resource };
    return { status: 201, resource: store.create(resource, ask.assignedId) };
  });
}

async function read({ type, id, repository }: Ask): Promise<Answer> {
  const { store, database, scope } = repository;
  if (type !== 'AuditEvent') return { status: 200, resource: store.seen('read', store.read(type, id)) };
  if (!store.writing) await database.audit.flush();
  return { status: 200, resource: readAudit(database.reader, scope, id) };
}

function versionRead({ type, id, version, repository: { store } }: Ask): Answer {
  return { status: 200, resource: store.seen('vread', store.version(type, id, version)) };
}

function history(ask: Ask): Answer {
  const given = new Map(ask.query);
  for (const name of given.keys()) if (!['_since', '_count', '_cursor', '_format'].includes(name)) throw bad('A history takes _since and _count.');
  const since = given.has('_since') ? intervalOf(given.get('_since')?.replace(' ', '+') ?? '')?.from : 0;
  const count = Number(given.get('_count') ?? 100);
  const to = Number(given.get('_cursor') ?? Number.MAX_SAFE_INTEGER);
  if (since === undefined || !Number.isInteger(count) || count < 1 || !Number.isSafeInteger(to))
    throw bad('_since is an instant, _count a whole number from 1.');
  const size = Math.min(count, 500);
  const versions = ask.repository.store.history(ask.type, ask.id, { since, count: size + 1, from: 0, to });
  if (versions.length === 0 && ask.repository.store.history(ask.type, ask.id, { since: 0, count: 1, from: 0, to: Number.MAX_SAFE_INTEGER }).length === 0)
    throw notFound();
  ask.repository.store.seen('history-instance', versions.find(({ resource }) => resource)?.resource);
  return { status: 200, resource: historyBundle(ask, versions.slice(0, size), versions[size]?.version) };
}

async function search(ask: Ask): Promise<Answer> {
  const query = parseQuery(ask.type, ask.query);
  const { store, database, scope } = ask.repository;
  if (ask.type !== 'AuditEvent') return { status: 200, resource: searchBundle(ask, store.searched(query)) };
  if (!store.writing) await database.audit.flush(); // what was read a moment ago shows
  return { status: 200, resource: searchBundle(ask, searchAudit(database.reader, scope, query)) };
}

/** The interactions that work, by the names of FHIR's capability statement. */
export const interactions = {
  read: { action: 'read', run: read },
  vread: { action: 'read', run: versionRead },
  'history-instance': { action: 'read', run: history },
  'search-type': { action: 'search', run: search },
  create: { action: 'create', run: create },
  update: { action: 'update', run: (ask) => (ask.id === '' ? conditionalUpdate(ask) : update(ask)) },
  delete: {
    action: 'delete',
    run: async (ask) => {
      const when = preconditions(ask);
      await ask.repository.write((store) => store.delete(ask.type, ask.id, when));
      return { status: 200 };
    },
  },
} satisfies Readonly<Record<string, Interaction>>;
