import type { Interval } from './dates.js';
import { intervalOf } from './dates.js';
import { separator } from './index-rows.js';
import { Refusal } from './refusal.js';
import { isOwned, resourceTypes } from './resource-types.js';

/** FHIR's prefixes of dates and quantities. */
const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb'] as const;
/** See {@link prefixes}. */
export type Prefix = (typeof prefixes)[number];

/** A token to match: code and system exactly, any system, no system (`''`), or any code of a system. */
export interface TokenMatch {
  readonly code?: string;
  readonly system?: string;
}

/** One condition; `any` lists alternatives (OR). */
export type Filter =
  | { readonly kind: 'token'; readonly parameter: string; readonly any: readonly TokenMatch[] }
  | { readonly kind: 'literal'; readonly parameter: string; readonly any: readonly string[] }
  | { readonly kind: 'date'; readonly on: 'date' | 'updated'; readonly any: readonly { readonly prefix: Prefix; readonly span: Interval }[] }
  | {
      readonly kind: 'quantity';
      readonly parameter: string;
      readonly any: readonly { readonly prefix: Prefix; readonly value: number; readonly margin: number; readonly system?: string; readonly code?: string }[];
    }
  | { readonly kind: 'id'; readonly any: readonly string[] }
  | { readonly kind: 'owner'; readonly any: readonly string[] };

/** A search, understood. */
export interface Query {
  readonly type: string;
  readonly filters: readonly Filter[];
  readonly sort?: { readonly by: 'updated' | 'date' | 'id'; readonly descending: boolean };
  /** Resources a page, 0–500. */
  readonly count: number;
  readonly total: boolean;
  readonly cursor?: string;
}

const bad = (diagnostics: string): Refusal => new Refusal(400, 'invalid', diagnostics);
const controls = ['_sort', '_count', '_cursor', '_total', '_format', '_pretty'];

/** Splits at a comma or bar that no backslash escapes. Commas are split first, so their parts stay escaped until the bars are split. */
function split(value: string, at: ',' | '|'): string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < value.length; i++) {
    const character = value.charAt(i);
    if (character === '\\' && i + 1 < value.length) part += at === ',' ? character + value.charAt(++i) : value.charAt(++i);
    else if (character === at) part = (parts.push(part), '');
    else part += character;
  }
  return [...parts, part];
}

function tokenMatch(value: string): TokenMatch {
  const [first = '', second] = split(value, '|');
  if (value.includes(separator)) throw bad('A search value holds a control character.');
  if (second === undefined) return { code: first };
  return second === '' ? { system: first } : { system: first, code: second };
}

function prefixed(value: string): { prefix: Prefix; rest: string } {
  const prefix = prefixes.find((p) => value.startsWith(p));
  return prefix ? { prefix, rest: value.slice(2) } : { prefix: 'eq', rest: value };
}

function dateMatch(name: string, value: string): { prefix: Prefix; span: Interval } {
  const { prefix, rest } = prefixed(value);
  const span = intervalOf(rest.replace(' ', '+')); // an unescaped + arrives as a space
  if (!span) throw bad(`The value of ${name} is no date: use YYYY-MM-DD or a full date and time, with a prefix such as ge.`);
  return { prefix, span };
}

function quantityMatch(name: string, value: string): { prefix: Prefix; value: number; margin: number; system?: string; code?: string } {
  const { prefix, rest } = prefixed(value);
  const [number = '', system, code] = split(rest, '|');
  if (!/^-?\d+(\.\d+)?$/.test(number)) throw bad(`The value of ${name} is no quantity: use number|system|code.`);
  const decimals = number.split('.')[1]?.length ?? 0;
  // a number stands for what rounds to it: 5.4 for 5.35 to 5.45 (FHIR R4, 3.1.1.5.6)
  return { prefix, value: Number(number), margin: 0.5 * 10 ** -decimals, ...(system ? { system } : {}), ...(code ? { code } : {}) };
}

function ownerMatch(name: string, value: string): string {
  const id = /^(?:.*\/)?(?:Patient\/)?([A-Za-z0-9\-.]{1,64})$/.exec(value)?.[1];
  if (!id) throw bad(`The value of ${name} is no reference: use Patient/{id}.`);
  return id;
}

function filterOf(type: string, name: string, value: string): Filter {
  const any = split(value, ',');
  if (any.some((part) => part === '')) throw bad(`The value of ${name} is empty.`);
  if (any.length > 50) throw bad(`At most 50 alternatives fit into ${name}.`);
  if (name === '_id') return { kind: 'id', any };
  if (name === '_lastUpdated') return { kind: 'date', on: 'updated', any: any.map((part) => dateMatch(name, part)) };
  if (isOwned(type) && ownerNames(type).includes(name)) return { kind: 'owner', any: any.map((part) => ownerMatch(name, part)) };
  const parameters = resourceTypes[type]?.parameters ?? {};
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter) throw bad(`${type} cannot be searched by a parameter that was given. Known: ${searchNames(type).join(', ')}.`);
  if (parameter.kind === 'date') return { kind: 'date', on: 'date', any: any.map((part) => dateMatch(name, part)) };
  if (parameter.kind === 'quantity') return { kind: 'quantity', parameter: name, any: any.map((part) => quantityMatch(name, part)) };
  if (parameter.kind === 'token') return { kind: 'token', parameter: name, any: any.map(tokenMatch) };
  return { kind: 'literal', parameter: name, any: any.map((part) => part.replaceAll('\\', '')) };
}

/** By which names the owner of a type is searched. */
export function ownerNames(type: string): readonly string[] {
  if (!isOwned(type) || type === 'Patient' || type === 'Bundle') return [];
  return type === 'Consent' || type === 'AuditEvent' ? ['patient'] : ['subject', 'patient'];
}

/** Every search parameter of a type. */
export function searchNames(type: string): readonly string[] {
  return ['_id', '_lastUpdated', ...ownerNames(type), ...Object.keys(resourceTypes[type]?.parameters ?? {})];
}

function sortOf(type: string, value: string): NonNullable<Query['sort']> {
  const descending = value.startsWith('-');
  const name = descending ? value.slice(1) : value;
  if (name === '_lastUpdated') return { by: 'updated', descending };
  if (name === '_id') return { by: 'id', descending };
  if (resourceTypes[type]?.parameters[name]?.kind === 'date') return { by: 'date', descending };
  throw bad(`${type} cannot be sorted by that: use _lastUpdated, _id or its date, one of them.`);
}

/**
 * Reads a search.
 * @param pairs - name and value of each parameter, decoded
 * @throws Refusal 400 for an unknown parameter, a modifier or a value that cannot be read
 */
export function parseQuery(type: string, pairs: Iterable<readonly [string, string]>): Query {
  const filters: Filter[] = [];
  const found = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (!controls.includes(name)) filters.push(filterOf(type, name, value));
    else if (found.has(name)) throw bad(`${name} was given twice.`);
    else found.set(name, value);
  }
  if (filters.length > 20) throw bad('At most 20 conditions fit into a search.');
  const count = found.get('_count') ?? '20';
  if (!/^\d{1,6}$/.test(count)) throw bad('_count is no whole number.');
  const total = found.get('_total') ?? 'none';
  if (!['none', 'accurate', 'estimate'].includes(total)) throw bad('_total is none, estimate or accurate.');
  const sort = found.get('_sort');
  const cursor = found.get('_cursor');
  return {
    type,
    filters,
    count: Math.min(Number(count), 500),
    total: total !== 'none',
    ...(sort ? { sort: sortOf(type, sort) } : {}),
    ...(cursor ? { cursor } : {}),
  };
}
