import { convert } from '@nelumbo/core/vitals';
import type { Issue } from './refusal.js';
import type { FhirResource, Json } from './resource.js';
import { isObject, valuesAt } from './resource.js';

/** Says which quantities of a resource are in a unit that does not fit their LOINC code. */
export type UnitCheck = (resource: FhirResource) => readonly Issue[];

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';

/** What one LOINC code is measured in. */
interface Expected {
  readonly display: string;
  /** UCUM codes; others of the same dimension fit as well… */
  readonly units: readonly string[];
  /** …but for these, which the content ties to other LOINC codes: mg/dL has its own. */
  readonly others: readonly string[];
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);
const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The units of one measure for one of its codes: those tied to it, else those tied to none, else all. */
function expectedFor(code: string, measure: Json): Expected {
  const units = objects(measure['units']).map((unit) => ({ code: String(unit['code']), only: strings(unit['codes']) }));
  const tied = units.filter(({ only }) => only.includes(code));
  const free = units.filter(({ only }) => only.length === 0);
  const chosen = tied.length > 0 ? tied : free.length > 0 ? free : units;
  const component = objects(measure['components']).find((each) => each['code'] === code);
  return {
    display: String(component?.['display'] ?? measure['display']),
    units: chosen.map((unit) => unit.code),
    others: units.filter((unit) => !chosen.includes(unit)).map((unit) => unit.code),
  };
}

function codesOf(measure: Json): readonly string[] {
  const more = [...objects(measure['components']).map((each) => String(each['code'])), ...objects(measure['units']).flatMap((unit) => strings(unit['codes']))];
  return [...new Set([...strings(measure['codes']), ...strings(measure['alsoRead']), ...more])];
}

/** `{beats}/min` counts as `/min`: what stands in braces is a remark (UCUM, §12). */
const withoutRemark = (unit: string): string => unit.replace(/\{[^{}]*\}/g, '') || unit;

function fits(quantity: Json, { units, others }: Expected): boolean {
  const { code } = quantity;
  const given = typeof code === 'string' ? withoutRemark(code) : '';
  if (quantity['system'] !== ucum || others.includes(given)) return false;
  return units.some((unit) => unit === given || withoutRemark(unit) === given || convert(1, given, unit) !== undefined);
}

/**
 * Makes the check from the content document `vitals/measures`, the same from which the SDK asks, converts and charts. Codes that it
 * does not know are not checked; a quantity without a coded unit does not fit, because nobody could say what its number means.
 */
export function unitCheck(measures: unknown): UnitCheck {
  const known = new Map<string, Expected>();
  for (const measure of objects(isObject(measures) ? measures['measures'] : undefined))
    for (const code of codesOf(measure)) if (!known.has(code)) known.set(code, expectedFor(code, measure));
  const issuesOf = (part: Json, path: string): Issue[] => {
    const quantity = part['valueQuantity'];
    if (!isObject(quantity) || quantity['value'] === undefined) return [];
    const codes = valuesAt(part, 'code.coding').flatMap((coding) => (isObject(coding) && coding['system'] === loinc ? [String(coding['code'])] : []));
    for (const code of codes) {
      const expected = known.get(code);
      if (!expected || fits(quantity, expected)) continue;
      const diagnostics = `The unit does not fit LOINC ${code} (${expected.display}): set system to ${ucum} and code to ${expected.units.join(' or ')}.`;
      return [{ severity: 'error', code: 'code-invalid', diagnostics, expression: [`${path}.valueQuantity.code`] }];
    }
    return [];
  };
  return (resource) =>
    resource.resourceType === 'Observation'
      ? [...issuesOf(resource, 'Observation'), ...objects(resource['component']).flatMap((part, index) => issuesOf(part, `Observation.component[${index}]`))]
      : [];
}
