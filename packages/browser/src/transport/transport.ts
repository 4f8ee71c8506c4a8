import type { Cancel, Transport, TransportRequest, TransportResponse } from '@nelumbo/core/platform';
import { NelumboError } from '@nelumbo/core';
import { readText } from './body.js';

/** Most bytes of an answer that are read: a page of the pull is 500 KB, the largest content pack shard 1 MB. */
const maxBytes = 10 * 1024 * 1024;

/**
 * Where a redirect may lead. Only an anonymous GET follows one: a redirected POST turns into a GET, and a token
 * must not travel to wherever an answer points.
 */
function redirectOf({ method, headers }: TransportRequest): RequestRedirect {
  const signed = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
  return method === 'GET' && !signed ? 'follow' : 'error';
}

function initOf(request: TransportRequest, signal: AbortSignal): RequestInit {
  return {
    method: request.method,
    headers: { ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    signal,
    redirect: redirectOf(request),
    credentials: 'omit', // a bearer token says who it is; the host's cookies stay out of it
    cache: 'no-store', // health data stays out of the HTTP cache
    referrerPolicy: 'strict-origin', // the page's path may tell what somebody reads
  };
}

/** What a broken-off request means; the outcome at the server is unknown in every case. */
function toTransportError(thrown: unknown, timedOut: boolean, aborted: boolean): NelumboError {
  if (thrown instanceof NelumboError) return thrown;
  if (aborted) return new NelumboError('aborted', 'The request was given up.', { cause: thrown });
  if (timedOut) return new NelumboError('offline', 'The server did not answer in time.', { cause: thrown });
  return new NelumboError('offline', 'The server could not be reached.', { cause: thrown });
}

async function send(request: TransportRequest): Promise<TransportResponse> {
  const control = new AbortController();
  const { signal } = request;
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    control.abort();
  }, request.timeoutMs);
  const giveUp = (): void => control.abort();
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  try {
    const response = await fetch(request.url, initOf(request, control.signal));
    const body = await readText(response, maxBytes);
    return { status: response.status, header: (name) => response.headers.get(name), body };
  } catch (thrown) {
    control.abort(); // stops a download that is refused as too large
    throw toTransportError(thrown, timedOut, signal?.aborted === true);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

function onOnline(listener: (online: boolean) => void): Cancel {
  const on = (): void => listener(true);
  const off = (): void => listener(false);
  addEventListener('online', on);
  addEventListener('offline', off);
  return () => {
    removeEventListener('online', on);
    removeEventListener('offline', off);
  };
}

/**
 * The Transport port on `fetch`. `send` rejects with NelumboError `offline` (no answer, time-out, broken off),
 * `aborted` (the caller's signal) or `too-large` (above 10 MB); each leaves the outcome at the server unknown.
 */
export function browserTransport(): Transport {
  return {
    send,
    onOnline,
    get online() {
      return navigator.onLine;
    },
  };
}
