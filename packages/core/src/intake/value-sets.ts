import type { CodeSystem, Questionnaire, ValueSet } from '../fhir/index.js';
import type { ValueSetReader } from './compile-options.js';
import { compileFilters, isAbstract, placed } from './concepts-by-filter.js';
import { numberOf } from './extensions.js';
import type { PlanOption } from './plan.js';

/** A code that may be answered. */
interface Concept {
  readonly code: string;
  readonly display?: string | undefined;
  readonly system?: string | undefined;
  readonly designation?: readonly { readonly language?: string | undefined; readonly value: string }[] | undefined;
  readonly _display?: unknown;
}

/** Value sets and code systems that stand in the questionnaire, by id and by canonical. */
interface Terms {
  readonly sets: ReadonlyMap<string, ValueSet>;
  readonly systems: ReadonlyMap<string, CodeSystem>;
}

const listOf = <T>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? (value as readonly (T | null)[]).filter((one): one is T => one !== null) : []; // unknown JSON

/** What a questionnaire contains. */
function containedTerms(questionnaire: Questionnaire): Terms {
  const [sets, systems] = [new Map<string, ValueSet>(), new Map<string, CodeSystem>()];
  for (const resource of listOf(questionnaire.contained)) {
    const into = (resource.resourceType === 'ValueSet' ? sets : resource.resourceType === 'CodeSystem' ? systems : undefined) as
      Map<string, unknown> | undefined; // each map gets its own kind
    const { id, url, version } = resource as { id?: string; url?: string; version?: string }; // both kinds have these
    if (id) into?.set(`#${id.replace(/^#/, '')}`, resource);
    if (url) into?.set(url, resource).set(`${url}|${version ?? ''}`, resource);
  }
  return { sets, systems };
}

/** The codes of a value set that the questionnaire contains; empty when it does not, or when only a service could list them. */
function conceptsOf(reference: string, terms: Terms, visited: readonly string[] = []): readonly Concept[] {
  const set = terms.sets.get(reference) ?? terms.sets.get(`#${reference}`);
  if (!set || visited.includes(reference)) return []; // one that includes itself adds nothing
  const expanded = leaves(set.expansion?.contains);
  if (expanded.length > 0) return expanded;
  const seen = [...visited, reference];
  const out = listOf(set.compose?.include).flatMap((include) => included(include, terms, seen));
  const gone = listOf(set.compose?.exclude).flatMap((exclude) => included(exclude, terms, seen));
  return out.filter((one, i) => ![...gone, ...out.slice(0, i)].some((other) => other.code === one.code && other.system === one.system));
}

/** Reads the value sets that questionnaires contain; loaded for those that contain some. */
export const valueSetReader: ValueSetReader = (questionnaire) => {
  const terms = containedTerms(questionnaire);
  return (reference) => conceptsOf(reference, terms).map(fromConcept);
};

type Include = NonNullable<NonNullable<ValueSet['compose']>['include']>[number];
type Expanded = NonNullable<NonNullable<ValueSet['expansion']>['contains']>[number];

/** Entries of an expansion, nested ones too; abstract and inactive ones cannot be chosen, but what lies beneath them can. */
function leaves(entries: readonly Expanded[] | undefined): readonly Concept[] {
  return listOf(entries).flatMap((entry) => [
    ...(entry.code && entry.abstract !== true && entry.inactive !== true ? [{ ...entry, code: entry.code }] : []),
    ...leaves(entry.contains),
  ]);
}

/** What one include (or exclude) lists: named codes, else a contained code system, cut to the value sets beside it. */
function included(include: Include, terms: Terms, visited: readonly string[]): readonly Concept[] {
  const named = listOf(include.concept).map((concept): Concept => ({ ...concept, system: include.system }));
  const system = include.system === undefined ? undefined : terms.systems.get(include.system);
  const whole = named.length === 0 && system ? selected(system, listOf(include.filter)) : [];
  const own = [...named, ...whole];
  const others = listOf(include.valueSet).map((reference) => conceptsOf(reference, terms, visited));
  const within = (one: Concept, list: readonly Concept[]): boolean => list.some((other) => other.code === one.code && other.system === one.system);
  const [first = [], ...rest] = include.system === undefined ? others : [own, ...others];
  return first.filter((one) => rest.every((list) => within(one, list)));
}

/** The concepts of a contained code system that pass all filters and can be chosen. */
function selected(system: CodeSystem, filters: Parameters<typeof compileFilters>[0]): readonly Concept[] {
  const keep = compileFilters(filters);
  return placed(system).flatMap((one) => {
    if (!keep?.(one) || isAbstract(one.concept)) return [];
    const { concept: _below, ...own } = one.concept; // a concept of a code system has the same members
    return [{ ...own, system: system.url }];
  });
}

/** A concept of a value set as an option. */
const fromConcept = (concept: Concept, i: number): PlanOption => ({
  key: `o${i}`,
  name: 'valueCoding',
  value: {
    ...(concept.system ? { system: concept.system } : {}),
    code: concept.code,
    ...(concept.display ? { display: concept.display } : {}),
  },
  label: concept.display ?? concept.code,
  labelElement: concept._display ?? designations(concept),
  prefix: undefined,
  weight: numberOf(concept, 'weight'),
  exclusive: false,
  initial: false,
});

/** Designations of a concept in the shape of translations. */
const designations = (concept: Concept): unknown => ({
  extension: (concept.designation ?? []).map((one) => ({
    url: 'http://hl7.org/fhir/StructureDefinition/translation',
    extension: [
      { url: 'lang', valueCode: one.language },
      { url: 'content', valueString: one.value },
    ],
  })),
});
