import { createHash } from 'node:crypto';
import type { Exchange, Reply } from '../http/exchange.js';
import { cachePolicies } from './route.js';
import type { Answered, Route } from './route.js';

/** Whether an If-None-Match header names a tag: a list, weak marks and `*` as RFC 9110 has them. */
export function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

/** An answer with its ETag and caching, or 304 when the asker has it. */
export function replyOf(route: Route, { body, tag }: Answered, exchange: Exchange): Reply {
  const caching = { 'Cache-Control': cachePolicies[route.cache] };
  if (route.cache === 'none') return { status: route.success.status, headers: caching, body };
  const made = tag ?? createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  const headers = { ...caching, ETag: `"${made.slice(0, 22)}"` };
  return namesTag(exchange.request.headers['if-none-match'], headers.ETag) ? { status: 304, headers } : { status: route.success.status, headers, body };
}
