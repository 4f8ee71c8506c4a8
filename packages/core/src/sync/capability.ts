import type { FhirHttp } from './fhir-http.js';
import { again, blocked } from './halt.js';

interface Rest {
  readonly resource?: readonly { readonly versioning?: string; readonly conditionalCreate?: boolean }[];
}

/**
 * Reads `/metadata` once: is there a FHIR server, and does it say that it lacks what safety needs? A server that says nothing
 * about versions or conditional creates is tried; one that denies them is not used.
 * @throws Halt
 */
export async function checkServer(http: FhirHttp): Promise<void> {
  const { body, status } = await http.send({ method: 'GET', path: 'metadata' });
  if (status === 404 && body?.resourceType === 'OperationOutcome') return; // FHIR, but without a statement
  if (body?.resourceType !== 'CapabilityStatement') throw again('not-json', 'The address answers no FHIR. Check `api.fhir`.');
  const resources = ((body['rest'] ?? []) as Rest[]).flatMap(({ resource }) => resource ?? []); // a CapabilityStatement's rest
  if (resources.some(({ versioning, conditionalCreate }) => versioning === 'no-version' || conditionalCreate === false))
    throw blocked('unsupported', 'The FHIR server keeps no versions or has no conditional create: nothing is sent.');
}
