import type { Rules } from './definitions.js';
import { OperationOutcomeError, validateTypedValue } from './medplum.js';
import type { Issue } from './refusal.js';
import { Refusal } from './refusal.js';
import type { FhirResource } from './resource.js';
import { isObject, valuesAt } from './resource.js';
import type { UnitCheck } from './unit-check.js';

/** Checks a resource; see {@link validator}. */
export type Validate = (resource: FhirResource) => void;

/** Elements of R4 with a choice of type that occur in the types we keep. */
const choices = [
  'value',
  'effective',
  'onset',
  'medication',
  'occurrence',
  'asNeeded',
  'dose',
  'rate',
  'answer',
  'initial',
  'minValue',
  'maxValue',
  'deceased',
  'multipleBirth',
  'reported',
  'timing',
  'product',
  'target',
  'detail',
  'source',
  'subject',
  'definition',
  'collected',
  'entity',
  'amount',
  'statusReason',
  'bounds',
  'author',
  'deceased',
  'default',
];
const choice = new RegExp(
  `^(${choices.join('|')})(Base64Binary|Boolean|Canonical|Code|Date|DateTime|Decimal|Id|Instant|Integer|Markdown|Oid|PositiveInt|String|Time|UnsignedInt|Uri|Url|Uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta)$`,
);

/** Says where an element of many types has more than one, such as valueString beside valueQuantity; the library passes that. */
function doubledChoices(value: unknown, path: string): Issue[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => doubledChoices(item, `${path}[${index}]`));
  if (!isObject(value)) return [];
  const seen = new Set<string>();
  const issues: Issue[] = [];
  for (const [key, inner] of Object.entries(value)) {
    const name = choice.exec(key)?.[1];
    if (name && seen.has(name))
      issues.push({ severity: 'error', code: 'structure', diagnostics: `Only one type of ${name}[x] may be given.`, expression: [`${path}.${name}`] });
    if (name) seen.add(name);
    issues.push(...doubledChoices(inner, `${path}.${key}`));
  }
  return issues;
}

interface Found {
  readonly value: unknown;
  readonly path: string;
}

/** A code, Coding or CodeableConcept against the codes of its value set. */
function isKnown(value: unknown, codes: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return codes.has(value);
  if (!isObject(value)) return true; // the structure check speaks about it
  if (Array.isArray(value['coding'])) return value['coding'].some((coding) => isKnown(coding, codes));
  return typeof value['code'] !== 'string' || codes.has(typeof value['system'] === 'string' ? `${value['system']}|${value['code']}` : value['code']);
}

/** What an issue may say: the library's texts name paths, types and rules; some of them quote the value, and those lose it. */
const withoutValue = (text: string): string => text.replace(/"[^"]*"|'[^']*'/g, '…');

/** @param type - a resource type, or the url of a known profile */
function structureIssues(resource: FhirResource, type: string, tokens: Record<string, Found[]>): Issue[] {
  try {
    validateTypedValue({ type, value: resource }, { collect: { tokens: tokens as never } }); // the library fills it
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) return [{ severity: 'error', code: 'structure', diagnostics: 'The resource cannot be read as its type.' }];
    return error.outcome.issue
      .filter((issue) => issue.severity === 'error' || issue.severity === 'fatal')
      .map((issue) => ({
        severity: 'error',
        code: issue.code === 'invariant' ? 'invariant' : 'structure',
        diagnostics: withoutValue(issue.details?.text ?? issue.diagnostics ?? 'Invalid.'),
        ...(issue.expression ? { expression: issue.expression } : {}),
      }));
  }
}

function codeIssues(codes: Rules['codes'], tokens: Readonly<Record<string, Found[]>>): Issue[] {
  return Object.entries(tokens).flatMap(([url, found]): Issue[] => {
    const known = codes.get(url.split('|')[0] ?? url);
    const wrong = known ? found.filter(({ value }) => !isKnown(value, known)) : [];
    return wrong.map(({ path }) => ({
      severity: 'error',
      code: 'code-invalid',
      diagnostics: `The code is not in the required value set ${url}.`,
      expression: [path],
    }));
  });
}

/**
 * Makes the check of every resource that is written: structure, cardinality, data types and invariants (@medplum/core), the vital signs
 * profiles that it claims in `meta.profile`, one type of each choice, units that fit their LOINC codes, and codes of required bindings
 * as far as their value sets are listed in full. Of a profile the library does not check units inside slices; other profiles are not known here.
 * @throws Refusal 422 with every issue found; paths, no values
 */
export function validator({ codes, hasProfile }: Rules, units: UnitCheck): Validate {
  return (resource) => {
    const tokens: Record<string, Found[]> = {};
    const type = resource.resourceType;
    const claimed = valuesAt(resource, 'meta.profile').map((url) => String(url).split('|')[0] ?? '');
    const known = claimed.filter((url) => hasProfile(url, type));
    const issues = [
      ...doubledChoices(resource, type),
      ...structureIssues(resource, type, tokens), // also with a profile: the library overlooks some of the base type's rules in a profile that repeats them
      ...codeIssues(codes, tokens),
    ];
    if (issues.length === 0) issues.push(...known.flatMap((url) => structureIssues(resource, url, {})), ...units(resource));
    if (issues.length > 0) throw new Refusal(422, 'invalid', 'The resource is not valid.', { issues: issues.slice(0, 20) });
  };
}
