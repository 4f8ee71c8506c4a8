import { createServer as createHttpServer } from 'node:http';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { bundledContent } from '@nelumbo/content';
import { tokenAuthority } from './access/tokens.js';
import { contentApi } from './content/routes.js';
import type { ContentApi } from './content/routes.js';
import { loadDefinitions } from './fhir/definitions.js';
import { createFhirApi } from './fhir/router.js';
import { unitCheck } from './fhir/unit-check.js';
import { validator } from './fhir/validation.js';
import type { Validate } from './fhir/validation.js';
import { Buckets } from './http/buckets.js';
import { createListener, kindOf } from './http/listener.js';
import type { Listener, Mounted } from './http/listener.js';
import { privacyRoutes } from './http/privacy-routes.js';
import type { Identity } from './identity/development.js';
import type { ServerOptions } from './options.js';
import { openPush, type Push } from './push/push.js';
import { pushRoutes } from './push/routes.js';
import type { Tenants } from './setup.js';
import { checkFolder, closeTenants, listen, openTenants, requested } from './setup.js';

export type { ContentStore } from './content/store.js';
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

/** Seconds that running requests get when the server stops. */
const graceSeconds = 10;

interface Started {
  readonly options: ServerOptions;
  readonly tenants: Tenants;
  readonly url: string;
  readonly validate: Validate;
  readonly identity: Identity | undefined;
  readonly report: (error: unknown) => void;
}

/** The listener, and what is behind it and has files of its own. */
interface Assembled {
  readonly listener: Listener;
  readonly content: ContentApi;
  readonly push: Push;
}

/** Puts the APIs together. */
function assemble({ options, tenants, url, validate, identity, report }: Started): Assembled {
  const { limits = {}, issuers = [], publicUrl, log = () => undefined } = options;
  const addresses = new Buckets(limits.address ?? { perSecond: 5, burst: 60 });
  const users = new Buckets(limits.user ?? { perSecond: 20, burst: 60 });
  const authorise = tokenAuthority([...issuers, ...(identity ? [identity.issuer] : [])]);
  const gate = { authorise, tenants, users, addresses };
  const content = contentApi({ addresses, data: options.data, ...(options.content ? { content: options.content } : {}) });
  const push = openPush(options.data, options.push, report);
  const mounts = new Map<string, Mounted>([
    ['content', content.mounted],
    ['privacy', privacyRoutes(gate, (owner) => push.forget(owner))],
    ['push', pushRoutes(push, gate)],
  ]);
  if (identity) mounts.set('oidc', identity.mounted);
  const fhir = { api: createFhirApi(validate, report), gate, ...(identity ? { smartConfiguration: identity.smartConfiguration } : {}) };
  return { listener: createListener({ publicUrl: publicUrl ? () => publicUrl : requested(url), mounts, log, fhir }), content, push };
}

/** Lets requests that come before everything is put together wait; gives the function that lets them in. */
function hold(http: Server): (listener: Listener) => void {
  let letIn: (listener: Listener) => void = () => undefined;
  const whenReady = new Promise<Listener>((resolve) => (letIn = resolve));
  http.on('request', (request, response) => void whenReady.then((listener) => listener.listen(request, response)));
  return letIn;
}

/**
 * Starts the reference API: FHIR R4 under `/fhir/R4`, content under `/content/v1`, erasure under `/privacy/v1`, reminders by Web Push
 * under `/push/v1`, `/health`.
 * @throws StartRefused with one clear sentence: busy port, folder that cannot be written, newer database, development off loopback
 */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { data, host = '127.0.0.1', port: wanted = 0, log } = options;
  checkFolder(data);
  const development = options.development ? await import('./identity/development.js') : undefined;
  development?.checkDevelopment(host);
  const tenants = await openTenants(data, [...(options.tenants ?? []), ...(development?.tenants ?? [])]);
  const { header = 10_000, request = 30_000 } = options.limits?.timeouts ?? {};
  const http = createHttpServer({
    requestTimeout: request,
    headersTimeout: header,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: Math.min(header, 5000),
  });
  let identity: Identity | undefined;
  try {
    const rules = await loadDefinitions(options.definitionsFile ?? join(data, 'cache', 'fhir-definitions.json'));
    const validate = validator(rules, unitCheck(await bundledContent().read('vitals/measures')));
    const letIn = hold(http);
    const port = await listen(http, host, wanted); // before the rest: the identity provider needs to know its address
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    const report = (error: unknown): void => log?.({ at: new Date().toISOString(), id: '', route: '', status: 500, ms: 0, error: kindOf(error) });
    const databases = new Map([...tenants].map(([id, { database }]) => [id, database]));
    identity = await development?.createIdentity({ folder: data, url, databases, report });
    const { listener, content, push } = assemble({ options, tenants, url, validate, identity, report });
    letIn(listener);
    const close = async (): Promise<void> => {
      await listener.drain(graceSeconds * 1000);
      const ended = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeAllConnections();
      await ended;
      identity?.close();
      await push.close();
      await content.close();
      await closeTenants(tenants);
    };
    let closing: Promise<void> | undefined;
    return { url, port, close: () => (closing ??= close()) };
  } catch (error) {
    http.close();
    identity?.close();
    await closeTenants(tenants);
    throw error;
  }
}
