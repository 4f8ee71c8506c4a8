import { amountOf } from './plan.js';
import { dayMs, hourMs, minuteMs } from './timing/civil.js';
import { minimumGapUrl, repeatOf } from './timing/compile.js';
import { isAsNeeded } from './doses.js';
import type { Dosage, Duration, Quantity } from '../fhir/index.js';

/** What guards a dose: how much at once, how much and how often in a rolling window, and how soon after the one before. */
export interface Limits {
  /** Most at once; in the dosage's unit. */
  readonly once?: Quantity & { readonly value: number };
  /** Most in any window of so many ms. */
  readonly windows: readonly { readonly ms: number; readonly most: Quantity & { readonly value: number } }[];
  /** Most doses in any window of so many ms. */
  readonly times?: { readonly ms: number; readonly most: number };
  /** Least from one dose to the next, ms. */
  readonly gapMs?: number;
}

/** Units of time in ms, civil ones by their usual length; by UCUM code and by the words that resources use. */
const unitMs: Readonly<Record<string, number>> = {
  ...{ s: 1000, min: minuteMs, h: hourMs, d: dayMs, wk: 7 * dayMs, mo: 30 * dayMs, a: 365 * dayMs },
  ...{ hour: hourMs, hours: hourMs, day: dayMs, days: dayMs, week: 7 * dayMs, weeks: 7 * dayMs, minute: minuteMs, minutes: minuteMs },
};

/** A duration in ms; `undefined` for one that is not understood. */
export function durationMs(value: Duration | Quantity | undefined): number | undefined {
  const ms = unitMs[value?.code ?? ''] ?? unitMs[value?.unit ?? ''];
  return ms === undefined || value?.value === undefined || value.value <= 0 ? undefined : ms * value.value;
}

const known = (q: Quantity | undefined): q is Quantity & { value: number } => q?.value !== undefined;

/**
 * What a dosage limits. "Every 6 h as needed" is a gap of 6 h, "3 times a day as needed" at most three in any 24 h, "3-4 a day" at
 * most four; a range of hours allows the shorter distance.
 */
export function limitsOf(dosage: Dosage): Limits {
  const { maxDosePerPeriod: ratio, maxDosePerAdministration } = dosage;
  const ms = durationMs(ratio?.denominator);
  const windows = ms !== undefined && known(ratio?.numerator) ? [{ ms, most: ratio.numerator }] : [];
  const gaps = [durationMs(dosage.extension?.find((e) => e.url === minimumGapUrl)?.valueDuration), impliedGap(dosage)].filter((g) => g !== undefined);
  const times = impliedTimes(dosage);
  return {
    windows,
    ...(known(maxDosePerAdministration) ? { once: maxDosePerAdministration } : {}),
    ...(times ? { times } : {}),
    ...(gaps.length ? { gapMs: Math.max(...gaps) } : {}),
  };
}

function impliedGap(dosage: Dosage): number | undefined {
  const repeat = dosage.timing && repeatOf(dosage.timing);
  if (!repeat?.period || (repeat.frequency ?? 1) !== 1 || repeat.frequencyMax) return undefined;
  const hourly = ['h', 'min', 's'].includes(repeat.periodUnit ?? '');
  return hourly && (isAsNeeded(dosage) || repeat.periodMax) ? repeat.period * unitMs[repeat.periodUnit!]! : undefined;
}

function impliedTimes(dosage: Dosage): Limits['times'] {
  const repeat = dosage.timing && repeatOf(dosage.timing);
  const most = repeat?.frequencyMax ?? (isAsNeeded(dosage) ? repeat?.frequency : undefined);
  if (!repeat?.period || most === undefined) return undefined;
  return { ms: repeat.period * (unitMs[repeat.periodUnit ?? ''] ?? dayMs), most };
}

/** The prescribed amount of what is taken as needed, or of the first dosage. */
export const usualAmount = (dosages: readonly Dosage[]): ReturnType<typeof amountOf> => {
  const dosage = dosages.find(isAsNeeded) ?? dosages[0];
  return dosage && amountOf(dosage);
};
