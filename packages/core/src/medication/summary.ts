import { adherenceOf } from './adherence.js';
import { buildDoses, daySpan, type DayInput } from './day.js';
import { planDoses } from './doses.js';
import { exact } from './stock.js';
import { jointPdc, supplyShares, type SupplyFill } from './supply.js';
import { dayMs, formatDay } from './timing/civil.js';
import type { Ref } from '../fhir/index.js';
import type { SkipReason } from './content.js';
import type { Chain } from './ledger.js';
import type { AdherenceView, DoseView } from './views.js';

/** How a day went: `none` had no dose that counts. */
export type DayMark = 'full' | 'partly' | 'missed' | 'open' | 'none';

/** The doses of a civil day, counted. */
export interface DayCount {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly mark: DayMark;
  /** Doses taken (late ones too), and doses that count: open ones are not among them. */
  readonly taken: number;
  readonly due: number;
  /** Doses that are still open or to come. */
  readonly open: number;
}

/** Adherence of one medicine, or of all. */
export interface AdherenceSummary extends AdherenceView {
  /** {@link supplyShares} or {@link jointPdc}; `undefined` while no supply was entered. */
  readonly pdc: number | undefined;
  /** `undefined` for all medicines together: their supplies do not add up. */
  readonly mpr: number | undefined;
  /**
   * Civil days in a row, up to the last day of the span, on which every due dose was taken. Days without doses neither break nor
   * lengthen it; a day that is still open counts once all of it is taken.
   */
  readonly streak: number;
}

/** {@link AdherenceSummary} of every plan with doses in the span. */
export interface Summary {
  readonly from: string;
  readonly to: string;
  readonly all: AdherenceSummary;
  readonly plans: readonly (AdherenceSummary & { readonly plan: Ref; readonly name: string })[];
  /** Every day of the span. */
  readonly days: readonly DayCount[];
}

type Counted = Pick<DoseView, 'state' | 'takenLate' | 'reason' | 'beforePlan'> & { readonly plan: Ref; readonly day: number; readonly group: string };

/** Sums up civil days `first` to `last`, both inclusive. */
export function summarise(input: DayInput, first: number, last: number): Summary {
  const doses = input.ledger.chains.flatMap((chain) => dosesOf(input, chain, first, last));
  const { skipReasons } = input.ledger.content;
  const period = last - first + 1;
  const days = Array.from({ length: period }, (_, i) =>
    countDay(
      doses.filter((d) => d.day === first + i),
      first + i,
      skipReasons,
    ),
  );
  const fills = input.ledger.chains.map((chain) => fillsOf(chain, first));
  const plans = input.ledger.chains.flatMap((chain, i) => {
    const mine = doses.filter((d) => d.group === chain.current.plan.group);
    if (!mine.length && !fills[i]!.length) return [];
    const own = Array.from({ length: period }, (_, k) =>
      countDay(
        mine.filter((d) => d.day === first + k),
        first + k,
        skipReasons,
      ),
    );
    return [
      {
        ...{ plan: chain.current.plan.ref, name: chain.current.plan.name, ...adherenceOf(mine, skipReasons) },
        ...{ ...supplyShares(fills[i]!, period), streak: streakOf(own) },
      },
    ];
  });
  const all = { ...adherenceOf(doses, skipReasons), pdc: jointPdc(fills, period), mpr: undefined, streak: streakOf(days) };
  return { from: formatDay(first), to: formatDay(last), all, plans, days };
}

function dosesOf(input: DayInput, chain: Chain, first: number, last: number): Counted[] {
  const ledger = { ...input.ledger, chains: [chain] };
  const { doses } = buildDoses({ ...input, ledger }, daySpan(first, input.zone)[0], daySpan(last, input.zone)[1]);
  return doses.map((d) => ({ ...d, group: chain.current.plan.group, day: Math.floor(input.zone.toLocal(d.due) / dayMs) }));
}

function countDay(doses: readonly Counted[], day: number, reasons: readonly SkipReason[]): DayCount {
  const { taken, late, missed, skipped } = adherenceOf(doses, reasons);
  const open = doses.filter((d) => ['upcoming', 'due', 'late', 'snoozed'].includes(d.state) && !d.beforePlan).length;
  const due = taken + late + missed + skipped;
  const done = taken + late;
  const mark: DayMark =
    due === 0 ? (open ? 'open' : 'none') : done === due ? (open ? 'open' : 'full') : done > 0 ? 'partly' : open && !missed && !skipped ? 'open' : 'missed';
  return { date: formatDay(day), mark, taken: done, due, open };
}

/** Days in a row that are full, from the last one back; open days and days without doses are passed over. */
export function streakOf(days: readonly Pick<DayCount, 'mark'>[]): number {
  let streak = 0;
  for (let i = days.length - 1; i >= 0; i--) {
    const { mark } = days[i]!;
    if (mark === 'full') streak++;
    else if (mark === 'partly' || mark === 'missed') break;
  }
  return streak;
}

/** The supplies of a plan as days; without a word of the dispenser they last by the dosage that was in force. */
function fillsOf({ versions, zone }: Chain, first: number): SupplyFill[] {
  return versions.flatMap((version) =>
    version.plan.fills.flatMap((fill): SupplyFill[] => {
      const day = Math.floor(zone.toLocal(fill.at) / dayMs);
      const days = fill.days ?? lasting(version, zone.toInstant(day * dayMs), fill.quantity.value ?? 0);
      return days ? [[day - first, days]] : [];
    }),
  );

  function lasting(version: (typeof versions)[number], from: number, amount: number): number {
    const span = 28; // days: a common multiple of weeks, and of most cycles
    const used = planDoses({ ...version, plan: { ...version.plan, active: true } }, zone, from, from + span * dayMs).reduce(
      (sum, d) => sum + d.amount.value,
      0,
    );
    return used ? Math.floor(exact((amount * span) / used)) : 0;
  }
}
