import type { OperationOutcome } from '../fhir/index.js';
import type { Clock, Signal, Transport, TransportResponse } from '../platform.js';
import type { Json } from '../records/index.js';
import { again, blocked, Halt } from './halt.js';
import type { Session } from './session.js';

/** How long a request may take; after an unknown outcome a create is not repeated any sooner. */
export const TIMEOUT = 10_000; // ms

const LONGEST = 3_600_000; // ms; a server that asks for more is asked again after an hour
const SLOW_DOWN = 1000; // ms after 429 without Retry-After

/** What the server answered, read as far as sync needs it. */
export interface Answer {
  readonly status: number;
  /** The resource, Bundle or OperationOutcome; `undefined` when the body is no FHIR JSON. */
  readonly body: Json | undefined;
  /** `Type/id` of `Location`, `Content-Location` or the resource. */
  readonly sid: string | undefined;
  /** Of the ETag or the resource. */
  readonly version: string | undefined;
}

/** What {@link FhirHttp} needs. */
export interface FhirHttpOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** FHIR base URL. */
  readonly base: string;
  readonly session: Session;
  /** Whether this request may leave the device, asked each time. */
  readonly allowed: () => Promise<boolean>;
  readonly signal: Signal;
}

/** A request to the FHIR server. */
export interface FhirRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the base, a whole URL below it, or empty for the base itself. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

const strip = (url: string) => url.replace(/\/+$/, '');

/** Speaks FHIR over the transport: consent, token, limits, and what the status means for the whole round. */
export class FhirHttp {
  readonly #options: FhirHttpOptions;
  readonly base: string;

  constructor(options: FhirHttpOptions) {
    this.#options = options;
    this.base = strip(options.base);
  }

  /**
   * Sends. 401 is answered by one token refresh.
   * @throws Halt when the outcome is unknown or nothing may be sent
   */
  async send(request: FhirRequest): Promise<Answer> {
    const token = await this.#token();
    let response = await this.#once(request, token);
    if (response.status === 401) {
      const fresh = await this.#token(token ?? '');
      if (fresh !== undefined) response = await this.#once(request, fresh);
    }
    if (response.status === 401) throw blocked('token-expired', 'The server does not accept the login. Sign in again.');
    if (response.status === 403) throw blocked('not-allowed', 'The server does not let this user read or write here.');
    if (response.status === 408 || response.status === 429 || (response.status >= 500 && response.status !== 501)) {
      const wait = Math.max(retryAfter(response, this.#options.clock), response.status === 429 ? SLOW_DOWN : 0);
      throw again('server', `The server has a problem (${response.status}).`, undefined, Math.min(LONGEST, wait));
    }
    const answer = read(response);
    // A page of a proxy may even carry an ETag: it is no receipt.
    if (request.body && answer.status < 300 && !answer.body && response.body.trim())
      throw again('server', 'Something answered a write that is no FHIR server.');
    return answer;
  }

  // The host may be showing a login: who withdraws, closes or erases meanwhile does not wait for it.
  #token(rejected?: string): Promise<string | undefined> {
    const { session, signal } = this.#options;
    return new Promise((resolve, reject) => {
      const held = () => reject(new Halt('held'));
      if (signal.aborted) return held();
      signal.addEventListener('abort', held);
      const settle = () => signal.removeEventListener('abort', held);
      session.token(rejected).then(resolve, reject).then(settle, settle);
    });
  }

  async #once({ method, path, headers, body }: FhirRequest, token: string | undefined): Promise<TransportResponse> {
    const { transport, allowed, signal } = this.#options;
    const url = path === '' ? this.base : path.startsWith(`${this.base}/`) || path.startsWith(`${this.base}?`) ? path : `${this.base}/${path}`;
    if (!(await allowed()) || signal.aborted) throw new Halt('held');
    try {
      return await transport.send({
        method,
        url,
        headers: {
          accept: 'application/fhir+json',
          ...(body && { 'content-type': 'application/fhir+json', prefer: 'return=representation' }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
        timeoutMs: TIMEOUT,
        signal,
      });
    } catch (cause) {
      if (signal.aborted) throw new Halt('held');
      if ((cause as { code?: unknown } | undefined)?.code === 'too-large') throw again('too-large', 'The server answered more than can be read.', cause);
      throw again('offline', 'The server could not be reached.', cause);
    }
  }
}

function read(response: TransportResponse): Answer {
  let body: Json | undefined;
  try {
    const parsed = JSON.parse(response.body) as Json | null; // looked at just below
    if (typeof parsed?.resourceType === 'string') body = parsed;
  } catch {
    // A web page, or nothing at all: `body` stays undefined and the callers decide.
  }
  return answerOf(response.status, body, response.header('location') ?? response.header('content-location') ?? '', response.header('etag') ?? '');
}

/** What an answer says, whether it came by itself or as an entry of a batch. */
export function answerOf(status: number, body: Json | undefined, location: string, etag: string): Answer {
  const resource = body && body.resourceType !== 'OperationOutcome' && body.resourceType !== 'Bundle' ? body : undefined;
  const place = /([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]+)(?:\/_history\/([^/?#]+))?\/?$/.exec(location);
  return {
    status,
    body,
    sid: place?.[1] ?? (typeof resource?.id === 'string' ? `${resource.resourceType}/${resource.id}` : undefined),
    // Proxies that compress add to an ETag.
    version: place?.[2] ?? resource?.meta?.versionId ?? /^(?:W\/)?"(.*)"$/.exec(etag)?.[1],
  };
}

// Seconds, or a date that counts from the answer's own: the device's clock may be wrong.
function retryAfter(response: TransportResponse, clock: Clock): number {
  const text = response.header('retry-after') ?? '';
  const seconds = Number(text);
  if (text !== '' && seconds >= 0) return seconds * 1000;
  const sent = Date.parse(response.header('date') ?? '');
  return Math.max(0, (Date.parse(text) || 0) - (Number.isNaN(sent) ? clock.now() : sent));
}

/** The server's reasons, when it gave any. */
export const outcomeOf = ({ body }: Answer): OperationOutcome | undefined =>
  body?.resourceType === 'OperationOutcome' ? (body as unknown as OperationOutcome) : undefined; // checked by type
