import type { Resource } from '../fhir/index.js';
import { patientReference } from '../records/index.js';
import type { ConsentText, Purpose } from './api.js';

/** One decision. */
export interface DecisionFacts {
  readonly id: string;
  readonly purpose: Purpose;
  readonly given: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly decidedAt: number;
  readonly server: string | undefined;
  readonly patient: string | undefined;
  readonly text: ConsentText | undefined;
}

const SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
const LOINC = 'http://loinc.org';
/** Code system of our purposes. */
const PURPOSE = 'urn:nelumbo:purpose';

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The decision as FHIR R4 Consent, with the words that the user read. A withdrawal is a Consent that denies. */
export function consentRecord({ id, purpose, given, decidedAt, server, patient, text }: DecisionFacts): Resource {
  const div =
    text && `<div xmlns="http://www.w3.org/1999/xhtml" lang="${escape(text.language)}"><h1>${escape(text.title)}</h1><p>${escape(text.text)}</p></div>`;
  return {
    resourceType: 'Consent',
    id,
    ...(div && { language: text.language, text: { status: 'generated', div } }),
    status: 'active',
    scope: { coding: [{ system: SCOPE, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: LOINC, code: '59284-0', display: 'Consent Document' }] }],
    ...(patient !== undefined && { patient: { reference: patientReference(patient) } }),
    dateTime: new Date(decidedAt).toISOString(),
    policy: [{ uri: `urn:nelumbo:consent:${encodeURIComponent(purpose)}:${encodeURIComponent(text?.version ?? '')}` }],
    provision: {
      type: given ? 'permit' : 'deny',
      code: [{ coding: [{ system: PURPOSE, code: purpose }] }],
      ...(purpose === 'sync' && server !== undefined && { actor: [{ role: { text: 'recipient' }, reference: { display: server } }] }),
    },
  } as Resource; // a Consent
}
