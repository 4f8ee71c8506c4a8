import { formatInstant, parseInstant } from './instant.js';
import { defaultUnit, unitIn, unitOf } from './units.js';
import { meals, positions, settings } from './types.js';
import type { CodeableConcept, Coding, Extension, Observation, Quantity } from '../fhir/index.js';
import type { FullReading, Meal, Measure, Position, ReadingContext, RefusalReason, Setting, StoredReading } from './types.js';

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const categories = 'http://terminology.hl7.org/CodeSystem/observation-category';
const names = { setting: 'urn:nelumbo:fhir:setting', meal: 'urn:nelumbo:fhir:meal', source: 'urn:nelumbo:fhir:source' } as const;
/** HL7 codes beside our own word, so that others understand the meal too. */
const mealCodings: Partial<Record<Meal, Coding>> = {
  fasting: { system: 'http://terminology.hl7.org/CodeSystem/v2-0916', code: 'F' },
  before: { system: 'http://terminology.hl7.org/CodeSystem/v3-TimingEvent', code: 'AC' },
  after: { system: 'http://terminology.hl7.org/CodeSystem/v3-TimingEvent', code: 'PC' },
  bedtime: { system: 'http://terminology.hl7.org/CodeSystem/v3-TimingEvent', code: 'HS' },
};
/** HL7's extension for how the body was held, with SNOMED CT codes beside our own word. */
const positionUrl = 'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition';
const snomedPositions: Readonly<Record<Position, string>> = { sitting: '33586001', standing: '10904000', lying: '102538003' };
/** Fasting glucose has a code of its own in older systems. */
const fastingCodes = ['1558-6'];

/** What the user typed in, as opposed to an import or a device. */
export const entrySource = 'urn:nelumbo:source:entry';
/** The mean of a set of readings, worked out here. */
export const meanSource = 'urn:nelumbo:source:mean';

const coding = (code: string): Coding => ({ system: loinc, code });
const quantity = (value: number, unit: string): Quantity => ({ value, unit: unit.replace('mm[Hg]', 'mmHg').replace('Cel', '°C'), system: ucum, code: unit });

/** Every code that is written for a measure, in whatever unit and setting. */
const writtenCodes = ({ codes, units }: Measure): readonly string[] => [
  ...codes,
  ...units.flatMap((unit) => [...(unit.codes ?? []), ...Object.values(unit.settingCodes ?? {}).flat()]),
];

const tokens = new WeakMap<Measure, ReadonlySet<string>>();

function tokensOf(measure: Measure): ReadonlySet<string> {
  let known = tokens.get(measure);
  if (!known) {
    const codes = [
      ...measure.codes,
      ...measure.units.flatMap((unit) => [...(unit.codes ?? []), ...Object.values(unit.settingCodes ?? {}).flat()]),
      ...measure.alsoRead,
    ];
    tokens.set(measure, (known = new Set(codes.map((code) => `${loinc}|${code}`))));
  }
  return known;
}

/** Every token under which readings of a measure may lie in the records, ours and other systems'. */
export const readTokens = (measure: Measure): readonly string[] => [...tokensOf(measure)];

/** The tokens under which readings of one setting lie, where it has codes of its own. */
export const settingTokens = (measure: Measure, setting: Setting): readonly string[] =>
  measure.units.flatMap((unit) => (unit.settingCodes?.[setting] ?? []).map((code) => `${loinc}|${code}`));

function extensionsOf({ context, source }: FullReading): Extension[] {
  const { setting, meal, position } = context;
  const extensions: Extension[] = [{ url: names.source, valueUri: source }];
  if (setting) extensions.push({ url: names.setting, valueCode: setting });
  if (meal) {
    const known = mealCodings[meal];
    extensions.push({ url: names.meal, valueCodeableConcept: { coding: [{ system: names.meal, code: meal }, ...(known ? [known] : [])] } });
  }
  if (position) {
    const coding = [
      { system: 'urn:nelumbo:fhir:position', code: position },
      { system: 'http://snomed.info/sct', code: snomedPositions[position] },
    ];
    extensions.push({ url: positionUrl, valueCodeableConcept: { coding } });
  }
  return extensions;
}

/**
 * A reading as a FHIR R4 Observation: LOINC code, UCUM unit as entered, zone offset kept, context in extensions.
 * @param extra - `id` of a record to replace, and the status; `original` codes of an imported Observation, kept beside ours
 */
export function toObservation(
  measure: Measure,
  reading: FullReading,
  extra: { readonly id?: string; readonly status?: 'final' | 'amended'; readonly original?: readonly Coding[] } = {},
): Observation {
  const row = unitOf(measure, reading.unit);
  const codes = row?.settingCodes?.[reading.context.setting ?? 'home'] ?? row?.codes ?? measure.codes;
  const kept = (extra.original ?? []).filter((c) => c.system !== loinc || !writtenCodes(measure).includes(c.code ?? '')); // ours for another unit or setting go
  const single = measure.components.length === 1;
  return {
    resourceType: 'Observation',
    ...(extra.id ? { id: extra.id } : {}),
    extension: extensionsOf(reading),
    status: extra.status ?? 'final',
    category: [{ coding: [{ system: categories, code: measure.category }] }],
    code: { coding: [...codes.map(coding), ...kept], text: measure.display },
    effectiveDateTime: reading.dateOnly ? formatInstant(reading).slice(0, 10) : formatInstant(reading),
    ...(reading.derivedFrom?.length ? { derivedFrom: reading.derivedFrom.map((reference) => ({ reference })) } : {}),
    ...(reading.note ? { note: [{ text: reading.note }] } : {}),
    ...(reading.context.site ? { bodySite: { text: reading.context.site } } : {}),
    ...(single
      ? { valueQuantity: quantity(reading.values['value']!, reading.unit) } // a single number is always called `value`
      : {
          component: measure.components.map((c) => ({
            code: { coding: [coding(c.code)], text: c.display },
            valueQuantity: quantity(reading.values[c.id]!, reading.unit), // complete: check() has looked
          })),
        }),
  };
}

const has = (concept: CodeableConcept | undefined, codes: readonly string[]): boolean =>
  (concept?.coding ?? []).some((c) => c.system === loinc && codes.includes(c.code ?? ''));

/** A setting that the codes themselves name. */
const codedSetting = (measure: Measure, observation: Observation): Setting | undefined =>
  settings.find((setting) => measure.units.some((unit) => has(observation.code, unit.settingCodes?.[setting] ?? [])));

function contextOf(measure: Measure, observation: Observation): ReadingContext {
  const find = (url: string): Extension | undefined => observation.extension?.find((e) => e.url === url);
  const setting = find(names.setting)?.valueCode;
  const codes = (find(names.meal)?.valueCodeableConcept?.coding ?? []).map((c) => c.code);
  const meal = meals.find((m) => codes.includes(m)) ?? (has(observation.code, fastingCodes) ? 'fasting' : undefined);
  const held = (find(positionUrl)?.valueCodeableConcept?.coding ?? []).map((c) => c.code);
  const position = positions.find((p) => held.includes(p) || held.includes(snomedPositions[p]));
  const place: unknown = observation.bodySite?.text ?? observation.bodySite?.coding?.[0]?.display;
  const site = typeof place === 'string' ? place : undefined;
  // A reading out of an encounter was taken by professionals; nothing else is guessed.
  const known: Setting | undefined =
    settings.find((s) => s === setting) ?? codedSetting(measure, observation) ?? (observation.encounter ? 'clinic' : undefined);
  return { ...(known ? { setting: known } : {}), ...(meal ? { meal } : {}), ...(site ? { site } : {}), ...(position ? { position } : {}) };
}

/** A reading out of an Observation, or the reason why there is none in it. */
export type Decoded = { readonly reading: FullReading } | { readonly refused: RefusalReason };

function valuesOf(measure: Measure, observation: Observation): { values: Record<string, number>; unit: string } | RefusalReason {
  const parts = measure.components.map((c) => {
    const part = measure.components.length === 1 ? observation : observation.component?.find((x) => has(x.code, [c.code]));
    return [c.id, part?.valueQuantity] as const;
  });
  if (parts.some(([, q]) => q?.value === undefined)) return 'incomplete';
  if (parts.some(([, q]) => typeof q!.value !== 'number' || !Number.isFinite(q!.value) || q!.comparator)) return 'not-a-number'; // `< 4.0` is no 4.0
  const units = new Set(parts.map(([, q]) => unitIn(measure, q!.code ?? '') ?? unitIn(measure, q!.unit ?? '')));
  const [unit] = units;
  if (units.size !== 1 || !unit) return 'unit-unknown';
  return { values: Object.fromEntries(parts.map(([id, q]) => [id, q!.value!])), unit };
}

/**
 * Reads an Observation of `measure` back into a reading.
 * @param localOffset - minutes east of UTC for times that come without a zone
 */
export function fromObservation(measure: Measure, observation: Observation, localOffset: (t: number) => number): Decoded {
  const time = observation.effectiveDateTime ?? observation.effectiveInstant ?? observation.effectivePeriod?.start;
  const instant = typeof time === 'string' ? parseInstant(time, localOffset) : undefined;
  if (!instant) return { refused: 'no-time' };
  const found = valuesOf(measure, observation);
  if (typeof found === 'string') return { refused: found };
  const given: unknown = observation.extension?.find((e) => e.url === names.source)?.valueUri ?? observation.meta?.source;
  const source = typeof given === 'string' && given ? given : 'urn:nelumbo:source:fhir'; // foreign JSON may hold anything
  const derived: unknown[] = Array.isArray(observation.derivedFrom) ? observation.derivedFrom.map((from) => from.reference) : [];
  const note: unknown = Array.isArray(observation.note) ? observation.note[0]?.text : undefined;
  const derivedFrom = derived.filter((ref): ref is string => typeof ref === 'string');
  return {
    reading: {
      measure: measure.id,
      ...found,
      ...instant,
      context: contextOf(measure, observation),
      source,
      ...(time?.length === 10 ? { dateOnly: true } : {}),
      ...(derivedFrom.length ? { derivedFrom } : {}),
      ...(typeof note === 'string' && note ? { note } : {}),
    },
  };
}

/** As {@link fromObservation}, with the ref; `undefined` for what is not a readable reading of this measure. */
export function storedReading(measure: Measure, observation: Observation, localOffset: (t: number) => number): StoredReading | undefined {
  const decoded = fromObservation(measure, observation, localOffset);
  if (!('reading' in decoded)) return undefined;
  return { ...decoded.reading, ref: `Observation/${observation.id ?? ''}`, amended: observation.status === 'amended' || observation.status === 'corrected' };
}

/** The measure that an Observation belongs to, by any listed code. */
export const measureOf = (measures: readonly Measure[], observation: Observation): Measure | undefined =>
  measures.find((m) => (observation.code?.coding ?? []).some((c) => tokensOf(m).has(`${c.system ?? ''}|${c.code ?? ''}`))); // `code` may be missing in foreign JSON

/** Fills what a typed-in reading leaves open. */
export function complete(
  measure: Measure,
  reading: { values: FullReading['values'] } & Partial<FullReading>,
  now: number,
  offsetAt: (t: number) => number,
): FullReading {
  const at = reading.at ?? now;
  return {
    measure: measure.id,
    values: reading.values,
    unit: reading.unit ?? defaultUnit(measure).code,
    at,
    offset: reading.offset ?? offsetAt(Number.isFinite(at) ? at : now),
    context: reading.context ?? {},
    source: reading.source ?? entrySource,
    ...(reading.dateOnly ? { dateOnly: true } : {}),
    ...(reading.derivedFrom?.length ? { derivedFrom: reading.derivedFrom } : {}),
    ...(reading.note ? { note: reading.note } : {}),
  };
}
