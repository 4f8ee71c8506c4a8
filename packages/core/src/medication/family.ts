import { adherenceOf } from './adherence.js';
import { readSchedule } from './content.js';
import { buildDay, buildDoses, dateOf, daySpan, localTime, type DayInput, type Snoozes } from './day.js';
import { DoseWriter } from './dose-writer.js';
import { readHabits, validHabits, type Habits } from './habits.js';
import { checkInteractions, type InteractionProvider, type InteractionView } from './interactions.js';
import { readLedger, type Ledger } from './ledger.js';
import { PlanWriter } from './plan-writer.js';
import { withUsualTimes } from './pattern.js';
import { viewPlan, viewVersions } from './plan-view.js';
import { Reminders, type ReminderSettings } from './reminders.js';
import { describeWhen } from './text/describe.js';
import { dayMs, hourMs, minuteMs, parseDay } from './timing/civil.js';
import { Zones } from './timing/zone.js';
import { fail, NelumboError, ok, type Result } from '../i18n/index.js';
import type { FamilyContext, Ref } from '../fhir/index.js';
import type { NotifierChannel } from '../platform.js';
import type { MedicationApi, PlanInput, Preview, RefillInput, ReminderState } from './api.js';
import type { CalendarFile, CalendarOptions } from './calendar/file.js';
import type { Finding } from './checks.js';
import type { ScheduleContent } from './content.js';
import type { Summary } from './summary.js';
import type { ParsedDosage } from './text/parse.js';
import type { AdherenceView, DayView, DoseRefusal, DoseView, PlanRefusal, PlanVersion, PlanView, TakeOptions } from './views.js';

const snoozeDoc = 'medication/snoozed';
/** Days that one summary spans at most. */
const longestSpan = 800;
const watched = ['MedicationRequest', 'MedicationAdministration', 'doc'];

/** Builds the family on what the client plugs in; reminders run from here on until `close`. */
export function createMedication(context: FamilyContext): MedicationApi {
  return new Medication(context);
}

class Medication implements MedicationApi {
  readonly #context: FamilyContext;
  readonly #zones: Zones;
  readonly #reminders: Reminders;
  #planWriter: PlanWriter | undefined;
  #doseWriter: DoseWriter | undefined;
  readonly #stop: () => void;
  #ledger: Promise<Ledger> | undefined;
  #far: { readonly near: Ledger; readonly since: number; readonly ledger: Promise<Ledger> } | undefined;
  #viewed: { readonly ledger: Ledger; readonly key: string; readonly views: readonly PlanView[] } | undefined;
  #interactions: InteractionProvider | undefined;
  // One write after the other, so that a double tap sees what the first tap wrote.
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: FamilyContext) {
    this.#context = context;
    this.#zones = new Zones(context.clock);
    const read = (): Promise<Ledger> => this.#read();
    this.#reminders = new Reminders(context, { ledger: read, snoozes: () => this.#snoozes(), zone: () => this.#zones.get() });
    this.#stop = context.onChange(({ types }) => {
      if (!types.some((type) => watched.includes(type))) return;
      if (types.some((type) => type !== 'doc')) this.#ledger = undefined;
      void this.#reminders.arm();
    });
    void this.#reminders.arm();
  }

  /** Writers are made when something is written: a mini-program reads their code only then. */
  get #plans(): PlanWriter {
    return (this.#planWriter ??= new PlanWriter(this.#context, this.#zones, (since) => this.#reach(since)));
  }

  get #doses(): DoseWriter {
    return (this.#doseWriter ??= new DoseWriter(this.#context, this.#zones, (since) => this.#reach(since)));
  }

  content(): Promise<ScheduleContent> {
    return readSchedule(this.#context.content);
  }

  async plans(): Promise<readonly PlanView[]> {
    return this.#views(await this.#read());
  }

  /** Plans in words with their stock: kept until the records, the language, the zone or the hour change. */
  #views(ledger: Ledger): readonly PlanView[] {
    const now = this.#context.clock.now();
    const key = `${this.#context.locale()} ${Math.floor(now / hourMs)}`;
    if (this.#viewed?.ledger !== ledger || this.#viewed.key !== key) {
      const views = ledger.chains.map((chain) => viewPlan(chain, ledger, this.#context.locale(), now, this.#zones.get()));
      const order = (plan: PlanView): number => (plan.active ? 0 : plan.paused ? 1 : 2);
      this.#viewed = { ledger, key, views: views.sort((a, b) => order(a) - order(b)) };
    }
    return this.#viewed.views;
  }

  preview(input: PlanInput): Promise<Result<Preview, PlanRefusal>> {
    return this.#plans.preview(input);
  }

  plan(input: PlanInput): Promise<Result<PlanView, PlanRefusal>> {
    return this.#inTurn(async () => {
      const saved = await this.#plans.save(input);
      if (!saved.ok) return saved;
      this.#ledger = undefined;
      const view = (await this.plans()).find((plan) => plan.ref === saved.value);
      return view ? ok(view) : fail({ rule: 'unknown-plan', path: 'plan' });
    });
  }

  end(plan: Ref): Promise<Result<Ref, PlanRefusal>> {
    return this.#inTurn(() => this.#plans.end(plan, 'stopped'));
  }

  pause(plan: Ref): Promise<Result<Ref, PlanRefusal>> {
    return this.#inTurn(() => this.#plans.end(plan, 'on-hold'));
  }

  resume(plan: Ref): Promise<Result<Ref, PlanRefusal>> {
    return this.#inTurn(() => this.#plans.resume(plan));
  }

  refill(plan: Ref, input: RefillInput): Promise<Result<Ref, PlanRefusal>> {
    return this.#inTurn(() => this.#plans.refill(plan, input));
  }

  settleZone(plan: Ref, answer: 'follow' | 'stay'): Promise<Result<Ref, PlanRefusal>> {
    return this.#inTurn(() => this.#plans.settleZone(plan, answer));
  }

  async versions(plan: Ref): Promise<readonly PlanVersion[]> {
    const { chains } = await this.#read();
    const chain = chains.find((c) => c.versions.some((v) => v.plan.ref === plan));
    return chain ? viewVersions(chain, this.#context.locale(), this.#context.clock.now(), this.#zones.get()) : [];
  }

  habits(): Promise<Habits> {
    return readHabits(this.#context.records);
  }

  setHabits(habits: Habits): Promise<void> {
    if (!validHabits(habits))
      return Promise.reject(new NelumboError('bad-input', 'The hours are not all times. Give HH:MM, and at most 180 minutes from a meal.'));
    return this.#inTurn(() => this.#plans.keepHabits(habits));
  }

  useInteractions(provider: InteractionProvider | undefined): Promise<void> {
    this.#interactions = provider;
    return Promise.resolve();
  }

  async interactions(): Promise<InteractionView> {
    return checkInteractions(await this.#read(), this.#interactions, this.#context.locale());
  }

  async parse(text: string): Promise<ParsedDosage> {
    const [{ parseDosage }, { perDay }] = await Promise.all([import('./text/parse.js'), this.content()]);
    return withUsualTimes(parseDosage(text), perDay);
  }

  check(dose: DoseView | Ref, options: TakeOptions = {}): Promise<readonly Finding[]> {
    return this.#doses.check(dose, options);
  }

  async calendar(options?: CalendarOptions): Promise<CalendarFile> {
    const [{ calendarFile }, { chains }] = await Promise.all([import('./calendar/file.js'), this.#read()]);
    return calendarFile(chains, this.#context.clock.now(), this.#context.locale(), options);
  }

  async day(date?: string): Promise<DayView> {
    const now = this.#context.clock.now();
    const zone = this.#zones.get();
    const wanted = date ?? dateOf(now, zone);
    const ledger = await this.#reach(((parseDay(wanted) ?? Infinity) - 2) * dayMs);
    const plans = this.#views(ledger).filter((plan) => plan.active);
    const built = buildDay(await this.#input(ledger, now), wanted); // its read ends the turn: many plans in words take a while
    if (!built) throw new NelumboError('bad-input', 'The date is no day of the calendar. Write it as YYYY-MM-DD.');
    return {
      ...{ date: wanted, today: built.today, doses: built.doses, now, nextChange: built.nextChange },
      asNeeded: plans.filter((plan) => plan.asNeeded || plan.optional),
      plans: Object.fromEntries(plans.map((plan) => [plan.ref, plan])),
    };
  }

  take(dose: DoseView, options: TakeOptions = {}): Promise<Result<Ref, DoseRefusal>> {
    return this.#inTurn(() => this.#doses.take(dose, options));
  }

  skip(dose: DoseView, reason: string): Promise<Result<Ref, DoseRefusal>> {
    return this.#inTurn(() => this.#doses.skip(dose, reason));
  }

  snooze(dose: DoseView, minutes: number): Promise<Result<number, DoseRefusal>> {
    return this.#inTurn(async () => {
      const now = this.#context.clock.now();
      const until = now + minutes * minuteMs;
      const { windows } = await this.content();
      if (!(minutes > 0) || until > dose.due + windows.lateMaxMinutes * minuteMs) return fail({ rule: 'window' });
      const before = Object.entries(await this.#snoozes()).filter(([, end]) => end > now);
      await this.#context.records.write([{ doc: snoozeDoc, value: Object.fromEntries([...before, [dose.id, until]]) }]);
      return ok(until);
    });
  }

  undo(dose: Pick<DoseView, 'id'>): Promise<void> {
    return this.#inTurn(() => this.#doses.undo(dose));
  }

  extra(plan: Ref, options: TakeOptions = {}): Promise<Result<Ref, DoseRefusal>> {
    return this.#inTurn(() => this.#doses.extra(plan, options));
  }

  async adherence(from: string, to: string): Promise<AdherenceView> {
    const { input, first, last } = await this.#span(from, to);
    const { doses } = buildDoses(input, daySpan(first, input.zone)[0], daySpan(last, input.zone)[1]);
    return adherenceOf(doses, input.ledger.content.skipReasons);
  }

  async summary(from: string, to: string, { plan }: { readonly plan?: Ref } = {}): Promise<Summary> {
    const [{ summarise }, { input, first, last }] = await Promise.all([import('./summary.js'), this.#span(from, to)]);
    const chains = input.ledger.chains.filter((c) => plan === undefined || c.versions.some((v) => v.plan.ref === plan));
    return summarise({ ...input, ledger: { ...input.ledger, chains } }, first, last);
  }

  /** A span of civil days with a ledger that reaches so far back. */
  async #span(from: string, to: string): Promise<{ input: DayInput; first: number; last: number }> {
    const [first, last] = [parseDay(from), parseDay(to)];
    if (first === undefined || last === undefined || last < first || last - first >= longestSpan)
      throw new NelumboError('bad-input', 'Give two days, YYYY-MM-DD, the earlier one first, at most 800 days apart.');
    const ledger = await this.#reach((first - 2) * dayMs);
    return { input: await this.#input(ledger, this.#context.clock.now()), first, last };
  }

  async reminders(): Promise<ReminderState> {
    await this.#reminders.arm(); // who asks has just come back: the clock may have jumped
    return this.#reminderState(await this.#context.notifier.capabilities());
  }

  async requestReminders(channel: NotifierChannel['id']): Promise<ReminderState> {
    const channels = await this.#context.notifier.request(channel);
    await this.#reminders.arm(); // a channel that is new gets what is to come
    return this.#reminderState(channels);
  }

  async releaseReminders(channel: NotifierChannel['id']): Promise<ReminderState> {
    const { notifier } = this.#context;
    return this.#reminderState(await (notifier.release?.(channel) ?? notifier.capabilities()));
  }

  async setReminderWords(settings: ReminderSettings): Promise<ReminderState> {
    await this.#reminders.setSettings(settings);
    return this.reminders();
  }

  testReminder(channel?: NotifierChannel['id']): Promise<readonly NotifierChannel['id'][]> {
    return this.#reminders.test(channel);
  }

  close(): Promise<void> {
    this.#stop();
    this.#reminders.close();
    return Promise.resolve();
  }

  async #reminderState(channels: readonly NotifierChannel[]): Promise<ReminderState> {
    const next = await this.#reminders.upcoming(3, this.#context.clock.now()); // what a page slept through does not come next
    const { names } = await this.#reminders.settings();
    return {
      channels,
      names,
      next: next.map(({ plan, dose, at, name }) => ({ plan, dose, at, name, local: localTime(at, this.#zones.get(), this.#context.clock.now()) })),
    };
  }

  #read(): Promise<Ledger> {
    const zones = this.#zones;
    if (zones.get().refresh(this.#context.clock.now())) this.#ledger = undefined; // the device has travelled
    const reading = (this.#ledger ??= readLedger(this.#context, zones));
    reading.catch(() => {
      if (this.#ledger === reading) this.#ledger = undefined; // a failed read is not kept
    });
    return reading;
  }

  /** A ledger with answers back to an instant; one that reaches further than today needs is kept beside until the records change. */
  async #reach(since = Infinity): Promise<Ledger> {
    const near = await this.#read();
    if (near.since <= since) return near;
    if (this.#far?.near !== near || !(this.#far.since <= since)) this.#far = { near, since, ledger: readLedger(this.#context, this.#zones, since) };
    return this.#far.ledger;
  }

  async #snoozes(): Promise<Snoozes> {
    return (await this.#context.records.doc<Snoozes>(snoozeDoc)) ?? {};
  }

  async #input(ledger: Ledger, now: number): Promise<DayInput> {
    const note: DayInput['note'] = (dose) => describeWhen(dose.when, dose.dosage, this.#context.locale());
    return { ledger, snoozes: await this.#snoozes(), now, zone: this.#zones.get(), note };
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(task, task).finally(() => (this.#ledger = undefined));
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
