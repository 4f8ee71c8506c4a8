import { NelumboError } from '../i18n/index.js';
import type { Platform, TransportResponse } from '../platform.js';
import type { ErasureReceipt } from './api.js';
import type { CenterOptions } from './center.js';

const TIMEOUT = 30_000; // ms; a server may have much to delete

/** `https://host/fhir/R4` -> `https://host/privacy/v1/erasures`, unless the host named another address. */
function addressOf({ fhir, privacy }: CenterOptions['api']): string {
  if (privacy !== undefined) return `${privacy.replace(/\/+$/, '')}/v1/erasures`;
  const root = /^(https?:\/\/[^?#]*?)\/fhir(?:\/[^/?#]*)?\/*$/i.exec(fhir ?? '')?.[1];
  if (root === undefined) throw new NelumboError('unsupported', 'Where to erase is not known: set `api.privacy`.');
  return `${root}/privacy/v1/erasures`;
}

/**
 * Asks the server to erase everything of its patient, and reads the receipt.
 * @throws NelumboError `offline` (the outcome is not known: ask again), `server`, `not-allowed`, `refused`, `token-expired`, `unsupported`
 */
export async function eraseOnServer({ transport }: Pick<Platform, 'transport'>, api: CenterOptions['api']): Promise<NonNullable<ErasureReceipt['server']>> {
  const url = addressOf(api);
  const ask = async (reason: 'start' | 'expired'): Promise<TransportResponse> => {
    const token = await api.token?.({ reason }).catch((cause: unknown) => {
      throw new NelumboError('token-expired', 'The host gave no token. Sign in again.', { cause });
    });
    const headers = { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    return transport.send({ method: 'POST', url, headers, body: '', timeoutMs: TIMEOUT }).catch((cause: unknown) => {
      throw new NelumboError('offline', 'The server could not be reached. Nothing was erased here.', { cause });
    });
  };
  let response = await ask('start');
  if (response.status === 401) response = await ask('expired');
  const { status, body } = response;
  if (status === 401) throw new NelumboError('token-expired', 'The server does not accept the login. Sign in again.');
  if (status === 403) throw new NelumboError('not-allowed', 'The server does not let this login erase. Nothing was erased here.');
  if (status === 404) throw new NelumboError('unsupported', 'The server has no way to erase. Nothing was erased here: ask its operator.');
  if (status >= 500 || status === 429) throw new NelumboError('server', `The server has a problem (${status}). Nothing was erased here.`);
  if (status >= 300) throw new NelumboError('refused', `The server refused (${status}). Nothing was erased here.`);
  const { id, resources } = parse(body);
  return { id: typeof id === 'string' ? id : '', resources: typeof resources === 'number' ? resources : 0 };
}

function parse(text: string): { readonly id?: unknown; readonly resources?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {}; // looked at member by member
  } catch (cause) {
    if (text.trim() === '') return {}; // erased, without a receipt
    throw new NelumboError('not-json', 'A page answered, and no receipt: check `api.privacy`. Nothing was erased here.', { cause });
  }
}
