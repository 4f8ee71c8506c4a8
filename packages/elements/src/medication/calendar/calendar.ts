import type { Client, RecordsChanged } from '@nelumbo/core';
import type { DayCount, DayMark } from '@nelumbo/core/medication';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, statusMark, type Tone } from '../../base/index.js';
import surfaceStyles from '../../base/surface.styles.js';
import { calendarIcon } from '../../base/icons/calendar.js';
import { chevronRightIcon } from '../../base/icons/chevron-right.js';
import { recordTexts, type RecordTexts } from '../../locales/medication/record.js';
import { dateWords } from '../words.js';
import styles from './calendar.styles.js';

const tones: Readonly<Record<DayMark, Tone | undefined>> = { full: 'good', partly: 'watch', missed: 'alert', open: 'unknown', none: undefined };

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * A month of doses: each day says by colour, shape and number how it went; the same stands as a table beneath.
 *
 * @tag nelumbo-medication-calendar
 * @summary A month of doses, day by day.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ date: string }} nelumbo-day - A day was chosen; `YYYY-MM-DD`.
 *
 * @csspart box - The themed box around everything.
 * @csspart day - One day.
 */
export class NelumboMedicationCalendar extends NelumboElement {
  static override styles = [boxStyles, surfaceStyles, styles];

  @state() private days: readonly DayCount[] | undefined;
  @state() private shown = '';
  @state() private today = '';
  /** Without any plan there is nothing to turn the pages of. */
  @state() private planned = false;

  /** The month to show, `YYYY-MM`; this one without it. */
  @property() month = '';
  /** Only the doses of this plan, a reference such as `MedicationRequest/…`; all without it. */
  @property() plan = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('month')) this.shown = /^\d{4}-(0[1-9]|1[0-2])$/.test(this.month) ? this.month : '';
    if (this.hasUpdated && (changed.has('month') || changed.has('plan'))) void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.some((type) => type === 'MedicationRequest' || type === 'MedicationAdministration');
  }

  protected override forget(): void {
    this.days = undefined;
  }

  protected override async load({ medication }: Client): Promise<void> {
    this.today = (await medication.day()).date;
    this.shown ||= this.today.slice(0, 7);
    const first = Date.parse(`${this.shown}-01`);
    const last = Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0);
    const [{ days }, plans] = await Promise.all([medication.summary(iso(first), iso(last), this.plan ? { plan: this.plan } : {}), medication.plans()]);
    this.planned = plans.length > 0;
    this.days = days;
  }

  protected override view(): TemplateResult {
    const texts = this.texts(recordTexts).calendar;
    const { days } = this;
    if (this.failure && !days) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!days)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton hero"></p>
      </section>`;
    return html`<section class="card" role="group" aria-label=${texts.title}>
      <div class="head">
        ${calendarIcon}
        <h2 class="title">${texts.title}</h2>
      </div>
      ${this.failure ? failureBanner(this.failure, this.activeLocale, () => void this.reload()) : nothing}
      ${this.planned ? this.#pages(days, texts) : html`<p class="muted no-plan">${texts.noPlan}</p>`}
    </section>`;
  }

  #pages(days: readonly DayCount[], texts: RecordTexts['calendar']): TemplateResult {
    const month = new Intl.DateTimeFormat(this.activeLocale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${this.shown}-01`));
    return html`<div class="turn">
        <button type="button" class="quiet previous" aria-label=${texts.previous} @click=${() => this.#turn(-1)}>${chevronRightIcon}</button>
        <p class="month" aria-live="polite">${month}</p>
        <button type="button" class="quiet next" aria-label=${texts.next} @click=${() => this.#turn(1)}>${chevronRightIcon}</button>
      </div>
      ${this.#grid(days, texts)} ${days.every((d) => d.mark === 'none') ? html`<p class="muted empty-month">${texts.empty}</p>` : nothing}
      ${this.#legend(texts)}
      <details>
        <summary>${texts.asTable}</summary>
        ${this.#table(days, texts)}
      </details>`;
  }

  #grid(days: readonly DayCount[], texts: RecordTexts['calendar']): TemplateResult {
    // Weeks begin on Monday, as in FHIR; 1 January 2024 was one.
    const names = Array.from({ length: 7 }, (_, i) => Date.UTC(2024, 0, 1 + i));
    const name = (at: number, weekday: 'short' | 'long'): string => new Intl.DateTimeFormat(this.activeLocale, { weekday, timeZone: 'UTC' }).format(at);
    const lead = (new Date(Date.parse(days[0]!.date)).getUTCDay() + 6) % 7;
    const cells: (DayCount | undefined)[] = [...Array.from({ length: lead }, () => undefined), ...days];
    const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7));
    return html`<table class="grid">
      <thead>
        <tr>
          ${names.map((at) => html`<th scope="col"><abbr title=${name(at, 'long')}>${name(at, 'short')}</abbr></th>`)}
        </tr>
      </thead>
      <tbody>
        ${weeks.map(
          (week) =>
            html`<tr>
              ${week.map((day) => html`<td>${day ? this.#day(day, texts) : nothing}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #day(day: DayCount, texts: RecordTexts['calendar']): TemplateResult {
    const { date, mark, taken, due } = day;
    const tone = tones[mark];
    return html`<button
      type="button"
      part="day"
      class="day"
      data-mark=${mark}
      aria-current=${date === this.today ? 'date' : nothing}
      @click=${() => this.emit('nelumbo-day', { date })}
    >
      <span class="visually-hidden">${texts.day(dateWords(date, this.activeLocale), texts.marks[mark], taken, due)}</span>
      <span class="number" aria-hidden="true">${Number(date.slice(8))}</span>
      ${tone ? statusMark(tone) : html`<span class="mark"></span>`}
      <span class="share" aria-hidden="true">${due ? texts.share(taken, due) : ''}</span>
    </button>`;
  }

  #legend(texts: RecordTexts['calendar']): TemplateResult {
    const marks = ['full', 'partly', 'missed', 'open'] as const;
    return html`<ul class="legend" aria-label=${texts.legend}>
      ${marks.map((mark) => html`<li>${statusMark(tones[mark]!)}<span>${texts.marks[mark]}</span></li>`)}
    </ul>`;
  }

  #table(days: readonly DayCount[], texts: RecordTexts['calendar']): TemplateResult {
    const { columns, marks } = texts;
    const counted = days.filter((d) => d.mark !== 'none');
    return html`<table class="list">
      <thead>
        <tr>
          <th scope="col">${columns.date}</th>
          <th scope="col">${columns.mark}</th>
          <th scope="col">${columns.taken}</th>
          <th scope="col">${columns.due}</th>
        </tr>
      </thead>
      <tbody>
        ${counted.map(
          (d) =>
            html`<tr>
              <th scope="row">${dateWords(d.date, this.activeLocale)}</th>
              <td>${marks[d.mark]}</td>
              <td>${d.taken}</td>
              <td>${d.due}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #turn(months: number): void {
    const first = new Date(Date.parse(`${this.shown}-01`));
    this.shown = iso(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1) + dayMs / 2).slice(0, 7);
    void this.reload();
  }
}
