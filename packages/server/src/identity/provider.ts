import type { Grant, OidcContext, Provider } from 'oidc-provider';
import type { OidcStorage } from './adapter.js';
import type { Keys } from './keys.js';
import type { Person } from './people.js';
import { fhirUserOf, patientOf, people } from './people.js';

/** The grant by which a demo signs somebody in with one POST; for development only. */
export const developmentGrant = 'urn:nelumbo:grant:development';
/** The one client: public, PKCE. */
export const clientId = 'nelumbo-demo';
/** What tokens may allow on FHIR. */
export const resourceScopes = ['launch/patient', 'patient/*.cruds', 'patient/*.rs', 'patient/*.read', 'patient/*.write', 'user/*.cruds', 'user/*.rs'];

const identityScopes = 'openid fhirUser offline_access';
/** What the development grant gives: all of a patient's own record, or all that consents open to a caregiver. */
const everythingFor = (person: Person): string => (patientOf(person) ? 'launch/patient patient/*.cruds' : 'user/*.cruds');
/** Seconds. */
const lifetimes = { AccessToken: 900, AuthorizationCode: 60, IdToken: 900, RefreshToken: 30 * 86_400, Session: 86_400, Grant: 30 * 86_400, Interaction: 900 };

const personOf = (id: string | undefined): Person | undefined => people.find((person) => person.id === id);

async function newGrant(context: OidcContext, accountId: string, audience: string): Promise<{ grant: Grant; id: string }> {
  const grant = new context.oidc.provider.Grant({ accountId, clientId: context.oidc.client.clientId });
  grant.addOIDCScope(identityScopes);
  grant.addResourceScope(audience, resourceScopes.join(' '));
  return { grant, id: await grant.save() };
}

/** Answers the development grant: access token, rotating refresh token and patient for `person`. */
async function answerDevelopmentGrant(context: OidcContext, audience: string, info: object, noSuchPerson: () => Error): Promise<void> {
  const { client, params, provider } = context.oidc;
  const person = personOf(params['person']);
  if (!person) throw noSuchPerson();
  const { id: grantId } = await newGrant(context, person.id, audience);
  const common = { accountId: person.id, client, grantId, gty: developmentGrant };
  const access = new provider.AccessToken(common);
  access.resourceServer = new provider.ResourceServer(audience, info);
  access.scope = everythingFor(person);
  const refresh = new provider.RefreshToken({ ...common, resource: audience, rotations: 0, scope: `${identityScopes} ${access.scope}` });
  context.oidc.entity('AccessToken', access);
  context.body = {
    access_token: await access.save(),
    token_type: 'Bearer',
    expires_in: lifetimes.AccessToken,
    refresh_token: await refresh.save(),
    scope: access.scope,
  };
}

/**
 * Makes oidc-provider for development: authorization code with PKCE S256, rotating refresh tokens, access tokens as ES256 JWTs.
 * @param issuer - where it is mounted
 * @param audience - the FHIR base that tokens are for
 */
export async function developmentProvider(issuer: string, audience: string, keys: Keys, storage: OidcStorage): Promise<Provider> {
  const { errors, interactionPolicy, Provider } = await import('oidc-provider'); // only here: a bundler would load it for everybody
  const info = { scope: resourceScopes.join(' '), audience, accessTokenFormat: 'jwt', accessTokenTTL: lifetimes.AccessToken, jwt: { sign: { alg: 'ES256' } } };
  const policy = interactionPolicy.base();
  policy.get('consent').checks.remove('native_client_prompt'); // choosing a person is the one step there is
  const provider = new Provider(issuer, {
    adapter: function adapter(model: string) {
      return storage.adapter(model);
    },
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        id_token_signed_response_alg: 'ES256',
        grant_types: ['authorization_code', 'refresh_token', developmentGrant],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'], // of a native client, any port
      },
    ],
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookies },
    scopes: identityScopes.split(' '),
    claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
    ttl: lifetimes,
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_context: OidcContext, client: { grantTypeAllowed(type: string): boolean }) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_context: OidcContext, id: string) => {
      const person = personOf(id);
      return person && { accountId: id, claims: () => ({ sub: id, fhirUser: `${audience}/${fhirUserOf(person)}` }) };
    },
    extraTokenClaims: (_context: OidcContext, token: { accountId?: string }) => {
      const person = personOf(token.accountId);
      return person && { patient: patientOf(person), fhirUser: fhirUserOf(person), tenant: person.tenant };
    },
    interactions: { policy, url: (_context: OidcContext, { uid }: { uid: string }) => `${new URL(issuer).pathname}/interaction/${uid}` },
    loadExistingGrant: async (context: OidcContext) => {
      const { client, session, result } = context.oidc;
      const known = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
      if (known) return context.oidc.provider.Grant.find(known);
      return session.accountId ? (await newGrant(context, session.accountId, audience)).grant : undefined; // signing in is the consent
    },
    clientBasedCORS: (context: OidcContext) => /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(context.req.headers.origin ?? ''),
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: { enabled: true, defaultResource: () => audience, useGrantedResource: () => true, getResourceServerInfo: () => info },
    },
  });
  provider.registerGrantType(
    developmentGrant,
    (context) => answerDevelopmentGrant(context, audience, info, () => new errors.InvalidGrant('There is no such person.')),
    ['person'],
  );
  provider.use(async (context, next) => {
    await next();
    const person = personOf(context.oidc?.entities?.AccessToken?.accountId);
    const body = context.body;
    const patient = person && patientOf(person);
    if (context.oidc?.route === 'token' && patient && typeof body === 'object' && body && 'access_token' in body) context.body = { ...body, patient };
  });
  return provider;
}
