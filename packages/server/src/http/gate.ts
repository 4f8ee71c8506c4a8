import type { Caller } from '../access/scope.js';
import type { Authorise } from '../access/tokens.js';
import { Refusal } from '../fhir/refusal.js';
import type { TenantDatabase } from '../storage/tenant-database.js';
import type { Buckets } from './buckets.js';
import type { Exchange, Reply } from './exchange.js';
import type { Origins } from './headers.js';
import { fhirCors } from './headers.js';

/** What stands before everything that needs a token. */
export interface Gate {
  readonly authorise: Authorise;
  readonly tenants: ReadonlyMap<string, { readonly database: TenantDatabase; readonly origins: Origins }>;
  readonly users: Buckets;
  readonly addresses: Buckets;
}

/** Who came in. */
export interface Entered {
  readonly caller: Caller;
  readonly database: TenantDatabase;
}

/** Lets a request in by its token; throws {@link Refusal} 401, or 429 to an address with many bad tokens. */
export type Enter = () => Promise<Entered>;

const addressOf = ({ request }: Exchange): string => request.socket.remoteAddress ?? '';

/** Counts a request that needs no token. @throws Refusal 429 */
export const countAddress = (gate: Gate, exchange: Exchange): void => gate.addresses.take(addressOf(exchange), 1);

/** Counts what a user asks for. @throws Refusal 429 */
export const countUser = (gate: Gate, { tenant, user }: Caller, cost: number): void => gate.users.take(`${tenant} ${user}`, cost);

/**
 * Answers a request of an API that is behind tokens: preflights, CORS by the token's tenant, never cached.
 * @param answer - what to do; calls `enter` before anything that is somebody's
 * @param refuse - how a refusal is said in this API
 */
export async function guarded(gate: Gate, exchange: Exchange, answer: (enter: Enter) => Promise<Reply>, refuse: (refusal: Refusal) => Reply): Promise<Reply> {
  const { request } = exchange;
  let allowed = [...gate.tenants.values()].map(({ origins }) => origins); // everybody's, until the token says which tenant it is
  if (request.method === 'OPTIONS') return { status: 204, headers: fhirCors(request.headers.origin, allowed, true) };
  const enter: Enter = async () => {
    const caller = await gate.authorise(request.headers.authorization).catch((error: unknown) => {
      countAddress(gate, exchange);
      throw error;
    });
    const tenant = gate.tenants.get(caller.tenant);
    const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    if (!tenant) throw new Refusal(401, 'login', 'The token belongs to no tenant of this server.', { headers });
    allowed = [tenant.origins];
    return { caller, database: tenant.database };
  };
  let reply: Reply;
  try {
    reply = await answer(enter);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply = refuse(error);
  }
  const common = { 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin', ...fhirCors(request.headers.origin, allowed, false) };
  return { ...reply, headers: { ...common, ...reply.headers } };
}
