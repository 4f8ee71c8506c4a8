import { PathError } from './ast.js';
import { inUnitOf, isQuantity, round, type QuantityValue } from './quantity.js';
import { calendar, Temporal } from './temporal.js';
import { asQuantity, onNumbers, useMeasures } from './values.js';

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

/** Brings this arithmetic. Safe to call again. */
export const bringMeasures = (): void => useMeasures(reckon);
