import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { softwareVersion } from '../fhir/capability.js';
import { Refusal } from '../fhir/refusal.js';
import type { LogLine } from '../options.js';
import type { Exchange, Reply } from './exchange.js';
import { send } from './exchange.js';
import type { FhirRoutes } from './fhir-routes.js';
import { fhirRoute } from './fhir-routes.js';
import { problem } from './problem.js';

/** Ms in which the rest of a refused body is read and thrown away: closing at once would reset the connection before the sender has read why. */
const lingerMs = 500;

function linger(request: IncomingMessage): void {
  request.resume();
  setTimeout(() => request.destroy(), lingerMs).unref();
}

/** A request that is answered elsewhere, below a mounted path. */
export type Mounted = (exchange: Exchange, rest: string) => Promise<Reply | 'sent'>;

/** What the server is made of. */
export interface Parts {
  readonly fhir: FhirRoutes;
  /** By first path segment, such as `oidc`. */
  readonly mounts: ReadonlyMap<string, Mounted>;
  readonly publicUrl: (request: IncomingMessage) => string;
  readonly log: (line: LogLine) => void;
}

/** The listener, and how to end it. */
export interface Listener {
  readonly listen: RequestListener;
  /** From now on every new request gets 503; resolves when the running ones have ended, or after `graceMs`. */
  drain(graceMs: number): Promise<void>;
}

const maxUrl = 8192;

async function route(parts: Parts, exchange: Exchange): Promise<Reply | 'sent'> {
  const { request, url } = exchange;
  if ((request.url ?? '').length > maxUrl) throw new Refusal(414, 'too-long', `The address is longer than ${maxUrl} characters.`);
  const [, first = '', ...rest] = url.pathname.split('/');
  if (url.pathname === '/health') {
    exchange.pattern = 'GET /health';
    return {
      status: 200,
      body: { status: 'ready', version: softwareVersion, note: 'Reference server for development, demos and small deployments.' },
      headers: { 'Cache-Control': 'no-store' },
    };
  }
  if (first === 'fhir' && rest[0] === 'R4') return fhirRoute(parts.fhir, exchange, rest.slice(1).join('/'), `${parts.publicUrl(request)}/fhir/R4`);
  const mounted = parts.mounts.get(first);
  if (mounted) return mounted(exchange, rest.join('/'));
  throw new Refusal(404, 'not-found', 'There is nothing here. The FHIR API is at /fhir/R4, content at /content/v1.');
}

/** The kind of an error and where it was thrown; not its message, which may quote data. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = /\n\s+at (.+)/.exec(error.stack ?? '')?.[1]?.replace(/\(.*[\\/]/, '(') ?? '';
  return `${error.name} ${place}`.trim();
}

async function answer(parts: Parts, exchange: Exchange): Promise<string | undefined> {
  try {
    const reply = await route(parts, exchange);
    if (reply !== 'sent') send(exchange, reply);
    return undefined;
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'exception', 'The server failed at this request; it was logged.');
    send(exchange, problem(refusal));
    return error instanceof Refusal ? undefined : kindOf(error);
  }
}

function exchangeOf(request: IncomingMessage, response: ServerResponse): Exchange {
  let url: URL;
  try {
    url = new URL(request.url ?? '/', 'http://localhost');
  } catch {
    url = new URL('http://localhost/');
  }
  return { request, response, url, id: randomUUID().slice(0, 13), pattern: 'other' };
}

/** Makes the one request listener: every request passes here, is counted, timed and logged. */
export function createListener(parts: Parts): Listener {
  let draining = false;
  let running = 0;
  let idle: (() => void) | undefined;
  const listen = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const exchange = exchangeOf(request, response);
    if (draining) {
      const stopping = new Refusal(503, 'transient', 'The server is stopping: try again shortly.', { headers: { 'Retry-After': '5', Connection: 'close' } });
      return send(exchange, problem(stopping));
    }
    if (parts.publicUrl(request).startsWith('https:')) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
    const started = performance.now();
    running++;
    const ended = new Promise<void>((resolve) => response.once('close', resolve));
    const error = await answer(parts, exchange);
    if (!request.complete) linger(request);
    await ended;
    running--;
    const ms = Math.round((performance.now() - started) * 10) / 10;
    parts.log({ at: new Date().toISOString(), id: exchange.id, route: exchange.pattern, status: response.statusCode, ms, ...(error ? { error } : {}) });
    if (running === 0) idle?.();
  };
  return {
    listen: (request, response) => void listen(request, response),
    async drain(graceMs) {
      draining = true;
      if (running === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([new Promise<void>((resolve) => (idle = resolve)), new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)))]);
      clearTimeout(timer);
    },
  };
}
