import type { Client, RecordsChanged } from '@nelumbo/core';
import type { Classification, GuidelineDocument, Measure, Population, Series, StoredReading, Trend } from '@nelumbo/core/vitals';
import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { vitalsSummaryTexts, type VitalsSummaryTexts } from '../../locales/vitals/summary.js';
import { figuresOf } from '../figures.js';
import { measureIcon } from '../measure-icon.js';
import { guidelineLine, isClassified, statusPill } from '../status-panel.js';
import { compareMeans, sparkline } from '../trend.js';
import { formatAgo, formatValue, formatValues, measureName, unitName } from '../words.js';
import styles from './summary.styles.js';

const day = 86_400_000;
/** From so many days on a new reading is the next step. Our own choice. */
const staleDays = 7;

interface SummaryGround {
  readonly measure: Measure | undefined;
  readonly document: GuidelineDocument;
  readonly population: Population;
  readonly latest: StoredReading | undefined;
  readonly status: Classification | undefined;
  readonly before: Series | undefined;
  readonly series: Series | undefined;
  /** Of the first component over the days shown. */
  readonly trend: Trend['direction'] | undefined;
  readonly now: number;
  readonly days: number;
}

/**
 * The newest reading large, with its status, the course of the last days and how their mean compares with the days before.
 *
 * @tag nelumbo-vitals-summary
 * @summary Newest reading, status and course of a measure in one card.
 * @status experimental
 * @since 0.1.0
 *
 * @slot action - A link or button at the foot, such as one that opens the chart or the entry.
 *
 * @csspart box - The themed box around everything.
 * @csspart status - The pill with shape, colour and word.
 */
export class NelumboVitalsSummary extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  #judged = '';

  @state() private ground: SummaryGround | undefined;

  /** What is summed up: `blood-pressure`, `glucose`, `weight`… */
  @property() measure = 'blood-pressure';
  /** How many days the course and the mean cover, such as `30d`. */
  @property() range = '30d';
  /** Guideline that classifies, such as `cn-2024`; the provider's without it. */
  @property() guideline = '';
  /** For whom is classified: `adult`, `diabetes`…; the stored profile's without it. */
  @property() population: Population | '' = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    const guideline = this.guideline || this.activeGuideline; // the provider's may change too
    if (this.hasUpdated && (guideline !== this.#judged || (['measure', 'range', 'population'] as const).some((name) => changed.has(name)))) void this.reload();
    this.#judged = guideline;
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.ground = undefined;
  }

  protected override async load({ vitals }: Client): Promise<void> {
    const [measures, document, profile] = await Promise.all([vitals.measures(), vitals.guidelines(), vitals.profile()]);
    const measure = measures.find((m) => m.id === this.measure);
    const now = Date.now();
    const days = Number(/^([1-9]\d{0,3})d$/.exec(this.range)?.[1] ?? 30);
    const population = this.population || profile.population;
    const view = { guideline: this.guideline || this.activeGuideline, population };
    const latest = measure && (await vitals.latest(measure.id));
    const status = latest && (await vitals.classify(latest, view));
    const from = now - days * day;
    const query = { measure: this.measure, unit: latest?.unit, ...view };
    const [series, before, figures] = latest
      ? await Promise.all([
          vitals.series({ ...query, from }),
          vitals.series({ ...query, from: from - days * day, to: from }),
          vitals.figures({ ...query, from, to: now + 1 }),
        ])
      : [];
    const trend = figures?.components[measure?.components[0]?.id ?? '']?.trend.direction;
    this.ground = { measure, document, population, latest, status, series, before, trend, now, days };
  }

  protected override view(): TemplateResult | typeof nothing {
    const texts = this.texts(vitalsSummaryTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${texts.loading}</p>
        <p class="skeleton hero"></p>
      </section>`;
    const { measure, latest, status } = ground;
    if (!measure) return html`<section class="card"><p class="muted">${texts.measureUnknown(this.measure)}</p></section>`;
    const name = measureName(measure, texts);
    return html`<section class="card">
      <div class="head">
        ${measureIcon(measure)}
        <h2 class="title">${name}</h2>
        ${latest ? html`<span class="muted small">${formatAgo(latest.at, this.activeLocale, ground.now)}</span>` : nothing}
      </div>
      ${latest && status ? this.#filled(ground, measure, latest, status, texts) : html`<p class="muted">${texts.summary.none}</p>`}
      <div class="feet">
        ${status && isClassified(ground.document, measure.id) ? guidelineLine(status, ground.document, ground.population, { texts, locale: this.activeLocale, brief: true }) : nothing}
        <slot name="action"></slot>
      </div>
    </section>`;
  }

  #filled(ground: SummaryGround, measure: Measure, latest: StoredReading, status: Classification, texts: VitalsSummaryTexts): TemplateResult {
    const locale = this.activeLocale;
    const judged = isClassified(ground.document, measure.id);
    return html`<div class="body">
        <div>
          <p class="reading">
            <span class="hero">${formatValues(measure, latest.values, latest.unit, locale)}</span><span class="unit">${unitName(latest.unit, texts)}</span>
          </p>
          ${judged ? statusPill(status, texts) : nothing}
        </div>
        ${this.#course(ground, measure)}
      </div>
      <p class="small">${this.#comparison(ground, measure, texts)}</p>
      ${this.#next(ground, latest, judged ? status : undefined, texts)}`;
  }

  #course({ series, now, days }: SummaryGround, measure: Measure): TemplateResult | typeof nothing {
    const columns = measure.components.flatMap((c) => series?.v[c.id] ?? []);
    const all = columns.flatMap((column) => [...column]);
    if (!series || series.t.length < 2) return nothing;
    const span = { from: now - days * day, to: now, low: Math.min(...all), high: Math.max(...all) };
    const gap = Math.max(3 * day, (days / 10) * day);
    return html`<svg class="course" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      ${columns.map((column, i) => svg`<path class=${i ? 'lower' : 'upper'} d=${sparkline(series.t, column, span, gap)} />`)}
    </svg>`;
  }

  /** What to do next, in one sentence: by how long ago the last reading was, and by what it means. */
  #next({ now }: SummaryGround, latest: StoredReading, status: Classification | undefined, { summary }: VitalsSummaryTexts): TemplateResult | typeof nothing {
    const ago = Math.floor((now - latest.at) / day);
    const tone = status?.tone ?? 'unknown';
    const said =
      ago >= staleDays ? summary.stale(ago) : tone === 'urgent' ? summary.urgent(this.emergencyNumber) : tone === 'unknown' ? '' : summary.next[tone];
    // The longest of these sentences keeps its room: no card below moves when a reading becomes urgent, nor back.
    return html`<p class="next small" data-room="${summary.nextStep} ${summary.urgent(this.emergencyNumber)}">
      ${said ? html`<span><strong>${summary.nextStep}</strong> ${said}</span>` : nothing}
    </p>`;
  }

  #comparison({ series, before, trend: course, days }: SummaryGround, measure: Measure, texts: VitalsSummaryTexts): string {
    if (!series?.t.length) return '';
    const { mean = '' } = figuresOf(measure, series, texts, this.activeLocale);
    const trend = before && compareMeans(measure, before, series);
    const said = texts.summary.mean(mean, days);
    const rising = course === 'rising' || course === 'falling' ? [texts.summary.trends[course]] : [];
    if (!trend) return [said, ...rising].join(texts.listSeparator);
    const by = formatValue(measure, trend.by, series.unit, this.activeLocale);
    return [said, trend.direction === 'same' ? texts.summary.same : texts.summary[trend.direction](by), ...rising].join(texts.listSeparator);
  }
}
