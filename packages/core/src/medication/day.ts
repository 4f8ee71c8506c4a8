import { chainDoses, type PlannedDose } from './doses.js';
import { doseWindow, nextStateChange, openState } from './state.js';
import { dayMs, formatDay, formatTime, parseDay } from './timing/civil.js';
import type { DoseEvent } from './event.js';
import { eventsBetween, placeOf, type Chain, type Ledger } from './ledger.js';
import type { Zone } from './timing/zone.js';
import type { DoseView, LocalTime } from './views.js';

/** Snooze ends by dose id, ms. */
export type Snoozes = Readonly<Record<string, number>>;

/** What a day is made from. */
export interface DayInput {
  readonly ledger: Ledger;
  readonly snoozes: Snoozes;
  readonly now: number;
  /** The zone of the calendar: the device's. */
  readonly zone: Zone;
  readonly note: (dose: PlannedDose) => string;
}

/** The instants at which a civil day begins and ends. */
export const daySpan = (day: number, zone: Zone): [number, number] => [zone.toInstant(day * dayMs), zone.toInstant((day + 1) * dayMs)];

/** The civil day of an instant, `YYYY-MM-DD`. */
export const dateOf = (at: number, zone: Zone): string => formatDay(Math.floor(zone.toLocal(at) / dayMs));

/** An instant on the calendar and clock of a zone. */
export function localTime(at: number, zone: Zone, now: number): LocalTime {
  const local = zone.toLocal(at);
  const day = Math.floor(local / dayMs);
  return { at, date: formatDay(day), time: formatTime(local - day * dayMs), days: day - Math.floor(zone.toLocal(now) / dayMs) };
}

interface Built {
  readonly doses: DoseView[];
  nextChange: number;
}

/**
 * The doses of `[from, to)` with their states, and the next instant at which one changes.
 * @param openOnly - leaves out what is answered, missed or still to come
 */
export function buildDoses(input: DayInput, from: number, to: number, openOnly = false): Built {
  const out: Built = { doses: [], nextChange: Infinity };
  const shown = openOnly ? undefined : new Set<string>();
  for (const chain of input.ledger.chains) addChain(input, chain, from, to, out, shown);
  if (shown) for (const chain of input.ledger.chains) addLoose(input, chain, from, to, out, shown);
  out.doses.sort((a, b) => a.due - b.due || (a.name < b.name ? -1 : 1) || (a.id < b.id ? -1 : 1));
  return out;
}

function addChain(input: DayInput, chain: Chain, from: number, to: number, out: Built, shown: Set<string> | undefined): void {
  const { ledger, now, snoozes } = input;
  // A day more, so that the last dose knows how far the next one is.
  const doses = chainDoses(chain, from, to + dayMs, ledger.answers);
  const began = chain.versions[0]!.plan.own ? chain.versions[0]!.plan.from : -Infinity;
  for (const [i, dose] of doses.entries()) {
    if (dose.due >= to) break;
    shown?.add(dose.id);
    const answer = ledger.answers.get(dose.id);
    if (answer && !shown) continue;
    let later = i + 1;
    while (later < doses.length && doses[later]!.due <= dose.due) later++;
    const following = doses[later]?.due;
    const window = doseWindow(dose, following, chain.windows);
    const { plan } = chain.current;
    if (!answer && !plan.active && window.missed > plan.until) continue; // still open when the plan was ended
    const snoozed = snoozes[dose.id];
    const state = openState(dose.due, window, now, snoozed);
    if (!answer) out.nextChange = Math.min(out.nextChange, nextStateChange(dose.due, window, now, snoozed));
    if (!shown && (state === 'upcoming' || state === 'missed')) continue;
    const base = {
      id: dose.id,
      plan: dose.plan,
      slot: dose.slot,
      due: dose.due,
      local: localTime(dose.due, input.zone, now),
      name: nameOf(chain),
      amount: dose.amount,
      note: input.note(dose),
      dosage: dose.dosage,
      ...(dose.when ? { when: dose.when } : {}),
      ...(dose.allowed === undefined ? {} : { allowed: localTime(dose.allowed, input.zone, now) }),
      ...(dose.due < began ? { beforePlan: true } : {}),
    };
    if (answer) out.doses.push({ ...base, ...answerView(answer, window.late, input) });
    else out.doses.push({ ...base, state, ...(state === 'snoozed' ? { snoozedUntil: localTime(snoozed!, input.zone, now) } : {}) });
  }
}

/** What was taken outside the doses that the plan asks for: as needed, or of a slot that an edit removed. */
function addLoose(input: DayInput, chain: Chain, from: number, to: number, out: Built, shown: ReadonlySet<string>): void {
  let asked: ReadonlySet<string> | undefined;
  for (const event of eventsBetween(input.ledger.events.get(chain.current.plan.group) ?? [], from, to)) {
    const due = placeOf(event);
    if (event.dose !== undefined && (shown.has(event.dose) || (asked ??= idsAround(input, chain, from, to)).has(event.dose))) continue;
    const view = answerView(event, Infinity, input);
    const amount = event.amount ? { amount: event.amount } : {};
    const id = event.dose ?? event.ref;
    const state = event.dose === undefined ? ('extra' as const) : view.state;
    const local = localTime(due, input.zone, input.now);
    out.doses.push({ ...{ id, plan: event.plan, slot: event.slot ?? '', due, local, name: nameOf(chain), note: '' }, ...amount, ...view, state });
  }
}

/** What the plan asks for on the days beside: a dose that was taken before a journey may stand there by the clock of now. */
const idsAround = ({ ledger }: DayInput, chain: Chain, from: number, to: number): ReadonlySet<string> =>
  new Set(chainDoses(chain, from - 2 * dayMs, to + 2 * dayMs, ledger.answers).map((dose) => dose.id));

const nameOf = (chain: Chain): string => chain.current.plan.name;

type Answer = Pick<DoseView, 'state' | 'event' | 'takenAt' | 'takenAmount' | 'takenLate' | 'reason'>;

function answerView(event: DoseEvent, late: number, { zone, now }: DayInput): Answer {
  if (event.kind === 'skipped') return { state: 'skipped', event: event.ref, ...(event.reason ? { reason: event.reason } : {}) };
  const amount = event.amount ? { takenAmount: event.amount } : {};
  return { state: 'taken', event: event.ref, takenAt: localTime(event.at, zone, now), ...amount, takenLate: event.at >= late };
}

/** The doses of a civil day; of the current one also yesterday's that are still open. `undefined` for a date that does not exist. */
export function buildDay(input: DayInput, date: string): (Built & { today: boolean }) | undefined {
  const day = parseDay(date);
  if (day === undefined) return undefined;
  const [from, to] = daySpan(day, input.zone);
  const today = dateOf(input.now, input.zone) === date;
  const built = buildDoses(input, from, to);
  const midnight = daySpan(Math.floor(input.zone.toLocal(input.now) / dayMs), input.zone)[1];
  if (today) {
    const before = buildDoses(input, ...daySpan(day - 1, input.zone), true);
    built.doses.unshift(...before.doses);
    if (before.doses.length) built.nextChange = Math.min(built.nextChange, before.nextChange);
  }
  return { ...built, today, nextChange: Math.min(built.nextChange, midnight) };
}
