import { Temporal } from './temporal.js';

/** Whether a value is a JSON object. */
export const record = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deep equality of JSON; key order does not matter. @param count - told of each value looked at */
export function sameJson(a: unknown, b: unknown, count?: (steps: number) => void): boolean {
  count?.(1);
  if (a === b) return true;
  if (a instanceof Temporal && b instanceof Temporal) return a.type === b.type && a.text === b.text;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => sameJson(value, b[i], count));
  if (!record(a) || !record(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key], count));
}
