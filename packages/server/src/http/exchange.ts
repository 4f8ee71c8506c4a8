import type { IncomingMessage, ServerResponse } from 'node:http';
import { securityHeaders } from './headers.js';

/** One request and what is known of it; ends with exactly one {@link Exchange.send}. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Random; in the log and in `X-Request-Id`, to find one in the other. */
  readonly id: string;
  /** What the log calls the route; no ids, values or queries. */
  pattern: string;
}

/** An answer, before it is written. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly type?: string;
}

/** Writes an answer with the headers that every answer has. */
export function send({ request, response, id }: Exchange, { status, headers, body, type }: Reply): void {
  if (response.headersSent || response.destroyed) return;
  const text = body === undefined ? undefined : JSON.stringify(body);
  response.writeHead(status, {
    ...securityHeaders,
    'X-Request-Id': id,
    ...(text === undefined ? {} : { 'Content-Type': type ?? 'application/json; charset=utf-8' }),
    ...(status === 304 || status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(text ?? '')) }),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}
