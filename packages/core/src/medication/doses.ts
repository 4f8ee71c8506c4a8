import { amountOf, type Plan } from './plan.js';
import { dayMs, formatDay, hourMs, minuteMs } from './timing/civil.js';
import { compile, isExact, splitTiming } from './timing/compile.js';
import { expand, next, type Anchor, type Occurrence, type Schedule } from './timing/schedule.js';
import type { Dosage, Quantity, Ref } from '../fhir/index.js';
import type { Anchors, Windows } from './content.js';
import type { DoseEvent } from './event.js';
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
  /** Allowed from here on, where the dosage leaves a range of time: "every 4-6 h". */
  readonly allowed?: number;
  /** The hour is to be kept (`timing-exact`). */
  readonly exact?: boolean;
  readonly amount: Amount;
  /** The `when` code, for the note on the card. */
  readonly when: string | undefined;
  readonly dosage: Dosage;
}

/** A dosage, compiled. */
export interface Line {
  readonly index: number;
  readonly dosage: Dosage;
  readonly schedule: Schedule;
  readonly amount: Amount;
  readonly exact: boolean;
  /** Part of a timing that is both a list of instants and a rule. */
  readonly part: number;
}

/** A plan's dosages, compiled; a dosage that cannot be scheduled stands in `refusals` and asks for nothing. */
export interface CompiledPlan {
  readonly plan: Plan;
  readonly lines: readonly Line[];
  readonly refusals: readonly Refusal[];
  readonly asNeeded: boolean;
  /** What may be taken besides the due doses: "3-4 a day" leaves one a day. */
  readonly optional: boolean;
}

/** What a plan is compiled with. */
export interface CompileContext {
  readonly zone: Zone;
  readonly anchors: Anchors;
  /** Answers to doses of this version: a range of hours counts from the last one. */
  readonly events?: readonly DoseEvent[];
  /** Stands in where a dosage names no amount; without it such a dosage is refused. */
  readonly amount?: Amount;
}

interface Step {
  readonly plan: Plan;
  readonly context: CompileContext;
  readonly lines: Line[];
  readonly refusals: Refusal[];
  /** Where a dosage without bounds of its own begins. */
  readonly begins: string | undefined;
}

/** Compiles every dosage of a plan; rising sequence numbers follow one another, equal ones run together. */
export function compilePlan(plan: Plan, context: CompileContext): CompiledPlan {
  const lines: Line[] = [];
  const refusals: Refusal[] = [];
  let begins: string | undefined = plan.start;
  const asNeeded = plan.dosages.some(isAsNeeded);
  const sequences = [...new Set(plan.dosages.map((d) => d.sequence ?? 0))].sort((a, b) => a - b);
  for (const sequence of sequences) {
    let ends = -Infinity;
    for (const [index, dosage] of plan.dosages.entries()) {
      if ((dosage.sequence ?? 0) !== sequence || isAsNeeded(dosage)) continue;
      ends = Math.max(ends, compileDosage({ plan, context, lines, refusals, begins }, dosage, index) ?? ends);
    }
    // Without an end nobody knows when the next of a taper begins.
    begins = Number.isFinite(ends) ? formatDay(Math.ceil(ends / dayMs)) : ends === -Infinity ? begins : undefined;
  }
  return { plan, lines, refusals, asNeeded, optional: lines.some((line) => line.schedule.optional) };
}

/** Whether a dosage is only taken when it is needed: it has no due doses. */
export const isAsNeeded = (dosage: Dosage): boolean => dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined;

/** Adds the lines of one dosage, or why there are none. @returns the wall-clock end, `undefined` when it could not even begin */
function compileDosage({ plan, context, lines, refusals, begins }: Step, dosage: Dosage, index: number): number | undefined {
  const amount = amountOf(dosage) ?? context.amount;
  const refuse = (refusal: Refusal): undefined => void refusals.push(refusal);
  const broken = plan.problems[index];
  if (broken) return refuse(broken) ?? Infinity;
  if (begins === undefined && !dosage.timing?.repeat?.boundsPeriod?.start) return refuse({ rule: 'sequence-without-end', path: 'sequence' });
  if (dosage.modifierExtension?.length) return refuse({ rule: 'modifier-extension', path: 'dosage' }) ?? Infinity;
  if (!amount) return refuse({ rule: 'no-amount', path: 'doseAndRate' });
  let ends = -Infinity;
  for (const [part, timing] of (dosage.timing ? splitTiming(dosage.timing) : [undefined]).entries()) {
    const compiled = compile(timing, { zone: context.zone, anchors: context.anchors, start: begins ?? '1970-01-01' });
    if (!compiled.ok) {
      refuse(compiled.error);
      ends = Infinity;
      continue;
    }
    const line: Line = { index, part, dosage, schedule: compiled.value, amount, exact: isExact(timing) };
    const anchors = compiled.value.earlyMs && compiled.value.rule.kind === 'elapsed' ? anchorsOf(plan, line, context.events ?? []) : [];
    lines.push(anchors.length ? { ...line, schedule: { ...compiled.value, anchors } } : line);
    ends = Math.max(ends, endOf(compiled.value, context.zone));
  }
  return ends;
}

/** The wall-clock end of a schedule; one that only counts ends after its last dose. */
function endOf(schedule: Schedule, zone: Zone): number {
  if (schedule.until < Infinity || schedule.count === Infinity) return schedule.until;
  const last = expand(schedule, zone, schedule.start, schedule.start + 36_500 * dayMs).at(-1);
  return last ? zone.toLocal(last.at) + 1 : Infinity;
}

/** Answered doses of a range of hours, by their number: the next one counts from when it was taken. */
function anchorsOf(plan: Plan, line: Line, events: readonly DoseEvent[]): Anchor[] {
  const prefix = `${plan.id}:${prefixOf(plan, line)}n`;
  const found = events.flatMap((e) => {
    const n = e.dose?.startsWith(prefix) ? Number(e.dose.slice(prefix.length)) : NaN;
    return Number.isInteger(n) ? [{ n, at: e.kind === 'taken' ? e.at : (e.due ?? e.at) }] : [];
  });
  return found.sort((a, b) => a.n - b.n);
}

const prefixOf = (plan: Plan, line: Line): string => `${plan.dosages.length > 1 ? `${line.index + 1}-` : ''}${line.part ? `${line.part}r` : ''}`;

const planned = (plan: Plan, line: Line, found: Occurrence): PlannedDose => {
  const slot = `${prefixOf(plan, line)}${found.slot?.name ?? `n${found.day}`}`;
  const place = found.slot ? `${formatDay(found.day)}:${slot}` : slot;
  const { earlyMs, start, rule } = line.schedule;
  const isFirst = rule.kind === 'elapsed' ? found.day === 0 : found.at < start + dayMs; // nothing goes before it
  return {
    ...{ id: `${plan.id}:${place}`, plan: plan.ref, slot, due: found.at, amount: line.amount, when: found.slot?.when, dosage: line.dosage },
    ...(earlyMs && !isFirst ? { allowed: found.at - earlyMs } : {}),
    ...(line.exact ? { exact: true } : {}),
  };
};

/** The doses of one plan version in `[from, to)`, ascending; nothing for a plan that is not active, but for its own past. */
export function planDoses(compiled: CompiledPlan, zone: Zone, from: number, to: number): PlannedDose[] {
  const { plan } = compiled;
  if (!plan.active && !plan.own) return [];
  const end = Math.min(to, plan.active ? Infinity : plan.until);
  const out = compiled.lines.flatMap((line) => expand(line.schedule, zone, from, end).map((found) => planned(plan, line, found)));
  return compiled.lines.length > 1 ? out.sort((a, b) => a.due - b.due) : out;
}

/** When an active plan asks for how much in `[from, to)`, ascending: {@link planDoses} without names, for counting far ahead. */
export function planAmounts({ lines }: CompiledPlan, zone: Zone, from: number, to: number): Pick<PlannedDose, 'due' | 'amount'>[] {
  const out = lines.flatMap(({ schedule, amount }) => expand(schedule, zone, from, to).map(({ at }) => ({ due: at, amount })));
  return lines.length > 1 ? out.sort((a, b) => a.due - b.due) : out;
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

/** Whether a dose has an administration. */
export type Answered = Pick<ReadonlySet<string>, 'has'>;

/** The versions of a plan, oldest first, with the zone that they are read in. */
export interface Versions {
  readonly versions: readonly CompiledPlan[];
  readonly zone: Zone;
  readonly windows: Pick<Windows, 'lateMaxMinutes'>;
}

/**
 * The doses of all versions of one plan in `[from, to)`. A version takes over on the civil day of its edit: there each dose that
 * was already answered stands for the nearest new one, new doses before the edit appear only in the place of an old one that is not
 * answered, and what was missed before the edit stays missed.
 * @param answered - ids of doses that have an administration
 */
export function chainDoses(chain: Versions, from: number, to: number, answered: Answered): PlannedDose[] {
  const { versions, zone } = chain;
  let out = planDoses(versions[0]!, zone, from, to);
  for (let n = 1; n < versions.length; n++) {
    const version = versions[n]!;
    const { paused, until } = versions[n - 1]!.plan;
    const at = Math.max(version.plan.from, 0);
    const day = Math.floor(zone.toLocal(at) / dayMs);
    const edit: Edit = { ...chain, answered, at, midnight: zone.toInstant(day * dayMs), after: zone.toInstant((day + 1) * dayMs) };
    const touched = edit.midnight < to && edit.after > from; // then the day is merged as a whole, whatever the window
    const fresh = planDoses(version, zone, touched ? edit.midnight : Math.max(from, edit.midnight), to);
    // What was open when the plan was held was not missed.
    const stands = out.filter((d) => d.due < edit.midnight && (!paused || settled(d, out, { ...edit, at: until })));
    out = [...stands, ...(touched ? takeOver(dayBefore(n, edit), fresh, edit) : fresh)].filter((d) => d.due >= from && d.due < to);
  }
  return out;
}

/** When a version takes over: the instant, and its civil day. */
interface Edit extends Versions {
  readonly answered: Answered;
  readonly at: number;
  readonly midnight: number;
  readonly after: number;
}

/**
 * What the versions before the n-th asked for on the day on which it takes over. A day may have several edits: each merges what the one
 * before it left, or a dose that was taken under the first would be asked for again by the third.
 */
function dayBefore(n: number, edit: Edit): PlannedDose[] {
  const old = edit.versions[n - 1]!;
  const { from, until, paused } = old.plan;
  // Also what was to come after the edit: it may have been taken early.
  const whole = planDoses({ ...old, plan: { ...old.plan, until: Infinity } }, edit.zone, edit.midnight, edit.after);
  const day = n > 1 && from >= edit.midnight ? takeOver(dayBefore(n - 1, edit), whole, { ...edit, at: from }) : whole;
  // An hour that was still to come moves to its new place, even one that is over; while a plan is held there are none.
  return day.filter((d) => !paused || d.due < until || edit.answered.has(d.id));
}

/** Whether a dose was answered, or missed by then: half the way to the next one was over. */
function settled({ id, due }: PlannedDose, doses: readonly PlannedDose[], { answered, at, windows }: Edit): boolean {
  const following = doses.find((d) => d.due > due)?.due ?? Infinity;
  return answered.has(id) || due + Math.min((following - due) / 2, windows.lateMaxMinutes * minuteMs) <= at;
}

function takeOver(old: readonly PlannedDose[], fresh: readonly PlannedDose[], edit: Edit): PlannedDose[] {
  const pairs = old
    .flatMap((o) => fresh.map((n) => ({ o, n, gap: Math.abs(o.due - n.due) })))
    .filter(({ n, gap }) => n.due < edit.after && gap <= 6 * hourMs)
    .sort((a, b) => a.gap - b.gap);
  const oldOf = new Map<PlannedDose, PlannedDose>();
  for (const { o, n } of pairs) if (!oldOf.has(n) && ![...oldOf.values()].includes(o)) oldOf.set(n, o);
  const shown = fresh.filter((n) => {
    const o = oldOf.get(n);
    return edit.answered.has(n.id) || (o ? !settled(o, old, edit) : n.due >= edit.at);
  });
  return [...old.filter((o) => settled(o, old, edit)), ...shown].sort((a, b) => a.due - b.due);
}
