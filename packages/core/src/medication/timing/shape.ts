import type { Timing } from '../../fhir/index.js';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const listOf = (test: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(test);

const timingShape: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: isText,
  event: listOf(isText),
  repeat: isObject,
  code: isObject,
  extension: listOf(isObject),
  modifierExtension: listOf(isObject),
};

const repeatShape: typeof timingShape = {
  ...{ id: isText, extension: listOf(isObject), boundsDuration: isObject, boundsRange: isObject, boundsPeriod: isObject },
  ...Object.fromEntries(
    ['count', 'countMax', 'duration', 'durationMax', 'frequency', 'frequencyMax', 'period', 'periodMax', 'offset'].map((k) => [k, isNumber]),
  ),
  ...{ durationUnit: isText, periodUnit: isText, dayOfWeek: listOf(isText), timeOfDay: listOf(isText), when: listOf(isText) },
};

/** What of a Timing is not R4: an element of the wrong type, or one that R4 does not have; `undefined` when all is well. */
export function timingProblem(timing: Timing): { readonly rule: 'malformed' | 'unknown-element'; readonly path: string } | undefined {
  if (!isObject(timing)) return { rule: 'malformed', path: 'timing' };
  return problemIn(timing, timingShape, 'timing') ?? (timing.repeat ? problemIn(timing.repeat as Json, repeatShape, 'repeat') : undefined); // an object: checked
}

function problemIn(value: Json, shape: typeof timingShape, place: string): ReturnType<typeof timingProblem> {
  for (const [key, found] of Object.entries(value)) {
    if (key.startsWith('_')) continue; // extensions of a primitive: said to be omitted by the text
    const test = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (!test) return { rule: 'unknown-element', path: `${place}.${key}` };
    if (!test(found)) return { rule: 'malformed', path: `${place}.${key}` };
  }
  return undefined;
}
