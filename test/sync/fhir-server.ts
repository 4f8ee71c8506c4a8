import type { Transport, TransportRequest, TransportResponse } from '@nelumbo/core/platform';

/** A resource as the tests handle it. */
export interface Body {
  resourceType: string;
  id?: string;
  meta?: { versionId?: string; lastUpdated?: string };
  [element: string]: unknown;
}

/** A version on the server, and who wrote it. */
export interface Stored {
  readonly by: 'me' | 'other';
  readonly body: Body;
  readonly updated: number; // ticks
}

/** What goes wrong with one request. */
export type Fault =
  | 'ok'
  | 'dropRequest'
  | 'dropResponse'
  | 'duplicate'
  | '500'
  | '500 after applying'
  | '429'
  | '401'
  | '409'
  | '412'
  | 'truncate'
  | 'delayRequest'
  | 'partial'
  | 'short';

/** What a server may or may not do; by default it does all. */
export interface Habits {
  readonly ifNoneExist: boolean;
  readonly ifNoneMatch: boolean;
  readonly ifMatch: boolean;
  readonly batch: boolean;
}

export const TICK = 60_000; // ms
const BASE = 'https://fhir.example';
const EPOCH = Date.UTC(2026, 2, 2);
const OP = 'urn:nelumbo:fhir:op';
const ID = 'urn:nelumbo:fhir:id';

const answer = (status: number, body?: object, headers: Record<string, string> = {}): TransportResponse => ({
  status,
  header: (name) => headers[name.toLowerCase()] ?? null,
  body: body ? JSON.stringify(body) : '',
});
const outcome = (status: number) => answer(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] });
export const clientOf = (body: Body): string | undefined =>
  (body['identifier'] as { system: string; value: string }[] | undefined)?.find(({ system }) => system === ID)?.value;
export const opIdOf = (body: Body): string | undefined =>
  (body['extension'] as { url: string; valueString: string }[] | undefined)?.find(({ url }) => url === OP)?.valueString;

interface BatchBundle {
  readonly entry: readonly {
    readonly resource: Body;
    readonly request: {
      readonly method: 'POST' | 'PUT';
      readonly url: string;
      readonly ifMatch?: string;
      readonly ifNoneMatch?: string;
      readonly ifNoneExist?: string;
    };
  }[];
}

/** A FHIR server that keeps every version, takes one fault for each request, and can deliver a delayed request later. */
export class FhirServer {
  readonly resources = new Map<string, Stored[]>(); // `Type/id` -> versions, oldest first
  faults: Fault[] = [];
  readonly log: string[] = [];
  requests = 0;
  /** What the user allows at this moment, and how many requests came although it was not allowed. */
  consent = true;
  leaked = 0;
  /** A PUT to an id that is not there makes it. */
  updateCreate = false;
  clock = 1; // ticks; two versions in a row may carry the same time
  readonly habits: Habits;
  readonly #delayed: TransportRequest[] = [];
  #nextId = 1;
  #applied = 0;

  constructor(habits: Partial<Habits> = {}) {
    this.habits = { ifNoneExist: true, ifNoneMatch: true, ifMatch: true, batch: true, ...habits };
  }

  /** Adds what the transport does around a request: a test's scheduling points. */
  transport(around: <T>(name: string, run: () => T) => Promise<T> = (_name, run) => Promise.resolve(run())): Transport {
    return { send: (request) => around(`${request.method} ${request.url.split('/').pop()!.split('?')[0]!}`, () => this.#handle(request)) };
  }

  #handle(request: TransportRequest): TransportResponse {
    this.requests++;
    if (!this.consent) this.leaked++;
    this.log.push(`${request.method} ${request.url}`);
    const fault = this.faults.shift() ?? 'ok';
    if (fault === 'dropRequest') throw new Error(fault);
    if (fault === '500' || fault === '429' || fault === '401') return outcome(Number(fault));
    // A conflict that the record does not have: a proxy, a lock, a server that is unsure.
    if ((fault === '409' || fault === '412') && request.method !== 'GET' && request.url !== BASE) return outcome(Number(fault));
    if (fault === 'delayRequest') {
      this.#delayed.push(request);
      throw new Error(fault);
    }
    const response = this.apply(request, 'me', 0, fault);
    if (fault === 'duplicate') this.apply(request);
    if (fault === 'dropResponse') throw new Error(fault);
    if (fault === '500 after applying') return outcome(500);
    if (fault === 'truncate') return { status: response.status, header: () => null, body: response.body.slice(0, response.body.length / 2) };
    return response;
  }

  deliverDelayed(): void {
    for (const request of this.#delayed.splice(0)) this.apply(request);
  }

  apply(
    { method, url, headers, body }: Pick<TransportRequest, 'method' | 'url' | 'headers' | 'body'>,
    by: Stored['by'] = 'me',
    late = 0,
    fault: Fault = 'ok',
  ): TransportResponse {
    if (url === BASE) return this.#batch(JSON.parse(body!) as BatchBundle, fault);
    const [path, query = ''] = url.replace(`${BASE}/`, '').split('?') as [string, string?];
    const parameters = new Map(query.split('&').map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]));
    if (path === 'metadata') return answer(200, { resourceType: 'CapabilityStatement', rest: [] });
    if (method === 'GET') return path.includes('/') ? this.#read(path) : this.#search(path, parameters);
    const sent = JSON.parse(body!) as Body;
    if (String(sent['valueString']).endsWith('!')) return outcome(422); // poison
    if (String(sent['valueString']).endsWith('?')) return outcome(500); // what it chokes on
    if (method === 'POST') {
      const found = headers['if-none-exist'] && this.habits.ifNoneExist && this.find(clientOf(sent)!);
      if (found) return this.#current(found, 200);
      return this.#store(`${path}/s${this.#nextId++}`, sent, by, 201, late);
    }
    const versions = this.resources.get(path);
    if (!versions && !this.updateCreate) return outcome(404);
    if (!versions) return this.#store(path, sent, by, 201, late);
    if (headers['if-none-match'] && this.habits.ifNoneMatch) return outcome(412);
    if (headers['if-match'] && this.habits.ifMatch && headers['if-match'] !== `W/"${versions.length}"`) return outcome(412);
    return this.#store(path, sent, by, 200, late);
  }

  // Each entry is judged by itself; `partial`: every other one meets a failing node; `short`: the last answers are missing.
  #batch({ entry }: BatchBundle, fault: Fault): TransportResponse {
    if (!this.habits.batch) return outcome(404);
    if (entry.some(({ resource }) => String(resource['valueString']).endsWith('?'))) return outcome(500);
    const answers = entry.map(({ resource, request: { method, url, ...conditions } }, i) => {
      if (fault === 'partial' && i % 2 === 0) return outcome(503);
      const headers = { 'if-match': conditions.ifMatch, 'if-none-match': conditions.ifNoneMatch, 'if-none-exist': conditions.ifNoneExist };
      const given = Object.fromEntries(Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined));
      return this.apply({ method, url: `${BASE}/${url}`, headers: given, body: JSON.stringify(resource) });
    });
    const shown = fault === 'short' ? answers.slice(0, -1) : answers;
    const entries = shown.map(({ status, header, body }) => ({
      ...(status < 300 && { resource: JSON.parse(body) as Body }),
      response: {
        status: `${status} X`,
        ...(header('etag') && { etag: header('etag'), location: header('location') }),
        ...(status >= 300 && { outcome: JSON.parse(body) as Body }),
      },
    }));
    return answer(200, { resourceType: 'Bundle', type: 'batch-response', entry: entries });
  }

  #store(sid: string, body: Body, by: Stored['by'], status: number, late: number): TransportResponse {
    const versions = this.resources.get(sid) ?? [];
    const updated = this.clock + (this.#applied++ >> 1) - late;
    const meta = { versionId: String(versions.length + 1), lastUpdated: new Date(EPOCH + updated * TICK).toISOString() };
    this.resources.set(sid, [...versions, { by, updated, body: { ...body, id: sid.split('/')[1]!, meta } }]);
    return this.#current(sid, status);
  }

  #current(sid: string, status: number): TransportResponse {
    const { body } = this.resources.get(sid)!.at(-1)!;
    const version = body.meta!.versionId!;
    return answer(status, body, { etag: `W/"${version}"`, location: `https://fhir.example/${sid}/_history/${version}` });
  }

  #read(path: string): TransportResponse {
    const versions = this.resources.get(path.replace(/\/_history$/, ''));
    if (!versions) return outcome(404);
    if (!path.endsWith('/_history')) return this.#current(path, 200);
    return answer(200, { resourceType: 'Bundle', type: 'history', entry: [...versions].reverse().map(({ body }) => ({ resource: body })) });
  }

  // Pages hold 3 where 50 were asked for, so that a few resources are many pages.
  #search(type: string, parameters: ReadonlyMap<string, string>): TransportResponse {
    const asked = parameters.get('_lastUpdated') ?? 'ge';
    const since = Date.parse(asked.slice(2)) || 0;
    const offset = Number(parameters.get('_offset') ?? 0);
    const client = parameters.get('identifier')?.split('|')[1];
    const size = Math.ceil((Number(parameters.get('_count')) * 3) / 50);
    const found = [...this.resources]
      .filter(([sid]) => sid.startsWith(`${type}/`))
      .map(([, versions]) => versions.at(-1)!)
      .filter(({ updated }) => (asked.startsWith('gt') ? EPOCH + updated * TICK > since : EPOCH + updated * TICK >= since))
      .filter(({ body }) => client === undefined || clientOf(body) === client)
      .sort((a, b) => a.updated - b.updated || (a.body.id! < b.body.id! ? -1 : 1));
    const query = [...parameters].filter(([name]) => name && name !== '_offset').map((pair) => pair.map(encodeURIComponent).join('='));
    const next = found.length > offset + size ? [{ relation: 'next', url: `${BASE}/${type}?${[...query, `_offset=${offset + size}`].join('&')}` }] : [];
    return answer(200, {
      resourceType: 'Bundle',
      type: 'searchset',
      link: next,
      entry: found.slice(offset, offset + size).map(({ body }) => ({ resource: body })),
    });
  }

  find(client: string): string | undefined {
    for (const [sid, versions] of this.resources) if (clientOf(versions[0]!.body) === client) return sid;
    return undefined;
  }

  /** A resource of another device. */
  seed(body: Body, client: string): void {
    this.apply(
      { method: 'POST', url: body.resourceType, headers: {}, body: JSON.stringify({ ...body, identifier: [{ system: ID, value: client }] }) },
      'other',
    );
    this.clock += 5;
  }

  /**
   * Another writer reads the current version, changes something and writes it back. A good one keeps extensions that it does
   * not know, so that its version still carries our operation id; others drop them. `late`: stamped that many ticks
   * before it becomes visible, as a long transaction is.
   */
  change(client: string, change: object, { keeps = true, late = 0 } = {}): void {
    const sid = this.find(client);
    if (!sid) return;
    const { extension, ...last } = this.resources.get(sid)!.at(-1)!.body;
    const body = JSON.stringify({ ...last, ...(keeps && extension ? { extension } : {}), ...change });
    this.apply({ method: 'PUT', url: sid, headers: {}, body }, 'other', late);
  }
}
