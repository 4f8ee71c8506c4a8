import { NelumboError } from '../i18n/index.js';
import { ID_SYSTEM, OP_EXTENSION, type Json } from './schema.js';

// R4 types in use whose subject element is `subject`, and those where it is `patient`.
const subjectTypes =
  /^(Observation|Medication(Request|Statement|Administration)|QuestionnaireResponse|Condition|Composition|CarePlan|Goal|RiskAssessment|ServiceRequest|Procedure|DiagnosticReport)$/;
const patientTypes = /^(Consent|AllergyIntolerance|Immunization)$/;
// R4 types whose `identifier` holds one, not a list.
const singleIdentifier = /^(QuestionnaireResponse|Composition|Bundle)$/;
const validType = /^[A-Z][A-Za-z]{1,63}$/;
const validId = /^[A-Za-z0-9\-.]{1,64}$/;

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []); // elements are looked at by property only

/** Elements of a list whose `key` is not `value`: what others put there stays. */
const without = (value: unknown, key: string, unwanted: string) => list(value).filter((one) => one?.[key] !== unwanted);

/** A detached copy of JSON, as `JSON.stringify` would read it; three times as fast. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' || typeof value === 'symbol' ? undefined : value;
  if (Array.isArray(value)) return value.map((one) => copyOf(one) ?? null);
  if ('toJSON' in value) return JSON.parse(JSON.stringify(value)) as unknown;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const one = copyOf((value as Record<string, unknown>)[name]); // one of its own names
    if (one !== undefined) copy[name] = one;
  }
  return copy;
}

/** A detached copy, checked: what a caller changes later does not reach the store. @throws NelumboError `bad-input` */
export function cloneResource(resource: unknown): Json {
  const copy = copyOf(resource) as Json | null | undefined; // checked below
  if (!copy || !validType.test(copy.resourceType) || (copy.id !== undefined && !validId.test(copy.id)))
    throw new NelumboError('bad-input', 'A record needs a resourceType, and an id as FHIR has it.');
  return copy;
}

/** `Patient/id` of a host's option, which may be the bare id. */
export const patientReference = (patient: string): string => (patient.includes('/') ? patient : `Patient/${patient}`);

/** The body with subject where its type has one, absent one, and the host named the patient. */
export function withSubject(body: Json, patient: string | undefined): Json {
  const element = subjectTypes.test(body.resourceType) ? 'subject' : patientTypes.test(body.resourceType) ? 'patient' : undefined;
  return !patient || !element || body[element] ? body : { ...body, [element]: { reference: patientReference(patient) } };
}

/** The body as it is stored: client identifier, operation id and subject added, identifiers and extensions of others kept. */
export function stamp(resource: Json, id: string, opId: string, patient: string | undefined): Json {
  const own = { system: ID_SYSTEM, value: id };
  const identifier = singleIdentifier.test(resource.resourceType) ? own : [...without(resource['identifier'], 'system', ID_SYSTEM), own];
  return withSubject(withOp({ ...resource, id, identifier }, opId), patient);
}

/** The body with this operation id instead of any other. */
export const withOp = (body: Json, opId: string): Json => ({
  ...body,
  extension: [...without(body['extension'], 'url', OP_EXTENSION), { url: OP_EXTENSION, valueString: opId }],
});

/** The operation id that a version carries. */
export function opOf(body: Json): string | undefined {
  const found = list(body['extension']).find((one) => one?.['url'] === OP_EXTENSION)?.['valueString'];
  return typeof found === 'string' ? found : undefined;
}

/** The device's uuid in a resource's identifiers. */
export function clientId(body: Json): string | undefined {
  const all = Array.isArray(body['identifier']) ? list(body['identifier']) : [body['identifier'] as Json | undefined]; // looked at by property only
  const found = all.find((one) => one?.['system'] === ID_SYSTEM)?.['value'];
  return typeof found === 'string' && validId.test(found) ? found : undefined;
}

/** The body that takes a record back: FHIR's way of deleting what others may have seen. */
export function retracted(body: Json): Json {
  if (body.resourceType === 'Condition') {
    const system = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
    return { ...body, verificationStatus: { coding: [{ system, code: 'entered-in-error' }] } };
  }
  return 'status' in body ? { ...body, status: 'entered-in-error' } : { ...body, active: false };
}

/** Whether a version takes its record back. */
export function isRetracted(body: Json): boolean {
  if (body['status'] === 'entered-in-error') return true;
  const verification = body['verificationStatus'];
  return verification !== undefined && JSON.stringify(verification).includes('"entered-in-error"');
}
