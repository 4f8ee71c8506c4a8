import type { Attachment, Coding, Quantity } from '../fhir/index.js';
import { compareQuantities, isQuantity } from '../fhir/fhirpath/quantity.js';
import { record, sameJson } from '../fhir/fhirpath/same-json.js';
import { Temporal } from '../fhir/fhirpath/temporal.js';
import type { AnswerValue, ItemType } from './types.js';

/** The value[x] names of a QuestionnaireResponse answer. */
export type ValueName = `value${string}`;

/** An answer as the engine holds it. */
export interface Held {
  readonly key: string;
  readonly name: ValueName;
  readonly value: AnswerValue;
}

/** The value[x] of item types that are not called after it. */
const names: Partial<Readonly<Record<ItemType, ValueName>>> = { text: 'valueString', url: 'valueUri', unknown: 'valueString' };

const isText = (value: unknown): boolean => typeof value === 'string';

const isTemporal =
  (type: Temporal['type']) =>
  (value: unknown): boolean =>
    typeof value === 'string' && Temporal.parse(value, type) !== undefined;

const hasOne = (value: unknown, ...of: readonly string[]): value is Readonly<Record<string, unknown>> => record(value) && of.some((name) => name in value);

/** Whether a value fits a value[x] name. */
const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  valueBoolean: (value) => typeof value === 'boolean',
  valueDecimal: (value) => typeof value === 'number' && Number.isFinite(value),
  valueInteger: (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2_147_483_647, // FHIR integer: 32 bits
  valueDate: isTemporal('date'),
  valueDateTime: isTemporal('dateTime'),
  valueTime: isTemporal('time'),
  valueString: isText,
  valueUri: isText,
  valueCoding: (value) => hasOne(value, 'code', 'display') && [value['code'] ?? '', value['display'] ?? ''].every(isText),
  valueQuantity: isQuantity,
  valueAttachment: (value) => hasOne(value, 'data', 'url', 'contentType', 'title'),
  valueReference: (value) => hasOne(value, 'reference', 'display', 'identifier'),
};

/**
 * Under which value[x] an answer is stored; `undefined` when the value does not fit the item.
 * @param optionNames - value[x] names of the item's options: a choice may offer integers, dates or strings
 */
export function nameFor(type: ItemType, value: unknown, optionNames: ReadonlySet<ValueName>): ValueName | undefined {
  if (type === 'choice' || type === 'open-choice') {
    if (isQuantity(value) && optionNames.has('valueQuantity')) return 'valueQuantity'; // it has a code, as a coding has
    if (record(value)) return fits['valueCoding']?.(value) ? 'valueCoding' : optionNames.has('valueReference') ? 'valueReference' : undefined;
    for (const name of optionNames) if (name !== 'valueCoding' && fits[name]?.(value)) return name;
    return type === 'open-choice' && typeof value === 'string' ? 'valueString' : undefined;
  }
  if (type === 'group' || type === 'display') return undefined;
  const name = names[type] ?? (`value${type.charAt(0).toUpperCase()}${type.slice(1)}` as const);
  return fits[name]?.(value) ? name : undefined;
}

/** Reads `value[x]` from an answer or option; `undefined` when it has none, or one that does not hold what it says. */
export function readValue(element: unknown): { name: ValueName; value: AnswerValue } | undefined {
  if (!record(element)) return undefined;
  for (const key of Object.keys(element)) {
    if (Object.hasOwn(fits, key) && fits[key]?.(element[key])) return { name: key as ValueName, value: element[key] as AnswerValue }; // checked by fits
  }
  return undefined;
}

/** Whitespace-only text is no answer. */
export const isBlank = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Equality of answers: a coding by system and code (display ignored), anything else by content. */
export function sameAnswer(a: AnswerValue, b: AnswerValue): boolean {
  if (record(a) && record(b) && ('code' in a || 'code' in b) && !isQuantity(a)) {
    const [x, y] = [a as Coding, b as Coding]; // both are objects with a code
    return x.code === y.code && (x.system ?? '') === (y.system ?? '');
  }
  if (isQuantity(a) && isQuantity(b)) return compareQuantities(a, b) === 0;
  if (record(a) && record(b) && 'reference' in a && 'reference' in b) return a.reference === b.reference; // what it is called is no part of it
  return sameJson(a, b) || (typeof a === 'string' && typeof b === 'string' && sameMoment(a, b));
}

/** `08:00+08:00` and `00:00Z` are the same moment. */
function sameMoment(a: string, b: string): boolean {
  const [x, y] = [momentOf(a), momentOf(b)];
  return x !== undefined && y !== undefined && x.compare(y) === 0;
}
const momentOf = (text: string): Temporal | undefined => (/^\d{4}-\d\d-\d\dT/.test(text) ? Temporal.parse(text, 'dateTime') : undefined);

/** Negative, 0 or positive; `undefined` when the two have no order. Codings compare by weight elsewhere. */
export function compareAnswers(a: AnswerValue, b: AnswerValue): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isQuantity(a) && isQuantity(b)) return compareQuantities(a, b);
  if (typeof a === 'string' && typeof b === 'string') {
    for (const kind of ['dateTime', 'time'] as const) {
      const [x, y] = [Temporal.parse(a, kind), Temporal.parse(b, kind)];
      if (x && y) return x.compare(y);
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return undefined;
}

/** A value in words, for evidence, records and labels; numbers are left to the caller's locale through `words`. */
export function displayOf(value: AnswerValue, words: { readonly yes: string; readonly no: string; readonly file: string }): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value !== 'object') return String(value);
  if (isQuantity(value)) return `${value.value}${(value.unit ?? value.code) ? ` ${value.unit ?? value.code ?? ''}` : ''}`;
  const { display, code, title, reference } = value as Coding & Attachment & { reference?: string }; // read-only look at whichever is there
  return display ?? title ?? code ?? reference ?? words.file;
}

/** A Quantity of a number and a unit. */
export const quantityOf = (value: number, unit: Coding | undefined): Quantity => ({
  value,
  ...(unit?.display || unit?.code ? { unit: unit.display ?? unit.code } : {}),
  ...(unit?.system ? { system: unit.system } : {}),
  ...(unit?.code ? { code: unit.code } : {}),
});
