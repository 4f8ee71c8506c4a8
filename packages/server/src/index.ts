import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tokenAuthority } from './access/tokens.js';
import { contentRoutes } from './content/routes.js';
import { loadDefinitions } from './fhir/definitions.js';
import { createFhirApi } from './fhir/router.js';
import { validator } from './fhir/validation.js';
import { Buckets } from './http/buckets.js';
import { createListener, kindOf } from './http/listener.js';
import type { Listener, Mounted } from './http/listener.js';
import type { ServerOptions, TenantOptions } from './options.js';
import { StartRefused } from './options.js';
import { StorageRefused } from './storage/migrations.js';
import { TenantDatabase } from './storage/tenant-database.js';

export type { IssuerOptions } from './access/tokens.js';
export type { Rate } from './http/buckets.js';
export type { Origins } from './http/headers.js';
export type { LimitOptions, LogLine, ServerOptions, TenantOptions } from './options.js';
export { StartRefused } from './options.js';

/** A server that listens. */
export interface RunningServer {
  /** Without a path, such as `http://127.0.0.1:8103`. */
  readonly url: string;
  readonly port: number;
  /** Refuses new requests with 503, gives running ones up to 10 s, writes the log into the database files and ends. */
  close(): Promise<void>;
}

/** Opens the folder, or says why it cannot be. */
function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new StartRefused(
      `The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): choose another one or free its permissions.`,
      { cause: error },
    );
  }
}

function openTenants(
  folder: string,
  tenants: readonly TenantOptions[],
): Map<string, { database: TenantDatabase; origins: NonNullable<TenantOptions['origins']> }> {
  const opened = new Map<string, { database: TenantDatabase; origins: NonNullable<TenantOptions['origins']> }>();
  for (const { id, origins = [] } of tenants) {
    if (!/^[a-z0-9-]{1,64}$/.test(id)) throw new StartRefused('A tenant id has lower case letters, digits and hyphens only.');
    try {
      opened.set(id, { database: new TenantDatabase(join(folder, 'tenants'), id), origins });
    } catch (error) {
      if (error instanceof StorageRefused) throw new StartRefused(error.message, { cause: error });
      throw new StartRefused(
        `The database of a tenant in ${folder} cannot be opened (${(error as { code?: string }).code ?? 'unknown'}): is it a database, and may we write it?`,
        { cause: error },
      );
    }
  }
  return opened;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${port} of ${host} is in use: stop what uses it or choose another one.`
          : `Cannot listen on ${host}:${port} (${error.code}).`;
      reject(new StartRefused(why, { cause: error }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port)); // an address and a port, not a pipe
  });
}

/** The address as the client wrote it, so that links stay behind the proxy it came through. */
const requested =
  (own: string) =>
  (request: IncomingMessage): string => {
    const host = request.headers.host ?? '';
    return /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? `http://${host}` : own;
  };

/**
 * Starts the reference API: FHIR R4 under `/fhir/R4`, content under `/content/v1`, `/health`.
 * @throws StartRefused with one clear sentence: busy port, folder that cannot be written, newer database, development off loopback
 */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { host = '127.0.0.1', limits = {} } = options;
  checkFolder(options.data);
  const development = options.development ? await import('./identity/development.js') : undefined;
  development?.checkDevelopment(host);
  const tenants = openTenants(options.data, [...(options.tenants ?? []), ...(development?.tenants ?? [])]);
  const http = createHttpServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 });
  const closeTenants = async (): Promise<void> => {
    for (const { database } of tenants.values()) await database.close();
  };
  try {
    const codes = await loadDefinitions(options.definitionsFile ?? join(options.data, 'cache', 'fhir-definitions.json'));
    let ready: (listener: Listener) => void = () => undefined;
    const whenReady = new Promise<Listener>((resolve) => (ready = resolve)); // the address is known before everything is set up
    http.on('request', (request, response) => void whenReady.then(({ listen: answer }) => answer(request, response)));
    const port = await listen(http, host, options.port ?? 0);
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    const log = options.log ?? (() => undefined);
    const report = (error: unknown): void => log({ at: new Date().toISOString(), id: '', route: '', status: 500, ms: 0, error: kindOf(error) });
    const databases = new Map([...tenants].map(([id, { database }]) => [id, database]));
    const identity = await development?.createIdentity({ folder: options.data, url, databases, report });
    const addresses = new Buckets(limits.address ?? { perSecond: 5, burst: 60 });
    const mounts = new Map<string, Mounted>([['content', contentRoutes(addresses)]]);
    if (identity) mounts.set('oidc', identity.mounted);
    const listener = createListener({
      publicUrl: options.publicUrl ? () => options.publicUrl ?? url : requested(url),
      mounts,
      log,
      fhir: {
        api: createFhirApi(validator(codes), report),
        authorise: tokenAuthority([...(options.issuers ?? []), ...(identity ? [identity.issuer] : [])]),
        tenants,
        users: new Buckets(limits.user ?? { perSecond: 20, burst: 60 }),
        addresses,
        ...(identity ? { smartConfiguration: identity.smartConfiguration } : {}),
      },
    });
    ready(listener);
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      await listener.drain(10_000);
      const ended = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeAllConnections();
      await ended;
      identity?.close();
      await closeTenants();
    };
    return { url, port, close: () => (closing ??= close()) };
  } catch (error) {
    http.close();
    await closeTenants();
    throw error;
  }
}
