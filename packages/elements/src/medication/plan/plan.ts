import type { Client, RecordsChanged } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import type { Habits, PlanView, Preview, ReminderState, ScheduleContent } from '@nelumbo/core/medication';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, statusMark } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { pillIcon } from '../../base/icons/pill.js';
import { planTexts, type PlanTexts } from '../../locales/medication/plan.js';
import { reminderLine } from '../reminder-line.js';
import reminderStyles from '../reminder-line.styles.js';
import { dosageWords } from '../words.js';
import { draftOf, emptyDraft, fieldsOf, hoursOf, inputOf, problemOf, type Draft } from './draft.js';
import { problemLine, type StepInput } from './fields.js';
import { medicineStep, stockStep, whenStep } from './steps.js';
import styles from './plan.styles.js';

/** What the editor has loaded. */
interface Ground {
  readonly content: ScheduleContent;
  readonly today: string;
  readonly plan: PlanView | undefined;
  readonly reminders: ReminderState;
  readonly habits: Habits;
}

const lastStep = 3;

/**
 * Adds or edits a medication plan in three short steps: the medicine, when to take it, stock and reminders. Usual ways come first,
 * the dosage stands in words with its next doses at once, and nothing typed is lost when saving fails.
 *
 * @tag nelumbo-medication-plan
 * @summary Adds or edits a medication plan.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id: string }} nelumbo-saved - The plan was committed; the id is its record's reference.
 * @event {{ reason: string }} nelumbo-refused - The plan cannot be saved as it stands; the reason is a rule's name.
 * @event {{}} nelumbo-cancelled - The user left without saving.
 *
 * @csspart box - The themed box around everything.
 * @csspart reminders - The line that says how reminders work here.
 *
 * @cssprop --nelumbo-inset-bottom - Height of what the host keeps at the foot of the window, so that the way on stays above it.
 */
export class NelumboMedicationPlan extends NelumboElement {
  static override styles = [boxStyles, controlStyles, reminderStyles, styles];

  #asked = 0;

  @query('.step-name') private heading!: HTMLElement | null;
  @query('[aria-invalid="true"]') private firstInvalid!: HTMLElement | null;
  @query('.problem') private problemBlock!: HTMLElement | null;

  @state() private ground: Ground | undefined;
  @state() private draft: Draft | undefined;
  @state() private fixed = false;
  @state() private step = 1;
  @state() private problem: { rule: string; field: string } | undefined;
  @state() private preview: Preview | undefined;
  @state() private busy = false;
  @state() private savedName: string | undefined;
  @state() private saveFailure: NelumboError | undefined;
  @state() private tested: boolean | undefined;
  @state() private written = '';
  @state() private unread: readonly string[] | undefined;

  /** Reference of the plan to edit, such as `MedicationRequest/…`; a new one without it. */
  @property() plan = '';
  /** Id of a template that fills a new plan, such as `twice-after-meals`. */
  @property() template = '';

  /** Empties the fields and begins again. */
  reset(): void {
    this.draft = undefined;
    this.step = 1;
    this.problem = this.saveFailure = this.savedName = this.preview = this.unread = undefined;
    this.written = '';
    void this.reload();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && (changed.has('plan') || changed.has('template'))) this.reset();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('MedicationRequest');
  }

  protected override forget(): void {
    this.ground = this.draft = this.tested = undefined;
    this.step = 1;
    this.problem = this.saveFailure = this.savedName = this.preview = this.unread = undefined;
    this.written = '';
    this.#asked++; // an answer under way is void
  }

  protected override async load({ medication }: Client): Promise<void> {
    const [content, day, reminders, habits, plans] = await Promise.all([
      medication.content(),
      medication.day(),
      medication.reminders(),
      medication.habits(),
      this.plan ? medication.plans() : [],
    ]);
    const plan = plans.find((p) => p.ref === this.plan);
    this.ground = { content, today: day.date, plan, reminders, habits };
    if (this.draft) return; // what is being typed stays, whatever changed
    if (plan) ({ draft: this.draft, fixed: this.fixed } = draftOf(plan, content, habits));
    else {
      this.draft = emptyDraft(content, habits);
      this.fixed = false;
      const template = content.templates.find((t) => t.id === this.template);
      if (template) this.draft = { ...this.draft, ...fieldsOf(template.pattern) };
    }
    await this.#ask();
  }

  protected override view(): TemplateResult {
    const texts = this.texts(planTexts);
    const { ground, draft } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground || !draft)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${texts.loading}</p>
        <p class="skeleton hero"></p>
      </section>`;
    const title = this.plan ? texts.plan.editTitle : texts.plan.title;
    return html`<section class="card" role="group" aria-label=${title}>
      <div class="head">
        ${pillIcon}
        <h2 class="title">${title}</h2>
      </div>
      ${this.plan && !ground.plan ? html`<p class="banner" data-tone="watch">${texts.plan.unknown}</p>` : nothing}
      ${this.savedName === undefined ? this.#form(ground, draft, texts) : this.#done(this.savedName, texts)}
    </section>`;
  }

  #form(ground: Ground, draft: Draft, texts: PlanTexts): TemplateResult {
    const t = texts.plan;
    const input = this.#stepInput(ground, draft, texts);
    const known = ['name', 'amount', 'meals', 'times', 'everyHours', 'firstDose', 'weekdays', 'everyDays', 'cycle', 'taper', 'anchors', 'end', 'stock'];
    return html`<div class="progress" aria-hidden="true">${[1, 2, 3].map((n) => html`<span ?data-done=${n <= this.step}></span>`)}</div>
      <form novalidate @submit=${this.#submit}>
        <div>
          <p class="small muted step-name" tabindex="-1">${t.step(this.step, lastStep)} · ${t.steps[this.step - 1]}</p>
        </div>
        ${this.step === 1 ? medicineStep(input) : this.step === 2 ? whenStep(input) : stockStep(input, this.#reminders(texts))}
        ${
          this.problem && !known.includes(this.problem.field)
            ? html`<div class="problem" tabindex="-1">${problemLine(input, this.problem.field)}</div>`
            : nothing
        }
        ${this.saveFailure ? failureBanner(this.saveFailure, this.activeLocale) : nothing}
        <div class="actions">
          ${
            this.step > 1
              ? html`<button type="button" class="back" @click=${() => void this.#go(this.step - (this.fixed && this.step === 3 ? 2 : 1))}>${t.back}</button>`
              : html`<button type="button" class="quiet cancel" @click=${this.#cancel}>${t.cancel}</button>`
          }
          <button type="submit" class="primary" ?disabled=${this.busy}>${this.step < lastStep ? t.next : this.busy ? t.saving : t.save}</button>
        </div>
      </form>`;
  }

  #done(name: string, texts: PlanTexts): TemplateResult {
    return html`<div class="done" role="status">
      ${statusMark('good')}
      <p class="title">${texts.plan.saved(name)}</p>
      ${this.preview ? html`<p class="muted">${dosageWords(this.preview, this.activeLocale)}</p>` : nothing}
      <button type="button" class="another" @click=${() => this.reset()}>${texts.plan.another}</button>
    </div>`;
  }

  #stepInput(ground: Ground, draft: Draft, texts: PlanTexts): StepInput {
    return {
      ...{ draft, content: ground.content, texts, locale: this.activeLocale, fixed: this.fixed, problem: this.problem, preview: this.preview },
      change: (part) => this.#change(part),
      useTemplate: (id) => this.#useTemplate(id),
      ...{ written: this.written, unread: this.unread },
      write: (text) => {
        this.written = text;
        this.unread = undefined;
      },
      read: () => void this.#readWritten(),
    };
  }

  #reminders(texts: PlanTexts): TemplateResult | typeof nothing {
    return reminderLine(this.ground?.reminders, texts, { allow: (channel) => void this.#allow(channel), test: () => void this.#test(), tested: this.tested });
  }

  #change(part: Partial<Draft>): void {
    if (!this.draft) return;
    // Every few hours shows no steps: those entered before would be saved unseen.
    const unseen = part.mode === 'hours' && this.draft.mode !== 'hours' ? { taper: [] } : {};
    this.draft = { ...this.draft, ...part, ...unseen };
    if (this.problem) this.problem = undefined;
    void this.#ask();
  }

  #useTemplate(id: string): void {
    const template = this.ground?.content.templates.find((t) => t.id === id);
    const fields = template && fieldsOf(template.pattern);
    if (fields) this.#change(fields);
    // The usual way is chosen: on to when, unless the name is still missing.
    if (this.draft?.name.trim()) void this.#go(2);
    else this.#refuse({ rule: 'no-name', field: 'name', step: 1 });
  }

  /** Fills the fields from one's own words; what was not understood is said, and nothing goes on by itself. */
  async #readWritten(): Promise<void> {
    if (!this.written.trim()) return;
    const { medication } = await this.whenClient();
    const { pattern, unread } = await medication.parse(this.written);
    const fields = pattern && fieldsOf(pattern);
    this.unread = unread;
    if (!fields) return;
    this.#change(fields);
    if (unread.length) return;
    if (this.draft?.name.trim()) await this.#go(2);
    else this.#refuse({ rule: 'no-name', field: 'name', step: 1 });
  }

  /** Asks what the fields mean; a later question makes an earlier answer void. */
  async #ask(): Promise<void> {
    const { draft, ground } = this;
    if (!draft || !ground) return;
    const turn = ++this.#asked;
    const complete = this.fixed || !problemOf({ ...draft, name: '-', stock: '' }, lastStep);
    const { medication } = await this.whenClient();
    const asked = inputOf({ ...draft, name: draft.name || '-' }, ground.today, ground.plan, this.fixed);
    const moved = this.#movedHours(draft, ground);
    const found = complete ? await medication.preview(moved ? { ...asked, anchors: moved } : asked).catch(() => undefined) : undefined; // a failed preview is none; saving reports
    if (turn === this.#asked) this.preview = found?.ok ? found.value : undefined;
  }

  /** The hours of the day that were changed: they are the user's, and hold for every plan by meals. */
  #movedHours(draft: Draft, { content, habits }: Ground): Readonly<Record<string, string>> | undefined {
    if (draft.mode !== 'meals') return undefined;
    const before = hoursOf(content, habits);
    const moved = Object.entries(draft.anchors).filter(([code, time]) => time !== before[code]);
    return moved.length ? Object.fromEntries(moved) : undefined;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { draft } = this;
    if (!draft || this.busy) return;
    const problem = problemOf(draft, this.step);
    const editable = !this.fixed || problem?.field === 'name' || problem?.field === 'stock';
    if (problem && editable) this.#refuse(problem);
    else if (this.step < lastStep) void this.#go(this.fixed ? lastStep : this.step + 1);
    else void this.#save(draft);
  };

  #refuse(problem: { rule: string; field: string; step: number }): void {
    this.problem = problem;
    this.step = problem.step;
    this.emit('nelumbo-refused', { reason: problem.rule });
    void this.updateComplete.then(() => (this.firstInvalid ?? this.problemBlock)?.focus());
  }

  async #go(step: number): Promise<void> {
    this.step = step;
    this.problem = this.saveFailure = undefined;
    await this.updateComplete;
    this.heading?.focus(); // the button that was pressed has moved or gone
  }

  async #save(draft: Draft): Promise<void> {
    const { ground } = this;
    if (!ground) return;
    this.busy = true;
    this.saveFailure = undefined;
    try {
      const { medication } = await this.whenClient();
      const moved = this.fixed ? undefined : this.#movedHours(draft, ground);
      if (moved) await medication.setHabits({ ...ground.habits, anchors: { ...ground.habits.anchors, ...moved } });
      const saved = await medication.plan(inputOf(draft, ground.today, ground.plan, this.fixed));
      if (saved.ok) {
        this.savedName = saved.value.name;
        this.emit('nelumbo-saved', { id: saved.value.ref });
      } else {
        const { rule, path } = saved.error;
        this.#refuse({ rule, field: path, step: path === 'name' ? 1 : path === 'stock' ? 3 : 2 });
      }
    } catch (error) {
      this.saveFailure = toNelumboError(error); // what was typed stays in the fields
    } finally {
      this.busy = false;
    }
  }

  readonly #cancel = (): void => {
    this.emit('nelumbo-cancelled', {});
    this.reset();
  };

  async #allow(channel: 'notification' | 'web-push'): Promise<void> {
    const { medication } = await this.whenClient();
    const reminders = await medication.requestReminders(channel);
    if (this.ground) this.ground = { ...this.ground, reminders };
  }

  async #test(): Promise<void> {
    const { medication } = await this.whenClient();
    this.tested = (await medication.testReminder()).length > 0;
  }
}
