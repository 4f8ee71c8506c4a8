import type { DoseEvent } from './event.js';
import { nextDose, planAmounts, planDoses } from './doses.js';
import type { StockCount } from './plan.js';
import { dayMs, formatDay, parseDay } from './timing/civil.js';
import { placeOf, type Chain } from './ledger.js';

/** What is left of a medicine, derived: the last count, what was collected and what was taken since. */
export interface StockView {
  /** In the unit of the count; never below 0. */
  readonly left: number;
  /** UCUM code of the unit. */
  readonly unit: string;
  /** Whole days that it lasts by the schedule, from the first open dose on; absent without a schedule or beyond 400 days. */
  readonly daysLeft?: number;
  /** The first day with a dose for which nothing is left, `YYYY-MM-DD`. */
  readonly runsOut?: string;
  /** When to collect more, `YYYY-MM-DD`: so many days before it runs out as the content's `lowStockDays`; today at the earliest. */
  readonly refillOn?: string;
  /** The last day on which it may be used, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** That day is over. */
  readonly expired?: boolean;
}

/** What a stock is derived from. */
export interface StockInput {
  readonly chain: Chain;
  /** Of all versions of the plan, errors left out. */
  readonly events: readonly DoseEvent[];
  readonly now: number;
  readonly lowStockDays: number;
}

/** Rounds away what binary fractions leave behind (0.1 + 0.2), six decimals. */
export const exact = (value: number): number => Math.round(value * 1e6) / 1e6;

const unitOf = ({ quantity }: StockCount): string => quantity.code ?? quantity.unit ?? '';

/** What a count comes to at an instant, by what was collected and taken since; may be below 0. */
function stockAt({ chain, events }: Pick<StockInput, 'chain' | 'events'>, stock: StockCount, before: number): number {
  const unit = unitOf(stock);
  let sum = stock.quantity.value!;
  for (const { plan } of chain.versions)
    for (const fill of plan.fills)
      if (fill.at >= stock.since && fill.at < before && (fill.quantity.code ?? fill.quantity.unit) === unit) sum += fill.quantity.value ?? 0;
  for (const e of events)
    if (e.kind === 'taken' && e.at >= stock.since && e.at < before && e.amount && (e.amount.code ?? e.amount.unit) === unit) sum -= e.amount.value;
  return sum;
}

/**
 * What a count must be at an instant to come to `left` now. Clocks are set right: answers and supplies may lie in what has become the
 * future, and they are not to be counted a second time.
 */
export const countFor = (input: Pick<StockInput, 'chain' | 'events'>, left: number, at: Pick<StockCount, 'quantity' | 'since'>): number =>
  exact(left - stockAt(input, { ...at, quantity: { ...at.quantity, value: 0 } }, Infinity));

/** A count is moved up when it is older than this, and then to so long ago: what another device sends late within that time still counts. */
const oldCountMs = 180 * dayMs;
const settledMs = 90 * dayMs;

/**
 * An old count, moved up to where it is settled: so that what is left never needs years of answers. One that lies in the future was made
 * while the clock was fast: it is moved back to now, or nothing would be taken from it until then.
 * `undefined` for one that is young enough, or that came to less than nothing (then it was never true, and the user counts anew).
 */
export function movedCount(input: Pick<StockInput, 'chain' | 'events' | 'now'>): StockCount | undefined {
  const { stock } = input.chain.current.plan;
  if (!stock) return undefined;
  if (stock.since > input.now) {
    const back = { ...stock, since: input.now };
    return { ...back, quantity: { ...stock.quantity, value: countFor(input, exact(stockAt(input, stock, Infinity)), back) } };
  }
  if (input.now - stock.since < oldCountMs) return undefined;
  const since = input.now - settledMs;
  const value = exact(stockAt(input, stock, since));
  return value < 0 ? undefined : { ...stock, quantity: { ...stock.quantity, value }, since };
}

/** Derives the stock of a plan's current version. An undone dose gives back what it took, because nothing but the count is stored. */
export function stockOf(input: StockInput): StockView | undefined {
  const { chain, now, lowStockDays } = input;
  const { stock } = chain.current.plan;
  if (!stock) return undefined;
  const unit = unitOf(stock);
  const sum = stockAt(input, stock, Infinity);
  const left = Math.max(0, exact(sum));
  const today = Math.floor(chain.zone.toLocal(now) / dayMs);
  const { expires } = stock;
  const last = expires === undefined ? undefined : parseDay(expires);
  return {
    ...{ left, unit },
    ...lasts(input, left, today, lowStockDays),
    ...(expires === undefined ? {} : { expires, expired: last !== undefined && last < today }),
  };
}

function lasts({ chain, events, now }: StockInput, left: number, day: number, lowStockDays: number): Pick<StockView, 'daysLeft' | 'runsOut' | 'refillOn'> {
  const { current, zone } = chain;
  if (!current.lines.length || !current.plan.active) return {};
  const answered = new Set(events.slice(-60).map((e) => e.dose)); // of today and what was taken early: the last ones by time
  const today = zone.toInstant(day * dayMs);
  const newest = events.at(-1);
  // Doses have names only as far as there may be answers: naming a year of them costs more than all the rest.
  const named = Math.max(today + dayMs, newest ? placeOf(newest) + 1 : 0);
  let rest = left;
  let first: number | undefined;
  // A month at a time: most stocks end within one.
  for (let from = today, to = named; from < today + 400 * dayMs; from = to, to += 30 * dayMs) {
    const doses = from < named ? planDoses(current, zone, from, to).filter((d) => !answered.has(d.id)) : planAmounts(current, zone, from, to);
    for (const { due, amount } of doses) {
      if (due < now - dayMs / 2) continue;
      rest = exact(rest - amount.value);
      const on = Math.floor(zone.toLocal(due) / dayMs);
      first ??= on;
      if (rest < 0) return { daysLeft: on - first, runsOut: formatDay(on), refillOn: formatDay(Math.max(day, on - lowStockDays)) };
    }
    if (!nextDose(current, zone, to)) return {}; // it outlasts the plan
  }
  return {};
}
