import { adherenceOf } from './adherence.js';
import { readSchedule } from './content.js';
import { buildDay, buildDoses, dateOf, daySpan, type DayInput, type Snoozes } from './day.js';
import { DoseWriter } from './dose-writer.js';
import { readLedger, type Ledger } from './ledger.js';
import { PlanWriter } from './plan-writer.js';
import { viewPlan } from './plan-view.js';
import { Reminders } from './reminders.js';
import { describeWhen } from './text/describe.js';
import { minuteMs, parseDay } from './timing/civil.js';
import { Zones } from './timing/zone.js';
import { fail, NelumboError, ok, type Result } from '../i18n/index.js';
import type { FamilyContext, Ref } from '../fhir/index.js';
import type { NotifierChannel } from '../platform.js';
import type { MedicationApi, PlanInput, Preview, ReminderState } from './api.js';
import type { ScheduleContent } from './content.js';
import type { AdherenceView, DayView, DoseRefusal, DoseView, PlanRefusal, PlanView } from './views.js';

const snoozeDoc = 'medication/snoozed';
const watched = ['MedicationRequest', 'MedicationAdministration', 'doc'];

/** Builds the family on what the client plugs in; reminders run from here on until `close`. */
export function createMedication(context: FamilyContext): MedicationApi {
  return new Medication(context);
}

class Medication implements MedicationApi {
  readonly #context: FamilyContext;
  readonly #zones: Zones;
  readonly #reminders: Reminders;
  readonly #plans: PlanWriter;
  readonly #doses: DoseWriter;
  readonly #stop: () => void;
  #ledger: Promise<Ledger> | undefined;
  // One write after the other, so that a double tap sees what the first tap wrote.
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: FamilyContext) {
    this.#context = context;
    this.#zones = new Zones(context.clock);
    const read = (): Promise<Ledger> => this.#read();
    this.#plans = new PlanWriter(context, this.#zones, read);
    this.#doses = new DoseWriter(context, this.#zones, read);
    this.#reminders = new Reminders(context, { ledger: read, snoozes: () => this.#snoozes(), zone: () => this.#zones.get() });
    this.#stop = context.onChange(({ types }) => {
      if (!types.some((type) => watched.includes(type))) return;
      if (types.some((type) => type !== 'doc')) this.#ledger = undefined;
      void this.#reminders.arm();
    });
    void this.#reminders.arm();
  }

  content(): Promise<ScheduleContent> {
    return readSchedule(this.#context.content);
  }

  async plans(): Promise<readonly PlanView[]> {
    const ledger = await this.#read();
    const views = ledger.chains.map((chain) => viewPlan(chain, ledger, this.#context.locale(), this.#context.clock.now()));
    return views.sort((a, b) => Number(b.active) - Number(a.active));
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
    return this.#inTurn(() => this.#plans.end(plan));
  }

  async day(date?: string): Promise<DayView> {
    const now = this.#context.clock.now();
    const ledger = await this.#read();
    const zone = this.#zones.get();
    const wanted = date ?? dateOf(now, zone);
    const built = buildDay(await this.#input(ledger, now), wanted);
    if (!built) throw new NelumboError('bad-input', 'The date is no day of the calendar. Write it as YYYY-MM-DD.');
    const plans = (await this.plans()).filter((plan) => plan.active);
    return {
      ...{ date: wanted, today: built.today, doses: built.doses, now, nextChange: built.nextChange },
      asNeeded: plans.filter((plan) => plan.asNeeded),
      plans: Object.fromEntries(plans.map((plan) => [plan.ref, plan])),
    };
  }

  take(dose: DoseView, options = {}): Promise<Result<Ref, DoseRefusal>> {
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
    return this.#inTurn(() => this.#doses.undo(dose.id));
  }

  extra(plan: Ref, options = {}): Promise<Result<Ref, DoseRefusal>> {
    return this.#inTurn(() => this.#doses.extra(plan, options));
  }

  async adherence(from: string, to: string): Promise<AdherenceView> {
    const [first, last] = [parseDay(from), parseDay(to)];
    if (first === undefined || last === undefined || last < first) throw new NelumboError('bad-input', 'Give two days, YYYY-MM-DD, the earlier one first.');
    const ledger = await this.#read();
    const zone = this.#zones.get();
    const { doses } = buildDoses(await this.#input(ledger, this.#context.clock.now()), daySpan(first, zone)[0], daySpan(last, zone)[1]);
    return adherenceOf(doses, ledger.content.skipReasons);
  }

  async reminders(): Promise<ReminderState> {
    await this.#reminders.arm(); // who asks has just come back: the clock may have jumped
    return this.#reminderState(await this.#context.notifier.capabilities());
  }

  async requestReminders(channel: NotifierChannel['id']): Promise<ReminderState> {
    return this.#reminderState(await this.#context.notifier.request(channel));
  }

  testReminder(): Promise<readonly NotifierChannel['id'][]> {
    return this.#reminders.test();
  }

  close(): Promise<void> {
    this.#stop();
    this.#reminders.close();
    return Promise.resolve();
  }

  async #reminderState(channels: readonly NotifierChannel[]): Promise<ReminderState> {
    const next = await this.#reminders.upcoming(3);
    return { channels, next: next.map(({ plan, dose, at }) => ({ plan, dose, at })) };
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
