import type { Client, RecordsChanged } from '@nelumbo/core';
import { type NelumboError, numberTyped, toNelumboError } from '@nelumbo/core/i18n';
import type { PlanVersion, PlanView, ScheduleContent } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { chevronDownIcon } from '../../base/icons/chevron-down.js';
import { closeIcon } from '../../base/icons/close.js';
import { editIcon } from '../../base/icons/edit.js';
import { pillIcon } from '../../base/icons/pill.js';
import { plusIcon } from '../../base/icons/plus.js';
import { planTexts, type PlanTexts } from '../../locales/medication/plan.js';
import { runsLow, stockLine } from '../today/row.js';
import { dateWords, dosageWords, fullDateWords, unitWord } from '../words.js';
import styles from './list.styles.js';

/**
 * The user's medicines: how each is taken, what is left, and the way to change or end a plan.
 *
 * @tag nelumbo-medication-list
 * @summary All medication plans, to edit or end.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id: string }} nelumbo-edited - A plan was changed or added; the id is its current record's reference.
 * @event {{ id: string }} nelumbo-ended - A plan was ended.
 *
 * @csspart box - The themed box around everything.
 * @csspart plan - One plan.
 * @csspart stock - The line that says what is left.
 */
export class NelumboMedicationList extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  @query('dialog') private dialog!: HTMLDialogElement | null;
  @query('.refill-amount') private refillAmount!: HTMLInputElement | null;

  @state() private ground: { content: ScheduleContent; plans: readonly PlanView[] } | undefined;
  /** Reference of the plan in the editor; empty for a new one; `undefined` while the editor is closed. */
  @state() private editing: string | undefined;
  @state() private ending: PlanView | undefined;
  @state() private busy = false;
  /** The supply that is being entered. */
  @state() private refilling: { readonly ref: string; readonly amount: string } | undefined;
  /** Reference of the plan whose further acts are shown. */
  @state() private open: string | undefined;
  @state() private histories: ReadonlyMap<string, readonly PlanVersion[]> = new Map();
  @state() private writeFailure: NelumboError | undefined;

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.some((type) => type === 'MedicationRequest' || type === 'MedicationAdministration');
  }

  protected override forget(): void {
    this.ground = this.editing = this.ending = this.writeFailure = this.refilling = this.open = undefined;
    this.histories = new Map();
  }

  protected override async load({ medication }: Client): Promise<void> {
    const [content, plans] = await Promise.all([medication.content(), medication.plans()]);
    this.ground = { content, plans };
  }

  protected override updated(): void {
    if ((this.editing !== undefined || this.ending) && this.dialog && !this.dialog.open) this.dialog.showModal();
  }

  protected override view(): TemplateResult {
    const texts = this.texts(planTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${texts.loading}</p>
        <p class="skeleton hero"></p>
      </section>`;
    const t = texts.list;
    return html`<section class="card" role="group" aria-label=${t.title}>
      <div class="head">
        ${pillIcon}
        <h2 class="title">${t.title}</h2>
        ${ground.plans.length ? html`<button type="button" class="quiet add" @click=${() => this.#edit('')}>${plusIcon}${texts.today.addShort}</button>` : nothing}
      </div>
      ${this.failure ? failureBanner(this.failure, this.activeLocale, () => void this.reload()) : nothing}
      ${this.writeFailure && !this.ending ? failureBanner(this.writeFailure, this.activeLocale) : nothing}
      ${
        ground.plans.length
          ? html`<ul class="plans">
              ${ground.plans.map((plan) => this.#plan(plan, ground.content, texts))}
            </ul>`
          : this.#empty(texts)
      }
      ${this.editing !== undefined ? this.#editor(this.editing, texts) : nothing} ${this.ending ? this.#endDialog(this.ending, texts) : nothing}
    </section>`;
  }

  #empty(texts: PlanTexts): TemplateResult {
    return html`<div class="empty">
      ${pillIcon}
      <p class="title">${texts.list.empty}</p>
      <p>${texts.list.emptyText}</p>
      <button type="button" class="primary add" @click=${() => this.#edit('')}>${plusIcon}${texts.today.add}</button>
    </div>`;
  }

  #plan(plan: PlanView, content: ScheduleContent, texts: PlanTexts): TemplateResult {
    const t = texts.list;
    const locale = this.activeLocale;
    const badge = plan.active ? '' : plan.paused ? t.paused : t.ended;
    return html`<li class="plan" part="plan" ?data-ended=${!plan.active && !plan.paused}>
      <div class="what">
        <h3 class="name">${plan.name} ${badge ? html`<span class="ended">${badge}</span>` : nothing}</h3>
        <p>${dosageWords(plan, locale)}</p>
        ${plan.prescriberText ? html`<p class="small muted">${t.prescriber(plan.prescriberText)}</p>` : nothing}
        ${plan.omitted.length ? html`<p class="small muted">${t.omitted}</p>` : nothing}
        ${plan.active && plan.refusals.length ? html`<p class="small banner" data-tone="watch">${t.notScheduled}</p>` : nothing}
        ${plan.active && !plan.remind && !plan.asNeeded ? html`<p class="small muted">${t.silent}</p>` : nothing}
        ${plan.active ? html`${stockLine({ plan, stock: true, content, texts, locale })}${this.#supplyLine(plan, texts)}` : nothing}
        ${plan.asksZone ? this.#zoneQuestion(plan, texts) : nothing} ${this.refilling?.ref === plan.ref ? this.#refillForm(plan, content, texts) : nothing}
        ${plan.versions > 1 ? this.#history(plan, texts) : nothing}
      </div>
      ${(plan.active || plan.paused) && this.refilling?.ref !== plan.ref ? this.#actions(plan, content, texts) : nothing}
    </li>`;
  }

  #actions(plan: PlanView, content: ScheduleContent, texts: PlanTexts): TemplateResult {
    const t = texts.list;
    if (plan.paused)
      return html`<div class="row">
        <button
          type="button"
          class="resume"
          aria-label=${t.resumeNamed(plan.name)}
          @click=${() => this.#do(plan.ref, ({ medication }) => medication.resume(plan.ref))}
        >
          ${t.resume}
        </button>
        <button type="button" class="quiet end" aria-label=${t.endNamed(plan.name)} @click=${() => this.#askEnd(plan)}>${t.end}</button>
      </div>`;
    const edit = html`<button type="button" class="edit" aria-label=${t.editNamed(plan.name)} @click=${() => this.#edit(plan.ref)}>
      ${editIcon}${t.edit}
    </button>`;
    const refill = html`<button type="button" class="refill" aria-label=${t.refillNamed(plan.name)} @click=${() => void this.#askRefill(plan.ref)}>
      ${t.refill}
    </button>`;
    // The one thing that is wanted most often stands there; the others are a press away.
    const low = runsLow(plan, content);
    const open = this.open === plan.ref;
    return html`<div class="row">
        ${low ? refill : edit}
        <button
          type="button"
          class="quiet more"
          aria-expanded=${open ? 'true' : 'false'}
          aria-label=${t.moreNamed(plan.name)}
          @click=${() => (this.open = open ? undefined : plan.ref)}
        >
          ${texts.today.more}${chevronDownIcon}
        </button>
      </div>
      ${
        open
          ? html`<div class="row rest">
              ${low ? edit : refill}
              <button
                type="button"
                class="pause"
                aria-label=${t.pauseNamed(plan.name)}
                @click=${() => this.#do(plan.ref, ({ medication }) => medication.pause(plan.ref))}
              >
                ${t.pause}
              </button>
              <button type="button" class="danger end" aria-label=${t.endNamed(plan.name)} @click=${() => this.#askEnd(plan)}>${t.end}</button>
            </div>`
          : nothing
      }`;
  }

  /** When to collect more, and until when it may be used. */
  #supplyLine({ stock }: PlanView, texts: PlanTexts): TemplateResult | typeof nothing {
    const t = texts.list;
    const day = (date: string): string => fullDateWords(date, this.activeLocale);
    const parts = [
      stock?.refillOn ? t.refillOn(dateWords(stock.refillOn, this.activeLocale)) : '',
      stock?.expires ? (stock.expired ? t.expired(day(stock.expires)) : t.expires(day(stock.expires))) : '',
    ].filter(Boolean);
    return parts.length ? html`<p class="stock supply" ?data-low=${stock?.expired === true}>${parts.join(' · ')}</p>` : nothing;
  }

  #zoneQuestion(plan: PlanView, texts: PlanTexts): TemplateResult {
    const t = texts.list;
    return html`<div class="banner zone" data-tone="watch">
      <div class="stack">
        <p>${t.zoneAsk(plan.name)}</p>
        <div class="row">
          <button type="button" class="follow" @click=${() => this.#do(plan.ref, ({ medication }) => medication.settleZone(plan.ref, 'follow'))}>
            ${t.zoneFollow}
          </button>
          <button type="button" class="stay" @click=${() => this.#do(plan.ref, ({ medication }) => medication.settleZone(plan.ref, 'stay'))}>
            ${t.zoneStay}
          </button>
        </div>
      </div>
    </div>`;
  }

  #refillForm(plan: PlanView, content: ScheduleContent, texts: PlanTexts): TemplateResult {
    const t = texts.list;
    const amount = numberTyped(this.refilling?.amount ?? '') ?? NaN;
    const unit = unitWord(content.units, plan.stock?.unit ?? plan.amount?.code ?? '', this.activeLocale);
    const save = (event: Event): void => {
      event.preventDefault();
      if (amount > 0) this.#do(plan.ref, ({ medication }) => medication.refill(plan.ref, { amount }));
    };
    return html`<form class="refill-form" novalidate @submit=${save}>
      <label class="field"
        ><span>${t.refillAmount(unit)}</span>
        <input
          class="refill-amount"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          .value=${this.refilling?.amount ?? ''}
          aria-invalid=${this.refilling?.amount && !(amount > 0) ? 'true' : 'false'}
          @input=${(e: Event) => (this.refilling = { ref: plan.ref, amount: (e.target as HTMLInputElement).value })}
      /></label>
      <div class="row">
        <button type="submit" class="primary" ?disabled=${this.busy}>${t.refillSave}</button>
        <button type="button" class="quiet" @click=${this.#dropRefill}>${texts.plan.cancel}</button>
      </div>
    </form>`;
  }

  /** Read when it is opened: most people never ask. */
  #history(plan: PlanView, texts: PlanTexts): TemplateResult {
    const t = texts.list;
    const open = (event: Event): void => {
      if ((event.target as HTMLDetailsElement).open) void this.#readHistory(plan.ref);
    };
    return html`<details class="history" @toggle=${open}>
      <summary>${t.history}</summary>
      <ol>
        ${(this.histories.get(plan.ref) ?? []).map(
          (v) =>
            html`<li>
              <span class="small muted"
                >${t.version(v.from ? fullDateWords(v.from.date, this.activeLocale) : '', v.until ? fullDateWords(v.until.date, this.activeLocale) : '')} ·
                ${t.versionStates[v.state]}</span
              >
              <span>${dosageWords(v, this.activeLocale)}</span>
            </li>`,
        )}
      </ol>
    </details>`;
  }

  async #readHistory(ref: string): Promise<void> {
    const { medication } = await this.whenClient();
    this.histories = new Map([...this.histories, [ref, await medication.versions(ref)]]);
  }

  /** Runs what a button of a plan starts, and shows the plans anew; a failure is said, and nothing is changed. */
  #do(ref: string, task: (client: Client) => Promise<unknown>): void {
    if (this.busy) return;
    this.busy = true;
    this.writeFailure = undefined;
    const led = this.shadowRoot?.activeElement !== null; // a keyboard or a screen reader stands in the list
    void this.whenClient()
      .then(task)
      .then(async () => {
        this.refilling = this.open = undefined;
        await this.reload();
        await this.updateComplete;
        // The pressed one has gone.
        const at = this.ground?.plans.findIndex((plan) => plan.ref === ref) ?? -1;
        if (led && !this.shadowRoot?.activeElement) this.renderRoot.querySelectorAll('.plan')[at]?.querySelector('button')?.focus();
      })
      .catch((error: unknown) => (this.writeFailure = toNelumboError(error)))
      .finally(() => (this.busy = false));
  }

  #editor(ref: string, texts: PlanTexts): TemplateResult {
    return html`<dialog
      class="editor"
      aria-label=${ref ? texts.plan.editTitle : texts.plan.title}
      @close=${this.#closed}
      @nelumbo-saved=${this.#saved}
      @nelumbo-cancelled=${this.#close}
    >
      <button type="button" class="quiet close" aria-label=${texts.close} @click=${this.#close}>${closeIcon}</button>
      <nelumbo-medication-plan plan=${ref}></nelumbo-medication-plan>
    </dialog>`;
  }

  #endDialog(plan: PlanView, texts: PlanTexts): TemplateResult {
    const t = texts.list;
    return html`<dialog aria-labelledby="end-title" @close=${this.#closed}>
      <div class="stack">
        <h3 class="title" id="end-title">${t.endAsk(plan.name)}</h3>
        <p>${t.endText}</p>
        ${this.writeFailure ? failureBanner(this.writeFailure, this.activeLocale) : nothing}
        <div class="row">
          <button type="button" class="keep" @click=${this.#close}>${t.keep}</button>
          <button type="button" class="danger end-yes" ?disabled=${this.busy} @click=${() => void this.#end(plan)}>${t.endYes}</button>
        </div>
      </div>
    </dialog>`;
  }

  #edit(ref: string): void {
    // The editor is loaded when it is first wanted.
    import('../plan/define.js').then(
      () => (this.editing = ref),
      (error: unknown) => (this.failure = toNelumboError(error)),
    );
  }

  async #askRefill(ref: string): Promise<void> {
    this.refilling = { ref, amount: '' };
    this.open = undefined;
    await this.updateComplete;
    this.refillAmount?.focus();
  }

  readonly #dropRefill = async (event: Event): Promise<void> => {
    const row = (event.currentTarget as HTMLElement).closest('.plan'); // the form is in one
    this.refilling = undefined;
    await this.updateComplete;
    row?.querySelector('button')?.focus(); // the pressed one has gone
  };

  #askEnd(plan: PlanView): void {
    this.writeFailure = undefined;
    this.ending = plan;
  }

  async #end(plan: PlanView): Promise<void> {
    this.busy = true;
    try {
      const { medication } = await this.whenClient();
      const ended = await medication.end(plan.ref);
      this.dialog?.close();
      if (ended.ok) this.emit('nelumbo-ended', { id: plan.ref });
      await this.reload();
    } catch (error) {
      this.writeFailure = toNelumboError(error);
    } finally {
      this.busy = false;
    }
  }

  readonly #close = (): void => this.dialog?.close();

  readonly #closed = (): void => {
    this.editing = this.ending = undefined;
  };

  readonly #saved = (event: CustomEvent<{ id: string }>): void => {
    this.dialog?.close();
    this.emit('nelumbo-edited', { id: event.detail.id });
  };
}
