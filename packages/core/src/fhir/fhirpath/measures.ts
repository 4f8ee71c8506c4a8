import { PathError } from './ast.js';
import { spend } from './budget.js';
import { compareQuantities, inUnitOf, isQuantity, round, type QuantityValue } from './quantity.js';
import { sameJson } from './same-json.js';
import { calendar, Temporal } from './temporal.js';
import { onNumbers, useMeasures } from './values.js';

/** `+ - * / div mod` on quantities and dates, and on these and numbers. @throws PathError `type` */
function reckon(operator: string, left: unknown, right: unknown): unknown {
  if (left instanceof Temporal && isQuantity(right) && (operator === '+' || operator === '-'))
    return calendar?.plus(left, operator === '-' ? -right.value : right.value, right.code ?? right.unit ?? '');
  if (isQuantity(left) && right instanceof Temporal && operator === '+') return reckon('+', right, left);
  if (isQuantity(left) && isQuantity(right) && operator !== '*') return onQuantities(operator, left, right);
  if (operator === '*' || operator === '/') {
    if (isQuantity(left) && typeof right === 'number') return scaled(left, onNumbers(operator, left.value, right));
    if (typeof left === 'number' && isQuantity(right) && operator === '*') return scaled(right, onNumbers(operator, left, right.value));
  }
  if ((isQuantity(left) && typeof right === 'number') || (typeof left === 'number' && isQuantity(right))) {
    const [a, b] = [asQuantity(left), asQuantity(right)];
    if (a.code === b.code) return onQuantities(operator, a, b);
    if (operator === '/') throw new PathError('type', 'Only a plain number can be the unit of a result.');
    return undefined; // their units do not add up
  }
  throw new PathError('type', `"${operator}" does not fit values of these kinds.`);
}

const scaled = (quantity: QuantityValue, value: number | undefined): QuantityValue | undefined => (value === undefined ? undefined : { ...quantity, value });

function onQuantities(operator: string, a: QuantityValue, b: QuantityValue): unknown {
  const other = inUnitOf(a, b);
  if (other === undefined) throw new PathError('type', `"${operator}" does not fit quantities of these units.`);
  const finer = (inUnitOf(b, { ...a, value: 1 }) ?? 0) > 1;
  if (finer && operator !== '/') return onQuantities(operator, { ...b, value: inUnitOf(b, a) ?? 0 }, b); // the sum is in the finer unit
  if (operator === '/') return b.value === 0 ? undefined : { value: round(a.value / other), unit: '1', code: '1' };
  const value = operator === '+' || operator === '-' ? onNumbers(operator, a.value, other) : undefined;
  return value === undefined ? undefined : { ...a, value };
}

/** Years and months have no fixed length, so that nothing can be said of them and a number. */
const isCalendar = ({ code }: QuantityValue): boolean => code === 'a' || code === 'mo';

/** A number is a quantity of the unit 1. */
const asQuantity = (value: unknown): QuantityValue => (typeof value === 'number' ? { value, code: '1' } : (value as QuantityValue)); // called with one of the two

const asTemporal = (value: unknown, like: unknown): Temporal | undefined => {
  if (value instanceof Temporal) return value;
  return typeof value === 'string' && like instanceof Temporal ? Temporal.parse(value, like.type) : undefined;
};

/** `=` where not both are numbers; `undefined` when precision leaves it open. */
function equal(a: unknown, b: unknown): boolean | undefined {
  if (typeof a === 'number' || typeof b === 'number') {
    const other = typeof a === 'number' ? b : a;
    if (isQuantity(other)) return isCalendar(other) ? undefined : compareQuantities(asQuantity(a), asQuantity(b)) === 0;
    if (b instanceof Temporal) return undefined;
  }
  if (a instanceof Temporal || b instanceof Temporal) {
    const [x, y] = [asTemporal(a, b), asTemporal(b, a)];
    if (!x || !y || (x.type === 'time') !== (y.type === 'time')) return false;
    const order = x.compare(y);
    return order === undefined ? undefined : order === 0;
  }
  if (isQuantity(a) && isQuantity(b)) return compareQuantities(a, b) === 0;
  return sameJson(a, b, spend);
}

/** Order of what are not two numbers or two texts. @throws PathError `type` for values that have no order */
function compare(left: unknown, right: unknown): number | undefined {
  const [a, b] = [asTemporal(left, right), asTemporal(right, left)];
  if (a && b) return a.compare(b);
  if (isQuantity(left) && isQuantity(right)) return compareQuantities(left, right);
  const numeric = typeof left === 'number' || typeof right === 'number';
  if (numeric && (isQuantity(left) || isQuantity(right))) return compareQuantities(asQuantity(left), asQuantity(right));
  if (numeric && (a ?? b)) return undefined;
  throw new PathError('type', 'Values of these kinds have no order.');
}

/** Brings this arithmetic and order. Safe to call again. */
export const bringMeasures = (): void => useMeasures({ arithmetic: reckon, equal, compare });
