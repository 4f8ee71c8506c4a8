import type { Resource } from '../fhir/index.js';
import type { Platform } from '../platform.js';
import { ID_SYSTEM } from '../records/index.js';

/** Where the server is, and how to sign in there. */
export interface WithdrawalServer {
  readonly fhir: string;
  readonly token?: (request: { reason: 'start' | 'expired' }) => Promise<string | undefined>;
}

const TIMEOUT = 15_000; // ms

/**
 * Tells the server that the user took the consent to `sync` back: a Consent that denies, no longer in force, so that no server reads
 * it as a permission. Repeated safely (`If-None-Exist`).
 * @returns false when it may not have arrived: try again. A server that does not take Consents has been told all the same
 */
export async function tellWithdrawal({ transport }: Pick<Platform, 'transport'>, { fhir, token }: WithdrawalServer, consent: Resource): Promise<boolean> {
  const { id, ...rest } = consent as Resource & { readonly id: string }; // made by consentRecord()
  const body = JSON.stringify({ ...rest, status: 'inactive', identifier: [{ system: ID_SYSTEM, value: id }] });
  const send = async (reason: 'start' | 'expired'): Promise<number> => {
    const bearer = await token?.({ reason });
    const headers = {
      'content-type': 'application/fhir+json',
      accept: 'application/fhir+json',
      'if-none-exist': `identifier=${ID_SYSTEM}|${id}`,
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    };
    return (await transport.send({ method: 'POST', url: `${fhir.replace(/\/+$/, '')}/Consent`, headers, body, timeoutMs: TIMEOUT })).status;
  };
  try {
    let status = await send('start');
    if (status === 401) status = await send('expired');
    return status !== 401 && status !== 408 && status !== 429 && status < 500;
  } catch {
    return false; // offline, or nobody is signed in
  }
}
