import type { Coding, Dosage, Ref } from '../fhir/index.js';
import type { Result } from '../i18n/index.js';
import type { NotifierChannel } from '../platform.js';
import type { ScheduleContent } from './content.js';
import type { DosePattern } from './pattern.js';
import type { AdherenceView, DayView, DoseRefusal, DoseView, LocalTime, PlanRefusal, PlanView } from './views.js';

/** What is saved as a plan. */
export interface PlanInput {
  /** The plan to edit; a new one without it. */
  readonly plan?: Ref;
  readonly name: string;
  readonly codes?: readonly Coding[];
  /** One dosage as people say it, or whole FHIR dosages; neither keeps those of the plan that is edited. */
  readonly pattern?: DosePattern;
  readonly dosages?: readonly Dosage[];
  /** How much is there now, in the dosage's unit. `null` stops counting; absent leaves the count. */
  readonly stock?: number | null;
  /** Default true. */
  readonly remind?: boolean;
  /** IANA zone of a plan that stays at home; follows the device without it. */
  readonly zone?: string;
}

/** A dosage tried out: in words, and its next doses. */
export interface Preview {
  readonly text: string;
  readonly dosages: readonly Dosage[];
  readonly omitted: readonly string[];
  readonly next: readonly LocalTime[];
}

/** How the user is reminded, and of what next. */
export interface ReminderState {
  readonly channels: readonly NotifierChannel[];
  /** The next reminders of active plans, ascending, at most three. */
  readonly next: readonly { readonly plan: Ref; readonly dose: string; readonly at: number }[];
}

/** The medication family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface MedicationApi {
  /** Units, templates, skip reasons and windows of the content at hand. */
  content(): Promise<ScheduleContent>;
  /** Plans in force first, then ended ones; imported orders among them. */
  plans(): Promise<readonly PlanView[]>;
  /** Says what a dosage means and when its next doses are, without saving. */
  preview(input: PlanInput): Promise<Result<Preview, PlanRefusal>>;
  /**
   * Saves a new plan or an edit in one commit. An edit of the dosage makes a new version from now on; the history keeps its own.
   * @throws NelumboError `storage-*`, `consent-missing`: nothing was saved
   */
  plan(input: PlanInput): Promise<Result<PlanView, PlanRefusal>>;
  /** Ends a plan now; its past stays. @throws NelumboError `storage-*` */
  end(plan: Ref): Promise<Result<Ref, PlanRefusal>>;
  /** The doses of a civil day `YYYY-MM-DD`; today without one. @throws NelumboError `bad-input` for a date that does not exist */
  day(date?: string): Promise<DayView>;
  /**
   * Records a dose as taken. Repeating it changes nothing. A missed dose may be corrected, with the hour.
   * @param options - `amount` in the plan's unit when it differs (then `confirmed` must be true); `at` in ms, or `HH:MM` of the dose's
   *   civil day; now without it
   * @throws NelumboError `storage-*`
   */
  take(dose: DoseView, options?: { readonly amount?: number; readonly at?: number | string; readonly confirmed?: boolean }): Promise<Result<Ref, DoseRefusal>>;
  /** Records a dose as left out, by a reason code of the content. @throws NelumboError `storage-*` */
  skip(dose: DoseView, reason: string): Promise<Result<Ref, DoseRefusal>>;
  /** Puts off the reminder; held inside the dose's window. Survives a reload. @throws NelumboError `storage-*` */
  snooze(dose: DoseView, minutes: number): Promise<Result<number, DoseRefusal>>;
  /** Takes an answer back (or an extra dose, by its id): the administration becomes `entered-in-error`, its amount is in stock again. */
  undo(dose: Pick<DoseView, 'id'>): Promise<void>;
  /** Records a dose outside the schedule, of a plan taken as needed. @throws NelumboError `storage-*` */
  extra(plan: Ref, options?: { readonly amount?: number; readonly at?: number | string; readonly confirmed?: boolean }): Promise<Result<Ref, DoseRefusal>>;
  /** Dose adherence of civil days, both inclusive: (taken + late) / due. As needed and told-to-skip are outside. */
  adherence(from: string, to: string): Promise<AdherenceView>;
  reminders(): Promise<ReminderState>;
  /** Asks for a channel's permission; call it in a user gesture. */
  requestReminders(channel: NotifierChannel['id']): Promise<ReminderState>;
  /** Rings now. @returns the channels that were really used */
  testReminder(): Promise<readonly NotifierChannel['id'][]>;
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}
