import type { Client, RecordsChanged } from '@nelumbo/core';
import { numberTyped } from '@nelumbo/core/i18n';
import type { DayView, DoseRefusal, DoseView, Finding, FindingRule, ReminderState, ScheduleContent, TakeOptions } from '@nelumbo/core/medication';
import { findingTexts } from '../../../../elements/src/locales/medication/finding.js';
import { medicationTexts } from '../../../../elements/src/locales/medication/index.js';
import { dateWords } from '../../../../elements/src/medication/words.js';
import type { Host, Touch } from '../../components/define.js';
import { Widget } from '../../components/widget.js';
import { calendarEvents, writeCalendar } from '../../ports/calendar.js';
import { later } from '../../ports/globals.js';
import { current } from '../../runtime/client.js';
import { miniTexts } from '../../components/texts.js';
import { todayView, type Panel, type TodayTexts } from './view.js';

/** What a page may give. */
export const todayProps = { date: '', readonly: false };
type TodayProps = typeof todayProps;

interface Ground {
  readonly content: ScheduleContent;
  readonly day: DayView;
  readonly reminders: ReminderState;
}

const LONGEST = 2 ** 31 - 1;

/** The doses of a day: what is due first, one large button each; the same states and words as `<nelumbo-medication-today>`. */
export class MedicationToday extends Widget<TodayProps> {
  private ground: Ground | undefined;
  private panel: Panel | undefined;
  private from: Record<string, number> = {};
  /** The answer that one tap takes back. */
  private last: { readonly id: string; readonly text: string } | undefined;
  private asked: { readonly plan: string; readonly findings: readonly Finding[] } | undefined;
  /** What was tapped and is not written yet, and the last of it. */
  private readonly asking = new Set<string>();
  private last_: Promise<void> = Promise.resolve();
  /** What became of a tap on a reminder button. */
  private said = '';
  private wake: (() => void) | undefined;
  private fade: (() => void) | undefined;

  constructor(host: Host<TodayProps>) {
    super(host);
  }

  override stop(): void {
    super.stop();
    this.wake?.();
    this.fade?.();
  }

  protected override awake(): void {
    void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.some((type) => type === 'MedicationRequest' || type === 'MedicationAdministration' || type === 'doc');
  }

  protected override forget(): void {
    this.wake?.();
    this.fade?.();
    this.ground = this.panel = this.last = this.asked = undefined;
    this.trouble = this.said = '';
    this.from = {};
  }

  protected override async load({ medication }: Client): Promise<() => void> {
    const { date } = this.host.props;
    const [content, day, reminders] = await Promise.all([medication.content(), medication.day(date || undefined), medication.reminders()]);
    return () => {
      this.ground = { content, day, reminders };
      this.wake?.();
      this.wake = later(Math.min(Math.max(day.nextChange - day.now, 0) + 50, LONGEST), () => void this.reload());
    };
  }

  protected override view(): object {
    const { ground, locale, panel, last, asked, trouble, said } = this;
    if (!ground) return {};
    const { words: texts } = this;
    const { day } = ground;
    const { readonly } = this.host.props;
    const title = day.today ? texts.today.title : texts.today.titleOf(dateWords(day.date, locale));
    const { platform } = current();
    const mini = this.texts(miniTexts);
    const subscribe = ground.reminders.channels.some(({ id, needs }) => id === 'subscribe' && needs.includes('gesture'));
    const calendar = platform.calendar;
    const none = !day.doses.length && !day.asNeeded.length;
    return {
      ...todayView({ ...ground, texts, locale, panel, asked, readonly, title, from: this.from, mini }),
      bar: last ? { text: last.text, undo: texts.today.undo } : null,
      trouble,
      // What a closed mini-program can do differs by platform: it is said, and what works is offered.
      reminders:
        none || readonly || !day.today
          ? null
          : {
              text: calendar ? mini.reminders.calendar : subscribe ? mini.reminders.subscribe : mini.reminders.none,
              calendar: calendar ? mini.reminders.addCalendar : '',
              subscribe: subscribe ? mini.reminders.askSubscribe : '',
              said,
            },
      durable: current().client.durable ? '' : mini.notDurable,
    };
  }

  private get words(): TodayTexts {
    return { ...this.texts(medicationTexts), ...this.texts(findingTexts) };
  }

  private dose(id: string | undefined): DoseView | undefined {
    return this.ground?.day.doses.find((dose) => dose.id === id);
  }

  take({ data }: Touch): void {
    const dose = this.dose(data['id']);
    if (dose) void this.answer(dose, undefined);
  }

  more({ data }: Touch): void {
    const dose = this.dose(data['id']);
    if (!dose) return;
    this.panel = this.panel?.dose === dose.id ? undefined : panelOf(dose);
    this.render();
  }

  /** The doses before or after those of a list that are shown. */
  leaf({ data }: Touch): void {
    this.from[data['list'] ?? ''] = Number(data['from']);
    this.render();
  }

  snooze({ data }: Touch): void {
    const dose = this.dose(data['id']);
    const minutes = Number(data['minutes']);
    if (dose)
      void this.write(`answer ${dose.id}`, async ({ medication }) => {
        const result = await medication.snooze(dose, minutes);
        if (!result.ok) return this.refused(dose, result.error);
        this.panel = undefined;
        this.host.emit('snoozed', { id: dose.id, plan: dose.plan, slot: dose.slot, minutes });
      });
  }

  skip({ data }: Touch): void {
    const dose = this.dose(data['id']);
    const reason = data['reason'] ?? '';
    if (dose)
      void this.write(`answer ${dose.id}`, async ({ medication }) => {
        const result = await medication.skip(dose, reason);
        if (!result.ok) return this.refused(dose, result.error);
        this.answered(dose.id, this.texts(medicationTexts).today.skippedBar(dose.name));
        this.host.emit('skipped', { id: dose.id, plan: dose.plan, slot: dose.slot, reason });
      });
  }

  undo({ data }: Touch): void {
    if (data['id']) void this.takeBack(data['id']);
  }

  undoLast(): void {
    if (this.last) void this.takeBack(this.last.id);
  }

  typeAmount({ value }: Touch): void {
    if (this.panel) this.panel = { ...this.panel, amount: value, problem: undefined, agreed: {} }; // not drawn anew: the field is being typed in
  }

  typeAt({ value }: Touch): void {
    if (this.panel) this.panel = { ...this.panel, at: value, problem: undefined, agreed: {} };
    this.render();
  }

  record(): void {
    const dose = this.dose(this.panel?.dose);
    if (dose && this.panel) void this.answer(dose, givenIn(this.panel));
  }

  /** Yes to what a refusal asked. */
  confirm(): void {
    const { panel } = this;
    const dose = this.dose(panel?.dose);
    if (!dose || !panel?.problem) return;
    const { prescribed, given, findings } = panel.problem;
    void this.answer(dose, {
      ...givenIn(panel),
      ...(prescribed && given !== undefined ? { confirmed: { prescribed: prescribed.value, given } } : {}),
      ...(findings ? { accepted: findings.map(({ rule }) => rule) } : {}),
    });
  }

  once({ data }: Touch): void {
    if (data['plan']) void this.extra(data['plan'], []);
  }

  onceAnyway({ data }: Touch): void {
    const { asked } = this;
    if (data['plan'] && asked) void this.extra(data['plan'], asked.findings.map(({ rule }) => rule)); // prettier-ignore
  }

  notNow(): void {
    this.asked = undefined;
    this.render();
  }

  add(): void {
    this.host.emit('add', {});
  }

  /** One event for each time of day, in the phone's own calendar; needs the tap that leads here. */
  calendar(): void {
    void this.write('calendar', async ({ medication }) => {
      const { platform } = current();
      const mini = this.texts(miniTexts);
      await platform.allow('calendar');
      const { clock } = platform;
      const now = clock.now();
      const events = await calendarEvents(medication, { now, offset: clock.offset(now), title: mini.reminders.event });
      const written = await writeCalendar(platform.api, events);
      this.said = written === events.length && written > 0 ? mini.reminders.added(written) : mini.reminders.notAdded;
    });
  }

  /** One accepted question is one message: it is asked again each time. */
  subscribe(): void {
    void this.write('subscribe', async ({ medication }) => {
      const before = this.ground?.reminders;
      const after = await medication.requestReminders('subscribe');
      const mini = this.texts(miniTexts);
      const ready = after.channels.some(({ id, needs }) => id === 'subscribe' && !needs.includes('gesture'));
      this.said = ready && before ? mini.reminders.subscribed : mini.reminders.notAdded;
    });
  }

  private answer(dose: DoseView, options: TakeOptions | undefined): Promise<void> {
    return this.write(`answer ${dose.id}`, async ({ medication }) => {
      const result = await medication.take(dose, options);
      if (!result.ok) return this.refused(dose, result.error, options);
      this.answered(dose.id, this.texts(medicationTexts).today.takenBar(dose.name));
      this.host.emit('taken', { id: dose.id, plan: dose.plan, slot: dose.slot });
    });
  }

  private extra(plan: string, accepted: readonly FindingRule[]): Promise<void> {
    return this.write(`extra ${plan}`, async ({ medication }) => {
      const { words: texts } = this;
      const result = await medication.extra(plan, { accepted });
      this.asked = result.ok || result.error.rule !== 'asks' ? undefined : { plan, findings: result.error.findings ?? [] };
      if (!result.ok) return void (this.trouble = this.asked ? '' : texts.doseRefusals[result.error.rule]);
      this.answered(result.value, texts.today.takenBar(this.ground?.day.plans[plan]?.name ?? ''));
      this.host.emit('taken', { id: result.value, plan, slot: '' });
    });
  }

  private takeBack(id: string): Promise<void> {
    return this.write(`undo ${id}`, async ({ medication }) => {
      await medication.undo({ id });
      this.last = this.panel = undefined;
      this.host.emit('undone', { id });
    });
  }

  /**
   * Runs a write after those before it: who taps one medicine after the other loses none. The second tap of a double tap is left out.
   * @param what - the act and what it is about
   */
  private write(what: string, task: (client: Client) => Promise<void>): Promise<void> {
    if (this.asking.has(what)) return this.last_;
    if (!this.asking.size) this.trouble = ''; // what became of one of several that were tapped stays
    this.asking.add(what);
    const before = this.last_;
    const run = async (client: Client) => {
      try {
        await before;
        await task(client);
        await this.reload();
      } finally {
        this.asking.delete(what);
      }
    };
    return (this.last_ = this.act(run));
  }

  private refused(dose: DoseView, problem: DoseRefusal, { confirmed, accepted }: TakeOptions = {}): void {
    const before = this.panel?.dose === dose.id ? this.panel : panelOf(dose);
    this.panel = { ...before, problem, agreed: { ...(confirmed && { confirmed }), ...(accepted && { accepted }) } };
  }

  private answered(id: string, text: string): void {
    this.panel = this.asked = undefined;
    this.last = { id, text };
    this.fade?.();
    this.fade = later((this.ground?.content.undoSeconds ?? 10) * 1000, () => {
      this.last = undefined;
      this.render();
    });
  }
}

/** The panel of a dose as it is opened: what is recorded of one that was missed was taken at its hour, unless the user says otherwise. */
const panelOf = ({ id, amount, state, local }: DoseView): Panel => ({
  ...{ dose: id, amount: String(amount?.value ?? ''), at: state === 'missed' ? local.time : '' },
  ...{ problem: undefined, agreed: {} },
});

/** What is entered. Nothing, or no number, is an amount that is refused. */
const givenIn = ({ amount, at, agreed }: Panel): TakeOptions => ({ amount: numberTyped(amount) ?? Number.NaN, ...(at && { at }), ...agreed });
