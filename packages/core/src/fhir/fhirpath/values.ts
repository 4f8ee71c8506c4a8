import { PathError } from './ast.js';
import { compareQuantities, isQuantity, round, type QuantityValue } from './quantity.js';
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
export function member(value: unknown, name: string): Coll {
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
  if (value instanceof PathNode) return value.children();
  return record(value) ? Object.keys(value).flatMap((key) => (key === 'resourceType' ? [] : member(value, key))) : none;
}

const plain = (value: unknown): unknown => (value instanceof PathNode ? value.json() : value);

/** Years and months have no fixed length, so that nothing can be said of them and a number. */
const isCalendar = ({ code }: QuantityValue): boolean => code === 'a' || code === 'mo';

/** A number is a quantity of the unit 1. */
export const asQuantity = (value: unknown): QuantityValue => (typeof value === 'number' ? { value, code: '1' } : (value as QuantityValue)); // called with one of the two

const asTemporal = (value: unknown, like: Temporal): Temporal | undefined => (typeof value === 'string' ? Temporal.parse(value, like.type) : undefined);

/** `=` on single values; `undefined` when precision leaves it open. */
export function equal(left: unknown, right: unknown): boolean | undefined {
  if (left instanceof PathNode && left === right) return true;
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === 'number' && typeof b === 'number') return round(a) === round(b);
  if (typeof a === 'number' || typeof b === 'number') {
    const other = typeof a === 'number' ? b : a;
    if (isQuantity(other)) return isCalendar(other) ? undefined : compareQuantities(asQuantity(a), asQuantity(b)) === 0;
    if (b instanceof Temporal) return undefined;
  }
  if (a instanceof Temporal || b instanceof Temporal) {
    const x = a instanceof Temporal ? a : asTemporal(a, b as Temporal); // one of the two is a Temporal
    const y = b instanceof Temporal ? b : asTemporal(b, a as Temporal); // likewise
    if (!x || !y || (x.type === 'time') !== (y.type === 'time')) return false;
    const order = x.compare(y);
    return order === undefined ? undefined : order === 0;
  }
  if (isQuantity(a) && isQuantity(b)) return compareQuantities(a, b) === 0;
  return sameJson(a, b);
}

/** Whether a value stands in a list, by `=`. */
export const includes = (list: Coll, value: unknown): boolean => list.some((other) => equal(other, value) === true);

/** The list without repetitions. Linear for primitives. */
export function distinct(list: Coll): Coll {
  if (list.length < 2) return list;
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

/** `~`: like `=`, but text ignores case and runs of space. */
export function equivalent(left: unknown, right: unknown): boolean {
  if (typeof left === 'string' && typeof right === 'string') return fold(left) === fold(right);
  if (typeof left === 'number' && typeof right === 'number') {
    const places = Math.min(decimalPlaces(left), decimalPlaces(right)); // equivalent at the precision of the coarser one
    return left.toFixed(places) === right.toFixed(places);
  }
  return equal(left, right) === true;
}

const decimalPlaces = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;

const fold = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

/**
 * Order of two single values: negative, 0, positive, or `undefined` when precision or units leave it open.
 * @throws PathError `type` for values that have no order
 */
export function compare(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return round(left) - round(right);
  if (left instanceof Temporal || right instanceof Temporal) {
    const a = left instanceof Temporal ? left : asTemporal(left, right as Temporal); // one of the two is a Temporal
    const b = right instanceof Temporal ? right : asTemporal(right, left as Temporal); // likewise
    if (a && b) return a.compare(b);
  }
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (isQuantity(left) && isQuantity(right)) return compareQuantities(left, right);
  const numeric = typeof left === 'number' || typeof right === 'number';
  if (numeric && (isQuantity(left) || isQuantity(right))) return compareQuantities(asQuantity(left), asQuantity(right));
  if (numeric && (left instanceof Temporal || right instanceof Temporal)) return undefined;
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

/** What the value is, by its JSON kind or its shape; matches names of both System and FHIR types. */
export function isType(value: unknown, name: string): boolean {
  const type = name[0] === name[0]?.toUpperCase() ? name : name.charAt(0).toUpperCase() + name.slice(1);
  if (typeof value === 'boolean') return type === 'Boolean';
  if (typeof value === 'number') return type === 'Decimal' ? !Number.isInteger(value) || name === 'decimal' : type === 'Integer' && Number.isInteger(value);
  if (typeof value === 'string') return ['String', 'Code', 'Uri', 'Id', 'Markdown', 'Url', 'Canonical'].includes(type);
  if (value instanceof Temporal) return type.toLowerCase() === value.type.toLowerCase();
  const json = plain(value);
  if (!record(json)) return false;
  if ('resourceType' in json) return json['resourceType'] === type || type === 'Resource';
  if (isQuantity(json)) return type === 'Quantity';
  if ('reference' in json) return type === 'Reference';
  if ('contentType' in json || 'data' in json || 'url' in json) return type === 'Attachment';
  return 'code' in json || 'system' in json || 'display' in json ? type === 'Coding' : false;
}

/** What reckons with quantities and dates: `measures.ts`. */
type Reckon = (operator: string, left: unknown, right: unknown) => unknown;

let reckon: Reckon | undefined;

/** Brings arithmetic beyond plain numbers and texts, which loads where there are units or dates. Safe to call again. */
export function useMeasures(given: Reckon): void {
  reckon = given;
}

/** `+ - * / div mod` on single values; `undefined` is empty. @throws PathError `type` */
export function arithmetic(operator: string, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return onNumbers(operator, left, right);
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (reckon) return reckon(operator, left, right);
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
