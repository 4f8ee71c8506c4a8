import type { Client, RecordsChanged } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import type { DayView, DoseRefusal, DoseView, Finding, FindingRule, PlanView, ReminderState, ScheduleContent, TakeOptions } from '@nelumbo/core/medication';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { boxStyles, failureBanner, NelumboElement } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { closeIcon } from '../../base/icons/close.js';
import { pillIcon } from '../../base/icons/pill.js';
import { plusIcon } from '../../base/icons/plus.js';
import { undoIcon } from '../../base/icons/undo.js';
import { medicationTexts, type MedicationTexts } from '../../locales/medication/index.js';
import { reminderLine } from '../reminder-line.js';
import reminderStyles from '../reminder-line.styles.js';
import { dateWords, dosageWords } from '../words.js';
import { alarm, speak } from './alarm.js';
import { doseRow, stockLine, type Panel, type RowInput } from './row.js';
import styles from './today.styles.js';

/** What the element has loaded. */
interface Ground {
  readonly content: ScheduleContent;
  readonly day: DayView;
  readonly reminders: ReminderState;
}

/** The bar after an answer, while it can be taken back with one tap. */
interface Answer {
  readonly dose: Pick<DoseView, 'id'>;
  readonly text: string;
}

/** A reminder that rang while this element was shown. */
interface Rung {
  readonly plan: string;
  readonly slot: string;
  readonly at: number;
}

type Panels = typeof import('./panel.js');

const halfDay = 43_200_000;

const longest = 2 ** 31 - 1; // what setTimeout can count

/**
 * The doses of a day along the clock: what is due now first, with one large button each; the rest of the day beneath.
 * Shows itself anew when a dose changes its state, at midnight, and when records change here or on another device.
 *
 * @tag nelumbo-medication-today
 * @summary Today's doses: take, skip, put off, undo.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id: string, plan: string, slot: string }} nelumbo-taken - A dose was recorded as taken.
 * @event {{ id: string, plan: string, slot: string, reason: string }} nelumbo-skipped - A dose was recorded as left out.
 * @event {{ id: string, plan: string, slot: string, minutes: number }} nelumbo-snoozed - A dose was put off.
 * @event {{ id: string }} nelumbo-undone - An answer was taken back.
 * @event {{}} nelumbo-add - The user wants to add a medicine; preventing it keeps the element's own editor closed.
 *
 * @csspart box - The themed box around everything.
 * @csspart dose - One dose.
 * @csspart panel - What a dose offers besides its button.
 * @csspart stock - The line that says what is left.
 * @csspart reminders - The line that says how reminders work here.
 *
 * @cssprop --nelumbo-inset-bottom - Height of what the host keeps at the foot of the window, so that the undo bar stays above it.
 */
export class NelumboMedicationToday extends NelumboElement {
  static override styles = [boxStyles, controlStyles, reminderStyles, styles];

  #timer: ReturnType<typeof setTimeout> | undefined;
  #barTimer: ReturnType<typeof setTimeout> | undefined;
  #unhear: (() => void) | undefined;
  #heardFrom: Client | undefined;
  /** Writes that are asked for and not done yet, and the last of them. */
  readonly #asked = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  @query('dialog') private dialog!: HTMLDialogElement | null;

  @state() private ground: Ground | undefined;
  @state() private panel: Panel | undefined;
  @state() private answer: Answer | undefined;
  @state() private said = '';
  @state() private busy = false;
  @state() private writeFailure: NelumboError | undefined;
  @state() private rung: readonly Rung[] = [];
  @state() private adding = false;
  @state() private panels: Panels | undefined;
  /** What an extra dose would mean, while it waits for a yes. */
  @state() private asked: { readonly plan: string; readonly findings: readonly Finding[] } | undefined;
  @state() private tested: boolean | undefined;

  /** The day to show, `YYYY-MM-DD`; today without it, and tomorrow after midnight. */
  @property() date = '';
  /** Shows without buttons, as for a caregiver. */
  @property({ type: Boolean }) readonly = false;

  /** Says aloud that it is time when a dose is due; always in care mode. */
  @property({ type: Boolean }) spoken = false;

  override connectedCallback(): void {
    super.connectedCallback();
    // Timers of a hidden page are late: look again when it is seen.
    document.addEventListener('visibilitychange', this.#seen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#timer);
    clearTimeout(this.#barTimer);
    this.#unhear?.();
    this.#heardFrom = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && changed.has('date')) void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.some((type) => type === 'MedicationRequest' || type === 'MedicationAdministration' || type === 'doc');
  }

  protected override forget(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#barTimer);
    this.ground = this.panel = this.answer = this.asked = this.tested = this.writeFailure = undefined;
    this.rung = [];
    this.said = '';
    this.adding = false;
  }

  protected override async load(client: Client): Promise<void> {
    this.#hear(client);
    const { medication } = client;
    const [content, day, reminders] = await Promise.all([medication.content(), medication.day(this.date || undefined), medication.reminders()]);
    this.ground = { content, day, reminders };
    clearTimeout(this.#timer);
    if (!this.readonly && day.doses.length + day.asNeeded.length) void this.#morePanels().catch(() => undefined); // pressing says when it cannot
    if (this.isConnected) this.#timer = setTimeout(() => void this.reload(), Math.min(Math.max(day.nextChange - day.now, 0) + 50, longest));
  }

  protected override view(): TemplateResult {
    const texts = this.texts(medicationTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${texts.loading}</p>
        <p class="skeleton hero"></p>
        <p class="skeleton hero"></p>
      </section>`;
    const { day } = ground;
    const title = day.today ? texts.today.title : texts.today.titleOf(dateWords(day.date, this.activeLocale));
    const empty = !day.doses.length && !day.asNeeded.length;
    return html`<section class="card" role="group" aria-label=${title} aria-busy=${this.busy ? 'true' : 'false'}>
      <div class="head">
        ${pillIcon}
        <h2 class="title">${title}</h2>
        ${this.readonly || empty ? nothing : html`<button type="button" class="quiet add" @click=${this.#add}>${plusIcon}${texts.today.addShort}</button>`}
      </div>
      ${this.failure ? failureBanner(this.failure, this.activeLocale, () => void this.reload()) : nothing}
      ${this.writeFailure ? failureBanner(this.writeFailure, this.activeLocale) : nothing} ${empty ? this.#empty(texts) : this.#lists(ground, texts)}
      ${this.#bar(texts)} ${day.today && !this.readonly && !empty ? this.#reminders(ground, texts) : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.adding ? this.#editor(texts) : nothing}
    </section>`;
  }

  protected override updated(): void {
    if (this.adding && this.dialog && !this.dialog.open) this.dialog.showModal();
  }

  #empty(texts: MedicationTexts): TemplateResult {
    const t = texts.today;
    return html`<div class="empty">
      ${pillIcon}
      <p class="title">${t.emptyTitle}</p>
      ${
        this.readonly
          ? nothing
          : html`<p>${t.emptyText}</p>
              <button type="button" class="primary add" @click=${this.#add}>${plusIcon}${t.add}</button>`
      }
    </div>`;
  }

  #lists(ground: Ground, texts: MedicationTexts): TemplateResult {
    const t = texts.today;
    const { doses } = ground.day;
    const isOpen = (d: DoseView): boolean => d.state === 'due' || d.state === 'late' || d.state === 'snoozed';
    const rings = this.#ringing(doses);
    const order = { late: 0, due: 1, snoozed: 2 } as Readonly<Record<string, number>>;
    const place = (d: DoseView): number => (rings.includes(d) ? -1 : order[d.state]!);
    const now = doses.filter(isOpen).sort((a, b) => place(a) - place(b) || a.due - b.due);
    const rest = doses.filter((d) => !isOpen(d));
    const withStock = new Set(ground.day.asNeeded.map((plan) => plan.ref));
    const row = (dose: DoseView): TemplateResult => {
      const first = !withStock.has(dose.plan);
      withStock.add(dose.plan);
      return doseRow({ ...this.#rowInput(dose, ground, texts, first), ringing: rings.includes(dose) });
    };
    const list = (items: readonly DoseView[]): TemplateResult =>
      html`<ol class="spine">
        ${repeat(items, (d) => d.id, row)}
      </ol>`;
    return html`${rings.length ? alarm(rings, texts, this.activeLocale) : nothing} ${this.#summary(ground, now, texts)}
    ${now.length ? html`${rest.length ? html`<h3 class="group">${t.now}</h3>` : nothing}${list(now)}` : nothing}
    ${rest.length ? html`${now.length ? html`<h3 class="group">${t.rest}</h3>` : nothing}${list(rest)}` : nothing} ${this.#asNeeded(ground, texts)}`;
  }

  /** One line that says where the day stands. */
  #summary({ day }: Ground, now: readonly DoseView[], texts: MedicationTexts): TemplateResult | typeof nothing {
    const counted = day.doses.filter((d) => d.state !== 'extra' && !(d.state === 'missed' && d.beforePlan));
    if (!counted.length || !day.today) return nothing;
    const done = counted.filter((d) => d.state === 'taken' || d.state === 'skipped').length;
    const next = day.doses.find((d) => d.state === 'upcoming');
    const sentence = now.length ? '' : next ? texts.today.nextAt(next.local.time, next.name) : done === counted.length ? texts.today.allDone : '';
    return html`<div class="summary">
      <div class="meter" aria-hidden="true">${counted.map((d) => html`<span data-state=${d.state}></span>`)}</div>
      <p class="small muted">${texts.today.progress(done, counted.length)}${sentence ? html` · <span class="next">${sentence}</span>` : nothing}</p>
    </div>`;
  }

  /** The doses that ring. A slot comes back every day: only the ring of this very dose counts, at its hour or after a snooze. */
  #ringing(doses: readonly DoseView[]): readonly DoseView[] {
    if (this.readonly) return [];
    const rang = (d: DoseView): boolean => this.rung.some((r) => r.plan === d.plan && r.slot === d.slot && r.at >= d.due && r.at < d.due + halfDay);
    return doses.filter((d) => (d.state === 'due' || d.state === 'late') && rang(d));
  }

  #asNeeded({ day, content }: Ground, texts: MedicationTexts): TemplateResult | typeof nothing {
    if (!day.asNeeded.length || !day.today) return nothing;
    const t = texts.today;
    return html`<h3 class="group">${t.asNeeded}</h3>
      <ul class="needed">
        ${day.asNeeded.map(
          (plan) =>
            html`<li class="dose" data-tone="unknown">
              <div class="what">
                <h4 class="name">${plan.name}</h4>
                <p class="facts">${dosageWords(plan, this.activeLocale)}</p>
                ${stockLine({ plan, stock: true, content, texts, locale: this.activeLocale })}
              </div>
              ${
                this.readonly
                  ? nothing
                  : html`<div class="do">
                      <button type="button" class="extra" aria-label=${t.onceNamed(plan.name)} @click=${() => void this.#extra(plan)}>${t.once}</button>
                    </div>`
              }
              ${this.asked?.plan === plan.ref ? this.#asking(plan, this.asked.findings) : nothing}
            </li>`,
        )}
      </ul>`;
  }

  #asking(plan: PlanView, findings: readonly Finding[]): TemplateResult | typeof nothing {
    const accepted = findings.map((f) => f.rule);
    const answer = { no: () => void (this.asked = undefined), yes: () => void this.#extra(plan, accepted) };
    return this.panels?.askingPanel(findings, this.activeLocale, answer) ?? nothing;
  }

  /** A few seconds in which one tap takes the last answer back; afterwards the row's own button does. */
  #bar(texts: MedicationTexts): TemplateResult | typeof nothing {
    const { answer } = this;
    if (!answer) return nothing;
    return html`<div class="bar">
      <span>${answer.text}</span>
      <button type="button" class="quiet undo-bar" @click=${() => void this.#undo(answer.dose)}>${undoIcon}${texts.today.undo}</button>
    </div>`;
  }

  #reminders({ reminders }: Ground, texts: MedicationTexts): TemplateResult {
    return html`<div class="foot">
      ${reminderLine(reminders, texts, { allow: (channel) => void this.#allow(channel), test: () => void this.#test(), tested: this.tested })}
    </div>`;
  }

  #editor(texts: MedicationTexts): TemplateResult {
    return html`<dialog aria-label=${texts.today.add} @close=${this.#closed} @nelumbo-saved=${this.#closeDialog} @nelumbo-cancelled=${this.#closeDialog}>
      <button type="button" class="quiet close" aria-label=${texts.close} @click=${this.#closeDialog}>${closeIcon}</button>
      <nelumbo-medication-plan></nelumbo-medication-plan>
    </dialog>`;
  }

  #rowInput(dose: DoseView, { content, day }: Ground, texts: MedicationTexts, stock: boolean): Omit<RowInput, 'ringing'> {
    return {
      ...{ dose, plan: day.plans[dose.plan], content, texts, locale: this.activeLocale, readonly: this.readonly, stock },
      panel: this.panel?.dose === dose.id ? this.panel : undefined,
      panelOf: this.panels?.panelOf,
      take: (d, options) => void this.#take(d, options),
      skip: (d, reason) => void this.#skip(d, reason),
      snooze: (d, minutes) => void this.#snooze(d, minutes),
      undo: (d) => void this.#undo(d),
      toggle: (d) => this.#toggle(d),
      edit: (part) => (this.panel = this.panel && { ...this.panel, ...part }),
    };
  }

  #toggle(dose: DoseView): void {
    void this.#attempt(async () => void (await this.#morePanels()));
    const at = dose.state === 'missed' ? dose.local.time : '';
    this.panel = this.panel?.dose === dose.id ? undefined : { dose: dose.id, amount: String(dose.amount?.value ?? ''), at, problem: undefined, agreed: {} };
  }

  async #take(dose: DoseView, options?: TakeOptions): Promise<void> {
    const texts = this.texts(medicationTexts);
    await this.#write(`take ${dose.id}`, async ({ medication }) => {
      const result = await medication.take(dose, options);
      if (!result.ok) return this.#refused(dose, result.error, options);
      this.#answered(dose, texts.today.takenBar(dose.name));
      this.emit('nelumbo-taken', { id: dose.id, plan: dose.plan, slot: dose.slot });
    });
  }

  async #skip(dose: DoseView, reason: string): Promise<void> {
    const texts = this.texts(medicationTexts);
    await this.#write(`skip ${dose.id}`, async ({ medication }) => {
      const result = await medication.skip(dose, reason);
      if (!result.ok) return this.#refused(dose, result.error);
      this.#answered(dose, texts.today.skippedBar(dose.name));
      this.emit('nelumbo-skipped', { id: dose.id, plan: dose.plan, slot: dose.slot, reason });
    });
  }

  async #snooze(dose: DoseView, minutes: number): Promise<void> {
    await this.#write(`snooze ${dose.id}`, async ({ medication }) => {
      const result = await medication.snooze(dose, minutes);
      if (!result.ok) return this.#refused(dose, result.error);
      this.panel = undefined;
      this.said = this.texts(medicationTexts).states.snoozed;
      this.emit('nelumbo-snoozed', { id: dose.id, plan: dose.plan, slot: dose.slot, minutes });
    });
  }

  async #extra(plan: PlanView, accepted: readonly FindingRule[] = []): Promise<void> {
    await this.#write(`extra ${plan.ref}`, async ({ medication }) => {
      const result = await medication.extra(plan.ref, { accepted });
      this.asked = result.ok || result.error.rule !== 'asks' ? undefined : { plan: plan.ref, findings: result.error.findings ?? [] };
      if (!result.ok) return void (this.said = (await this.#morePanels()).refusalWords(result.error.rule, this.activeLocale));
      this.#answered({ id: result.value }, this.texts(medicationTexts).today.takenBar(plan.name));
      this.emit('nelumbo-taken', { id: result.value, plan: plan.ref, slot: '' });
    });
  }

  async #undo(dose: Pick<DoseView, 'id'>): Promise<void> {
    await this.#write(`undo ${dose.id}`, async ({ medication }) => {
      await medication.undo(dose);
      this.answer = this.panel = undefined;
      this.said = this.texts(medicationTexts).today.undone;
      this.emit('nelumbo-undone', { id: dose.id });
    });
  }

  /**
   * Runs a write after those before it: who taps one medicine after the other loses none. The second tap of a double tap is left out.
   * @param what - the act and what it is about
   */
  #write(what: string, task: (client: Client) => Promise<void>): Promise<void> {
    if (this.#asked.has(what)) return this.#last;
    this.#asked.add(what);
    this.busy = true;
    const done = (): void => {
      this.#asked.delete(what);
      this.busy = this.#asked.size > 0;
    };
    return (this.#last = this.#last.then(() => this.#run(task)).then(done));
  }

  /** When a write fails, what was typed stays and the banner says what is safe. */
  async #run(task: (client: Client) => Promise<void>): Promise<void> {
    this.writeFailure = undefined;
    try {
      await task(await this.whenClient());
      await this.reload();
    } catch (error) {
      this.writeFailure = toNelumboError(error);
    }
  }

  async #refused(dose: DoseView, problem: DoseRefusal, options: TakeOptions = {}): Promise<void> {
    await this.#morePanels();
    const before = this.panel?.dose === dose.id ? this.panel : { dose: dose.id, amount: String(dose.amount?.value ?? ''), at: '' };
    const { confirmed, accepted } = options;
    this.panel = { ...before, problem, agreed: { ...(confirmed ? { confirmed } : {}), ...(accepted ? { accepted } : {}) } };
  }

  /** What a dose offers besides its button loads behind the list, so that it is there when the network is not. */
  async #morePanels(): Promise<Panels> {
    return (this.panels ??= await import('./panel.js'));
  }

  #answered(dose: Pick<DoseView, 'id'>, text: string): void {
    this.panel = undefined;
    this.answer = { dose, text };
    this.said = text;
    clearTimeout(this.#barTimer);
    this.#barTimer = setTimeout(() => (this.answer = undefined), (this.ground?.content.undoSeconds ?? 10) * 1000);
  }

  #hear(client: Client): void {
    if (this.#heardFrom === client) return;
    this.#unhear?.();
    this.#heardFrom = client;
    this.#unhear = client.on('dose-due', ({ plan, slot, at }) => {
      this.rung = [...this.rung.slice(-20), { plan, slot, at }];
      if (this.activeCare || this.spoken) speak(this.texts(medicationTexts).today.voice, this.activeLocale);
      void this.reload();
    });
  }

  readonly #seen = (): void => {
    if (document.visibilityState === 'visible') void this.reload();
  };

  readonly #add = (): void => {
    if (!this.emit('nelumbo-add', {}, { cancelable: true })) return;
    // The editor is loaded when it is first wanted.
    void this.#attempt(async () => {
      await import('../plan/define.js');
      this.adding = true;
    });
  };

  readonly #closeDialog = (): void => this.dialog?.close();

  readonly #closed = (): void => {
    this.adding = false;
  };

  /** Runs what a button starts; its failure is said, not lost. */
  async #attempt(task: () => Promise<void>): Promise<void> {
    this.writeFailure = undefined;
    try {
      await task();
    } catch (error) {
      this.writeFailure = toNelumboError(error);
    }
  }

  #allow(channel: 'notification' | 'web-push'): Promise<void> {
    return this.#attempt(async () => {
      const { medication } = await this.whenClient();
      const reminders = await medication.requestReminders(channel);
      if (this.ground) this.ground = { ...this.ground, reminders };
    });
  }

  #test(): Promise<void> {
    return this.#attempt(async () => {
      const { medication } = await this.whenClient();
      this.tested = (await medication.testReminder()).length > 0;
    });
  }
}
