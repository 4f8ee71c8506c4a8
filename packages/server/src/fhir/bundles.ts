import type { Ask } from './interactions.js';
import type { Page, Version } from './record-store.js';
import type { FhirResource } from './resource.js';

/** The weak ETag of a version. */
export const etag = (version: string | number): string => `W/"${version}"`;

/** `next` keeps the search as it was asked and moves on by an opaque cursor. */
function pageLinks(ask: Ask, path: string, next: string | undefined): readonly { relation: string; url: string }[] {
  const at = (pairs: readonly (readonly [string, string])[]): string => {
    const query = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
    return `${ask.base}/${path}${query ? `?${query}` : ''}`;
  };
  const asked = ask.query.filter(([name]) => name !== '_cursor');
  return [{ relation: 'self', url: at(ask.query) }, ...(next === undefined ? [] : [{ relation: 'next', url: at([...asked, ['_cursor', next]]) }])];
}

/** A page of a search as FHIR has it. */
export function searchBundle(ask: Ask, page: Page): FhirResource {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(page.total === undefined ? {} : { total: page.total }),
    link: pageLinks(ask, ask.type, page.next),
    ...(page.resources.length === 0
      ? {}
      : {
          entry: page.resources.map((resource) => ({ fullUrl: `${ask.base}/${resource.resourceType}/${resource.id}`, resource, search: { mode: 'match' } })),
        }),
  };
}

/** A page of a resource's versions as FHIR has it, newest first; `older` is the version with which the next page starts. */
export function historyBundle(ask: Ask, versions: readonly Version[], older: number | undefined): FhirResource {
  return {
    resourceType: 'Bundle',
    type: 'history',
    link: pageLinks(ask, `${ask.type}/${ask.id}/_history`, older === undefined ? undefined : String(older)),
    ...(versions.length === 0 ? {} : { entry: versions.map((version) => historyEntry(ask, version)) }),
  };
}

function historyEntry(ask: Ask, { version, updated, method, resource }: Version): unknown {
  return {
    fullUrl: `${ask.base}/${ask.type}/${ask.id}`,
    ...(resource ? { resource } : {}),
    request: { method, url: method === 'POST' ? ask.type : `${ask.type}/${ask.id}` },
    response: { status: method === 'DELETE' ? '200' : version === 1 ? '201' : '200', etag: etag(version), lastModified: new Date(updated).toISOString() },
  };
}
