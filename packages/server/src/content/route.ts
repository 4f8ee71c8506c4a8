import type { Schema } from './schema.js';

/** How long an answer may be kept: 5 minutes and a day more while it is asked anew; for ever under this address; not at all. */
export const cachePolicies = {
  fresh: 'public, max-age=300, stale-while-revalidate=86400',
  immutable: 'public, max-age=31536000, immutable',
  none: 'no-store',
} as const;
export type CachePolicy = keyof typeof cachePolicies;

/** A parameter in the path or the query. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly description: string;
  readonly schema: Schema;
  readonly required?: boolean;
  /** A value with which the route answers; the documentation shows it and a test sends it. */
  readonly example?: string | number;
}

/** What was asked, checked against the route's declaration. */
export interface Given {
  readonly path: Readonly<Record<string, string>>;
  /** Only parameters that were sent. */
  readonly text: Readonly<Record<string, string>>;
  /** Integers, with their defaults. */
  readonly count: Readonly<Record<string, number>>;
  /** The locale, zh-CN without one. */
  readonly locale: string;
  /** Fits the declared schema. */
  readonly body: unknown;
}

/** What a route answers. */
export interface Answered {
  /** Sent as JSON. */
  readonly body: unknown;
  /** What the ETag is made from; the body's hash without it. */
  readonly tag?: string;
}

/** One line of the table that routing, checking and the OpenAPI document are made from. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Below `/content/v1/`; `{name}` is one segment, the last one may take several when `rest` is set. */
  readonly path: string;
  readonly rest?: boolean;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  /** A JSON body, with its limit in bytes and an example that a test sends. */
  readonly body?: { readonly schema: Schema; readonly limit: number; readonly example: unknown };
  readonly success: { readonly status: 200 | 202; readonly description: string; readonly schema: Schema };
  /** Refusals besides 400, 429 and 500, which every route has. */
  readonly refusals?: Readonly<Record<number, string>>;
  readonly cache: CachePolicy;
  /** Units of the address's rate; 1. */
  readonly cost?: number;
  readonly answer: (given: Given) => Promise<Answered>;
}
