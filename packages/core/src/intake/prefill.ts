import { inUnitOf, isQuantity, useUnits } from '../fhir/fhirpath/quantity.js';
import { converted } from '../fhir/fhirpath/ucum.js';
import type { Bundle, FamilyContext, Observation, Patient, Questionnaire, QuestionnaireItem, Resource, ResourceStore } from '../fhir/index.js';
import { extension, extensions, extensionValue, part } from './extensions.js';
import type { AnswerValue, KnownAnswer } from './types.js';

/** What the records already say. */
export interface Known {
  /** Launch context that the questionnaire asks for and the records hold. */
  readonly launchContext: Readonly<Record<string, unknown>>;
  /** By linkId: the latest Observation within the item's `observationLinkPeriod`. */
  readonly answers: ReadonlyMap<string, KnownAnswer>;
  /** By the query as written: answers of `application/x-fhir-query` expressions, from the own records only. */
  readonly queries: ReadonlyMap<string, Bundle>;
}

const nothing: Known = { launchContext: {}, answers: new Map(), queries: new Map() };

/** Milliseconds of a UCUM time unit; months and years at their average length, as a look-back needs no better. */
const units: Readonly<Record<string, number>> = { min: 60_000, h: 3_600_000, d: 86_400_000, wk: 604_800_000, mo: 2_629_746_000, a: 31_556_952_000 };

/** Every item, level by level: without recursion, as nobody has looked yet how deep they nest. */
function everyItem(form: Questionnaire): readonly QuestionnaireItem[] {
  const found: QuestionnaireItem[] = [];
  for (let level = itemsOf(form); level.length > 0; level = level.flatMap(itemsOf)) for (const item of level) found.push(item);
  return found;
}

const itemsOf = ({ item }: { readonly item?: unknown }): readonly QuestionnaireItem[] =>
  Array.isArray(item) ? (item as readonly (QuestionnaireItem | null)[]).filter((one): one is QuestionnaireItem => typeof one === 'object' && one !== null) : []; // unknown JSON, read warily

/**
 * Reads from the person's own records what a questionnaire asks to be filled in with. Nothing leaves the device.
 * @param questionnaire - unknown JSON
 */
export async function knownFor(context: FamilyContext, questionnaire: unknown, given: Readonly<Record<string, unknown>>): Promise<Known> {
  const form = questionnaire as Questionnaire | null; // unknown JSON, read warily
  if (typeof form !== 'object' || form === null) return nothing;
  useUnits(converted);
  const items = everyItem(form);
  const [launchContext, answers, queries] = await Promise.all([
    contextOf(context.records, form, given),
    answersOf(context, items),
    queriesOf(context.records, [form, ...items]),
  ]);
  return { launchContext, answers, queries };
}

async function contextOf(records: ResourceStore, form: Questionnaire, given: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  const asked = extensions(form, 'launchContext').some((found) => {
    const name = part(found, 'name');
    return (typeof name === 'object' && name !== null ? (name as { code?: unknown }).code : name) === 'patient'; // Coding or id
  });
  if (!asked || Object.hasOwn(given, 'patient')) return {};
  const [patient] = await records.range<Patient>({ type: 'Patient', limit: 1 });
  return patient ? { patient } : {};
}

async function answersOf({ records, clock }: FamilyContext, items: readonly QuestionnaireItem[]): Promise<Known['answers']> {
  const found = new Map<string, KnownAnswer>();
  await Promise.all(
    items.map(async (item) => {
      const period = extensionValue(extension(item, 'observationLink')) as { value?: unknown; code?: unknown; unit?: unknown } | undefined; // Duration by definition
      const length = Number(period?.value) * (units[String(period?.code ?? period?.unit)] ?? NaN);
      const codes = (item.code ?? []).flatMap(({ system, code }) => (code ? [system ? `${system}|${code}` : code] : []));
      if (!(length > 0) || codes.length === 0) return;
      const [latest] = await records.range<Observation>({ type: 'Observation', codes, from: clock.now() - length, reverse: true, limit: 1 });
      const value = latest && latest.status !== 'entered-in-error' ? valueFor(item, latest) : undefined;
      if (latest && value !== undefined)
        found.set(item.linkId, {
          value,
          ref: `Observation/${latest.id ?? ''}`,
          at: Date.parse(latest.effectiveDateTime ?? latest.issued ?? '') || clock.now(),
        });
    }),
  );
  return found;
}

/** What an Observation says in the item's terms; `undefined` when it does not fit. */
function valueFor(
  item: QuestionnaireItem,
  { valueQuantity, valueCodeableConcept, valueBoolean, valueInteger, valueString, valueDateTime }: Observation,
): AnswerValue | undefined {
  if (isQuantity(valueQuantity)) {
    if (item.type === 'quantity') return valueQuantity;
    const unit = extensionValue(extension(item, 'unit')) as { code?: string } | undefined; // Coding by definition
    const value = unit?.code ? inUnitOf({ value: 0, code: unit.code }, valueQuantity) : valueQuantity.value;
    if (item.type === 'decimal') return value;
    return item.type === 'integer' && value !== undefined ? Math.round(value) : undefined;
  }
  if (valueCodeableConcept) {
    const offered = (item.answerOption ?? []).flatMap((option) => option.valueCoding ?? []);
    return offered.find((coding) => valueCodeableConcept.coding?.some(({ system, code }) => code === coding.code && (system ?? '') === (coding.system ?? '')));
  }
  return valueBoolean ?? valueInteger ?? valueString ?? valueDateTime; // refused by the form when the item has another type
}

interface QueryExpression {
  readonly language?: string;
  readonly expression?: unknown;
}

async function queriesOf(records: ResourceStore, elements: readonly unknown[]): Promise<Known['queries']> {
  const expressions = elements.flatMap((element) =>
    (['variable', 'initialExpression', 'answerExpression'] as const).flatMap((kind) =>
      extensions(element, kind).map((one) => extensionValue(one) as QueryExpression | undefined),
    ),
  ); // Expressions by definition
  const found = new Map<string, Bundle>();
  for (const one of expressions) {
    if (one?.language !== 'application/x-fhir-query' || typeof one.expression !== 'string' || found.has(one.expression)) continue;
    const resources = await answerQuery(records, one.expression);
    if (resources)
      found.set(one.expression, {
        resourceType: 'Bundle',
        type: 'searchset',
        total: resources.length,
        entry: resources.map((resource) => ({ resource })),
      }); // resources of the store are FHIR resources
  }
  return found;
}

/** A search over the own records; `undefined` for a parameter that cannot be answered here: a wrong answer is worse than none. */
async function answerQuery(records: ResourceStore, query: string): Promise<readonly Resource[] | undefined> {
  const [, type, search = ''] = /^\/?([A-Z][A-Za-z]+)(?:\?(.*))?$/.exec(query.trim()) ?? [];
  if (!type) return undefined;
  let codes: readonly string[] | undefined;
  let limit = 50;
  for (const pair of search.split('&').filter((one) => one !== '')) {
    const [name = '', ...rest] = pair.split('=');
    const value = rest.join('=');
    if (/^(patient|subject)$/.test(name)) continue; // the records are this person's
    if (value.includes('{{')) return undefined;
    if (name === 'code') codes = decodeURIComponent(value).split(',');
    else if (name === '_count') limit = Number(value) || limit;
    else if (name === '_sort') {
      if (value !== '-date') return undefined;
    } else return undefined;
  }
  return records.range({ type, reverse: true, limit: Math.min(limit, 200), ...(codes ? { codes } : {}) });
}
