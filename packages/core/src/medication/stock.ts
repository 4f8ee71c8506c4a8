import type { DoseEvent } from './event.js';
import { nextDose, planDoses, type CompiledPlan } from './doses.js';
import { dayMs } from './timing/civil.js';
import type { Zone } from './timing/zone.js';

/** What is left of a medicine, derived: the last count minus what was taken since. */
export interface StockView {
  /** In the unit of the count; never below 0. */
  readonly left: number;
  /** UCUM code of the unit. */
  readonly unit: string;
  /** Whole days that it lasts by the schedule, from the first open dose on; absent without a schedule or beyond 400 days. */
  readonly daysLeft?: number;
}

/** Rounds away what binary fractions leave behind (0.1 + 0.2), six decimals. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6;

/**
 * Derives the stock of a plan's current version. An undone dose gives back what it took, because nothing but the count is stored.
 * @param events - of all versions of the plan, errors left out
 */
export function stockOf(current: CompiledPlan, events: readonly DoseEvent[], zone: Zone, now: number): StockView | undefined {
  const { stock } = current.plan;
  if (!stock) return undefined;
  const unit = stock.quantity.code ?? stock.quantity.unit ?? '';
  const taken = events
    .filter((e) => e.kind === 'taken' && e.at >= stock.since && (e.amount?.code ?? e.amount?.unit) === unit)
    .reduce((sum, e) => sum + e.amount!.value, 0);
  const left = Math.max(0, exact(stock.quantity.value! - taken));
  const answered = new Set(events.map((e) => e.dose));
  const daysLeft = lasts(current, left, answered, zone, now);
  return { left, unit, ...(daysLeft === undefined ? {} : { daysLeft }) };
}

function lasts(current: CompiledPlan, left: number, answered: ReadonlySet<string | undefined>, zone: Zone, now: number): number | undefined {
  if (!current.lines.length || !current.plan.active) return undefined;
  const today = zone.toInstant(Math.floor(zone.toLocal(now) / dayMs) * dayMs);
  let rest = left;
  let first: number | undefined;
  // A month at a time: most stocks end within one.
  for (let from = today; from < today + 400 * dayMs; from += 30 * dayMs) {
    for (const dose of planDoses(current, zone, from, from + 30 * dayMs)) {
      if (answered.has(dose.id) || dose.due < now - dayMs / 2) continue;
      rest = exact(rest - dose.amount.value);
      const day = Math.floor(zone.toLocal(dose.due) / dayMs);
      first ??= day;
      if (rest < 0) return day - first;
    }
    if (!nextDose(current, zone, from + 30 * dayMs)) return undefined; // it outlasts the plan
  }
  return undefined;
}
