import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { Refusal } from '../fhir/refusal.js';
import type { Scope } from './scope.js';
import { allowance } from './scope.js';

/** An identity provider whose access tokens are taken. */
export interface IssuerOptions {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** The `aud` that its tokens must name: this API. */
  readonly audience: string;
  /** Its public keys, or the https address of them. */
  readonly keys: JSONWebKeySet | string;
  /** The tenant that its tokens belong to; or the claim by which this issuer is trusted to name one of several. */
  readonly tenant: string | { readonly claim: string; readonly among: readonly string[] };
  /** The claim that names the token's patient. Default `patient`. */
  readonly patientClaim?: string;
}

/** Turns a bearer token into what its holder may do; throws {@link Refusal} 401. */
export type Authorise = (header: string | undefined) => Promise<Scope>;

const refused = (text: string, error = 'invalid_token'): Refusal =>
  new Refusal(401, 'login', text, { headers: { 'WWW-Authenticate': error ? `Bearer error="${error}"` : 'Bearer' } });

/** At most this many checked tokens are remembered, each until it expires. */
const remembered = 1000;
const id = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * Checks tokens: signature by ES256 or RS256 (never `none` or a shared secret), issuer, audience, expiry. The tenant comes from the
 * issuer's configuration, never from the request.
 */
export function tokenAuthority(issuers: readonly IssuerOptions[]): Authorise {
  const known = new Map(issuers.map((options) => [options.issuer, { options, key: keySource(options.keys) }]));
  const checked = new Map<string, { scope: Scope; expires: number }>();
  return async (header) => {
    const token = /^Bearer ([\w~+/.=-]{1,8000})$/i.exec(header ?? '')?.[1];
    if (!token) throw refused('Send a bearer token.', header === undefined ? '' : 'invalid_request');
    const found = checked.get(token);
    if (found && found.expires > Date.now()) return found.scope;
    checked.delete(token);
    const { scope, expires } = await check(token, known);
    if (checked.size >= remembered) for (const oldest of checked.keys()) if (checked.size >= remembered) checked.delete(oldest);
    checked.set(token, { scope, expires });
    return scope;
  };
}

function keySource(keys: JSONWebKeySet | string): JWTVerifyGetKey {
  return typeof keys === 'string' ? createRemoteJWKSet(new URL(keys)) : createLocalJWKSet(keys);
}

async function check(token: string, known: ReadonlyMap<string, { options: IssuerOptions; key: JWTVerifyGetKey }>): Promise<{ scope: Scope; expires: number }> {
  try {
    const issuer = known.get(String(decodeJwt(token).iss)); // unchecked so far: it only chooses the keys to check with
    if (!issuer) throw new Error('unknown issuer');
    const { options, key } = issuer;
    const { payload } = await jwtVerify(token, key, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: ['ES256', 'RS256'],
      requiredClaims: ['exp', 'sub'],
    });
    const tenant = tenantOf(options, payload);
    const patient = payload[options.patientClaim ?? 'patient'];
    const granted: unknown = payload['scope'];
    const scopes = Array.isArray(granted) ? granted.join(' ') : typeof granted === 'string' ? granted : '';
    const scope: Scope = {
      tenant,
      user: String(payload.sub),
      patients: typeof patient === 'string' && id.test(patient) ? [patient] : [],
      service: /(^|\s)system\//.test(scopes),
      allows: allowance(scopes),
    };
    return { scope, expires: Number(payload.exp) * 1000 };
  } catch {
    throw refused('The token is not valid here or has expired: get a new one.'); // which of it, is nobody's business
  }
}

function tenantOf({ tenant }: IssuerOptions, payload: Readonly<Record<string, unknown>>): string {
  if (typeof tenant === 'string') return tenant;
  const named = payload[tenant.claim];
  if (typeof named !== 'string' || !tenant.among.includes(named)) throw new Error('no tenant of this issuer');
  return named;
}
