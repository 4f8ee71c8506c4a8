import type { Json } from './schema.js';
import { opOf, withOp } from './stamp.js';

/** Equal as JSON, whatever the order of members. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>]; // both are objects or lists
  const names = Object.keys(x);
  return names.length === Object.keys(y).length && names.every((name) => equal(x[name], y[name]));
}

// The operation id differs in every version and is no content.
const content = (body: Json): Record<string, unknown> => {
  const { extension, ...rest } = withOp(body, '');
  const others = (extension as unknown[]).slice(0, -1); // withOp makes it a list and puts its own last
  return { ...rest, ...(others.length && { extension: others }) };
};

/**
 * Three-way merge by element: what we did not change since `base` comes from `theirs`, what we changed stays ours, with our
 * operation id. Without a known base only what we do not have at all comes from them.
 * All bodies in local form.
 */
export function mergeBodies(base: Json | undefined, theirs: Json, ours: Json): Json {
  const [before, remote, local] = [base && content(base), content(theirs), content(ours)];
  const merged: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(remote), ...Object.keys(local)])) {
    const untouched = before ? equal(local[name], before[name]) : local[name] === undefined;
    const value = untouched ? remote[name] : local[name];
    if (value !== undefined) merged[name] = value;
  }
  return withOp(merged as Json, opOf(ours) ?? ''); // resourceType and id are the same in all three
}
