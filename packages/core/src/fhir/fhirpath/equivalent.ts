import { spend } from './budget.js';
import { equal, made, type Coll } from './values.js';

/** `~`: like `=`, but text ignores case and runs of space, and order does not matter. */
export const equivalent = (a: Coll, b: Coll): boolean => a.length === b.length && a.every((x) => b.some((y) => alike(x, y)));

function alike(left: unknown, right: unknown): boolean {
  spend(1);
  if (typeof left === 'string' && typeof right === 'string') return fold(left) === fold(right);
  if (typeof left === 'number' && typeof right === 'number') {
    const places = Math.min(decimalPlaces(left), decimalPlaces(right)); // equivalent at the precision of the coarser one
    return left.toFixed(places) === right.toFixed(places);
  }
  return equal(left, right) === true;
}

const decimalPlaces = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;

const fold = (text: string): string => made(text).trim().toLowerCase().replace(/\s+/g, ' ');
