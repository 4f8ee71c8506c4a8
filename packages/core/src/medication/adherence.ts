import type { SkipReason } from './content.js';
import type { AdherenceView, DoseView } from './views.js';

/**
 * Dose adherence = (taken + late) / due, where due = taken + late + missed + skipped. As-needed doses, doses skipped on a
 * clinician's instruction and missed doses from before the plan was entered are outside. On time = taken in time / due.
 */
export function adherenceOf(doses: readonly Pick<DoseView, 'state' | 'takenLate' | 'reason' | 'beforePlan'>[], reasons: readonly SkipReason[]): AdherenceView {
  const instructed = new Set(reasons.filter((r) => r.instructed).map((r) => r.code));
  const count = (test: (dose: (typeof doses)[number]) => boolean): number => doses.filter(test).length;
  const taken = count((d) => d.state === 'taken' && !d.takenLate);
  const late = count((d) => d.state === 'taken' && d.takenLate === true);
  const missed = count((d) => d.state === 'missed' && !d.beforePlan);
  const skippedOnInstruction = count((d) => d.state === 'skipped' && instructed.has(d.reason ?? ''));
  const skipped = count((d) => d.state === 'skipped') - skippedOnInstruction;
  const due = taken + late + missed + skipped;
  const share = (n: number): number | undefined => (due === 0 ? undefined : n / due);
  return { taken, late, missed, skipped, skippedOnInstruction, adherence: share(taken + late), onTime: share(taken) };
}
