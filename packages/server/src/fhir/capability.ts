import { interactions } from './interactions.js';
import { ownerNames } from './query.js';
import { isOwned, resourceTypes } from './resource-types.js';

/** The version of the software, as told in `/metadata`. */
export const softwareVersion = '0.1.0';

const uuid = 'urn:uuid:6f6d1b1e-2f0c-4c38-9a53-0d8a3d5c9a41'; // this statement's own, fixed

function searchParameters(type: string): { name: string; type: string }[] {
  const listed = Object.entries(resourceTypes[type]?.parameters ?? {}).map(([name, { kind }]) => ({ name, type: kind }));
  return [{ name: '_id', type: 'token' }, { name: '_lastUpdated', type: 'date' }, ...ownerNames(type).map((name) => ({ name, type: 'reference' })), ...listed];
}

function documentation(type: string, only: unknown): { documentation?: string } {
  if (only) return { documentation: 'Who did what to the data of the token’s patient, and under which Consent; only that patient sees it.' };
  if (!isOwned(type)) return { documentation: 'Belongs to the tenant: written by service tokens.' };
  return type === 'Consent' ? { documentation: 'An active permit that names a caller opens the patient’s data to them; only the patient writes it.' } : {};
}

/**
 * What this server does, and nothing else; a test calls every line of it.
 * @param base - the FHIR base as the client reached it
 * @returns a CapabilityStatement
 */
export function capabilityStatement(base: string): unknown {
  const codes = Object.keys(interactions);
  return {
    resourceType: 'CapabilityStatement',
    url: uuid,
    status: 'active',
    date: '2026-11-22',
    kind: 'instance',
    software: { name: 'Nelumbo reference server', version: softwareVersion },
    implementation: { description: 'For development, demos, tests and small deployments', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        documentation: 'Every request but this one needs a bearer token. Pages follow the opaque next link. _sort: _lastUpdated, _id or the date of the type.',
        security: { cors: true, service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }] },
        resource: Object.entries(resourceTypes).map(([type, { only }]) => ({
          type,
          ...documentation(type, only),
          interaction: (only ?? codes).map((code) => ({ code })),
          versioning: only ? 'no-version' : 'versioned-update',
          readHistory: !only,
          updateCreate: !only,
          conditionalCreate: !only,
          conditionalRead: 'not-supported',
          conditionalUpdate: !only,
          conditionalDelete: 'not-supported',
          searchParam: searchParameters(type),
        })),
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
      },
    ],
  };
}
