import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { Refusal } from '../fhir/refusal.js';
import { actorKey } from './permits.js';
import type { Caller } from './scope.js';
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

/** Turns a bearer token into who calls; throws {@link Refusal} 401. */
export type Authorise = (header: string | undefined) => Promise<Caller>;

const refused = (text: string, error = 'invalid_token'): Refusal =>
  new Refusal(401, 'login', text, { headers: { 'WWW-Authenticate': error ? `Bearer error="${error}"` : 'Bearer' } });

/** At most this many checked tokens are remembered, each until it expires. */
const remembered = 1000;
const id = /^[A-Za-z0-9\-.]{1,64}$/;
const fhirUser = /^(Patient|Practitioner|PractitionerRole|RelatedPerson|Person)\/[A-Za-z0-9\-.]{1,64}$/;

/**
 * Checks tokens: signature by ES256 or RS256 (never `none` or a shared secret), issuer, audience, expiry. The tenant comes from the
 * issuer's configuration, never from the request.
 */
export function tokenAuthority(issuers: readonly IssuerOptions[]): Authorise {
  const known = new Map(issuers.map((options) => [options.issuer, { options, key: keySource(options.keys) }]));
  const checked = new Map<string, Checked>();
  return async (header) => {
    const token = /^Bearer ([\w~+/.=-]{1,8000})$/i.exec(header ?? '')?.[1];
    if (!token) throw refused('Send a bearer token.', header === undefined ? '' : 'invalid_request');
    const found = checked.get(token);
    if (found && found.expires > Date.now()) return found.caller;
    checked.delete(token);
    const { caller, expires } = await check(token, known);
    if (checked.size >= remembered) for (const oldest of checked.keys()) if (checked.size >= remembered) checked.delete(oldest);
    checked.set(token, { caller, expires });
    return caller;
  };
}

function keySource(keys: JSONWebKeySet | string): JWTVerifyGetKey {
  return typeof keys === 'string' ? createRemoteJWKSet(new URL(keys)) : createLocalJWKSet(keys);
}

/** A token that was checked. Only who calls is remembered; what they reach is asked for at each request. */
interface Checked {
  readonly caller: Caller;
  readonly expires: number;
}

async function check(token: string, known: ReadonlyMap<string, { options: IssuerOptions; key: JWTVerifyGetKey }>): Promise<Checked> {
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
    const granted: unknown = payload['scope'];
    const scopes = Array.isArray(granted) ? granted.join(' ') : typeof granted === 'string' ? granted : '';
    const caller: Caller = {
      tenant: tenantOf(options, payload),
      user: String(payload.sub),
      ...personOf(options, payload),
      service: /(^|\s)system\//.test(scopes),
      allows: allowance(scopes),
    };
    return { caller, expires: Number(payload.exp) * 1000 };
  } catch {
    throw refused('The token is not valid here or has expired: get a new one.'); // which of it, is nobody's business
  }
}

/** Who the token speaks of: SMART's `fhirUser` (who signed in) and `patient` (whose record is open). Without a fhirUser they are the same. */
function personOf(options: IssuerOptions, payload: Readonly<Record<string, unknown>>): Pick<Caller, 'agent' | 'actors' | 'patient' | 'self'> {
  const [named, user] = [payload[options.patientClaim ?? 'patient'], payload['fhirUser']];
  const patient = typeof named === 'string' && id.test(named) ? named : undefined;
  const base = `${options.audience}/`;
  const local = typeof user === 'string' ? (user.startsWith(base) ? user.slice(base.length) : user) : '';
  const agent = fhirUser.test(local) ? local : undefined;
  const isSelf = user === undefined || agent === `Patient/${patient}`;
  return {
    ...(agent === undefined ? {} : { agent }),
    actors: [actorKey.login(options.issuer, String(payload['sub'])), ...(agent === undefined ? [] : [agent, base + agent].map(actorKey.reference))],
    ...(patient === undefined ? {} : { patient, ...(isSelf ? { self: patient } : {}) }),
  };
}

function tenantOf({ tenant }: IssuerOptions, payload: Readonly<Record<string, unknown>>): string {
  if (typeof tenant === 'string') return tenant;
  const named = payload[tenant.claim];
  if (typeof named !== 'string' || !tenant.among.includes(named)) throw new Error('no tenant of this issuer');
  return named;
}
