import { fhirBase } from './portal.js';
import type { Session } from './session.js';

/** The parts of a stored resource that the page shows; everything else stays raw. */
export interface Holding {
  readonly resourceType: string;
  readonly id: string;
  readonly meta?: { readonly versionId?: string; readonly lastUpdated?: string };
  readonly [element: string]: unknown;
}

/** What a reader's records can be, in the order of the page. */
export const holdingTypes = ['Observation', 'MedicationRequest', 'MedicationStatement', 'MedicationAdministration', 'QuestionnaireResponse'] as const;

/** Why the server could not be read. */
export class HoldingsError extends Error {
  override readonly name = 'HoldingsError';
  constructor(readonly code: 'failed' | 'refused') {
    super(`holdings: ${code}`);
  }
}

/** Most pages that are followed for one type; the panel shows what there is, it is no export. */
const mostPages = 5;

/**
 * Reads everything that the server holds for a patient, newest first within each type, with the reader's own token.
 * @throws HoldingsError, SessionError
 */
export async function readHoldings(session: Session, patient: string): Promise<readonly Holding[]> {
  const token = await session.token({ reason: 'start' });
  try {
    return await readAll(patient, token);
  } catch (error) {
    if (!(error instanceof HoldingsError) || error.code !== 'refused') throw error;
    return readAll(patient, await session.token({ reason: 'expired' }));
  }
}

async function readAll(patient: string, token: string): Promise<readonly Holding[]> {
  const lists = await Promise.all(holdingTypes.map((type) => readType(type, patient, token)));
  return lists.flat();
}

async function readType(type: string, patient: string, token: string): Promise<readonly Holding[]> {
  const found: Holding[] = [];
  let next: string | undefined = `${fhirBase}/${type}?subject=${encodeURIComponent(`Patient/${patient}`)}&_sort=-_lastUpdated&_count=100`;
  for (let page = 0; next && page < mostPages; page += 1) {
    const bundle: SearchBundle = await get(next, token);
    found.push(...(bundle.entry ?? []).map(({ resource }) => resource));
    const link = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    next = link && samePath(link);
  }
  return found;
}

interface SearchBundle {
  readonly entry?: readonly { readonly resource: Holding }[];
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
}

/** A `next` link names the server's own origin; through the portal's proxy only its path counts. */
function samePath(link: string): string {
  const { pathname, search } = new URL(link, location.href);
  return pathname + search;
}

async function get(url: string, token: string): Promise<SearchBundle> {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}`, Accept: 'application/fhir+json' } }).catch(() => {
    throw new HoldingsError('failed');
  });
  if (response.status === 401 || response.status === 403) throw new HoldingsError('refused');
  if (!response.ok) throw new HoldingsError('failed');
  return (await response.json().catch(() => {
    throw new HoldingsError('failed');
  })) as SearchBundle; // a searchset, by the FHIR API's contract
}
