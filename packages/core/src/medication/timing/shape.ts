import type { Dosage, Timing } from '../../fhir/index.js';

type Json = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Test>>;

/** An element that is not R4: of the wrong type, or one that R4 does not have. */
export interface ShapeProblem {
  readonly rule: 'malformed' | 'unknown-element';
  readonly path: string;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Test = (value) => typeof value === 'string';
const isNumber: Test = (value) => typeof value === 'number' && Number.isFinite(value);
const isBoolean: Test = (value) => typeof value === 'boolean';
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
/** An object whose named parts, where they are there, are of these types; it may have more. */
const partly =
  (shape: Shape): Test =>
  (value) =>
    isObject(value) && Object.entries(shape).every(([key, test]) => value[key] === undefined || test(value[key]));
const each = (keys: string, test: Test): Shape => Object.fromEntries(keys.split(' ').map((key) => [key, test]));

const isQuantity = partly({ value: isNumber, ...each('unit code system comparator', isText) });
const isRange = partly(each('low high', isQuantity));
const isRatio = partly(each('numerator denominator', isQuantity));
const isConcept = partly({ text: isText, coding: listOf(partly(each('code display system', isText))) });
const isPeriod = partly(each('start end', isText));
/** The values that are read of extensions. */
const values: Shape = { url: isText, valueDuration: isQuantity, valueBoolean: isBoolean, ...each('valueInteger valuePositiveInt', isNumber) };
const isExtension = partly({ ...values, extension: listOf(partly(values)) });
const common: Shape = { id: isText, ...each('extension modifierExtension', listOf(isExtension)) };

const timingShape: Shape = { ...common, event: listOf(isText), repeat: isObject, code: isConcept };
const repeatShape: Shape = {
  ...{ id: isText, extension: listOf(isExtension), boundsDuration: isQuantity, boundsRange: isRange, boundsPeriod: isPeriod },
  ...each('count countMax duration durationMax frequency frequencyMax period periodMax offset', isNumber),
  ...each('durationUnit periodUnit', isText),
  ...each('dayOfWeek timeOfDay when', listOf(isText)),
};
const dosageShape: Shape = {
  ...common,
  ...{ sequence: isNumber, asNeededBoolean: isBoolean, timing: isObject, additionalInstruction: listOf(isConcept), maxDosePerPeriod: isRatio },
  ...each('text patientInstruction', isText),
  ...each('asNeededCodeableConcept site route method', isConcept),
  ...each('maxDosePerAdministration maxDosePerLifetime', isQuantity),
  doseAndRate: listOf(
    partly({ type: isConcept, ...each('doseQuantity rateQuantity', isQuantity), ...each('doseRange rateRange', isRange), rateRatio: isRatio }),
  ),
};

/** What of a Timing is not R4; `undefined` when all is well. */
export function timingProblem(timing: Timing): ShapeProblem | undefined {
  if (!isObject(timing)) return { rule: 'malformed', path: 'timing' };
  return problemIn(timing, timingShape, 'timing') ?? (timing.repeat ? problemIn(timing.repeat as Json, repeatShape, 'repeat') : undefined); // an object: checked
}

/** What of a Dosage is not R4, its timing included: an element of another release may change what the others mean. */
export function dosageProblem(dosage: Dosage): ShapeProblem | undefined {
  if (!isObject(dosage)) return { rule: 'malformed', path: 'dosage' };
  return problemIn(dosage, dosageShape, 'dosage') ?? (dosage.timing ? timingProblem(dosage.timing) : undefined);
}

/** The elements of a Dosage that are R4: for its words, where the whole is refused. */
export function soundPart(dosage: Dosage): Dosage {
  const sound = (value: Json): Json => Object.fromEntries(Object.entries(value).filter(([key, found]) => !problemIn({ [key]: found }, dosageShape, '')));
  if (!isObject(dosage)) return {};
  const { timing, ...rest } = sound(dosage) as Dosage; // each element was looked at
  return timing === undefined || timingProblem(timing) ? rest : { ...rest, timing };
}

function problemIn(value: Json, shape: Shape, place: string): ShapeProblem | undefined {
  for (const [key, found] of Object.entries(value)) {
    if (key.startsWith('_')) continue; // extensions of a primitive: said to be omitted by the text
    const test = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (!test) return { rule: 'unknown-element', path: `${place}.${key}` };
    if (!test(found)) return { rule: 'malformed', path: `${place}.${key}` };
  }
  return undefined;
}
