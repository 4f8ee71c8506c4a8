import type { JsonFetch } from '../fhir/index.js';
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

/** Reads JSON through the transport: 10 s, 10 MB, no token. */
export function jsonFetch(transport: Transport, signal: Signal): JsonFetch {
  return async (url) => {
    let response: TransportResponse;
    try {
      response = await transport.send({ method: 'GET', url, headers: { accept: 'application/fhir+json, application/json' }, timeoutMs: TIMEOUT, signal });
    } catch (cause) {
      if (signal.aborted) throw new NelumboError('closed', 'The client was closed. Create a new one.');
      if (cause instanceof NelumboError) throw cause; // the platform's transport knows better, such as `too-large`
      throw new NelumboError('offline', 'The server could not be reached. Check the connection and try again.', { cause });
    }
    const refused = refusal(response.status);
    if (refused) throw new NelumboError(...refused);
    if (response.body.length > LIMIT) throw new NelumboError('too-large', 'The answer is larger than 10 MB.');
    try {
      return JSON.parse(response.body) as unknown;
    } catch (cause) {
      throw new NelumboError('not-json', 'The address answers something other than JSON, perhaps a web page. Check it.', { cause });
    }
  };
}
