import { compilePlan, planDoses, type Amount, type CompiledPlan, type PlannedDose } from './doses.js';
import { amountOf, readPlan } from './plan.js';
import { formatInstant, parseMoment } from './timing/civil.js';
import { describe } from './text/describe.js';
import { timingProblem } from './timing/shape.js';
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
  /** False where the status asks for no doses: on hold, completed, stopped, draft. */
  readonly active: boolean;
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

function sourcesOf(input: unknown): readonly Source[] {
  if (Array.isArray(input)) {
    const bare = input.every((one) => isObject(one) && one['resourceType'] === undefined);
    return bare && input.length ? [bareSource(input as Json[])] : input.flatMap(sourcesOf); // each was looked at
  }
  if (!isObject(input)) return [];
  const type = textOf(input['resourceType']);
  if (type === undefined) return [bareSource([input])];
  if (type === 'Bundle') return (Array.isArray(input['entry']) ? input['entry'] : []).flatMap((e: unknown) => (isObject(e) ? sourcesOf(e['resource']) : []));
  const allowed = inForce[type];
  if (!allowed) return [];
  const list = input[type === 'MedicationStatement' ? 'dosage' : 'dosageInstruction'];
  const status = textOf(input['status']);
  const active = (status === undefined || allowed.includes(status)) && input['doNotPerform'] !== true && !hasEntries(input['modifierExtension']);
  return [
    {
      ...{ id: textOf(input['id']), name: nameOf(input), status, active },
      dosages: Array.isArray(list) ? list.filter(isObject) : [],
      start: [
        input['authoredOn'],
        input['effectiveDateTime'],
        (input['effectivePeriod'] as Json | undefined)?.['start'],
        input['whenHandedOver'],
        input['dateAsserted'],
      ]
        .map(textOf)
        .find((text) => text !== undefined && parseMoment(text)),
    },
  ];
}

const hasEntries = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** Dosages on their own; a bare Timing is a dosage that only says when. */
function bareSource(list: readonly Json[]): Source {
  const dosages = list.map((one) => (('repeat' in one || 'event' in one || 'code' in one) && !('timing' in one) ? { timing: one } : one) as Dosage); // read by element, nothing is relied on
  return { id: undefined, name: '', status: undefined, active: true, dosages, start: undefined };
}

function nameOf(input: Json): string {
  const concept = input['medicationCodeableConcept'] as CodeableConcept | undefined; // read by element
  const reference = input['medicationReference'];
  return concept?.text ?? concept?.coding?.find((c) => c.display)?.display ?? (isObject(reference) ? textOf(reference['display']) : undefined) ?? '';
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
  const plan = { ...readPlan({ ...request, dosageInstruction: [...source.dosages] } as MedicationRequest), start }; // what readPlan reads of one
  const compiled = compilePlan(plan, { zone, anchors, amount: unnamed });
  const whole = source.dosages.filter((d) => !d.timing || !timingProblem(d.timing)); // a broken one has only its own text
  const said = describe(whole, locale);
  const own = source.dosages.map((d) => d.text ?? '').filter(Boolean);
  const doses = planDoses(compiled, zone, from, to).map((dose) => ({ due: dose.due, dose: expanded(dose, compiled, medication, zone) }));
  return {
    doses,
    medication: {
      ...(source.id === undefined ? {} : { id: source.id }),
      name: source.name,
      ...(source.status === undefined ? {} : { status: source.status }),
      ...{ active: source.active, asNeeded: compiled.asNeeded, optional: compiled.optional },
      ...(whole.length === source.dosages.length ? said : { text: said.text, omitted: [...new Set([...said.omitted, 'timing'])] }),
      ...(own.length ? { prescriberText: own.join('; ') } : {}),
      dosages: source.dosages.map((dosage) => (whole.includes(dosage) ? describe(dosage, locale) : { text: dosage.text ?? '', omitted: ['timing'] })),
      refusals: compiled.refusals,
    },
  };
}

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
