import { compilePlan, type CompiledPlan } from './doses.js';
import { readEvent, type DoseEvent } from './event.js';
import { limitsOf } from './limits.js';
import { readPlan, type Plan } from './plan.js';
import { dayMs } from './timing/civil.js';
import type { Zone, Zones } from './timing/zone.js';
import { readSchedule, type ScheduleContent, type Windows } from './content.js';
import { anchorsFor, readHabits, type Habits } from './habits.js';
import type { Dosage, FamilyContext, MedicationAdministration, MedicationRequest } from '../fhir/index.js';

/** All versions of a plan, oldest first, compiled for now. */
export interface Chain {
  readonly versions: readonly CompiledPlan[];
  readonly current: CompiledPlan;
  readonly zone: Zone;
  /** The content's windows, with what the plan has of its own. */
  readonly windows: Windows;
}

/** What the records say, read once and kept until they change. */
export interface Ledger {
  readonly content: ScheduleContent;
  readonly habits: Habits;
  /** Answers before this instant are not in it, ms. */
  readonly since: number;
  readonly chains: readonly Chain[];
  /** The answer that stands for each dose id. */
  readonly answers: ReadonlyMap<string, DoseEvent>;
  /** Further standing answers to a dose that already has one: they count once, and are taken back together. */
  readonly doubles: readonly DoseEvent[];
  /** How many answers to a dose id were taken back. */
  readonly errors: ReadonlyMap<string, number>;
  /** All standing events by plan group, by the time of their dose; one per dose. */
  readonly events: ReadonlyMap<string, readonly DoseEvent[]>;
}

/** Answers older than this concern no state and no stock that was counted since; what else they concern, {@link reachOf} says. */
const recentMs = 40 * dayMs;

/**
 * How far back answers matter now: a rolling maximum looks back over its period, a range of hours counts from dose to dose, a stock from
 * its count. Everything else is recent, so that the first look at a day does not read years.
 */
function reachOf(plans: readonly Plan[], now: number): number {
  let since = now - recentMs;
  for (const plan of plans) {
    if (!plan.active) continue;
    if (plan.stock) since = Math.min(since, plan.stock.since);
    for (const dosage of plan.dosages) {
      const { windows, times, gapMs } = limitsOf(dosage);
      since = Math.min(since, now - dayMs - Math.max(0, ...windows.map((w) => w.ms), times?.ms ?? 0, gapMs ?? 0));
      if (countsFromLast(dosage)) since = Math.min(since, plan.from);
    }
  }
  return since;
}

/** Whether the next dose counts from the last one: "every 4-6 h". */
const countsFromLast = ({ timing }: Dosage): boolean => timing?.repeat?.periodMax !== undefined && ['h', 'min', 's'].includes(timing.repeat.periodUnit ?? '');

/**
 * Loads a ledger; plans are compiled for the zones of this moment.
 * @param since - how far back answers are needed, ms, where that is further than what matters now
 */
export async function readLedger(context: FamilyContext, zones: Zones, since = Infinity): Promise<Ledger> {
  const requests = await context.records.range<MedicationRequest>({ type: 'MedicationRequest' });
  const plans = requests.filter((r) => r.status !== 'entered-in-error').map(readPlan);
  const from = Math.min(reachOf(plans, context.clock.now()), since);
  const { answers, doubles, errors, standing } = sort(await readEvents(context, from));
  // Read last, so that the answers and the plans have a turn each.
  const [content, habits] = await Promise.all([readSchedule(context.content), readHabits(context.records)]);
  const groups = new Map(plans.map((plan) => [plan.ref, plan.group]));
  const events = new Map<string, DoseEvent[]>();
  for (const event of standing) {
    const group = groups.get(event.plan) ?? event.plan;
    const list = events.get(group);
    if (list) list.push(event);
    else events.set(group, [event]);
  }
  for (const list of events.values()) list.sort((a, b) => placeOf(a) - placeOf(b));
  return { content, habits, since: from, chains: chain(plans, zones, { content, habits, events }), answers, doubles, errors, events };
}

/** Years of answers are read in parts, so that a page gets its turn between them: by days at first, then by how many there were. */
const firstPartMs = 20 * dayMs;
const partSize = { few: 300, many: 2000 } as const;

/** The answers from an instant on, by time. One of later than now (a clock was wrong) comes with the last part. */
async function readEvents({ records, clock }: FamilyContext, since: number): Promise<readonly DoseEvent[]> {
  const out: DoseEvent[] = [];
  let step = firstPartMs;
  for (let from = since, to: number; from < Infinity; from = to) {
    to = from + step < clock.now() ? from + step : Infinity;
    const part = await records.range<MedicationAdministration>({ type: 'MedicationAdministration', from, ...(to < Infinity ? { to } : {}) });
    for (const resource of part) {
      const event = readEvent(resource);
      if (event) out.push(event);
    }
    step = part.length < partSize.few ? step * 4 : part.length > partSize.many ? step / 2 : step;
  }
  return out;
}

/** Where an event stands in time: when its dose was due, or when it was taken outside the schedule. */
export const placeOf = (event: DoseEvent): number => event.due ?? event.at;

/** The events of a list ordered by {@link placeOf} in `[from, to)`. */
export function eventsBetween(list: readonly DoseEvent[], from: number, to: number): readonly DoseEvent[] {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf(list[middle]!) < from) low = middle + 1;
    else high = middle;
  }
  const out: DoseEvent[] = [];
  for (let i = low; i < list.length && placeOf(list[i]!) < to; i++) out.push(list[i]!);
  return out;
}

interface Sorted {
  readonly answers: Map<string, DoseEvent>;
  readonly doubles: readonly DoseEvent[];
  readonly errors: Map<string, number>;
  readonly standing: readonly DoseEvent[];
}

/** The later answer stands: two devices may both have answered a dose under different ids. */
function sort(events: readonly DoseEvent[]): Sorted {
  const answers = new Map<string, DoseEvent>();
  const doubles: DoseEvent[] = [];
  const errors = new Map<string, number>();
  const loose: DoseEvent[] = [];
  for (const event of events) {
    if (event.kind === 'error') {
      if (event.dose) errors.set(event.dose, (errors.get(event.dose) ?? 0) + 1);
    } else if (event.dose === undefined) loose.push(event);
    else {
      const other = answers.get(event.dose);
      const later = !other || other.at <= event.at;
      if (later) answers.set(event.dose, event);
      if (other) doubles.push(later ? other : event);
    }
  }
  return { answers, doubles, errors, standing: [...answers.values(), ...loose] };
}

interface Surroundings {
  readonly content: ScheduleContent;
  readonly habits: Habits;
  readonly events: ReadonlyMap<string, readonly DoseEvent[]>;
}

function chain(plans: readonly Plan[], zones: Zones, { content, habits, events }: Surroundings): Chain[] {
  const groups = new Map<string, Plan[]>();
  for (const plan of plans) groups.set(plan.group, [...(groups.get(plan.group) ?? []), plan]);
  return [...groups].map(([group, list]) => {
    // Two versions of one moment (a clock was set back between them): the one that is in force came later, else the one that was made from the other.
    const at = (plan: Plan): number => generation(plan, list);
    const sorted = [...list].sort((a, b) => a.from - b.from || Number(a.active) - Number(b.active) || at(a) - at(b) || (a.id < b.id ? -1 : 1));
    const zone = zones.get(sorted.at(-1)!.zone);
    const versions = sorted.map((plan) => {
      const own = (events.get(group) ?? []).filter((e) => e.plan === plan.ref);
      return compilePlan(plan, { zone, anchors: anchorsFor(content, habits, plan), events: own });
    });
    return { versions, current: versions.at(-1)!, zone, windows: { ...content.windows, ...sorted.at(-1)!.windows } };
  });
}

/** How many versions of the list a plan comes from. */
function generation(plan: Plan, list: readonly Plan[]): number {
  let n = 0;
  for (let prior = plan.request.priorPrescription?.reference; prior !== undefined && n < list.length; n++) {
    const found = list.find((p) => p.ref === prior);
    if (!found) break;
    prior = found.request.priorPrescription?.reference;
  }
  return n;
}
