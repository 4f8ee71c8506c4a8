import { compilePlan, planDoses, type Amount, type CompiledPlan, type PlannedDose } from './doses.js';
import { amountOf, readPlan } from './plan.js';
import { formatInstant, parseMoment } from './timing/civil.js';
import { repeatOf } from './timing/compile.js';
import { dosageProblem } from './timing/shape.js';
import { describe, describeForbidden } from './text/describe.js';
import { fail, ok, type LocaleTag, type Result } from '../i18n/index.js';
import type { CodeableConcept, Dosage, MedicationRequest } from '../fhir/index.js';

import type { Anchors } from './content.js';
import type { Refusal } from './timing/refusal.js';
import type { Zone } from './timing/zone.js';

/** What a resource is expanded with. */
export interface ExpandOptions {
  /** FHIR date (of the zone) or dateTime, inclusive. */
  readonly from: string;
  /** FHIR date or dateTime, exclusive. */
  readonly to: string;
  readonly zone: Zone;
  readonly anchors: Anchors;
  readonly locale: LocaleTag;
  /** Where dosages without bounds count from; over the resource's own date. */
  readonly start?: string;
}

/** A dose of an expanded resource. */
export interface ExpandedDose {
  /** With the zone's offset: `2026-03-01T08:00:00+08:00`. */
  readonly at: string;
  /** The same instant in UTC. */
  readonly instant: string;
  /** From here on it may be taken, where the dosage leaves a range of time. */
  readonly allowedFrom?: string;
  readonly slot: string;
  /** The FHIR `when` code that it comes from. */
  readonly when?: string;
  /** `null` where the dosage names none. */
  readonly amount: Amount | null;
  /** Which medication, and which of its dosages; both from 0. */
  readonly medication: number;
  readonly dosage: number;
}

/** One medication of the input: what it says, and why parts of it have no doses. */
export interface ExpandedMedication {
  readonly id?: string;
  readonly name: string;
  readonly status?: string;
  /** False where no doses are asked for: on hold, completed, stopped, draft, `doNotPerform`, or with a modifier that is not known. */
  readonly active: boolean;
  /** The request says not to take it; the text says so too. */
  readonly doNotPerform?: true;
  readonly asNeeded: boolean;
  /** Whether more may be taken than is due ("3-4 a day"). */
  readonly optional: boolean;
  readonly text: string;
  /** Elements that the text does not say; the prescriber's own text stands in `prescriberText`. */
  readonly omitted: readonly string[];
  readonly prescriberText?: string;
  readonly dosages: readonly { readonly text: string; readonly omitted: readonly string[] }[];
  readonly refusals: readonly Refusal[];
}

/** Doses and texts of a resource. */
export interface Expansion {
  readonly doses: readonly ExpandedDose[];
  /** All medications, one a line; the prescriber's words for one of which ours say nothing. */
  readonly text: string;
  readonly omitted: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly medications: readonly ExpandedMedication[];
}

/** Why nothing was expanded. */
export interface ExpandError {
  readonly code: 'bad-window' | 'bad-start' | 'no-dosage';
  readonly message: string;
}

interface Source {
  readonly id: string | undefined;
  readonly name: string;
  readonly status: string | undefined;
  readonly active: boolean;
  readonly dosages: readonly Dosage[];
  readonly start: string | undefined;
  /** What of the resource, its dosages apart, keeps it from being scheduled. */
  readonly refusals: readonly Refusal[];
  readonly forbidden: boolean;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const unnamed: Amount = { value: 0 };

/**
 * Expands a MedicationRequest, MedicationStatement, MedicationDispense, a Bundle or list of these, or bare Dosages.
 * Never throws on data: what cannot be scheduled stands in `refusals` by the rule's name, with its text.
 */
export function expandResource(input: unknown, options: ExpandOptions): Result<Expansion, ExpandError> {
  const window = [options.from, options.to].map((text) => instantOf(text, options.zone));
  const [from, to] = window;
  if (from === undefined || to === undefined || to < from)
    return fail({ code: 'bad-window', message: 'Give --from and --to as FHIR dates or dateTimes, the earlier one first.' });
  if (options.start !== undefined && !parseMoment(options.start)) return fail({ code: 'bad-start', message: 'The start is no FHIR date or dateTime.' });
  const sources = sourcesOf(input);
  if (!sources.length) return fail({ code: 'no-dosage', message: 'There is no dosage in the input: give a MedicationRequest, a Dosage or a Bundle of them.' });
  const found = sources.map((source, index) => expandSource(source, index, options, [from, to]));
  const doses = found.flatMap((f) => f.doses).sort((a, b) => a.due - b.due);
  const medications = found.map((f) => f.medication);
  return ok({
    doses: doses.map((d) => d.dose),
    text: medications.map((m) => m.text || (m.prescriberText ?? '')).join('\n'),
    omitted: [...new Set(medications.flatMap((m) => m.omitted))],
    refusals: medications.flatMap((m) => m.refusals),
    medications,
  });
}

function instantOf(text: string, zone: Zone): number | undefined {
  const moment = parseMoment(text);
  return moment && (moment.instant ?? zone.toInstant(moment.local));
}

/** Statuses under which doses are due, by resource type; one without a status is taken as in force. */
const inForce: Readonly<Record<string, readonly string[]>> = {
  MedicationRequest: ['active'],
  MedicationStatement: ['active', 'intended'],
  MedicationDispense: ['preparation', 'in-progress', 'completed'],
};

/** Resources that a reference may name: those beside it in the Bundle, and contained ones. */
type Named = ReadonlyMap<string, Json>;

function sourcesOf(input: unknown, named: Named = new Map()): readonly Source[] {
  if (Array.isArray(input)) {
    const bare = input.every((one) => isObject(one) && one['resourceType'] === undefined);
    return bare && input.length ? [bareSource(input as Json[])] : input.flatMap((one) => sourcesOf(one)); // each was looked at
  }
  if (!isObject(input)) return [];
  const type = textOf(input['resourceType']);
  if (type === undefined) return [bareSource([input])];
  if (type === 'Bundle') {
    const entries = listOf(input['entry']).filter(isObject);
    const inside = new Map(entries.flatMap((e) => (isObject(e['resource']) ? namesOf(e, e['resource']) : [])));
    return entries.flatMap((e) => sourcesOf(e['resource'], inside));
  }
  const allowed = inForce[type];
  return allowed ? [resourceSource(input, type, allowed, named)] : [];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

function namesOf(entry: Json, resource: Json): [string, Json][] {
  const local = `${textOf(resource['resourceType']) ?? ''}/${textOf(resource['id']) ?? ''}`;
  return [textOf(entry['fullUrl']), local].flatMap((name): [string, Json][] => (name ? [[name, resource]] : []));
}

function resourceSource(input: Json, type: string, allowed: readonly string[], named: Named): Source {
  const key = type === 'MedicationStatement' ? 'dosage' : 'dosageInstruction';
  const list = input[key];
  const status = textOf(input['status']);
  const forbidden = input['doNotPerform'] === true;
  const modified = listOf(input['modifierExtension']).length > 0;
  const refusals: Refusal[] = [];
  if (list !== undefined && !Array.isArray(list)) refusals.push({ rule: 'malformed', path: key });
  else if (!listOf(list).length) refusals.push({ rule: 'no-timing', path: key });
  if (modified) refusals.push({ rule: 'modifier-extension', path: type });
  const taken = isObject(input['effectivePeriod']) ? input['effectivePeriod'] : {};
  const starts = [input['authoredOn'], input['effectiveDateTime'], taken['start'], input['whenHandedOver'], input['whenPrepared'], input['dateAsserted']];
  return {
    ...{ id: textOf(input['id']), name: nameOf(input, named), status, forbidden, refusals },
    active: (status === undefined || allowed.includes(status)) && !forbidden && !modified,
    dosages: (listOf(list) as Dosage[]).map((dosage) => until(dosage, textOf(taken['end']))), // what is none, readPlan says
    start: starts.map(textOf).find((text) => text !== undefined && parseMoment(text)),
  };
}

/** A dosage of a statement whose period has an end: that is an end of its own, where it has none. */
function until(dosage: Dosage, end: string | undefined): Dosage {
  const timing = end === undefined || dosageProblem(dosage) ? undefined : dosage.timing;
  if (end === undefined || !timing || timing.event || !repeatOf(timing)) return dosage;
  const { boundsPeriod, boundsDuration, boundsRange } = timing.repeat ?? {};
  if (boundsDuration ?? boundsRange ?? boundsPeriod?.end) return dosage;
  return { ...dosage, timing: { ...timing, repeat: { ...timing.repeat, boundsPeriod: { ...boundsPeriod, end } } } };
}

/** Dosages on their own; a bare Timing is a dosage that only says when. */
function bareSource(list: readonly Json[]): Source {
  const dosages = list.map((one) => (('repeat' in one || 'event' in one || 'code' in one) && !('timing' in one) ? { timing: one } : one) as Dosage); // readPlan says what is none
  return { id: undefined, name: '', status: undefined, active: true, dosages, start: undefined, refusals: [], forbidden: false };
}

function nameOf(input: Json, named: Named): string {
  const reference = isObject(input['medicationReference']) ? input['medicationReference'] : {};
  const target = textOf(reference['reference']) ?? '';
  const inside = target.startsWith('#')
    ? listOf(input['contained']).find((one): one is Json => isObject(one) && one['id'] === target.slice(1))
    : named.get(target);
  return conceptName(input['medicationCodeableConcept']) ?? textOf(reference['display']) ?? conceptName(inside?.['code']) ?? '';
}

function conceptName(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const { coding } = value as CodeableConcept; // read by element
  return textOf(value['text']) ?? listOf(coding).flatMap((c) => (isObject(c) ? (textOf(c['display']) ?? []) : []))[0];
}

interface Found {
  readonly medication: ExpandedMedication;
  readonly doses: readonly { readonly due: number; readonly dose: ExpandedDose }[];
}

function expandSource(source: Source, medication: number, options: ExpandOptions, [from, to]: readonly [number, number]): Found {
  const { zone, anchors, locale } = options;
  const start = options.start ?? source.start ?? options.from;
  const request: Partial<MedicationRequest> = {
    resourceType: 'MedicationRequest',
    id: source.id ?? String(medication),
    status: source.active ? 'active' : 'on-hold',
  };
  const read = readPlan({ ...request, dosageInstruction: [...source.dosages] } as MedicationRequest); // what readPlan reads of one
  const plan = { ...read, start };
  const compiled = compilePlan(plan, { zone, anchors, amount: unnamed });
  const left = plan.dosages.map((dosage, i) => leftOut(source.dosages[i], dosage));
  const said = describe(plan.dosages, locale);
  const own = plan.dosages.map((d) => d.text ?? '').filter(Boolean);
  const doses = planDoses(compiled, zone, from, to).map((dose) => ({ due: dose.due, dose: expanded(dose, compiled, medication, zone) }));
  return {
    doses,
    medication: {
      ...(source.id === undefined ? {} : { id: source.id }),
      name: source.name,
      ...(source.status === undefined ? {} : { status: source.status }),
      ...{ active: source.active, asNeeded: compiled.asNeeded, optional: compiled.optional },
      ...(source.forbidden ? { doNotPerform: true } : {}),
      text: source.forbidden ? describeForbidden(said.text, locale) : said.text,
      omitted: [...new Set([...said.omitted, ...left.flat()])],
      ...(own.length ? { prescriberText: own.join('; ') } : {}),
      dosages: plan.dosages.map((dosage, i) => {
        const { text, omitted } = describe(dosage, locale);
        return { text, omitted: [...omitted, ...left[i]!] };
      }),
      refusals: [...source.refusals, ...compiled.refusals],
    },
  };
}

/** The elements of a dosage that are no R4 and so are not among what is said. */
const leftOut = (given: unknown, kept: Dosage): string[] => (isObject(given) ? Object.keys(given).filter((key) => !(key in kept)) : ['dosage']);

function expanded(dose: PlannedDose, { plan }: CompiledPlan, medication: number, zone: Zone): ExpandedDose {
  const write = (at: number): string => formatInstant(at, zone.toLocal(at)).replace('.000', '');
  return {
    at: write(dose.due),
    instant: new Date(dose.due).toISOString().replace('.000', ''),
    ...(dose.allowed === undefined ? {} : { allowedFrom: write(dose.allowed) }),
    slot: dose.slot,
    ...(dose.when ? { when: dose.when } : {}),
    amount: amountOf(dose.dosage) ?? null,
    medication,
    dosage: plan.dosages.indexOf(dose.dosage),
  };
}
