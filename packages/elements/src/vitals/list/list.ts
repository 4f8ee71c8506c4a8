import type { Client, RecordsChanged } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import { parseNumber, type Classification, type Measure, type Refusal, type StoredReading } from '@nelumbo/core/vitals';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { editIcon } from '../../base/icons/edit.js';
import { trashIcon } from '../../base/icons/trash.js';
import { vitalsDeskTexts, type VitalsDeskTexts } from '../../locales/vitals/desk.js';
import { vitalsTexts } from '../../locales/vitals/index.js';
import { rangeStart } from '../chart/range.js';
import { measureIcon } from '../measure-icon.js';
import { statusPill } from '../status-panel.js';
import { formatMoment, formatValue, formatValues, measureName, unitName } from '../words.js';
import styles from './list.styles.js';

/** Rows shown at first, and with each step more. */
const page = 20;

interface ListGround {
  readonly measure: Measure | undefined;
  /** Newest first. */
  readonly rows: readonly { readonly reading: StoredReading; readonly status: Classification }[];
  readonly total: number;
}

/** What was done last, and how it is taken back. */
interface Done {
  readonly text: string;
  undo(client: Client): Promise<unknown>;
}

/**
 * The readings of a measure, newest first, to correct and to delete; both can be undone. A correction keeps the earlier version.
 *
 * @tag nelumbo-vitals-list
 * @summary Readings to look through, correct and delete.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id: string, measure: string }} nelumbo-edited - A reading was corrected.
 * @event {{ id: string, measure: string }} nelumbo-deleted - A reading was marked as entered in error.
 *
 * @csspart box - The themed box around everything.
 * @csspart status - The pill with shape, colour and word.
 */
export class NelumboVitalsList extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  @query('.undo') private undoButton!: HTMLElement | null;
  @query('.edit input') private firstField!: HTMLElement | null;

  @state() private ground: ListGround | undefined;
  @state() private shown = page;
  @state() private editing: StoredReading | undefined;
  @state() private refused: Refusal | undefined;
  @state() private done: Done | undefined;
  @state() private saveFailure: NelumboError | undefined;

  /** What is listed: `blood-pressure`, `glucose`… */
  @property() measure = 'blood-pressure';
  /** The period up to now: `7d`, `30d`, `1y` or `all`. */
  @property() range = 'all';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || !(changed.has('measure') || changed.has('range'))) return;
    this.forget();
    void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.ground = undefined;
    this.editing = undefined;
    this.done = undefined;
    this.shown = page;
  }

  protected override async load({ vitals }: Client): Promise<void> {
    const measure = (await vitals.measures()).find((m) => m.id === this.measure);
    if (!measure) {
      this.ground = { measure, rows: [], total: 0 };
      return;
    }
    const from = rangeStart(this.range, Date.now());
    const query = { measure: measure.id, ...(from === undefined ? {} : { from }) };
    const { t } = await vitals.series(query); // counts without reading every row
    const readings = (await vitals.readings({ ...query, limit: this.shown })).slice().reverse();
    const rows = await Promise.all(readings.map(async (reading) => ({ reading, status: await vitals.classify(reading, { guideline: this.activeGuideline }) })));
    this.ground = { measure, rows, total: Math.max(t.length, rows.length) };
  }

  protected override view(): TemplateResult | typeof nothing {
    const shared = this.texts(vitalsTexts);
    const texts = this.texts(vitalsDeskTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${shared.loading}</p>
        <p class="skeleton hero"></p>
      </section>`;
    const { measure, rows, total } = ground;
    if (!measure) return html`<section class="card"><p class="muted">${shared.measureUnknown(this.measure)}</p></section>`;
    const rest = Math.min(page, total - rows.length);
    return html`<section class="card">
      <div class="head">
        ${measureIcon(measure)}
        <h2 class="title">${texts.list.heading(measureName(measure, shared))}</h2>
      </div>
      <div role="status">
        ${
          this.done
            ? html`<div class="banner">
                <p>${this.done.text}</p>
                <button type="button" class="undo" @click=${() => void this.#undo()}>${texts.list.undo}</button>
              </div>`
            : nothing
        }
      </div>
      ${this.saveFailure ? failureBanner(this.saveFailure, this.activeLocale) : nothing}
      ${
        rows.length
          ? html`<ul class="readings">
              ${rows.map(({ reading, status }) => this.#row(measure, reading, status, texts))}
            </ul>`
          : html`<p class="muted">${texts.list.none}</p>`
      }
      ${rest > 0 ? html`<button type="button" @click=${() => this.#more()}>${texts.list.more(rest)}</button>` : nothing}
    </section>`;
  }

  #row(measure: Measure, reading: StoredReading, status: Classification, { list }: VitalsDeskTexts): TemplateResult {
    const shared = this.texts(vitalsTexts);
    const locale = this.activeLocale;
    const value = formatValues(measure, reading.values, reading.unit, locale);
    const when = formatMoment(reading.at, reading.offset, locale, Date.now());
    const { meal, site, setting } = reading.context;
    const beside = [
      when,
      meal && shared.meals[meal],
      site && (shared.sites[site] ?? site),
      setting && shared.settings[setting],
      reading.amended && list.amended,
      reading.note,
    ]
      .filter(Boolean)
      .join(' · ');
    return html`<li>
      <div>
        <p class="value">
          <span class="number"><strong>${value}</strong> <span class="unit">${unitName(reading.unit, shared)}</span></span
          >${status.row || status.target ? statusPill(status, shared) : nothing}
        </p>
        <p class="muted small">${beside}</p>
      </div>
      <div class="doings">
        <button type="button" class="quiet" aria-label=${list.editNamed(value, when)} @click=${() => void this.#edit(reading)}>${editIcon}</button>
        <button type="button" class="quiet danger" aria-label=${list.removeNamed(value, when)} @click=${() => void this.#remove(measure, reading)}>
          ${trashIcon}
        </button>
      </div>
      ${this.editing?.ref === reading.ref ? this.#form(measure, reading, list) : nothing}
    </li>`;
  }

  #form(measure: Measure, reading: StoredReading, list: VitalsDeskTexts['list']): TemplateResult {
    const shared = this.texts(vitalsTexts);
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      void this.#save(measure, reading, new FormData(event.target as HTMLFormElement)); // the listener sits on a form
    };
    return html`<form class="edit" novalidate @submit=${submit}>
      ${measure.components.map(
        ({ id }) =>
          html`<label class="field"
            ><span>${shared.components[id] ?? measureName(measure, shared)} (${unitName(reading.unit, shared)})</span>
            <input
              name=${id}
              type="text"
              inputmode="decimal"
              autocomplete="off"
              .value=${formatValue(measure, reading.values[id] ?? Number.NaN, reading.unit, 'en')}
              aria-invalid=${this.refused ? 'true' : 'false'}
          /></label>`,
      )}
      <button type="submit" class="primary">${list.save}</button>
      <button type="button" @click=${() => (this.editing = undefined)}>${list.cancel}</button>
      ${this.refused ? html`<p class="error" role="alert">${shared.refused[this.refused.reason]}</p>` : nothing}
    </form>`;
  }

  async #edit(reading: StoredReading): Promise<void> {
    this.refused = undefined;
    this.editing = reading;
    await this.updateComplete;
    this.firstField?.focus();
  }

  async #save(measure: Measure, reading: StoredReading, form: FormData): Promise<void> {
    const values = Object.fromEntries(measure.components.map(({ id }) => [id, parseNumber(textIn(form, id)) ?? Number.NaN]));
    await this.#doing(async ({ vitals }) => {
      const result = await vitals.edit(reading.ref, { values });
      this.refused = result.ok ? undefined : result.error;
      if (!result.ok) return;
      this.editing = undefined;
      const text = this.texts(vitalsDeskTexts).list.edited(formatValues(measure, result.value.values, result.value.unit, this.activeLocale));
      this.done = { text, undo: (client) => client.vitals.edit(result.value.ref, { values: reading.values }) };
      this.emit('nelumbo-edited', { id: result.value.ref, measure: measure.id });
    });
  }

  async #remove(measure: Measure, reading: StoredReading): Promise<void> {
    await this.#doing(async ({ vitals }) => {
      await vitals.remove(reading.ref);
      const { ref: _ref, amended: _amended, ...again } = reading;
      const text = this.texts(vitalsDeskTexts).list.removed(formatValues(measure, reading.values, reading.unit, this.activeLocale));
      this.done = { text, undo: (client) => client.vitals.record(again) };
      this.emit('nelumbo-deleted', { id: reading.ref, measure: measure.id });
    });
  }

  async #undo(): Promise<void> {
    const { done } = this;
    this.done = undefined;
    await this.#doing(async (client) => void (await done?.undo(client)));
  }

  /** Does something to the records; what goes wrong is shown, and where the focus was is gone with the button. */
  async #doing(work: (client: Client) => Promise<void>): Promise<void> {
    this.saveFailure = undefined;
    try {
      await work(await this.whenClient());
    } catch (error) {
      this.saveFailure = toNelumboError(error);
    }
    await this.updateComplete;
    this.undoButton?.focus();
  }

  #more(): void {
    this.shown += page;
    void this.reload();
  }
}

/** What stands in a text field of a form. */
function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
