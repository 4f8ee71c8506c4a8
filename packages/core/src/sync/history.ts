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
  readonly response?: { readonly etag?: string };
}

/** The entries of a Bundle and its `next` link, if that leads to the same server. @throws Halt when it is no Bundle */
export function entriesOf(body: Json | undefined, base: string): { entries: readonly BundleEntry[]; next: string | undefined } {
  if (body?.resourceType !== 'Bundle') throw again('server', 'The server answered no FHIR Bundle.');
  const links = (body['link'] ?? []) as { relation?: string; url?: string }[]; // a Bundle's link
  const next = links.find(({ relation }) => relation === 'next')?.url;
  return { entries: (body['entry'] ?? []) as BundleEntry[], next: next?.startsWith(`${base}/`) || next?.startsWith(`${base}?`) ? next : undefined }; // a Bundle's entry
}

const PAGES = 50;

/** Every version, oldest first; empty when the server knows none. */
export async function readHistory(http: FhirHttp, sid: string): Promise<Version[]> {
  const versions: Version[] = [];
  let path: string | undefined = `${sid}/_history?_count=100`;
  for (let page = 0; path && page < PAGES; page++) {
    const { status, body } = await http.send({ method: 'GET', path });
    if (status === 404 || status === 410) return [];
    const { entries, next } = entriesOf(body, http.base);
    for (const { resource, response } of entries)
      versions.push({ version: resource?.meta?.versionId ?? /"(.*)"/.exec(response?.etag ?? '')?.[1] ?? '', body: resource ?? null });
    path = next;
  }
  return versions.reverse(); // FHIR R4, 3.1.0.10: newest first
}
