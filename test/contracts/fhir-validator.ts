import { Fhir } from 'fhir';

/** What the `fhir` package finds wrong with an R4 resource. */
export const fhirErrors = (resource: unknown): string[] =>
  new Fhir()
    .validate(resource as Parameters<Fhir['validate']>[0]) // it looks at any JSON
    .messages.filter(({ severity }) => String(severity) === 'error')
    .map(({ location, message }) => `${location} ${message}`);
