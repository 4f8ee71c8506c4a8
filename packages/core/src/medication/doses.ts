import { amountOf, type Plan } from './plan.js';
import { dayMs, formatDay, hourMs } from './timing/civil.js';
import { compile } from './timing/compile.js';
import { expand, next, type Occurrence, type Schedule } from './timing/schedule.js';
import type { Dosage, Quantity, Ref } from '../fhir/index.js';
import type { Anchors } from './content.js';
import type { Refusal } from './timing/refusal.js';
import type { Zone } from './timing/zone.js';

/** A prescribed amount; `high` where the dosage leaves a range. */
export type Amount = Quantity & { readonly value: number; readonly high?: number };

/** A dose that a plan version asks for. */
export interface PlannedDose {
  /** (plan version, civil date, slot), or (plan version, n) for elapsed doses: stable under travel and under editing other plans. */
  readonly id: string;
  readonly plan: Ref;
  readonly slot: string;
  /** Due, ms since 1970 UTC. */
  readonly due: number;
  readonly amount: Amount;
  /** The `when` code, for the note on the card. */
  readonly when: string | undefined;
  readonly dosage: Dosage;
}

interface Line {
  readonly index: number;
  readonly dosage: Dosage;
  readonly schedule: Schedule;
  readonly amount: Amount;
}

/** A plan's dosages, compiled; a dosage that cannot be scheduled stands in `refusals` and asks for nothing. */
export interface CompiledPlan {
  readonly plan: Plan;
  readonly lines: readonly Line[];
  readonly refusals: readonly Refusal[];
  readonly asNeeded: boolean;
}

/** Compiles every dosage of a plan; rising sequence numbers follow one another, equal ones run together. */
export function compilePlan(plan: Plan, zone: Zone, anchors: Anchors): CompiledPlan {
  const lines: Line[] = [];
  const refusals: Refusal[] = [];
  let asNeeded = false;
  let begins: string | undefined = plan.start;
  const sequences = [...new Set(plan.dosages.map((d) => d.sequence ?? 0))].sort((a, b) => a - b);
  for (const sequence of sequences) {
    let ends: number | undefined = -Infinity;
    for (const [index, dosage] of plan.dosages.entries()) {
      if ((dosage.sequence ?? 0) !== sequence) continue;
      const amount = amountOf(dosage);
      if (dosage.asNeededBoolean || dosage.asNeededCodeableConcept) asNeeded = true;
      else if (begins === undefined && !dosage.timing?.repeat?.boundsPeriod?.start) refusals.push({ rule: 'sequence-without-end', path: 'sequence' });
      else if (!amount) refusals.push({ rule: 'no-amount', path: 'doseAndRate' });
      else {
        const compiled = compile(dosage.timing, { zone, anchors, start: begins ?? '1970-01-01' });
        if (compiled.ok) lines.push({ index, dosage, schedule: compiled.value, amount });
        else refusals.push(compiled.error);
        const until = compiled.ok ? compiled.value.until : Infinity;
        ends = Math.max(ends, until);
      }
    }
    // Without an end nobody knows when the next of a taper begins.
    begins = Number.isFinite(ends) ? formatDay(Math.ceil(ends / dayMs)) : ends === -Infinity ? begins : undefined;
  }
  return { plan, lines, refusals, asNeeded };
}

const planned = (plan: Plan, line: Line, found: Occurrence): PlannedDose => {
  const prefix = plan.dosages.length > 1 ? `${line.index + 1}-` : '';
  const slot = `${prefix}${found.slot?.name ?? `n${found.day}`}`;
  const place = found.slot ? `${formatDay(found.day)}:${slot}` : slot;
  return { id: `${plan.id}:${place}`, plan: plan.ref, slot, due: found.at, amount: line.amount, when: found.slot?.when, dosage: line.dosage };
};

/** The doses of one plan version in `[from, to)`, ascending; nothing for a plan that is not active, but for its own past. */
export function planDoses(compiled: CompiledPlan, zone: Zone, from: number, to: number): PlannedDose[] {
  const { plan } = compiled;
  if (!plan.active && !plan.own) return [];
  const end = Math.min(to, plan.active ? Infinity : plan.until);
  const out = compiled.lines.flatMap((line) => expand(line.schedule, zone, from, end).map((found) => planned(plan, line, found)));
  return compiled.lines.length > 1 ? out.sort((a, b) => a.due - b.due) : out;
}

/** The first dose at or after `from` of an active plan. */
export function nextDose(compiled: CompiledPlan, zone: Zone, from: number): PlannedDose | undefined {
  const { plan } = compiled;
  if (!plan.active) return undefined;
  const found = compiled.lines.flatMap((line) => {
    const first = next(line.schedule, zone, from);
    return first ? [planned(plan, line, first)] : [];
  });
  return found.sort((a, b) => a.due - b.due)[0];
}

/**
 * The doses of all versions of one plan in `[from, to)`. A version takes over on the civil day of its edit: there each dose that
 * was already answered stands for the nearest new one, and new doses before the edit appear only in the place of an open old one.
 * @param versions - oldest first
 * @param answered - ids of doses that have an administration
 */
export function chainDoses(versions: readonly CompiledPlan[], zone: Zone, from: number, to: number, answered: ReadonlySet<string>): PlannedDose[] {
  let out: PlannedDose[] = [];
  for (const [i, version] of versions.entries()) {
    const edit = i === 0 ? -Infinity : version.plan.from;
    const day = edit === -Infinity ? -Infinity : Math.floor(zone.toLocal(edit) / dayMs);
    const midnight = day === -Infinity ? -Infinity : zone.toInstant(day * dayMs);
    const after = day === -Infinity ? -Infinity : zone.toInstant((day + 1) * dayMs);
    const begin = Math.min(from, midnight); // the edit day is merged as a whole, whatever the window
    if (i === 0) {
      out = planDoses(version, zone, from, to);
      continue;
    }
    const fresh = planDoses(version, zone, Math.max(begin, midnight), to);
    const old = midnight < to && after > from ? editDay(versions[i - 1]!, zone, midnight, after, answered) : [];
    const merged = takeOver(old, fresh, { edit, after, answered });
    out = [...out.filter((d) => d.due < midnight), ...merged].filter((d) => d.due >= from && d.due < to);
  }
  return out;
}

function editDay(old: CompiledPlan, zone: Zone, midnight: number, after: number, answered: ReadonlySet<string>): PlannedDose[] {
  // Also what was to come after the edit: it may have been taken early.
  const whole: CompiledPlan = { ...old, plan: { ...old.plan, until: Infinity } };
  return planDoses(whole, zone, midnight, after).filter((d) => d.due < old.plan.until || answered.has(d.id));
}

interface TakeOver {
  readonly edit: number;
  readonly after: number;
  readonly answered: ReadonlySet<string>;
}

function takeOver(old: readonly PlannedDose[], fresh: readonly PlannedDose[], { edit, after, answered }: TakeOver): PlannedDose[] {
  const today = fresh.filter((d) => d.due < after);
  const pairs = old
    .flatMap((o) => today.map((n) => ({ o, n, gap: Math.abs(o.due - n.due) })))
    .filter((p) => p.gap <= 6 * hourMs)
    .sort((a, b) => a.gap - b.gap);
  const replaced = new Map<PlannedDose, PlannedDose>();
  for (const { o, n } of pairs) if (!replaced.has(n) && ![...replaced.values()].includes(o)) replaced.set(n, o);
  const kept = old.filter((o) => answered.has(o.id));
  const shown = today.filter((n) => {
    if (answered.has(n.id)) return true;
    const o = replaced.get(n);
    return o ? !answered.has(o.id) : n.due >= edit;
  });
  return [...kept, ...shown, ...fresh.filter((d) => d.due >= after)].sort((a, b) => a.due - b.due);
}
