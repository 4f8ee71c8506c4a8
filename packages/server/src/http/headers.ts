/** Said with every answer: nothing here is a page, a frame or a script. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
};

/** Which pages may call the FHIR API: listed origins, or every page of this machine (development). */
export type Origins = readonly string[] | 'loopback';

const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)(:\d+)?$/;

/** Tells whether a page of `origin` may call. */
export const isAllowed = (origin: string, origins: Origins): boolean => (origins === 'loopback' ? loopback.test(origin) : origins.includes(origin));

/** Tells whether a Host header names this machine; a name that points here by DNS rebinding does not. */
export const isLoopbackHost = (host: string | undefined): boolean => loopback.test(`http://${host ?? ''}`);

/** CORS for the FHIR API: an allow-list, no credentials. Empty without an Origin or for a foreign one. */
export function fhirCors(origin: string | undefined, allowed: readonly Origins[], preflight: boolean): Record<string, string> {
  const vary = { Vary: 'Origin' };
  if (!origin || !allowed.some((origins) => isAllowed(origin, origins))) return vary;
  const asked = {
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, Accept, If-Match, If-None-Match, If-None-Exist, Prefer',
    'Access-Control-Max-Age': '600',
  };
  return {
    ...vary,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'ETag, Location, Last-Modified, Retry-After',
    ...(preflight ? asked : {}),
  };
}

/** CORS for public content: every page may read it. */
export const contentCors: Readonly<Record<string, string>> = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'ETag, Retry-After' };
