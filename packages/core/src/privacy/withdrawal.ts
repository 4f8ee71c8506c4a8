import type { Resource } from '../fhir/index.js';
import type { Platform, TransportResponse } from '../platform.js';
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
  const send = async (reason: 'start' | 'expired'): Promise<TransportResponse> => {
    const bearer = await token?.({ reason });
    const headers = {
      'content-type': 'application/fhir+json',
      accept: 'application/fhir+json',
      'if-none-exist': `identifier=${ID_SYSTEM}|${id}`,
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    };
    return transport.send({ method: 'POST', url: `${fhir.replace(/\/+$/, '')}/Consent`, headers, body, timeoutMs: TIMEOUT });
  };
  try {
    let answer = await send('start');
    if (answer.status === 401) answer = await send('expired');
    const { status } = answer;
    // A page of a proxy or a redirect told nobody.
    if (status < 400 && (status >= 300 || /^\s*</.test(answer.body))) return false;
    return status !== 401 && status !== 408 && status !== 429 && status < 500;
  } catch {
    return false; // offline, or nobody is signed in
  }
}
