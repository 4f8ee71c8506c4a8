import type { Json } from '../records/index.js';
import type { FhirHttp } from './fhir-http.js';
import { again } from './halt.js';

/** A version of a resource on the server; `body` is `null` where it was deleted. */
export interface Version {
  readonly version: string;
  readonly body: Json | null;
}

/** An entry of a searchset or history Bundle. */
export interface BundleEntry {
  readonly resource?: Json;
  readonly search?: { readonly mode?: string };
  readonly response?: { readonly status?: string; readonly etag?: string; readonly location?: string; readonly outcome?: Json };
}

/** The objects in what should be a list of them. */
export const objects = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []) as T[]; // members are looked at by the callers

/** The entries of a Bundle and the address of its next page, as it came. @throws Halt when it is no Bundle */
export function entriesOf(body: Json | undefined): { entries: readonly BundleEntry[]; next: string | undefined } {
  if (body?.resourceType !== 'Bundle') throw again('server', 'The server answered no FHIR Bundle.');
  const next = objects<{ relation?: unknown; url?: unknown }>(body['link']).find(({ relation }) => relation === 'next')?.url;
  return { entries: objects<BundleEntry>(body['entry']), next: typeof next === 'string' ? next : undefined };
}

/** A page's address, only if it leads to the same server: nothing of ours goes anywhere else. @throws Halt */
export function ownLink(next: string | undefined, base: string): string | undefined {
  if (next === undefined || next.startsWith(`${base}/`) || next.startsWith(`${base}?`)) return next;
  throw again('server', 'The server sends us elsewhere for the next page: its own address may be set wrongly.');
}

const PAGES = 50;

/** Every version, oldest first; empty when the server knows none. */
export async function readHistory(http: FhirHttp, sid: string): Promise<Version[]> {
  const versions: Version[] = [];
  let path: string | undefined = `${sid}/_history?_count=100`;
  for (let page = 0; path && page < PAGES; page++) {
    const { status, body } = await http.send({ method: 'GET', path });
    if (status === 404 || status === 410) return [];
    const { entries, next } = entriesOf(body);
    for (const { resource, response } of entries)
      versions.push({ version: resource?.meta?.versionId ?? /"(.*)"/.exec(response?.etag ?? '')?.[1] ?? '', body: resource ?? null });
    path = ownLink(next, http.base);
  }
  // Half a history would hide our own write, and it would be sent twice.
  if (path) throw again('server', 'The record has more versions than can be looked at.');
  return versions.reverse(); // FHIR R4, 3.1.0.10: newest first
}
