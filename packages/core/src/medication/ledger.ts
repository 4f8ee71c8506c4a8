import { compilePlan, type CompiledPlan } from './doses.js';
import { readEvent, type DoseEvent } from './event.js';
import { readPlan, type Plan } from './plan.js';
import { dayMs } from './timing/civil.js';
import type { Zone, Zones } from './timing/zone.js';
import { readSchedule, type ScheduleContent } from './content.js';
import type { FamilyContext, MedicationAdministration, MedicationRequest } from '../fhir/index.js';

/** All versions of a plan, oldest first, compiled for now. */
export interface Chain {
  readonly versions: readonly CompiledPlan[];
  readonly current: CompiledPlan;
  readonly zone: Zone;
}

/** What the records say, read once and kept until they change. */
export interface Ledger {
  readonly content: ScheduleContent;
  readonly chains: readonly Chain[];
  /** The answer that stands for each dose id. */
  readonly answers: ReadonlyMap<string, DoseEvent>;
  /** Further standing answers to a dose that already has one: they count once, and are taken back together. */
  readonly doubles: readonly DoseEvent[];
  /** How many answers to a dose id were taken back. */
  readonly errors: ReadonlyMap<string, number>;
  /** All standing events by plan group; one per dose. */
  readonly events: ReadonlyMap<string, readonly DoseEvent[]>;
}

/** Reads the plans and what was taken. Answers older than this do not concern today's stock or states. */
const historyMs = 400 * dayMs;

/** Loads a ledger; plans are compiled for the zones of this moment. */
export async function readLedger(context: FamilyContext, zones: Zones): Promise<Ledger> {
  const [content, requests, administrations] = await Promise.all([
    readSchedule(context.content),
    context.records.range<MedicationRequest>({ type: 'MedicationRequest' }),
    context.records.range<MedicationAdministration>({ type: 'MedicationAdministration', from: context.clock.now() - historyMs }),
  ]);
  const plans = requests.filter((r) => r.status !== 'entered-in-error').map(readPlan);
  const groups = new Map(plans.map((plan) => [plan.ref, plan.group]));
  const { answers, doubles, errors, standing } = sort(administrations);
  const events = new Map<string, DoseEvent[]>();
  for (const event of standing) {
    const group = groups.get(event.plan) ?? event.plan;
    events.set(group, [...(events.get(group) ?? []), event]);
  }
  return { content, chains: chain(plans, zones, content), answers, doubles, errors, events };
}

interface Sorted {
  readonly answers: Map<string, DoseEvent>;
  readonly doubles: readonly DoseEvent[];
  readonly errors: Map<string, number>;
  readonly standing: readonly DoseEvent[];
}

/** The later answer stands: two devices may both have answered a dose under different ids. */
function sort(resources: readonly MedicationAdministration[]): Sorted {
  const answers = new Map<string, DoseEvent>();
  const doubles: DoseEvent[] = [];
  const errors = new Map<string, number>();
  const loose: DoseEvent[] = [];
  for (const event of resources.flatMap((r) => readEvent(r) ?? [])) {
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

function chain(plans: readonly Plan[], zones: Zones, content: ScheduleContent): Chain[] {
  const groups = new Map<string, Plan[]>();
  for (const plan of plans) groups.set(plan.group, [...(groups.get(plan.group) ?? []), plan]);
  return [...groups.values()].map((list) => {
    const zone = zones.get(list.at(-1)!.zone);
    const versions = list.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1)).map((plan) => compilePlan(plan, { zone, anchors: content }));
    return { versions, current: versions.at(-1)!, zone };
  });
}
