import type { IssuerOptions } from '../access/tokens.js';
import { Refusal } from '../fhir/refusal.js';
import { RecordStore } from '../fhir/record-store.js';
import { readBody } from '../http/body.js';
import type { Exchange, Reply } from '../http/exchange.js';
import { isLoopbackHost, securityHeaders } from '../http/headers.js';
import type { Mounted } from '../http/listener.js';
import type { TenantOptions } from '../options.js';
import { StartRefused } from '../options.js';
import type { TenantDatabase } from '../storage/tenant-database.js';
import { OidcStorage } from './adapter.js';
import { persistentKeys, publicKey } from './keys.js';
import { signInPage } from './page.js';
import { developmentTenants, people } from './people.js';
import { developmentGrant, developmentProvider, resourceScopes } from './provider.js';

/** Tenants of the development people; pages of this machine may call. */
export const tenants: readonly TenantOptions[] = developmentTenants.map((id) => ({ id, origins: 'loopback' }));

/** Anybody can sign in as anybody here, so it never leaves the machine. @throws StartRefused */
export function checkDevelopment(host: string): void {
  if (process.env['NODE_ENV'] === 'production')
    throw new StartRefused('The development identity provider does not start with NODE_ENV=production: configure an issuer instead.');
  if (!/^(127(\.\d+){3}|::1|localhost)$/.test(host))
    throw new StartRefused(`The development identity provider only starts on loopback, not on ${host}: use --host 127.0.0.1 or configure an issuer.`);
}

/** The mounted identity provider. */
export interface Identity {
  readonly mounted: Mounted;
  readonly issuer: IssuerOptions;
  readonly smartConfiguration: (base: string) => unknown;
  close(): void;
}

/** Writes the Patient or Practitioner of each person once; nothing clinical. */
async function seed(databases: ReadonlyMap<string, TenantDatabase>): Promise<void> {
  for (const { id, tenant, resource } of people) {
    const database = databases.get(tenant);
    const isThere = database?.reader.get('SELECT 1 FROM res WHERE type = ? AND id = ?', resource.resourceType, id);
    const own = { id, types: ['Patient'], actions: ['create'] } as const;
    const scope = { tenant, user: 'seed', actors: [], patients: [own], service: true, allows: () => true };
    if (database && !isThere) await database.transaction(() => new RecordStore(database, scope, true).update({ ...resource, id }, {}));
  }
}

/** Starts the development identity provider under `/oidc` and seeds its people. */
export async function createIdentity(options: {
  folder: string;
  url: string;
  databases: ReadonlyMap<string, TenantDatabase>;
  report: (error: unknown) => void;
}): Promise<Identity> {
  const { folder, url, databases, report } = options;
  const keys = await persistentKeys(folder);
  const storage = new OidcStorage(folder);
  const [issuer, audience] = [`${url}/oidc`, `${url}/fhir/R4`];
  const provider = await developmentProvider(issuer, audience, keys, storage);
  provider.on('server_error', (_context, error) => report(error));
  const callback = provider.callback();
  await seed(databases);
  const interaction = async (exchange: Exchange): Promise<Reply | 'sent'> => {
    const { request, response } = exchange;
    exchange.pattern = `${request.method} /oidc/interaction/:uid`;
    const details = await provider.interactionDetails(request, response).catch(() => undefined);
    if (!details) throw new Refusal(400, 'expired', 'This sign-in has expired: start again from the app.');
    if (request.method === 'GET') {
      response
        .writeHead(200, { ...securityHeaders, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
        .end(signInPage(exchange.url.pathname));
      return 'sent';
    }
    const person = new URLSearchParams(await readBody(request, 1000)).get('person');
    if (!people.some(({ id }) => id === person)) throw new Refusal(400, 'invalid', 'There is no such person.');
    await provider.interactionFinished(request, response, { login: { accountId: person } });
    return 'sent';
  };
  return {
    async mounted(exchange, rest) {
      const { request, response } = exchange;
      if (!isLoopbackHost(request.headers.host)) throw new Refusal(403, 'forbidden', 'The development identity provider only answers under a loopback name.');
      if (rest.startsWith('interaction/')) return interaction(exchange);
      exchange.pattern = `${request.method} /oidc/${/^[\w.-]+/.exec(rest)?.[0] ?? ''}`;
      Object.assign(request, { originalUrl: request.url }); // as express mounts it; oidc-provider builds its addresses from both
      request.url = (request.url ?? '').slice('/oidc'.length) || '/';
      await callback(request, response);
      return 'sent';
    },
    issuer: { issuer, audience, keys: { keys: [publicKey(keys)] }, tenant: { claim: 'tenant', among: developmentTenants } },
    smartConfiguration: (base) => smartConfiguration(base.replace(/\/fhir\/R4$/, '/oidc'), issuer),
    close: () => storage.close(),
  };
}

/** SMART App Launch 2.2, `.well-known/smart-configuration`. */
function smartConfiguration(oidc: string, issuer: string): unknown {
  return {
    issuer,
    jwks_uri: `${oidc}/jwks`,
    authorization_endpoint: `${oidc}/auth`,
    token_endpoint: `${oidc}/token`,
    revocation_endpoint: `${oidc}/token/revocation`,
    token_endpoint_auth_methods_supported: ['none'],
    grant_types_supported: ['authorization_code', 'refresh_token', developmentGrant],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'fhirUser', 'offline_access', ...resourceScopes],
    capabilities: [
      'launch-standalone',
      'client-public',
      'context-standalone-patient',
      'permission-offline',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
      'sso-openid-connect',
    ],
  };
}
