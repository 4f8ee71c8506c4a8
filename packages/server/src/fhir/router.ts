import type { FhirRouter as Library } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, OperationOutcome } from '@medplum/fhirtypes';
import { etag } from './bundles.js';
import type { Answer, Ask, Interaction } from './interactions.js';
import { interactions } from './interactions.js';
import { allOk, created, FhirRouter } from './medplum.js';
import { Refusal } from './refusal.js';
import type { ScopedRepository } from './repository.js';
import type { FhirResource, StoredResource } from './resource.js';
import { isObject } from './resource.js';
import { resourceTypes } from './resource-types.js';
import { statuses } from './statuses.js';
import type { Validate } from './validation.js';

type Found = ReturnType<Library['find']>;
type Handler = NonNullable<Found>['handler'];
type Method = Parameters<Library['find']>[0];
type LibraryAnswer = Awaited<ReturnType<Handler>>;

/** What a bundle may hold at most. */
export const maxEntries = 50;

/** One HTTP request for the FHIR API, its body parsed. */
export interface FhirCall {
  readonly method: string;
  /** Path below the FHIR base with the query, without a leading slash. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly base: string;
}

/** The answer to a {@link FhirCall}. */
export interface FhirAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** For the log: what was asked, without ids or values. */
  readonly pattern: string;
}

const unknownRoute = (): Refusal => new Refusal(404, 'not-supported', 'This server has no such route; GET metadata lists what it has.');

/** Sends every route through our interactions; `find` is the one place that sees direct requests and the entries of bundles alike. */
class Router extends FhirRouter {
  constructor(
    private readonly validate: Validate,
    private readonly report: (error: unknown) => void,
  ) {
    super();
  }

  override find(method: Method, url: string): Found {
    const refused = (refusal: Refusal): Found => ({
      handler: () => Promise.resolve([statuses.tag(refusal)]),
      path: url,
      params: {},
      data: { interaction: 'read' },
    });
    let found: Found;
    try {
      found = super.find(method, url.replace(/^\//, ''));
    } catch {
      return refused(new Refusal(400, 'invalid', 'The address cannot be read.'));
    }
    const name = found?.data?.interaction ?? '';
    const type = found?.params['resourceType'] ?? '';
    if (!found) return refused(unknownRoute());
    if (name === 'batch') return found;
    if (!Object.hasOwn(resourceTypes, type) || !Object.hasOwn(interactions, name)) return refused(unknownRoute());
    if (!(resourceTypes[type]?.only ?? [name]).includes(name)) return refused(unknownRoute());
    if (name === 'delete' && !found.params['id']) return refused(unknownRoute());
    const interaction: Interaction = interactions[name as keyof typeof interactions]; // hasOwn, the line before the last
    return { ...found, handler: this.#handler(interaction, url) };
  }

  #handler(interaction: Interaction, url: string): Handler {
    return async (request, repository, _router, options): Promise<LibraryAnswer> => {
      const scoped = repository as unknown as ScopedRepository; // every repository here is one
      const { resourceType: type = '', id = '', vid: version = '' } = request.params;
      try {
        if (!scoped.scope.allows(type, interaction.action)) throw new Refusal(403, 'forbidden', 'The token does not allow that for this type.');
        const assignedId = options?.assignedId ? (request.body as FhirResource).id : undefined; // the library gave the body that id
        const answer = await interaction.run({
          type,
          id,
          version,
          repository: scoped,
          validate: this.validate,
          query: queryOf(url),
          body: request.body,
          headers: request.headers as Ask['headers'], // those in use come once
          base: (request.config as { base?: string } | undefined)?.base ?? '', // set in `route` below
          ...(assignedId === undefined ? {} : { assignedId }),
        });
        return inLibraryTerms(answer);
      } catch (error) {
        if (error instanceof Refusal) return [statuses.tag(error)];
        this.report(error);
        return [statuses.tag(ownFailure(error))];
      }
    };
  }
}

/** What a failure of the server's own is to the client: nothing was stored, try later. */
function ownFailure(error: unknown): Refusal {
  const isFull = (error as { code?: unknown } | undefined)?.code === 'SQLITE_FULL';
  if (isFull) return new Refusal(507, 'no-store', 'The server has no space left; nothing was stored.');
  return new Refusal(500, 'exception', 'The server failed at this request; it was logged.');
}

const queryOf = (url: string): [string, string][] => (url.includes('?') ? [...new URLSearchParams(url.slice(url.indexOf('?') + 1))] : []);

function inLibraryTerms({ status, resource }: Answer): LibraryAnswer {
  const outcome = status === 201 ? created : allOk;
  return resource ? [outcome, resource as unknown as Bundle] : [outcome]; // the library passes it through
}

/** Refuses bundles that are too large or hold what is not for a bundle, before anything runs. */
function checkBundle(body: unknown): FhirResource {
  if (!isObject(body) || body['resourceType'] !== 'Bundle') throw new Refusal(400, 'invalid', 'POST a Bundle of type batch or transaction here.');
  if (body['type'] !== 'batch' && body['type'] !== 'transaction') throw new Refusal(400, 'invalid', 'The Bundle must be of type batch or transaction.');
  const entries: readonly unknown[] = Array.isArray(body['entry']) ? body['entry'] : [];
  if (entries.length > maxEntries) throw new Refusal(413, 'too-costly', `A bundle holds at most ${maxEntries} entries.`);
  for (const entry of entries) {
    const request = isObject(entry) ? entry['request'] : undefined;
    if (!isObject(request) || typeof request['method'] !== 'string' || typeof request['url'] !== 'string')
      throw new Refusal(400, 'required', 'Each entry needs request.method and request.url.');
    if (/^\/?(\?|$)/.test(request['url'])) throw new Refusal(400, 'not-supported', 'A bundle cannot hold a bundle.');
  }
  return body as FhirResource; // resourceType was compared
}

/** Gives the entries of a response their status, ETag and place; the library knows fewer of each. */
function finishEntry(entry: BundleEntry): unknown {
  const { outcome, ...response } = entry.response ?? { status: '500' };
  const refused = statuses.of(outcome);
  if (refused) return { response: { ...response, status: String(refused.status), outcome } };
  const resource = entry.resource as unknown as Partial<StoredResource> | undefined; // ours, passed through
  const meta = resource?.id ? resource.meta : undefined;
  if (!resource || !meta) return { ...entry, response: { ...response, ...(Number(response.status) >= 400 ? { outcome } : {}) } };
  const location = `${resource.resourceType}/${resource.id}/_history/${meta.versionId}`;
  return { resource, response: { ...response, location, etag: etag(meta.versionId), lastModified: meta.lastUpdated } };
}

/** The FHIR API below its base, for a scope that is already known. */
export interface FhirApi {
  route(call: FhirCall, repository: ScopedRepository): Promise<FhirAnswer>;
}

/**
 * Makes the FHIR API on @medplum/fhir-router.
 * @param report - told of failures that are ours, not the request's
 */
export function createFhirApi(validate: Validate, report: (error: unknown) => void): FhirApi {
  const router = new Router(validate, report);
  return {
    async route(call, repository) {
      const isBundle = call.method === 'POST' && /^\/?(\?|$)/.test(call.url);
      const [path = ''] = call.url.split('?');
      const [type = '', id, history, version] = path.split('/');
      const known = Object.hasOwn(resourceTypes, type) ? type : ':type';
      const pattern = `${call.method} /${[...(type ? [known] : []), ...(id === undefined ? [] : [id === '_search' ? id : ':id']), ...(history === undefined ? [] : ['_history']), ...(version === undefined ? [] : [':version'])].join('/')}`;
      try {
        const search = call.method === 'POST' && id === '_search' && history === undefined;
        const body = isBundle ? checkBundle(call.body) : call.body;
        const url = search ? `${type}?${String(call.body)}` : call.url;
        const method = (search ? 'GET' : call.method) as Method; // others find no route
        const [outcome, resource] = await router.handleRequest(
          { method, url, pathname: '', body, params: {}, query: {}, headers: call.headers, config: { transactions: true, base: call.base } as object },
          repository as never, // its generics are the library's own
        );
        return finish(outcome, resource as unknown as FhirResource | undefined, call, pattern);
      } catch (error) {
        if (!(error instanceof Refusal)) report(error);
        const { status, outcome, more } = error instanceof Refusal ? error : ownFailure(error);
        return { status, headers: more.headers ?? {}, body: outcome, pattern };
      }
    },
  };
}

function finish(outcome: OperationOutcome, resource: FhirResource | undefined, call: FhirCall, pattern: string): FhirAnswer {
  const refused = statuses.of(outcome);
  if (refused) return { status: refused.status, headers: refused.headers, body: outcome, pattern };
  if (outcome.id !== 'ok' && outcome.id !== 'created') return { status: 400, headers: {}, body: { ...outcome, id: undefined }, pattern };
  if (resource?.resourceType === 'Bundle' && /-response$/.test(String(resource['type']))) {
    const entries = resource['entry'] as BundleEntry[]; // made by processBatch
    return { status: 200, headers: {}, body: { ...resource, entry: entries.map(finishEntry) }, pattern };
  }
  const status = outcome.id === 'created' ? 201 : 200;
  if (!resource)
    return {
      status,
      headers: {},
      body: { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational', diagnostics: 'Done.' }] },
      pattern,
    };
  const { id, meta } = resource;
  if (!id || !meta?.versionId || !meta.lastUpdated) return { status, headers: {}, body: resource, pattern };
  const headers: Record<string, string> = { ETag: etag(meta.versionId), 'Last-Modified': new Date(meta.lastUpdated).toUTCString() };
  if (call.method === 'POST' || status === 201) headers['Location'] = `${call.base}/${resource.resourceType}/${id}/_history/${meta.versionId}`;
  if (call.method === 'GET' && call.headers['if-none-match'] === headers['ETag']) return { status: 304, headers, pattern };
  return { status, headers, body: resource, pattern };
}
