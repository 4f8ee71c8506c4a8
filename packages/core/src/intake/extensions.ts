import type { Extension } from '../fhir/index.js';

const hl7 = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

/** Extensions that are called as they are here, under one address. */
const under = <N extends string>(address: string, names: readonly N[]): Readonly<Record<N, readonly [string]>> =>
  Object.fromEntries(names.map((name) => [name, [address + name]])) as unknown as Record<N, readonly [string]>; // one entry for each name

/** Extensions that the engine reads. Ours begin with `urn:nelumbo:fhir:`: an identifier that cannot be fetched leaks nothing. */
export const urls = {
  ...under(hl7, ['translation', 'minValue', 'maxValue', 'minLength', 'maxSize', 'mimeType', 'maxDecimalPlaces', 'regex', 'entryFormat', 'variable']),
  ...under(`${hl7}questionnaire-`, ['hidden', 'itemControl', 'minOccurs', 'maxOccurs', 'unit', 'unitOption', 'optionPrefix', 'optionExclusive']),
  ...under(sdc, [
    'minQuantity',
    'maxQuantity',
    'shortText',
    'launchContext',
    'initialExpression',
    'enableWhenExpression',
    'answerExpression',
    'observationExtract',
  ]),
  xhtml: [`${hl7}rendering-xhtml`],
  markdown: [`${hl7}rendering-markdown`],
  weight: [`${hl7}itemWeight`, `${hl7}ordinalValue`, `${hl7}questionnaire-ordinalValue`],
  calculatedExpression: [`${sdc}calculatedExpression`, `${hl7}cqf-calculatedValue`],
  toggleExpression: [`${sdc}answerOptionsToggleExpression`],
  /** Stands on a primitive (`_text`, `_required`, `_valueDate`…) and gives it its value. */
  expression: [`${hl7}cqf-expression`, `${hl7}cqf-calculatedValue`],
  constraint: [`${hl7}questionnaire-constraint`, `${hl7}targetConstraint`],
  observationCategory: [`${sdc}observation-extract-category`],
  /** How far back a known Observation may lie that fills the item in. */
  observationLink: [`${sdc}observationLinkPeriod`],
  triageRules: ['urn:nelumbo:fhir:triage-rules'],
  scoreBand: ['urn:nelumbo:fhir:score-band'],
  recordSection: ['urn:nelumbo:fhir:record-section'],
  redFlag: ['urn:nelumbo:fhir:red-flag'],
  ...under('urn:nelumbo:fhir:', ['helpline', 'unplaced', 'overridden']),
} as const;

/** Limits that an expression may give. */
export const limitKinds = ['minValue', 'maxValue', 'minQuantity', 'maxQuantity', 'minLength', 'minOccurs', 'maxOccurs'] as const;

/** Quantity limits are limits of the value like any other. */
export const limitName = (kind: (typeof limitKinds)[number]): string => kind.replace('Quantity', 'Value');

/** Anything that may carry extensions, malformed content included. */
export interface Extensible {
  readonly extension?: readonly Extension[] | undefined;
}

/** All extensions of a kind; an `extension` that is no list counts as none. */
export function extensions(element: unknown, kind: keyof typeof urls): readonly Extension[] {
  const list = (element as Extensible | undefined)?.extension; // unknown JSON, checked next
  if (!Array.isArray(list)) return none;
  const known: readonly string[] = urls[kind];
  return (list as readonly (Extension | null)[]).filter((one): one is Extension => known.includes(String(one?.url))); // unknown JSON, read warily
}

const none: readonly Extension[] = [];

/** The first extension of a kind. */
export const extension = (element: unknown, kind: keyof typeof urls): Extension | undefined => extensions(element, kind)[0];

/** The value of an extension, whatever its type. */
export function extensionValue(found: Extension | undefined): unknown {
  if (!found) return undefined;
  const key = Object.keys(found).find((name) => name.startsWith('value'));
  return key && found[key as keyof Extension]; // the key was just read from the object
}

/** A numeric extension value; `undefined` for anything else. */
export function numberOf(element: unknown, kind: keyof typeof urls): number | undefined {
  const value = extensionValue(extension(element, kind));
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A part of a complex extension, by its url. */
export const part = (found: Extension, url: string): unknown => extensionValue(partOf(found, url));

/** A part of a complex extension as it stands; `undefined` when it has none of that url, or no list of parts. */
export const partOf = (found: Extension, url: string): Extension | undefined => partsOf(found).find((inner) => inner.url === url);

/** The parts of a complex extension. */
export const partsOf = ({ extension: list }: Extension): readonly Extension[] =>
  Array.isArray(list) ? (list as readonly (Extension | null)[]).filter((one): one is Extension => one !== null) : none; // unknown JSON

/**
 * A text of an element in a locale; its translations stand beside it.
 * @param name - `text`; `_text` holds the translations
 */
export const textIn = (element: unknown, name: string, locale: string): string => {
  const { [name]: text, [`_${name}`]: beside } = element as Readonly<Record<string, string | undefined>>; // read warily by `translated`
  return translated(text, beside, locale);
};

/**
 * A text in a locale, from the `translation` extensions of its `_text`: exact tag, then the language, then any region of it, then as written.
 * @param text - as written
 * @param element - `_text`, `_display`, `_title`…
 */
export function translated(text: string | undefined, element: unknown, locale: string): string {
  const choices = extensions(element, 'translation').map((found) => [String(part(found, 'lang')).toLowerCase(), part(found, 'content')] as const);
  const wanted = locale.toLowerCase();
  const language = wanted.split('-')[0] ?? wanted;
  const hit =
    choices.find(([lang]) => lang === wanted) ?? choices.find(([lang]) => lang === language) ?? choices.find(([lang]) => lang.split('-')[0] === language);
  return typeof hit?.[1] === 'string' ? hit[1] : typeof text === 'object' ? '' : String(text ?? ''); // unknown JSON
}
