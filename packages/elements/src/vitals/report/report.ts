import type { Client, RecordsChanged } from '@nelumbo/core';
import { formatDate, formatNumber, toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import type { Report, ReportSection, StoredReading } from '@nelumbo/core/vitals';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { clipboardIcon } from '../../base/icons/clipboard.js';
import { printerIcon } from '../../base/icons/printer.js';
import { saveFile } from '../../base/save-file.js';
import { vitalsDeskTexts, type VitalsDeskTexts } from '../../locales/vitals/desk.js';
import { vitalsTexts } from '../../locales/vitals/index.js';
import { rangeStart } from '../chart/range.js';
import { figurePairs } from '../figure-pairs.js';
import { rowName } from '../status-panel.js';
import { formatMoment, formatValue, formatValues, measureName, unitName } from '../words.js';
import styles from './report.styles.js';

/**
 * A page to print or save for a doctor: figures, chart and readings of each measure, the guideline that judged them, and a name only if the user types one.
 * What is printed is the document; a host hides its own parts in its print styles.
 *
 * @tag nelumbo-vitals-report
 * @summary A printable report with charts, and the readings as CSV or FHIR.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ format: string }} nelumbo-exported - Readings were saved as `csv` or `fhir-bundle`, or the page was sent to print (`print`).
 *
 * @csspart box - The themed box around everything.
 */
export class NelumboVitalsReport extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  @state() private report: Report | undefined;
  @state() private name = '';
  @state() private saveFailure: NelumboError | undefined;

  /** Which measures, space-separated, such as `blood-pressure glucose`; all with readings without it. */
  @property() measures = '';
  /** The period up to now: `30d`, `90d`, `1y`. */
  @property() range = '90d';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && (changed.has('measures') || changed.has('range'))) void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.report = undefined;
    this.name = '';
  }

  #query(): { from: number; to: number; measures?: readonly string[]; guideline: string } {
    const to = Date.now();
    const measures = this.measures.split(/\s+/).filter(Boolean);
    return { from: rangeStart(this.range, to) ?? 0, to: to + 1, guideline: this.activeGuideline, ...(measures.length ? { measures } : {}) };
  }

  protected override async load({ vitals }: Client): Promise<void> {
    this.report = await vitals.report(this.#query());
  }

  protected override view(): TemplateResult | typeof nothing {
    const texts = this.texts(vitalsDeskTexts);
    const { report } = this;
    if (this.failure && !report) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!report)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${this.texts(vitalsTexts).loading}</p>
        <p class="skeleton hero"></p>
      </section>`;
    const any = report.sections.length > 0;
    return html`<div class="card">
      <div class="head">
        ${clipboardIcon}
        <h2 class="title">${texts.report.heading}</h2>
      </div>
      ${any ? this.#tools(texts) : nothing} ${this.saveFailure ? failureBanner(this.saveFailure, this.activeLocale) : nothing}
      ${any ? this.#page(report, texts) : html`<p class="muted">${texts.report.none}</p>`}
    </div>`;
  }

  #tools({ report }: VitalsDeskTexts): TemplateResult {
    return html`<div class="tools">
      <div class="field">
        <label class="label" for="name">${report.name}</label>
        <p class="help" id="name-hint">${report.nameHint}</p>
        <input
          id="name"
          type="text"
          autocomplete="name"
          .value=${this.name}
          aria-describedby="name-hint"
          @input=${(e: InputEvent) => (this.name = (e.target as HTMLInputElement).value) /* the listener sits on an input */}
        />
      </div>
      <button type="button" class="primary" @click=${() => this.#print()}>${printerIcon}${report.print}</button>
      <button type="button" @click=${() => void this.#save('csv')}>${report.csv}</button>
      <button type="button" @click=${() => void this.#save('fhir-bundle')}>${report.bundle}</button>
    </div>`;
  }

  #page(report: Report, texts: VitalsDeskTexts): TemplateResult {
    const locale = this.activeLocale;
    const shared = this.texts(vitalsTexts);
    const date = (at: number): string => formatDate(at, locale, { dateStyle: 'long' });
    return html`<article class="page">
      <header>
        ${this.name.trim() ? html`<p><strong>${texts.report.forName(this.name.trim())}</strong></p>` : nothing}
        <p>${texts.report.period(date(report.from), date(report.to))}</p>
        <p class="by">
          ${texts.report.made(formatDate(report.at, locale, { dateStyle: 'long', timeStyle: 'short' }))}${report.guideline ? ` · ${shared.by(report.guideline.title, report.guideline.version)}` : ''}
        </p>
      </header>
      ${report.sections.map((section) => this.#section(section, texts))}
      <p class="by">${texts.report.note}</p>
    </article>`;
  }

  #section(section: ReportSection, texts: VitalsDeskTexts): TemplateResult {
    const shared = this.texts(vitalsTexts);
    const { measure, unit } = section;
    const name = measureName(measure, shared);
    return html`<section aria-label=${name}>
      <h3>${name} <span class="unit">${unitName(unit, shared)}</span></h3>
      ${this.#figures(section, texts)}
      <nelumbo-vitals-chart measure=${measure.id} range=${this.range} view="plot" locale=${this.activeLocale}></nelumbo-vitals-chart>
      <div class="rows" role="group" tabindex="0" aria-label=${name}>${this.#rows(section, texts)}</div>
      ${section.omitted ? html`<p class="muted small">${texts.report.omitted(section.omitted)}</p>` : nothing}
    </section>`;
  }

  #figures({ measure, unit, figures }: ReportSection, { report }: VitalsDeskTexts): TemplateResult {
    const value = (x: number | undefined): string => (x === undefined ? '–' : formatValue(measure, x, unit, this.activeLocale));
    const each = (of: (id: string) => number | undefined): string => measure.components.map(({ id }) => value(of(id))).join('/');
    const part =
      (which: 'morning' | 'evening') =>
      (id: string): number | undefined =>
        figures.components[id]?.[which].mean;
    const [first] = measure.components;
    const trend = figures.components[first?.id ?? '']?.trend.direction;
    const rows: [string, string][] = [
      [report.mean, each((id) => figures.components[id]?.all.mean)],
      [report.morning, each(part('morning'))],
      [report.evening, each(part('evening'))],
      [report.spread, each((id) => figures.components[id]?.all.sd)],
      [report.range, measure.components.map(({ id }) => `${value(figures.components[id]?.all.min)}–${value(figures.components[id]?.all.max)}`).join(' / ')],
      ...(figures.inRange === undefined ? [] : [[report.inRange, formatNumber(figures.inRange, this.activeLocale, { style: 'percent' })] as [string, string]]),
      [report.readings, formatNumber(figures.readings, this.activeLocale)],
      ...(trend ? [[report.trend, report.trends[trend]] as [string, string]] : []),
    ];
    return figurePairs(rows);
  }

  /** The unit stands above; here only beside a value that was entered in another. */
  #rows({ rows, measure, unit }: ReportSection, { report }: VitalsDeskTexts): TemplateResult {
    const shared = this.texts(vitalsTexts);
    const locale = this.activeLocale;
    const about = ({ context: { meal, site, setting }, note }: StoredReading): string =>
      [meal && shared.meals[meal], site && (shared.sites[site] ?? site), setting && shared.settings[setting], note].filter(Boolean).join(' · ');
    const any = rows.some(({ reading }) => about(reading)); // an empty column takes room from the others
    return html`<table class="small">
      <thead>
        <tr>
          <th scope="col">${report.time}</th>
          <th scope="col">${report.value}</th>
          <th scope="col">${report.status}</th>
          ${any ? html`<th scope="col" class="about">${report.context}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ reading: r, status }) => {
          return html`<tr>
            <th scope="row">${formatMoment(r.at, r.offset, locale, Date.now())}</th>
            <td>${formatValues(measure, r.values, r.unit, locale)}${r.unit === unit ? nothing : html` ${unitName(r.unit, shared)}`}</td>
            <td>
              ${status.row ? [shared.words[status.word], rowName(status, locale)].filter((word, i, all) => word && all.indexOf(word) === i).join(' · ') : ''}
            </td>
            ${any ? html`<td class="about">${about(r)}</td>` : nothing}
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  #print(): void {
    window.print();
    this.emit('nelumbo-exported', { format: 'print' });
  }

  async #save(format: 'csv' | 'fhir-bundle'): Promise<void> {
    this.saveFailure = undefined;
    try {
      const { vitals } = await this.whenClient();
      const query = this.#query();
      const csv = format === 'csv';
      const text = csv ? await vitals.exportCsv(query) : JSON.stringify(await vitals.exportBundle(query), null, 1);
      saveFile([text], csv ? 'readings.csv' : 'readings.fhir.json', csv ? 'text/csv;charset=utf-8' : 'application/fhir+json');
      this.emit('nelumbo-exported', { format });
    } catch (error) {
      this.saveFailure = toNelumboError(error);
    }
  }
}
