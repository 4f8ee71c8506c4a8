import type { Dosage, Ref } from '../fhir/index.js';
import type { Finding, FindingRule } from './checks.js';
import type { Amount } from './doses.js';
import type { ZonePolicy } from './plan.js';
import type { DosePattern } from './pattern.js';
import type { DoseState } from './state.js';
import type { StockView } from './stock.js';
import type { Refusal, TimingRule } from './timing/refusal.js';

/** A plan as it is shown. */
export interface PlanView {
  readonly ref: Ref;
  readonly name: string;
  /** The dosage in words of the client's locale. */
  readonly text: string;
  /** The dosages themselves, for `describe` in another locale. */
  readonly dosages: readonly Dosage[];
  /** Elements of the dosage that `text` does not say. */
  readonly omitted: readonly string[];
  /** The prescriber's own words, where they are not ours. */
  readonly prescriberText?: string;
  /** What the editor edits; absent where the dosage says more than the editor can. */
  readonly pattern?: DosePattern;
  readonly active: boolean;
  readonly asNeeded: boolean;
  readonly amount?: Amount;
  /** Why (part of) it has no due doses. */
  readonly refusals: readonly Refusal[];
  readonly remind: boolean;
  readonly stock?: StockView;
  /** Held for now: nothing is due until it goes on; since when, ms. */
  readonly paused: boolean;
  readonly pausedAt?: number;
  /** More may be taken than is due ("3-4 a day"): it stands among what is taken as needed too. */
  readonly optional: boolean;
  readonly zonePolicy: ZonePolicy;
  /** IANA zone of a plan that does not follow the device. */
  readonly zone?: string;
  /** The device is in another zone and this plan asks what to do; answer with `settleZone`. */
  readonly asksZone?: boolean;
  /** How many versions it has had; more than one means a history. */
  readonly versions: number;
}

/** One version of a plan, as its history shows it. */
export interface PlanVersion {
  readonly ref: Ref;
  readonly name: string;
  readonly text: string;
  readonly dosages: readonly Dosage[];
  readonly from?: LocalTime;
  /** When it was changed, held or ended; absent while it is in force. */
  readonly until?: LocalTime;
  readonly state: 'in-force' | 'replaced' | 'paused' | 'ended';
}

/** An instant on the device's calendar and clock. */
export interface LocalTime {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM`. */
  readonly time: string;
  /** Days from today: 0 today, 1 tomorrow, -1 yesterday. */
  readonly days: number;
}

/** A dose as it is shown. Times in ms since 1970 UTC. */
export interface DoseView {
  /** Stable; for an extra dose the ref of its administration. */
  readonly id: string;
  readonly plan: Ref;
  readonly slot: string;
  readonly due: number;
  /** When it is due, on the clock. */
  readonly local: LocalTime;
  readonly state: DoseState;
  readonly name: string;
  readonly amount?: Amount;
  /** "after breakfast" and the like, in the client's locale; may be empty. */
  readonly note: string;
  /** What `note` is made of, for `describeWhen` in another locale; absent outside the schedule. */
  readonly when?: string;
  readonly dosage?: Dosage;
  /** The administration that answered it. */
  readonly event?: Ref;
  /** When it was taken, and how much. */
  readonly takenAt?: LocalTime;
  readonly takenAmount?: Amount;
  /** True when it was taken after its time. */
  readonly takenLate?: boolean;
  /** Code of the reason for leaving it out. */
  readonly reason?: string;
  readonly snoozedUntil?: LocalTime;
  /** From when on it may be taken, where the dosage leaves a range of time. */
  readonly allowed?: LocalTime;
  /** Due before the plan was entered: not counted unless taken. */
  readonly beforePlan?: boolean;
}

/** A day of doses. */
export interface DayView {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly today: boolean;
  /** By due time; on the current day also yesterday's that are still open. */
  readonly doses: readonly DoseView[];
  /** Active plans to be taken as needed. */
  readonly asNeeded: readonly PlanView[];
  /** Active plans by ref. */
  readonly plans: Readonly<Record<Ref, PlanView>>;
  /** The moment that the states are of. */
  readonly now: number;
  /** When to ask again, ms since 1970 UTC, midnight included. */
  readonly nextChange: number;
}

/** Why a plan was not saved, and which part of the input is meant. */
export interface PlanRefusal {
  readonly rule: TimingRule | 'no-name' | 'stock' | 'unknown-plan' | 'anchors' | 'windows' | 'zone';
  readonly path: string;
}

/**
 * Why a dose was not recorded.
 * `amount-differs`: ask with both numbers, then repeat with `confirmed` holding them. `asks`: tell the findings, then repeat with their
 * rules in `accepted`.
 */
export interface DoseRefusal {
  readonly rule: 'amount-differs' | 'asks' | 'no-amount' | 'future' | 'unknown-plan' | 'unknown-reason' | 'window';
  /** Both numbers of `amount-differs`, in the plan's unit. */
  readonly prescribed?: Amount;
  readonly given?: number;
  readonly findings?: readonly Finding[];
}

/** What differs from the plan when a dose is taken. */
export interface TakeOptions {
  /** In the plan's unit; when it differs, `confirmed` must repeat both numbers. */
  readonly amount?: number;
  /** Ms, or `HH:MM` of the dose's civil day; now without it. */
  readonly at?: number | string;
  readonly confirmed?: { readonly prescribed: number; readonly given: number };
  /** Rules of findings that the user was told and said yes to. */
  readonly accepted?: readonly FindingRule[];
}

/** Dose adherence of a span; shares 0-1, `undefined` where nothing was due. */
export interface AdherenceView {
  readonly taken: number;
  readonly late: number;
  readonly missed: number;
  readonly skipped: number;
  readonly skippedOnInstruction: number;
  readonly adherence: number | undefined;
  readonly onTime: number | undefined;
}
