import type { Authorise } from '../access/tokens.js';
import type { Scope } from '../access/scope.js';
import { capabilityStatement } from '../fhir/capability.js';
import { Refusal } from '../fhir/refusal.js';
import { ScopedRepository } from '../fhir/repository.js';
import type { FhirApi } from '../fhir/router.js';
import type { TenantDatabase } from '../storage/tenant-database.js';
import { parseJson, readBody } from './body.js';
import type { Buckets } from './buckets.js';
import type { Exchange, Reply } from './exchange.js';
import type { Origins } from './headers.js';
import { fhirCors } from './headers.js';

/** What the FHIR routes work with. */
export interface FhirRoutes {
  readonly api: FhirApi;
  readonly authorise: Authorise;
  readonly tenants: ReadonlyMap<string, { readonly database: TenantDatabase; readonly origins: Origins }>;
  readonly users: Buckets;
  readonly addresses: Buckets;
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

async function answer(routes: FhirRoutes, exchange: Exchange, path: string, base: string, authorised: (scope: Scope) => void): Promise<Reply> {
  const { request } = exchange;
  const method = request.method ?? 'GET';
  const address = request.socket.remoteAddress ?? '';
  exchange.pattern = `${method} /fhir/R4`;
  if (path === 'metadata' && method === 'GET') {
    routes.addresses.take(address, 1);
    exchange.pattern += '/metadata';
    return { status: 200, body: capabilityStatement(base) };
  }
  if (path === '.well-known/smart-configuration' && method === 'GET' && routes.smartConfiguration) {
    routes.addresses.take(address, 1);
    exchange.pattern += `/${path}`;
    return { status: 200, body: routes.smartConfiguration(base), type: 'application/json; charset=utf-8' };
  }
  const scope = await routes.authorise(request.headers.authorization).catch((error: unknown) => {
    routes.addresses.take(address, 1);
    throw error;
  });
  const tenant = routes.tenants.get(scope.tenant);
  if (!tenant)
    throw new Refusal(401, 'login', 'The token belongs to no tenant of this server.', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } });
  authorised(scope);
  const body = await bodyOf(exchange, path);
  routes.users.take(`${scope.tenant} ${scope.user}`, cost(method, path, body));
  const { pattern, ...reply } = await routes.api.route(
    { method, url: path + exchange.url.search, headers: singleHeaders(exchange), body, base },
    new ScopedRepository(tenant.database, scope),
  );
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
  const origin = exchange.request.headers.origin;
  const everyone = [...routes.tenants.values()].map(({ origins }) => origins);
  if (exchange.request.method === 'OPTIONS') {
    exchange.pattern = 'OPTIONS /fhir/R4';
    return { status: 204, headers: fhirCors(origin, everyone, true) };
  }
  let allowed = everyone; // until the token says which tenant it is
  let reply: Reply;
  try {
    reply = await answer(routes, exchange, path, base, ({ tenant }) => {
      const origins = routes.tenants.get(tenant)?.origins;
      allowed = origins ? [origins] : [];
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply = { status: error.status, body: error.outcome, ...(error.more.headers ? { headers: error.more.headers } : {}) };
  }
  const common = { 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin', ...fhirCors(origin, allowed, false) };
  return { type: fhirType, ...reply, headers: { ...common, ...reply.headers } };
}
