import type { IssuerOptions } from './access/tokens.js';
import type { ContentStore } from './content/store.js';
import type { PushOptions } from './push/options.js';
import type { Rate } from './http/buckets.js';
import type { Origins } from './http/headers.js';

/** A tenant: one host of the SDK, with a database file of its own. */
export interface TenantOptions {
  /** Lower case letters, digits and hyphens; names the file. */
  readonly id: string;
  /** Origins of pages that may call the FHIR API. Default: none. */
  readonly origins?: Origins;
}

/** Limits that a deployment may set. */
export interface LimitOptions {
  /** For each user. A search costs 3, a bundle its entries. Default 20/s, burst 60. */
  readonly user?: Rate;
  /** For each address without a token, content included. Default 5/s, burst 60. */
  readonly address?: Rate;
  /** Milliseconds from the first byte until the headers, and until the whole request, must be there; then 408. Default 10,000 and 30,000. */
  readonly timeouts?: { readonly header: number; readonly request: number };
}

/** What a log line tells: never an address, a token, a name or a body. */
export interface LogLine {
  readonly at: string;
  readonly id: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  /** Present when the server failed: the kind of error and where, no message. */
  readonly error?: string;
}

/** What `createServer` takes. */
export interface ServerOptions {
  /** The data folder; made when absent. */
  readonly data: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Where the server is reached from outside, without a path; default: the host and port it listens on, as the request named them. */
  readonly publicUrl?: string;
  readonly tenants?: readonly TenantOptions[];
  readonly issuers?: readonly IssuerOptions[];
  /** Adds the development identity provider, its people and tenants. Only on loopback and not with NODE_ENV=production. */
  readonly development?: boolean;
  /** Reminders by Web Push. */
  readonly push?: PushOptions;
  /** What the content API serves; the starter content without it. */
  readonly content?: ContentStore;
  readonly limits?: LimitOptions;
  /** Where the trimmed FHIR definitions are kept. Default: `cache` in the data folder. */
  readonly definitionsFile?: string;
  readonly log?: (line: LogLine) => void;
}

/** Says in one sentence why the server cannot start. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
