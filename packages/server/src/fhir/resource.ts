/** Any JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** A FHIR R4 resource as it travels; what a type's fields are is the validator's business. */
export interface FhirResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly meta?: { readonly versionId?: string; readonly lastUpdated?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** A resource as the server keeps it. */
export interface StoredResource extends FhirResource {
  readonly id: string;
  readonly meta: { readonly versionId: string; readonly lastUpdated: string; readonly [key: string]: unknown };
}

/** Tells whether `value` is a JSON object, not an array and not null. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values at a dotted path, arrays flattened; `effective[x]`-like choices are given by their full names. */
export function valuesAt(root: unknown, path: string): readonly unknown[] {
  let values: readonly unknown[] = [root];
  for (const step of path.split('.')) {
    values = values.flatMap((value) => (isObject(value) && Object.hasOwn(value, step) ? [value[step]].flat() : []));
  }
  return values;
}
