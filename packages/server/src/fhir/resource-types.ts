/** How one search parameter finds its values. */
export interface SearchParameter {
  readonly kind: 'token' | 'reference' | 'date' | 'quantity' | 'uri';
  /** Dotted paths inside the resource. */
  readonly paths: readonly string[];
}

/** What the server knows about one resource type. */
export interface ResourceType {
  /** Paths to the one reference that owns the resource; none: it belongs to the tenant. */
  readonly owner: readonly string[];
  readonly parameters: Readonly<Record<string, SearchParameter>>;
  /** By FHIR's names; none: every interaction. */
  readonly only?: readonly string[];
}

const token = (...paths: string[]): SearchParameter => ({ kind: 'token', paths });
const reference = (...paths: string[]): SearchParameter => ({ kind: 'reference', paths });
const date = (...paths: string[]): SearchParameter => ({ kind: 'date', paths });
const uri = (...paths: string[]): SearchParameter => ({ kind: 'uri', paths });
const identifier = token('identifier');
const status = token('status');
const code = token('code');
const category = token('category');

/** Where the tenant's own material stands: read by everybody in the tenant, written by service tokens. */
const definition: ResourceType = { owner: [], parameters: { identifier, status, url: uri('url'), version: token('version') } };

/**
 * Every type that the server keeps, with the search parameters of FHIR R4 that it indexes. `patient` and `subject` are not listed:
 * they are the owner. Each type has at most one date parameter, its main date.
 */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  Patient: { owner: [], parameters: { identifier, birthdate: date('birthDate') } },
  Observation: {
    owner: ['subject'],
    parameters: {
      identifier,
      status,
      code,
      category,
      date: date('effectiveDateTime', 'effectivePeriod', 'effectiveInstant'),
      'value-quantity': { kind: 'quantity', paths: ['valueQuantity'] },
      'component-code': token('component.code'),
    },
  },
  MedicationRequest: {
    owner: ['subject'],
    parameters: { identifier, status, category, intent: token('intent'), code: token('medicationCodeableConcept'), authoredon: date('authoredOn') },
  },
  MedicationStatement: {
    owner: ['subject'],
    parameters: { identifier, status, category, code: token('medicationCodeableConcept'), effective: date('effectiveDateTime', 'effectivePeriod') },
  },
  MedicationAdministration: {
    owner: ['subject'],
    parameters: {
      identifier,
      status,
      code: token('medicationCodeableConcept'),
      request: reference('request'),
      'effective-time': date('effectiveDateTime', 'effectivePeriod'),
    },
  },
  QuestionnaireResponse: {
    owner: ['subject'],
    parameters: { identifier, status, authored: date('authored'), questionnaire: reference('questionnaire') },
  },
  Consent: { owner: ['patient'], parameters: { identifier, status, category, date: date('dateTime') } },
  Composition: { owner: ['subject'], parameters: { identifier, status, category, type: token('type'), date: date('date') } },
  Bundle: { owner: ['entry.resource.subject'], parameters: { identifier, type: token('type'), timestamp: date('timestamp') } },
  List: { owner: ['subject'], parameters: { identifier, status, code, date: date('date') } },
  Questionnaire: { ...definition, parameters: { ...definition.parameters, date: date('date') } },
  PlanDefinition: { ...definition, parameters: { ...definition.parameters, date: date('date') } },
  ValueSet: definition,
  Medication: { owner: [], parameters: { identifier, status, code } },
  Practitioner: { owner: [], parameters: { identifier, active: token('active') } },
  // not stored: lines of the audit, shown to the patient whose data they speak of; see audit-events.ts
  AuditEvent: { owner: ['entity.what'], parameters: { date: date('recorded') }, only: ['read', 'search-type'] },
};

/** Tells whether a type is patient data; all others but Patient belong to the tenant. */
export const isOwned = (type: string): boolean => type === 'Patient' || (resourceTypes[type]?.owner.length ?? 0) > 0;
