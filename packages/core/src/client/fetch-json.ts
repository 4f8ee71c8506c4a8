import type { JsonFetch, JsonRefusal } from '../fhir/index.js';
import { NelumboError, type ErrorCode } from '../i18n/index.js';
import type { Signal, Transport, TransportResponse } from '../platform.js';

const TIMEOUT = 10_000; // ms
const LIMIT = 10_000_000; // characters

function refusal(status: number): readonly [ErrorCode, string] | undefined {
  if (status < 300) return undefined;
  if (status === 404 || status === 410) return ['not-found', 'There is nothing at this address. Check it.'];
  if (status === 401 || status === 403) return ['not-allowed', 'The server does not let this page read that address.'];
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return ['refused', `The server refused the request (${status}).`];
  return ['server', `The server has a problem (${status}). Try again later.`];
}

function reasonOf(response: TransportResponse): JsonRefusal {
  const seconds = /^\d{1,6}$/.exec(response.header('retry-after') ?? '')?.[0];
  let problem: unknown;
  try {
    problem = response.body.length > 100_000 ? undefined : JSON.parse(response.body);
  } catch {
    problem = undefined; // an error page
  }
  return { status: response.status, ...(seconds ? { retryAfterMs: Number(seconds) * 1000 } : {}), ...(problem === undefined ? {} : { problem }) };
}

/** Reads JSON through the transport, or posts it: 10 s, 10 MB, no token. */
export function jsonFetch(transport: Transport, signal: Signal): JsonFetch {
  return async (url, { body, known, onEtag } = {}) => {
    let response: TransportResponse;
    const asked = body === undefined ? ({ method: 'GET' } as const) : ({ method: 'POST', body: JSON.stringify(body) } as const);
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { accept: 'application/fhir+json, application/json', ...type, ...(known ? { 'if-none-match': known } : {}) };
    try {
      response = await transport.send({ ...asked, url, headers, timeoutMs: TIMEOUT, signal });
    } catch (cause) {
      if (signal.aborted) throw new NelumboError('closed', 'The client was closed. Create a new one.');
      if (cause instanceof NelumboError) throw cause; // the platform's transport knows better, such as `too-large`
      throw new NelumboError('offline', 'The server could not be reached. Check the connection and try again.', { cause });
    }
    if (known && response.status === 304) return undefined;
    const refused = refusal(response.status);
    if (refused) throw new NelumboError(...refused, { cause: reasonOf(response) });
    if (response.body.length > LIMIT) throw new NelumboError('too-large', 'The answer is larger than 10 MB.');
    const etag = onEtag && response.header('etag');
    if (etag) onEtag(etag);
    try {
      return JSON.parse(response.body) as unknown;
    } catch (cause) {
      throw new NelumboError('not-json', 'The address answers something other than JSON, perhaps a web page. Check it.', { cause });
    }
  };
}
