import type { CodeSystem } from '../fhir/index.js';
import { safePattern } from '../fhir/fhirpath/pattern.js';

/** One concept of a code system with what lies above it. */
export interface Placed {
  readonly concept: NonNullable<CodeSystem['concept']>[number];
  /** Codes of all ancestors, the nearest first, by nesting and by `parent` properties. */
  readonly above: ReadonlySet<string>;
}

/** A filter of `ValueSet.compose.include`, unknown JSON. */
interface Filter {
  readonly property?: string | undefined;
  readonly op?: string | undefined;
  readonly value?: string | undefined;
}

type Keep = (one: Placed) => boolean;

/** All concepts of a code system that may be chosen or stand above such, in document order, each with its ancestors. */
export function placed(system: CodeSystem): readonly Placed[] {
  const flat: { readonly concept: Placed['concept']; readonly parents: readonly string[] }[] = [];
  const visit = (list: CodeSystem['concept'], parent: readonly string[]): void => {
    for (const concept of Array.isArray(list) ? (list as (Placed['concept'] | null)[]) : []) {
      if (!concept) continue; // unknown JSON
      flat.push({ concept, parents: [...parent, ...valuesOf(concept, 'parent')] });
      visit(concept.concept, [concept.code]);
    }
  };
  visit(system.concept, []);
  const parents = new Map(flat.map(({ concept, parents }) => [concept.code, parents]));
  return flat.map(({ concept, parents: own }) => {
    const above = new Set<string>();
    for (const waiting = [...own]; waiting.length > 0;) {
      const code = waiting.shift() ?? '';
      if (above.has(code)) continue; // a hierarchy that goes round in a circle
      above.add(code);
      waiting.push(...(parents.get(code) ?? []));
    }
    return { concept, above };
  });
}

/** Whether a concept cannot be chosen: it is marked abstract, or no longer in use. */
export const isAbstract = (concept: Placed['concept']): boolean =>
  valuesOf(concept, 'notSelectable').includes('true') ||
  valuesOf(concept, 'abstract').includes('true') ||
  valuesOf(concept, 'inactive').includes('true') ||
  valuesOf(concept, 'status').some((status) => status === 'retired' || status === 'inactive');

/** The values of a property of a concept, as text; `code` and `display` are properties, too. */
function valuesOf(concept: Placed['concept'], property: string): readonly string[] {
  if (property === 'code' || property === 'display') return [concept[property] ?? ''];
  const all = Array.isArray(concept.property) ? (concept.property as (object | null)[]) : []; // unknown JSON
  return all.flatMap((one) => {
    const { code, valueCoding, ...rest } = Object(one) as Readonly<Record<string, unknown>>;
    if (code !== property) return [];
    const value = valueCoding ? (valueCoding as { code?: unknown }).code : Object.entries(rest).find(([name]) => name.startsWith('value'))?.[1];
    return [String(value)];
  });
}

/**
 * Compiles the filters of an include; all of them hold. `undefined` when one is not known here: then only a terminology service can say
 * what belongs to the value set, and a part of it would be worse than none.
 */
export function compileFilters(filters: readonly Filter[]): Keep | undefined {
  const all = filters.map(compileFilter);
  return all.every((one) => one !== undefined) ? (one) => all.every((keep) => keep(one)) : undefined;
}

function compileFilter({ property = '', op, value = '' }: Filter): Keep | undefined {
  const list = value.split(',').map((one) => one.trim());
  const has = ({ concept }: Placed, among: readonly string[]): boolean =>
    valuesOf(concept, property === 'concept' ? 'code' : property).some((one) => among.includes(one));
  switch (op) {
    case '=':
      return (one) => has(one, [value]);
    case 'in':
      return (one) => has(one, list);
    case 'not-in':
      return (one) => !has(one, list);
    case 'exists':
      return ({ concept }) => valuesOf(concept, property).length > 0 === (value === 'true');
    case 'is-a':
      return ({ concept, above }) => concept.code === value || above.has(value);
    case 'descendent-of':
      return ({ above }) => above.has(value);
    case 'is-not-a':
      return ({ concept, above }) => concept.code !== value && !above.has(value);
    case 'regex':
      return matching(property, value);
    default:
      return undefined;
  }
}

/** A pattern covers the whole value. One that could run for ever is refused. */
function matching(property: string, pattern: string): Keep | undefined {
  try {
    const test = safePattern(`^(?:${pattern})$`, 'us', ' '.repeat(256)); // no code is longer
    return ({ concept }) => valuesOf(concept, property === 'concept' ? 'code' : property).some((one) => test.test(one));
  } catch {
    return undefined;
  }
}
