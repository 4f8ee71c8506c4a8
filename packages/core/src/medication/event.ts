import { urls, type Plan } from './plan.js';
import { parseMoment } from './timing/civil.js';
import type { MedicationAdministration, Quantity, Ref } from '../fhir/index.js';

/** What was done about a dose: one MedicationAdministration. */
export interface DoseEvent {
  readonly ref: Ref;
  readonly plan: Ref;
  /** Of the dose it answers; absent for an extra one. */
  readonly dose: string | undefined;
  readonly slot: string | undefined;
  readonly due: number | undefined;
  readonly kind: 'taken' | 'skipped' | 'error';
  /** Instant, ms. */
  readonly at: number;
  readonly amount: (Quantity & { readonly value: number }) | undefined;
  readonly reason: string | undefined;
  readonly resource: MedicationAdministration;
}

/** Reads an administration; `undefined` for one that is neither done, left out nor in error (in progress, on hold). */
export function readEvent(resource: MedicationAdministration): DoseEvent | undefined {
  const kinds: Partial<Record<string, DoseEvent['kind']>> = { completed: 'taken', 'not-done': 'skipped', 'entered-in-error': 'error' };
  const kind = kinds[resource.status];
  const when = resource.effectiveDateTime ?? resource.effectivePeriod?.start;
  const at = when === undefined ? undefined : parseMoment(when);
  if (!kind || !at) return undefined;
  const own = (url: string) => resource.extension?.find((e) => e.url === url);
  const due = own(urls.due)?.valueDateTime;
  const dose = resource.dosage?.dose;
  return {
    ref: `MedicationAdministration/${resource.id ?? ''}`,
    plan: resource.request?.reference ?? '',
    dose: own(urls.dose)?.valueString,
    slot: own(urls.slot)?.valueString,
    due: due === undefined ? undefined : parseMoment(due)?.instant,
    kind,
    at: at.instant ?? at.local,
    amount: dose?.value === undefined ? undefined : { ...dose, value: dose.value },
    reason: resource.statusReason?.[0]?.coding?.find((c) => c.system === urls.skipReason)?.code,
    resource,
  };
}

/** What an administration of ours is made of; times are FHIR dateTimes with offset. */
export interface EventParts {
  readonly id: string;
  readonly plan: Plan;
  readonly at: string;
  readonly dose?: { readonly id: string; readonly slot: string; readonly due: string };
  readonly amount?: Quantity;
  /** A reason makes it `not-done`. */
  readonly reason?: { readonly code: string; readonly text: string };
}

/** The MedicationAdministration of a dose taken or left out. The subject is stamped by the store. */
export function eventResource({ id, plan, at, dose, amount, reason }: EventParts): MedicationAdministration {
  const extensions = dose
    ? [
        { url: urls.dose, valueString: dose.id },
        { url: urls.slot, valueString: dose.slot },
        { url: urls.due, valueDateTime: dose.due },
      ]
    : [];
  const resource: Omit<MedicationAdministration, 'subject'> = {
    resourceType: 'MedicationAdministration',
    id,
    ...(extensions.length ? { extension: extensions } : {}),
    status: reason ? 'not-done' : 'completed',
    ...(reason ? { statusReason: [{ coding: [{ system: urls.skipReason, code: reason.code, display: reason.text }] }] } : {}),
    medicationCodeableConcept: plan.concept,
    effectiveDateTime: at,
    request: { reference: plan.ref },
    ...(amount && !reason ? { dosage: { dose: amount } } : {}),
  };
  return resource as MedicationAdministration; // the store stamps `subject`, which the type asks for
}

/**
 * The id of the n-th answer to a dose, the same on every device, so that two devices which take the same dose offline make one record.
 * Not a secret and not for security: a 128-bit mix (cyrb128), shaped as a version 8 uuid.
 */
export function answerId(dose: string, attempt: number): string {
  const seeds = [597399067, 2869860233, 951274213, 2716044179] as const;
  let [a, b, c, d]: number[] = [1779033703, 3144134277, 1013904242, 2773480762] as [number, number, number, number];
  for (const char of `${dose}#${attempt}`) {
    const k = char.codePointAt(0)!;
    [a, b, c, d] = [b ^ Math.imul(a ^ k, seeds[0]), c ^ Math.imul(b ^ k, seeds[1]), d ^ Math.imul(c ^ k, seeds[2]), a ^ Math.imul(d ^ k, seeds[3])];
  }
  const words = [a, b, c, d].map((x, i, all) => Math.imul(x ^ (x >>> 15), seeds[i]!) ^ (all[(i + 1) % 4]! >>> 13));
  const hex = words.map((x) => (x >>> 0).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
