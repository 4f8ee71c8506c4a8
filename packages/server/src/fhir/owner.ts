import { resourceTypes } from './resource-types.js';
import type { FhirResource } from './resource.js';
import { isObject, valuesAt } from './resource.js';
import { Refusal } from './refusal.js';

/** The owner of what belongs to the whole tenant. */
export const tenantOwned = '';

const patientReference = /^(?:.*\/)?Patient\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/;

/**
 * The one patient who owns a resource: its subject or patient; a Patient owns itself; a document is owned by its first entry's subject.
 * Other references give no access.
 * @returns the patient's id, or {@link tenantOwned}
 * @throws Refusal 422 for patient data without exactly one owner
 */
export function ownerOf(resource: FhirResource): string {
  const type = resourceTypes[resource.resourceType];
  if (resource.resourceType === 'Patient') return resource.id ?? tenantOwned;
  if (!type || type.owner.length === 0) return tenantOwned;
  const owners = type.owner.flatMap((path) => valuesAt(resource.resourceType === 'Bundle' ? document(resource) : resource, path));
  const first = owners[0];
  const literal = isObject(first) && typeof first['reference'] === 'string' ? first['reference'] : '';
  const id = patientReference.exec(literal)?.[1];
  if (owners.length !== 1 || !id) {
    const field = resource.resourceType === 'Bundle' ? 'entry[0].resource.subject' : (type.owner[0] ?? 'subject');
    throw new Refusal(422, 'required', `This type needs one owner: set ${field} to Patient/{id}.`, { expression: [`${resource.resourceType}.${field}`] });
  }
  return id;
}

/** A document with its first entry only: the Composition that says whose it is. */
function document(bundle: FhirResource): FhirResource {
  return { ...bundle, entry: Array.isArray(bundle['entry']) ? bundle['entry'].slice(0, 1) : [] };
}
