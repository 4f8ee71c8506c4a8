import type { Ref } from '../fhir/index.js';
import type { Confidence } from './guideline-types.js';
import type { Meal, Setting } from './types.js';

export const alertKinds = ['single', 'consecutive-days', 'no-reading', 'mean-above', 'change', 'trend'] as const;
/**
 * `single`: one reading of the last 24 hours meets the test. `consecutive-days`: it is met on so many days running. `no-reading`: nothing was recorded
 * for so many days, by somebody who did before. `mean-above`: the mean of the last days meets the test. `change`: the last value lies so far from the
 * first in the last days. `trend`: rising or falling over the last days by Theil-Sen and Mann-Kendall.
 */
export type AlertKind = (typeof alertKinds)[number];

/** How grave: `watch` keep an eye on it, `alert` talk to a doctor soon, `urgent` act now (breaks through quiet hours). */
export type AlertLevel = 'watch' | 'alert' | 'urgent';

/** What a value is held against. */
export type AlertTest =
  /** Above or below the guideline's range, or the personal target where there is one; `least` leaves out what is only a little off. */
  | { readonly above: 'target'; readonly least?: 'alert' }
  | { readonly below: 'target'; readonly least?: 'alert' }
  /** The guideline calls it urgent. */
  | { readonly tone: 'urgent' }
  /** A number of the rule's own, in `unit`; the limit itself does not count. */
  | { readonly above: number; readonly unit: string }
  | { readonly below: number; readonly unit: string };

/** What a user is told, in one language. `{days}`, `{count}`, `{mean}`, `{change}`, `{unit}` are filled in. */
export interface AlertWords {
  readonly saw: string;
  readonly todo: string;
  readonly seek: string;
}

/** A rule as data, from the content document `vitals/alerts` or from a host. */
export interface AlertRule {
  readonly id: string;
  /** Grows when the rule changes: it may then speak again about the same day. */
  readonly version: number;
  readonly measure: string;
  /** For a number of the rule's own and for changes; the first component without it. */
  readonly component?: string;
  readonly where?: { readonly meal?: Meal; readonly setting?: Setting };
  readonly kind: AlertKind;
  readonly days?: number;
  /** Fewest readings: for a mean, in the window; for `no-reading`, in the 30 days before the silence. */
  readonly readings?: number;
  /** Whether one reading of a day is enough, all must meet the test, or their mean. */
  readonly perDay?: 'any' | 'all' | 'mean';
  /** What a day without readings does to a run of days. */
  readonly missingDay?: 'breaks' | 'skips';
  readonly test?: AlertTest;
  /** `change`, `trend`: which way, and from how much on, in `unit`. */
  readonly direction?: 'up' | 'down' | 'either';
  readonly amount?: number;
  readonly unit?: string;
  /** Not again within so many days. */
  readonly cooldownDays: number;
  readonly level: AlertLevel;
  readonly tell: Readonly<Record<string, AlertWords>> & { readonly en: AlertWords };
  readonly source: string;
  readonly confidence: Confidence;
}

/** What a rule found. */
export interface Alert {
  /** `rule@version/day`: the same finding has the same id, so nobody is told twice. */
  readonly id: string;
  readonly rule: string;
  readonly version: number;
  readonly measure: string;
  readonly level: AlertLevel;
  /** Last civil day of the readings, where they were taken: `2026-11-22`. */
  readonly day: string;
  /** When it was found, milliseconds since 1970 UTC. */
  readonly at: number;
  /** The readings it speaks about. */
  readonly refs: readonly Ref[];
  /** Numbers for the words: `days`, `count`, `mean`, `change`, in `unit`. */
  readonly figures: Readonly<Record<string, number>>;
  readonly unit: string;
  /**
   * `held`: found in quiet hours, told when they end. `open`: told, not yet put away. `dismissed`: put away by the user. `withdrawn`: a reading it rests
   * on was corrected or taken back. `settled`: what was missed has come.
   */
  readonly state: 'held' | 'open' | 'dismissed' | 'withdrawn' | 'settled';
}

/** What the user decided about alerts; a device-only document. */
export interface AlertSettings {
  /** Ids of rules that are switched off. Urgent ones cannot be. */
  readonly off: readonly string[];
  /** Local wall clock `HH:MM`; only urgent alerts are told in between. `undefined`: at any time. */
  readonly quiet?: { readonly from: string; readonly to: string } | undefined;
}

/** A rule with what became of it in the settings. */
export interface ActiveRule {
  readonly rule: AlertRule;
  readonly on: boolean;
}
