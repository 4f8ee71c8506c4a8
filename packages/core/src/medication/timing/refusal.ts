/**
 * Why a timing is not scheduled. The dosage's text is kept and shown; nothing is guessed.
 * `tim-*` are the invariants of FHIR R4 Timing; the others are ours.
 */
export const timingRules = [
  'tim-1', // duration without durationUnit
  'tim-2', // period without periodUnit
  'tim-4', // duration below 0
  'tim-5', // period below 0
  'tim-6', // periodMax without period
  'tim-7', // durationMax without duration
  'tim-8', // countMax without count
  'tim-9', // offset without when, or with a meal itself
  'tim-10', // timeOfDay together with when
  'no-timing',
  'period-zero',
  'frequency-zero',
  'frequency-without-period',
  'frequency-times', // "3 a day" beside two times
  'frequency-max', // a maximum without a frequency, or below it
  'period-range', // twice every 4-6 h, or a range upside down
  'period-unit',
  'weekly-without-days',
  'several-a-period', // 2 a month: on which days?
  'elapsed-with-times',
  'too-many-slots', // more than 24 a day
  'no-usual-times', // 5 or more a day without times
  'unknown-when',
  'unknown-day',
  'time-format',
  'unknown-code',
  'bounds-reversed',
  'bounds-format',
  'count-range', // below 1 or above 10,000
  'event-format',
  'cycle',
  'sequence-without-end',
  'no-amount',
  'modifier-extension',
  'malformed', // an element of the wrong type
  'unknown-element', // one that R4 does not have: it may change what the others mean
] as const;

/** A name of {@link timingRules}. */
export type TimingRule = (typeof timingRules)[number];

/** A timing that cannot be scheduled: the rule, and the element it is about. */
export interface Refusal {
  readonly rule: TimingRule;
  readonly path: string;
}

/** Thrown inside the compiler only; `compile` returns it as a value. */
export class TimingRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.rule);
  }
}

/** Refuses unless `holds`. */
export function need(holds: boolean, rule: TimingRule, path: string): asserts holds {
  if (!holds) throw new TimingRefused({ rule, path });
}
