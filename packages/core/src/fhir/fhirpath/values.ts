import { PathError } from './ast.js';
import { spend } from './budget.js';
import { round } from './quantity.js';
import { record, sameJson } from './same-json.js';
import { Temporal } from './temporal.js';

/** A FHIRPath collection: every value is a list. */
export type Coll = readonly unknown[];

/** Nothing. */
export const none: Coll = [];

/**
 * A node that is computed when it is read, such as the live form. Reading may subscribe; the evaluator neither knows nor minds.
 * Plain JSON needs no node.
 */
export abstract class PathNode {
  /** Values of a FHIR element name, in order; choice elements by their stem (`value`). */
  abstract get(name: string): Coll;
  /** Every child value, for `children()` and `descendants()`. */
  abstract children(): Coll;
  /** Plain JSON, for comparing. */
  abstract json(): unknown;
  /**
   * Items with one of these linkIds below this node: `children` direct ones, `items` what `repeat(item)` reaches, `all` what
   * `descendants()` reaches. Same result as the walk, found through an index.
   * @param through - the items are only looked into: empty ones may be among them, as nothing is found there; what they hold is not read
   */
  abstract lookup(linkIds: readonly string[], reach: Reach, through?: boolean): Coll;
}

/** How far a lookup goes; see {@link PathNode.lookup}. */
export type Reach = 'children' | 'items' | 'all';

const temporalKind: Readonly<Record<string, Temporal['type']>> = { Date: 'date', DateTime: 'dateTime', Instant: 'dateTime', Time: 'time' };

/** Reads JSON of a known element type: dates become {@link Temporal}. */
export function typed(value: unknown, suffix: string): unknown {
  const kind = Object.hasOwn(temporalKind, suffix) ? temporalKind[suffix] : undefined;
  return (kind && typeof value === 'string' && Temporal.parse(value, kind)) || value;
}

/** The values of element `name`; `value` also finds `valueCoding` and its kin. */
export const member = (value: unknown, name: string): Coll => counted(memberOf(value, name));

/** What was found, looked at one by one. */
export function counted(found: Coll): Coll {
  spend(found.length + 1);
  return found;
}

function memberOf(value: unknown, name: string): Coll {
  if (value instanceof PathNode) return value.get(name);
  if (!record(value) || value instanceof Temporal) return name === 'value' && typeof value === 'number' ? [value] : none; // a FHIR primitive has a value
  if (Object.hasOwn(value, name)) {
    const found = value[name];
    if (Array.isArray(found)) return found;
    return found === undefined || found === null ? none : [typed(found, /^value([A-Z]\w*)$/.exec(name)?.[1] ?? '')];
  }
  for (const key of Object.keys(value)) {
    const suffix = key.slice(name.length);
    if (key.startsWith(name) && /^[A-Z]/.test(suffix)) return [typed(value[key], suffix)];
  }
  return none;
}

/** All child values. */
export function childrenOf(value: unknown): Coll {
  if (value instanceof PathNode) return counted(value.children());
  return record(value) ? Object.keys(value).flatMap((key) => (key === 'resourceType' ? [] : member(value, key))) : none;
}

/** A node as plain JSON; anything else as it is. */
export const plain = (value: unknown): unknown => (value instanceof PathNode ? value.json() : value);

/** `=` on single values; `undefined` when precision leaves it open. */
export function equal(left: unknown, right: unknown): boolean | undefined {
  if (left instanceof PathNode && left === right) return true;
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === 'number' && typeof b === 'number') return round(a) === round(b);
  return measures ? measures.equal(a, b) : sameJson(a, b, spend);
}

/** Whether a value stands in a list, by `=`. */
export function includes(list: Coll, value: unknown): boolean {
  spend(list.length);
  return list.some((other) => equal(other, value) === true);
}

/** The list without repetitions. Linear for texts and truth values. */
export function distinct(list: Coll): Coll {
  if (list.length < 2) return list;
  spend(list.length);
  const seen = new Set<unknown>();
  const out: unknown[] = [];
  for (const value of list) {
    if (seen.has(value)) continue;
    seen.add(value);
    const simple = typeof value === 'string' || typeof value === 'boolean';
    if (simple || !includes(out, value)) out.push(value);
  }
  return out;
}

/** A text that an expression made. */
export function made(text: string): string {
  spend(text.length / 8);
  return text;
}

/**
 * Order of two single values: negative, 0, positive, or `undefined` when precision or units leave it open.
 * @throws PathError `type` for values that have no order
 */
export function compare(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return round(left) - round(right);
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (measures) return measures.compare(left, right);
  throw new PathError('type', 'Values of these kinds have no order.');
}

/** The one value of a list; `undefined` when empty. @throws PathError `type` when there are several */
export function single(list: Coll): unknown {
  if (list.length > 1) throw new PathError('type', 'Expected one value, got several.');
  return list[0];
}

/** A condition: `undefined` is empty; a single value that is no boolean counts as true. */
export function truth(list: Coll): boolean | undefined {
  const value = single(list);
  return value === undefined ? undefined : typeof value === 'boolean' ? value : true;
}

/** What reckons with quantities and dates: `measures.ts`. */
interface Measures {
  arithmetic(operator: string, left: unknown, right: unknown): unknown;
  equal(left: unknown, right: unknown): boolean | undefined;
  compare(left: unknown, right: unknown): number | undefined;
}

let measures: Measures | undefined;

/** Brings what reckons beyond plain numbers and texts, which loads where there are units or dates. Safe to call again. */
export function useMeasures(given: Measures): void {
  measures = given;
}

/** `+ - * / div mod` on single values; `undefined` is empty. @throws PathError `type` */
export function arithmetic(operator: string, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return onNumbers(operator, left, right);
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return made(left + right);
  if (measures) return measures.arithmetic(operator, left, right);
  throw new PathError('type', `"${operator}" does not fit values of these kinds.`);
}

/** `+ - * / div mod` on numbers; `undefined` where nothing can be divided. */
export function onNumbers(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return round(a + b);
    case '-':
      return round(a - b);
    case '*':
      return round(a * b);
    default:
      if (b === 0) return undefined;
      return operator === '/' ? round(a / b) : operator === 'div' ? Math.trunc(a / b) : round(a % b);
  }
}
