import type { Interval } from './dates.js';
import { intervalOfValue, noDate } from './dates.js';
import type { FhirResource } from './resource.js';
import { isObject, valuesAt } from './resource.js';
import { resourceTypes } from './resource-types.js';

/** Parts a token in the index: code, separator, system. A control character, so that no code or system can hold it. */
export const separator = '\u001f';

/** What the index keeps of one resource. */
export interface IndexRows {
  readonly date: Interval;
  readonly tokens: readonly { readonly parameter: string; readonly value: string }[];
  readonly numbers: readonly { readonly parameter: string; readonly unit: string; readonly value: number }[];
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'boolean' ? String(value) : '');

/** The tokens of a code, Coding, CodeableConcept or Identifier as `code␟system`. */
function tokensOf(value: unknown): string[] {
  if (!isObject(value)) return text(value) ? [`${text(value)}${separator}`] : [];
  if (Array.isArray(value['coding'])) return value['coding'].flatMap(tokensOf);
  const code = text(value['code']) || text(value['value']);
  return code ? [`${code}${separator}${text(value['system'])}`] : [];
}

/** The rows by which a resource is found; see `resource-types.ts`. */
export function indexRows(resource: FhirResource): IndexRows {
  const tokens = new Map<string, { parameter: string; value: string }>();
  const numbers: { parameter: string; unit: string; value: number }[] = [];
  let date: Interval = { from: noDate, to: noDate };
  for (const [parameter, { kind, paths }] of Object.entries(resourceTypes[resource.resourceType]?.parameters ?? {})) {
    for (const found of paths.flatMap((path) => valuesAt(resource, path))) {
      if (kind === 'date') date = intervalOfValue(found) ?? date;
      else if (kind === 'quantity' && isObject(found) && typeof found['value'] === 'number') {
        numbers.push({ parameter, value: found['value'], unit: `${text(found['code'])}${separator}${text(found['system'])}` });
      } else {
        const values = kind === 'token' ? tokensOf(found) : [text(isObject(found) ? found['reference'] : found)];
        for (const value of values) if (value) tokens.set(`${parameter} ${value}`, { parameter, value });
      }
    }
  }
  return { date, tokens: [...tokens.values()], numbers };
}
