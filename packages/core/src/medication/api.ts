import type { Coding, Dosage, Ref } from '../fhir/index.js';
import type { Result } from '../i18n/index.js';
import type { NotifierChannel } from '../platform.js';
import type { CalendarFile, CalendarOptions } from './calendar/file.js';
import type { Finding } from './checks.js';
import type { ScheduleContent, Windows } from './content.js';
import type { Amount } from './doses.js';
import type { Habits } from './habits.js';
import type { InteractionProvider, InteractionView } from './interactions.js';
import type { DosePattern } from './pattern.js';
import type { ZonePolicy } from './plan.js';
import type { Summary } from './summary.js';
import type { ParsedDosage } from './text/parse.js';
import type { AdherenceView, DayView, DoseRefusal, DoseView, LocalTime, PlanRefusal, PlanVersion, PlanView, TakeOptions } from './views.js';

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
  /** IANA zone of a plan that stays at home or asks; the device's own where the policy wants one and none is given. */
  readonly zone?: string;
  /** Default: `home` with a zone, else `follow-device`. */
  readonly zonePolicy?: ZonePolicy;
  /** Hours of this plan's own by `when` code, `HH:MM`, over the user's and the content's. */
  readonly anchors?: Readonly<Record<string, string>>;
  /** Minutes of this plan's own windows, over the content's. */
  readonly windows?: Partial<Windows>;
  /** The last day on which the stock may be used, `YYYY-MM-DD`; `null` forgets it. */
  readonly expires?: string | null;
}

/** A supply that was collected. */
export interface RefillInput {
  /** In the plan's unit; above 0. */
  readonly amount: number;
  /** Ms; now without it. */
  readonly at?: number;
  /** For how many days it is meant, where the dispenser said so. */
  readonly days?: number;
  /** `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** A dosage tried out: in words, and its next doses. */
export interface Preview {
  readonly text: string;
  readonly dosages: readonly Dosage[];
  readonly omitted: readonly string[];
  readonly next: readonly LocalTime[];
  /** Today and the six days after it; of today what is still to come. */
  readonly week: readonly { readonly date: string; readonly doses: readonly (LocalTime & { readonly amount: Amount })[] }[];
  /** What to know before it is saved. */
  readonly findings: readonly Finding[];
}

/** How the user is reminded, and of what next. */
export interface ReminderState {
  readonly channels: readonly NotifierChannel[];
  /** The next reminders of active plans, ascending, at most three. */
  readonly next: readonly { readonly plan: Ref; readonly dose: string; readonly at: number; readonly name: string; readonly local: LocalTime }[];
  /** Whether notifications name the medicine. */
  readonly names: boolean;
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
  /** Holds a plan: nothing is due until {@link resume}. @throws NelumboError `storage-*` */
  pause(plan: Ref): Promise<Result<Ref, PlanRefusal>>;
  /** Goes on with a plan that was held, as a new version from now on. @throws NelumboError `storage-*` */
  resume(plan: Ref): Promise<Result<Ref, PlanRefusal>>;
  /** All versions of a plan, newest first. */
  versions(plan: Ref): Promise<readonly PlanVersion[]>;
  /** Notes a supply that was collected: stock and PDC count it. @throws NelumboError `storage-*` */
  refill(plan: Ref, input: RefillInput): Promise<Result<Ref, PlanRefusal>>;
  /** Answers a plan that asks after a journey. @throws NelumboError `storage-*` */
  settleZone(plan: Ref, answer: 'follow' | 'stay'): Promise<Result<Ref, PlanRefusal>>;
  /** The user's own hours. */
  habits(): Promise<Habits>;
  /** Changes the user's hours: plans that go by them get a new version from now on. @throws NelumboError `bad-input`, `storage-*` */
  setHabits(habits: Habits): Promise<void>;
  /** Asks this source about interactions from now on; `undefined` asks none. Kept in memory only. */
  useInteractions(provider: InteractionProvider | undefined): Promise<void>;
  /** What is known about interactions of the active plans. */
  interactions(): Promise<InteractionView>;
  /** Reads a dosage as people write it: "一日两次，每次一片，饭后", "1 tablet twice daily after meals". */
  parse(text: string): Promise<ParsedDosage>;
  /** What to know before a dose is taken, or (by a plan's ref) one outside the schedule. */
  check(dose: DoseView | Ref, options?: TakeOptions): Promise<readonly Finding[]>;
  /** The doses of a civil day `YYYY-MM-DD`; today without one. @throws NelumboError `bad-input` for a date that does not exist */
  day(date?: string): Promise<DayView>;
  /**
   * Records a dose as taken. Repeating it changes nothing. A missed dose may be corrected, with the hour.
   * @throws NelumboError `storage-*`
   */
  take(dose: DoseView, options?: TakeOptions): Promise<Result<Ref, DoseRefusal>>;
  /** Records a dose as left out, by a reason code of the content. @throws NelumboError `storage-*` */
  skip(dose: DoseView, reason: string): Promise<Result<Ref, DoseRefusal>>;
  /** Puts off the reminder; held inside the dose's window. Survives a reload. @throws NelumboError `storage-*` */
  snooze(dose: DoseView, minutes: number): Promise<Result<number, DoseRefusal>>;
  /** Takes an answer back (or an extra dose, by its id): the administration becomes `entered-in-error`, its amount is in stock again. */
  undo(dose: Pick<DoseView, 'id'>): Promise<void>;
  /** Records a dose outside the schedule, of a plan taken as needed. @throws NelumboError `storage-*` */
  extra(plan: Ref, options?: TakeOptions): Promise<Result<Ref, DoseRefusal>>;
  /** Dose adherence of civil days, both inclusive: (taken + late) / due. As needed and told-to-skip are outside. */
  adherence(from: string, to: string): Promise<AdherenceView>;
  /** Dose adherence, PDC, MPR and streak of civil days, both inclusive, at most 800: in all, by plan, and day by day; of one plan with `plan`. @throws NelumboError `bad-input` */
  summary(from: string, to: string, options?: { readonly plan?: Ref }): Promise<Summary>;
  /** The active plans as an iCalendar file with alarms, for the user's own calendar. */
  calendar(options?: CalendarOptions): Promise<CalendarFile>;
  reminders(): Promise<ReminderState>;
  /** Asks for a channel's permission; call it in a user gesture. */
  requestReminders(channel: NotifierChannel['id']): Promise<ReminderState>;
  /** Takes back what {@link requestReminders} gave: a server forgets the device and what is to come. */
  releaseReminders(channel: NotifierChannel['id']): Promise<ReminderState>;
  /** Whether notifications and messages name the medicine. @throws NelumboError `storage-*` */
  setReminderWords(settings: { readonly names: boolean }): Promise<ReminderState>;
  /** Rings now, through one channel or through all that are ready. @returns the channels that were really used @throws NelumboError `offline`, `server` from a push API */
  testReminder(channel?: NotifierChannel['id']): Promise<readonly NotifierChannel['id'][]>;
  /** Releases timers and subscriptions. */
  close(): Promise<void>;
}
