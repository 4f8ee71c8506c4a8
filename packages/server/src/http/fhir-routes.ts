import { resolveScope } from '../access/scope.js';
import { capabilityStatement } from '../fhir/capability.js';
import { Refusal } from '../fhir/refusal.js';
import { ScopedRepository } from '../fhir/repository.js';
import type { FhirApi } from '../fhir/router.js';
import { parseJson, readBody } from './body.js';
import type { Exchange, Reply } from './exchange.js';
import type { Enter, Gate } from './gate.js';
import { countAddress, countUser, guarded } from './gate.js';

/** What the FHIR routes work with. */
export interface FhirRoutes {
  readonly api: FhirApi;
  readonly gate: Gate;
  /** `/.well-known/smart-configuration`, when an identity provider of ours is mounted. */
  readonly smartConfiguration?: (base: string) => unknown;
}

const fhirType = 'application/fhir+json; charset=utf-8';
const megabyte = 1_000_000;

/** Bytes that a body may have: more where attachments are at home. */
function bodyLimit(path: string): number {
  if (path === '') return 2 * megabyte;
  return /^(Bundle|QuestionnaireResponse|Composition|Consent)(\/|$)/.test(path) ? 8 * megabyte : megabyte;
}

/** What a request weighs against the user's rate. */
function cost(method: string, path: string, body: unknown): number {
  if (path === '' && method === 'POST') return Math.max(1, (body as { entry?: unknown[] } | undefined)?.entry?.length ?? 1);
  return (method === 'GET' && /^\w+$/.test(path)) || path.endsWith('/_search') ? 3 : 1;
}

async function bodyOf(exchange: Exchange, path: string): Promise<unknown> {
  const { request } = exchange;
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const isForm = path.endsWith('/_search');
  const fits = isForm ? type === 'application/x-www-form-urlencoded' : type === 'application/fhir+json' || type === 'application/json';
  if (!fits) throw new Refusal(415, 'not-supported', isForm ? 'Send the search as application/x-www-form-urlencoded.' : 'Send application/fhir+json.');
  const text = await readBody(request, bodyLimit(path));
  return isForm ? text : parseJson(text);
}

async function answer(routes: FhirRoutes, exchange: Exchange, path: string, base: string, enter: Enter): Promise<Reply> {
  const method = exchange.request.method ?? 'GET';
  if (path === 'metadata' && method === 'GET') {
    countAddress(routes.gate, exchange);
    exchange.pattern += '/metadata';
    return { status: 200, body: capabilityStatement(base) };
  }
  if (path === '.well-known/smart-configuration' && method === 'GET' && routes.smartConfiguration) {
    countAddress(routes.gate, exchange);
    exchange.pattern += `/${path}`;
    return { status: 200, body: routes.smartConfiguration(base), type: 'application/json; charset=utf-8' };
  }
  const { caller, database } = await enter();
  const body = await bodyOf(exchange, path);
  countUser(routes.gate, caller, cost(method, path, body));
  const call = { method, url: path + exchange.url.search, headers: singleHeaders(exchange), body, base };
  const scope = resolveScope(caller, database); // after the body has come in: a consent withdrawn meanwhile counts
  const { pattern, ...reply } = await routes.api.route(call, new ScopedRepository(database, scope));
  exchange.pattern = pattern.replace(' ', ' /fhir/R4');
  return reply;
}

/** The headers that matter, each once. */
function singleHeaders({ request }: Exchange): Record<string, string | undefined> {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  const ifNoneExist = request.headers['if-none-exist'];
  return { 'if-match': ifMatch, 'if-none-match': ifNoneMatch, 'if-none-exist': Array.isArray(ifNoneExist) ? ifNoneExist[0] : ifNoneExist };
}

/**
 * Answers a request below the FHIR base.
 * @param path - below the base, decoded by nobody yet, without a leading slash
 */
export async function fhirRoute(routes: FhirRoutes, exchange: Exchange, path: string, base: string): Promise<Reply> {
  exchange.pattern = `${exchange.request.method} /fhir/R4`;
  const reply = await guarded(
    routes.gate,
    exchange,
    (enter) => answer(routes, exchange, path, base, enter),
    ({ status, outcome, more }) => ({ status, body: outcome, ...(more.headers ? { headers: more.headers } : {}) }),
  );
  return { type: fhirType, ...reply };
}
