import { canonical } from './pattern.js';
import { parseMoment } from './timing/civil.js';
import { dosageProblem, soundPart, type ShapeProblem } from './timing/shape.js';
import type { CodeableConcept, Dosage, Extension, MedicationRequest, Quantity, Ref } from '../fhir/index.js';
import type { Windows } from './content.js';

/** Names of our extensions and identifiers; documented in the guide, ignored by other systems. */
export const urls = {
  /** MedicationRequest: counted stock, `quantity` and `since`. */
  stock: 'urn:nelumbo:fhir:stock',
  /** MedicationRequest: Period in which this version of a plan was in force. */
  effective: 'urn:nelumbo:fhir:effective',
  /** MedicationRequest: IANA zone of a plan that does not follow the device. */
  zone: 'urn:nelumbo:fhir:zone',
  /** MedicationRequest: `home` or `ask`; without it the plan follows the device. */
  zonePolicy: 'urn:nelumbo:fhir:zone-policy',
  /** MedicationRequest: hours of this plan's own, by `when` code (`valueTime`). */
  anchors: 'urn:nelumbo:fhir:anchors',
  /** MedicationRequest: minutes of this plan's own windows, by name (`valueInteger`). */
  windows: 'urn:nelumbo:fhir:windows',
  /** MedicationRequest: a supply that was collected, `quantity`, `on` and `days`. */
  fill: 'urn:nelumbo:fhir:fill',
  /** MedicationRequest: where a dosage without bounds counts from, when that is before this version. */
  begin: 'urn:nelumbo:fhir:begin',
  /** MedicationRequest: false when no reminder is wanted. */
  remind: 'urn:nelumbo:fhir:remind',
  /** MedicationRequest.groupIdentifier: shared by all versions of a plan. */
  plan: 'urn:nelumbo:fhir:plan',
  /** MedicationAdministration: slot and due time of the dose it answers. */
  slot: 'urn:nelumbo:fhir:slot',
  due: 'urn:nelumbo:fhir:due',
  /** MedicationAdministration: the dose's id. */
  dose: 'urn:nelumbo:fhir:dose',
  /** Code system of reasons for leaving a dose out. */
  skipReason: 'urn:nelumbo:fhir:skip-reason',
} as const;

/** What the user counted, and when; what is left is derived from the doses taken since. */
export interface StockCount {
  readonly quantity: Quantity;
  /** Instant, ms. */
  readonly since: number;
  /** `YYYY-MM-DD`: the last day on which it may be used. */
  readonly expires?: string;
}

/** A supply that was collected. */
export interface Fill {
  readonly quantity: Quantity;
  /** Instant, ms. */
  readonly at: number;
  /** How many days it is meant for, where the dispenser said so. */
  readonly days?: number;
}

/** What a plan does when the device changes its zone: go with it, stay at home, or ask. */
export const zonePolicies = ['follow-device', 'home', 'ask'] as const;

/** One of {@link zonePolicies}. */
export type ZonePolicy = (typeof zonePolicies)[number];

/** One version of a plan: one MedicationRequest. */
export interface Plan {
  readonly ref: Ref;
  readonly id: string;
  /** Shared by all versions of a plan. */
  readonly group: string;
  readonly name: string;
  readonly concept: CodeableConcept;
  readonly dosages: readonly Dosage[];
  /** By index: why a dosage is no R4 Dosage. Of such a one `dosages` has what is sound, for its words; it has no doses. */
  readonly problems: readonly (ShapeProblem | undefined)[];
  /** True while doses are asked for: `active`, and not ended. */
  readonly active: boolean;
  /** True where past doses are known to belong to it, though it has ended: it was ours. */
  readonly own: boolean;
  /** FHIR date or dateTime from which a dosage without bounds counts. */
  readonly start: string | undefined;
  /** Instants between which this version was in force. */
  readonly from: number;
  readonly until: number;
  readonly zone: string | undefined;
  readonly zonePolicy: ZonePolicy;
  /** Held for now: no doses are due until it goes on. */
  readonly paused: boolean;
  /** Hours of its own by `when` code. */
  readonly anchors: Readonly<Record<string, string>> | undefined;
  readonly windows: Partial<Windows> | undefined;
  readonly fills: readonly Fill[];
  readonly remind: boolean;
  readonly stock: StockCount | undefined;
  readonly request: MedicationRequest;
}

const extension = (list: readonly Extension[] | undefined, url: string): Extension | undefined => list?.find((e) => e.url === url);
const instant = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseMoment(text)?.instant);

/** Reads a plan, our own or an imported order; never throws. */
export function readPlan(request: MedicationRequest): Plan {
  const id = request.id ?? '';
  const effective = extension(request.extension, urls.effective)?.valuePeriod;
  const counted = extension(request.extension, urls.stock);
  const stock = extension(counted?.extension, 'quantity')?.valueQuantity;
  const since = instant(extension(counted?.extension, 'since')?.valueDateTime);
  const expires = extension(counted?.extension, 'expires')?.valueDate;
  const zone = extension(request.extension, urls.zone)?.valueCode;
  const policy = extension(request.extension, urls.zonePolicy)?.valueCode;
  const begin = extension(request.extension, urls.begin)?.valueDateTime;
  const given = request.dosageInstruction ?? [];
  const problems = given.map(dosageProblem);
  const concept = request.medicationCodeableConcept ?? { text: request.medicationReference?.display ?? '' };
  return {
    ref: `MedicationRequest/${id}`,
    id,
    group: request.groupIdentifier?.system === urls.plan ? (request.groupIdentifier.value ?? id) : id,
    name: concept.text ?? concept.coding?.find((c) => c.display)?.display ?? '',
    concept,
    dosages: given.map((dosage, i) => (problems[i] ? soundPart(dosage) : dosage)),
    problems,
    active: request.status === 'active' && !request.modifierExtension?.length && request.doNotPerform !== true,
    own: effective !== undefined,
    // Ours begin with their whole first day: who adds a plan at noon may have taken the morning dose.
    start: begin ?? effective?.start?.slice(0, 10) ?? request.authoredOn,
    from: instant(effective?.start) ?? -Infinity,
    until: instant(effective?.end) ?? Infinity,
    zone,
    zonePolicy: zone === undefined ? 'follow-device' : policy === 'ask' ? 'ask' : 'home',
    paused: request.status === 'on-hold' && effective !== undefined,
    anchors: record(request, urls.anchors, (e) => e.valueTime?.slice(0, 5)),
    windows: record(request, urls.windows, (e) => e.valueInteger),
    fills: (request.extension ?? []).flatMap(readFill),
    remind: extension(request.extension, urls.remind)?.valueBoolean ?? true,
    stock: stock?.value !== undefined && since !== undefined ? { quantity: stock, since, ...(expires ? { expires } : {}) } : undefined,
    request,
  };
}

function record<T>(request: MedicationRequest, url: string, value: (part: Extension) => T | undefined): Record<string, T> | undefined {
  const parts = extension(request.extension, url)?.extension?.flatMap((e): [string, T][] => {
    const found = value(e);
    return found === undefined ? [] : [[e.url, found]];
  });
  return parts?.length ? Object.fromEntries(parts) : undefined;
}

function readFill(found: Extension): Fill[] {
  const quantity = extension(found.extension, 'quantity')?.valueQuantity;
  const at = found.url === urls.fill ? instant(extension(found.extension, 'on')?.valueDateTime) : undefined;
  const days = extension(found.extension, 'days')?.valueInteger;
  return quantity?.value === undefined || at === undefined ? [] : [{ quantity, at, ...(days ? { days } : {}) }];
}

/** The extension of a supply that was collected; `on` is a FHIR dateTime. */
export const fillExtension = (fill: { readonly quantity: Quantity; readonly on: string; readonly days?: number }): Extension => ({
  url: urls.fill,
  extension: [
    { url: 'quantity', valueQuantity: fill.quantity },
    { url: 'on', valueDateTime: fill.on },
    ...(fill.days ? [{ url: 'days', valueInteger: fill.days }] : []),
  ],
});

/** An extension that holds a few named values. */
export const recordExtension = (url: string, values: Readonly<Record<string, string | number>>): Extension => ({
  url,
  extension: Object.entries(values).map(([name, value]) =>
    typeof value === 'number' ? { url: name, valueInteger: value } : { url: name, valueTime: `${value}:00` },
  ),
});

/** What a MedicationRequest of ours is made of. Times are FHIR dateTimes with offset. */
export interface PlanParts {
  readonly id: string;
  readonly group: string;
  readonly concept: CodeableConcept;
  readonly dosages: readonly Dosage[];
  readonly authoredOn: string;
  readonly from: string;
  readonly stock: StockParts | undefined;
  readonly remind: boolean;
  readonly prior: Ref | undefined;
  readonly zone: string | undefined;
  readonly zonePolicy?: ZonePolicy;
  readonly anchors?: Readonly<Record<string, string>>;
  readonly windows?: Partial<Windows>;
  /** Where its dosages count from, when that is not `from`. */
  readonly begin?: string;
}

/** A count of the stock, as it is stored. */
export interface StockParts {
  readonly quantity: Quantity;
  /** FHIR dateTime. */
  readonly since: string;
  readonly expires?: string;
}

/**
 * The MedicationRequest (`intent: plan`) of a plan. The stock stands on it as an extension, not in a resource of its own:
 * plan and stock are then saved, synced and merged as one, and what is left is never stored, so two devices cannot disagree about it.
 * The subject is stamped by the store.
 */
export function planResource(parts: PlanParts): MedicationRequest {
  const extensions: Extension[] = [{ url: urls.effective, valuePeriod: { start: parts.from } }];
  if (parts.stock) extensions.push(stockExtension(parts.stock));
  if (!parts.remind) extensions.push({ url: urls.remind, valueBoolean: false });
  if (parts.zone) extensions.push({ url: urls.zone, valueCode: parts.zone });
  if (parts.zone && parts.zonePolicy === 'ask') extensions.push({ url: urls.zonePolicy, valueCode: 'ask' });
  if (parts.anchors && Object.keys(parts.anchors).length) extensions.push(recordExtension(urls.anchors, parts.anchors));
  if (parts.windows && Object.keys(parts.windows).length) extensions.push(recordExtension(urls.windows, parts.windows));
  if (parts.begin) extensions.push({ url: urls.begin, valueDateTime: parts.begin });
  const resource: Omit<MedicationRequest, 'subject'> = {
    resourceType: 'MedicationRequest',
    id: parts.id,
    extension: extensions,
    groupIdentifier: { system: urls.plan, value: parts.group },
    status: 'active',
    intent: 'plan',
    medicationCodeableConcept: parts.concept,
    authoredOn: parts.authoredOn,
    dosageInstruction: [...parts.dosages],
    ...(parts.prior ? { priorPrescription: { reference: parts.prior } } : {}),
  };
  return resource as MedicationRequest; // the store stamps `subject`, which the type asks for
}

/** The stock extension of a count. */
export const stockExtension = (stock: StockParts): Extension => ({
  url: urls.stock,
  extension: [
    { url: 'quantity', valueQuantity: stock.quantity },
    { url: 'since', valueDateTime: stock.since },
    ...(stock.expires ? [{ url: 'expires', valueDate: stock.expires }] : []),
  ],
});

/** The request with one of our extensions replaced, or removed with `undefined`. */
export function withExtension<R extends MedicationRequest>(request: R, url: string, value: Extension | undefined): R {
  const rest = (request.extension ?? []).filter((e) => e.url !== url);
  return { ...request, extension: value ? [...rest, value] : rest };
}

/** The same plan, ended or held at `at` (FHIR dateTime): its past doses stay its own. */
export function endedResource(plan: Plan, at: string, status: 'stopped' | 'on-hold' = 'stopped'): MedicationRequest {
  const start = extension(plan.request.extension, urls.effective)?.valuePeriod?.start ?? plan.request.authoredOn;
  const period = { ...(start ? { start } : {}), end: at };
  return { ...withExtension(plan.request, urls.effective, { url: urls.effective, valuePeriod: period }), status };
}

/** Whether two dosages ask for the same, whatever their text. */
export function sameDosages(a: readonly Dosage[], b: readonly Dosage[]): boolean {
  const plain = (list: readonly Dosage[]): string => canonical(list.map(({ text: _text, ...said }) => said));
  return plain(a) === plain(b);
}

/** The prescribed amount of a dosage: a range is its low end, and asks; `undefined` when it names none, or several and does not say which was ordered. */
export function amountOf(dosage: Dosage): (Quantity & { value: number; high?: number }) | undefined {
  const list = dosage.doseAndRate ?? [];
  const said = list.length > 1 ? list.find((d) => d.type?.coding?.some((c) => c.code === 'ordered')) : list[0];
  const amount = said?.doseQuantity ?? said?.doseRange?.low;
  if (amount?.value === undefined || amount.value <= 0 || amount.comparator) return undefined; // "less than 2" is no amount
  const high = said?.doseRange?.high?.value;
  return { ...amount, value: amount.value, ...(high === undefined ? {} : { high }) };
}
