import fhirpath, { type Model } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';

// The reference engine, for tests only.

// It reckons in the zone of the machine; the tests that ask it, in that of an environment at UTC.
process.env['TZ'] = 'UTC';

const model = r4 as Model; // its optional members are typed without `undefined`

/** What `fhirpath` gives. @throws what it throws */
export function oracle(resource: unknown, path: string | { readonly base: string; readonly expression: string }, env: Record<string, unknown>): unknown[] {
  return fhirpath.evaluate(resource, path, env, model) as unknown[]; // synchronous without the async option
}
