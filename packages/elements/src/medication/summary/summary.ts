import type { Client, RecordsChanged } from '@nelumbo/core';
import type { AdherenceSummary, InteractionView, PlanView, Summary } from '@nelumbo/core/medication';
import { html, nothing, render, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { printerIcon } from '../../base/icons/printer.js';
import { pulseIcon } from '../../base/icons/pulse.js';
import { findingTexts } from '../../locales/medication/finding.js';
import { recordTexts, type RecordTexts } from '../../locales/medication/record.js';
import { dateWords } from '../words.js';
import { interactionLine } from '../interaction-line.js';
import { printList } from './print-list.js';
import printStyles from './print.styles.js';
import styles from './summary.styles.js';

const ranges = [7, 30, 90] as const;
const dayMs = 86_400_000;

interface Ground {
  readonly summary: Summary;
  readonly month: Summary;
  readonly plans: readonly PlanView[];
  readonly interactions: InteractionView;
}

/**
 * How well the plans are kept: doses taken, on time, days in a row, and what was at hand, in all and by medicine, with the definition
 * of every number. Prints a list for the doctor.
 *
 * @tag nelumbo-medication-summary
 * @summary Adherence in all and by medicine, with definitions.
 * @status experimental
 * @since 0.1.0
 *
 * @csspart box - The themed box around everything.
 */
export class NelumboMedicationSummary extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  @state() private ground: Ground | undefined;
  @state() private days: number = 30;

  /** The period in days up to today: `7`, `30` (default) or `90`. */
  @property() range = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('range')) this.days = ranges.find((days) => String(days) === this.range) ?? 30;
    if (this.hasUpdated && changed.has('range')) void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.some((type) => type === 'MedicationRequest' || type === 'MedicationAdministration');
  }

  protected override forget(): void {
    this.ground = undefined;
  }

  protected override async load({ medication }: Client): Promise<void> {
    const today = (await medication.day()).date;
    const from = (days: number): string => new Date(Date.parse(today) - (days - 1) * dayMs).toISOString().slice(0, 10);
    const [summary, month, plans, interactions] = await Promise.all([
      medication.summary(from(this.days), today),
      medication.summary(from(30), today),
      medication.plans(),
      medication.interactions(),
    ]);
    this.ground = { summary, month, plans, interactions };
  }

  protected override view(): TemplateResult {
    const texts = this.texts(recordTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton hero"></p>
      </section>`;
    const t = texts.summary;
    return html`<section class="card screen" role="group" aria-label=${t.title}>
      <div class="head">
        ${pulseIcon}
        <h2 class="title">${t.title}</h2>
      </div>
      ${this.failure ? failureBanner(this.failure, this.activeLocale, () => void this.reload()) : nothing}
      ${ground.plans.length ? this.#figures(ground, texts) : html`<p class="muted no-plan">${t.noPlan}</p>`}
    </section>`;
  }

  #figures(ground: Ground, texts: RecordTexts): TemplateResult {
    const t = texts.summary;
    const { summary } = ground;
    const has = summary.plans.length > 0;
    const words = (date: string): string => dateWords(date, this.activeLocale);
    return html`<fieldset class="field">
        <legend class="visually-hidden">${t.range}</legend>
        <div class="chips">
          ${ranges.map(
            (days) =>
              html`<label class="chip"
                ><input type="radio" name="range" .value=${String(days)} .checked=${days === this.days} @change=${() => this.#choose(days)} />${
                  t.ranges[days]
                }</label
              >`,
          )}
        </div>
      </fieldset>
      <p class="small muted">${t.span(words(summary.from), words(summary.to))}</p>
      ${has ? this.#numbers(summary.all, t) : html`<p class="none">${t.none}</p>`} ${has ? this.#table(summary, t) : nothing}
      ${interactionLine(ground.interactions, this.texts(findingTexts), this.activeLocale)}
      <details>
        <summary>${t.definitions}</summary>
        <ul class="defined">
          ${Object.values(t.defined).map((line) => html`<li>${line}</li>`)}
        </ul>
        <p class="small muted">${t.supplyHint}</p>
      </details>
      <div class="row"><button type="button" class="print" @click=${() => this.#print(ground)}>${printerIcon}${t.print}</button></div>`;
  }

  #numbers(all: AdherenceSummary, t: RecordTexts['summary']): TemplateResult {
    const due = all.taken + all.late + all.missed + all.skipped;
    const row = (name: string, value: string | undefined, small = value === undefined ? t.noValue : ''): TemplateResult =>
      html`<div class="number">
        <dt>${name}</dt>
        <dd>${value}${small ? html`<span class="small muted">${small}</span>` : nothing}</dd>
      </div>`;
    return html`<dl class="numbers">
      ${row(t.adherence, this.#share(all.adherence), due ? t.counts(all.taken + all.late, due) : undefined)} ${row(t.onTime, this.#share(all.onTime))}
      ${row(t.streak, t.streakDays(all.streak))} ${row(t.pdc, this.#share(all.pdc))}
    </dl>`;
  }

  #table({ plans }: Summary, t: RecordTexts['summary']): TemplateResult {
    const supplied = plans.some((p) => p.pdc !== undefined); // without a supply two columns would say nothing
    return html`<h3 class="group">${t.byMedicine}</h3>
      <div class="wide" tabindex="0" role="region" aria-label=${t.byMedicine}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t.medicine}</th>
              <th scope="col">${t.adherence}</th>
              <th scope="col">${t.onTime}</th>
              <th scope="col">${t.streak}</th>
              ${
                supplied
                  ? html`<th scope="col">PDC</th>
                      <th scope="col">MPR</th>`
                  : nothing
              }
            </tr>
          </thead>
          <tbody>
            ${plans.map(
              (p) =>
                html`<tr>
                  <th scope="row">${p.name}</th>
                  <td>${this.#cell(p.adherence, t)}</td>
                  <td>${this.#cell(p.onTime, t)}</td>
                  <td>${t.streakDays(p.streak)}</td>
                  ${
                    supplied
                      ? html`<td>${this.#cell(p.pdc, t)}</td>
                          <td>${this.#cell(p.mpr, t)}</td>`
                      : nothing
                  }
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  /** In a narrow column a dash, in words for who cannot see it. */
  #cell(value: number | undefined, t: RecordTexts['summary']): TemplateResult | string | undefined {
    return value === undefined ? html`<span aria-hidden="true">–</span><span class="visually-hidden">${t.noValue}</span>` : this.#share(value);
  }

  #share(value: number | undefined): string | undefined {
    return value === undefined ? undefined : new Intl.NumberFormat(this.activeLocale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  }

  #choose(days: number): void {
    this.days = days;
    void this.reload();
  }

  /** Prints the list alone: a page of its own holds nothing of the host's, and its sheet needs no `<style>`. */
  #print({ plans, month }: Ground): void {
    const frame = document.createElement('iframe');
    frame.className = 'nelumbo-print';
    frame.hidden = true;
    frame.setAttribute('aria-hidden', 'true');
    document.body.append(frame);
    const view = frame.contentWindow as (Window & typeof globalThis) | null; // a frame of this origin
    if (view) {
      const texts = this.texts(recordTexts);
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(printStyles.cssText);
      view.document.adoptedStyleSheets = [sheet];
      view.document.title = texts.print.title;
      view.document.documentElement.lang = this.activeLocale;
      render(printList({ plans, month, texts, locale: this.activeLocale }), view.document.body);
      view.print();
    }
    setTimeout(() => frame.remove(), 60_000); // the print dialog of some browsers does not block
  }
}
