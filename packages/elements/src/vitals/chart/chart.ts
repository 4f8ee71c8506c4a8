import type { Client, RecordsChanged } from '@nelumbo/core';
import { formatDate, pickTexts } from '@nelumbo/core/i18n';
import {
  emptySeries,
  mealAt,
  meals,
  pick,
  type ClassifyOptions,
  type GuidelineDocument,
  type Meal,
  type Measure,
  type Population,
  type Series,
} from '@nelumbo/core/vitals';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { vitalsTexts, type VitalsTexts } from '../../locales/vitals/index.js';
import { figuresOf, summaryText } from '../figures.js';
import { measureIcon } from '../measure-icon.js';
import { isClassified, rowName, statusPill } from '../status-panel.js';
import { bandName, formatMoment, formatValue, formatValues, measureName, unitName } from '../words.js';
import type { Plot } from './chart-runtime.js';
import styles from './chart.styles.js';
import { readPalette, type Palette } from './palette.js';
import { backgroundOf, mealsIn, timeTicks, valueSpan, type PlotModel } from './plot-model.js';
import { rangeStart, ranges } from './range.js';
import { seriesTable } from './series-table.js';

/** All that the element has loaded. */
interface ChartGround {
  readonly measure: Measure | undefined;
  readonly document: GuidelineDocument;
  readonly options: ClassifyOptions;
  /** The readings of the range. */
  readonly all: Series;
  /** Those that are shown: of one meal, or all. */
  readonly series: Series;
  /** Whether there are readings outside the range. */
  readonly any: boolean;
  readonly from: number;
  readonly now: number;
}

/**
 * Draws the readings of a measure over days or years, with the guideline's ranges behind them, and holds the same readings as a table.
 *
 * @tag nelumbo-vitals-chart
 * @summary Readings over time with guideline ranges, as a chart and as a table.
 * @status experimental
 * @since 0.1.0
 *
 * @slot empty - What to offer while there is no reading at all, such as a button that opens the entry.
 *
 * @event {{ measure: string, range: string }} nelumbo-range - The user chose another period.
 * @event {{ measure: string, tone: string }} nelumbo-point - The user looks at a reading; its tone, never its value.
 *
 * @csspart box - The themed box around everything.
 * @csspart status - The pill with shape, colour and word.
 * @csspart plot - The drawing.
 */
export class NelumboVitalsChart extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  #plot: Plot | undefined;
  #plotting: Promise<void> | undefined;
  #palette: Palette | undefined;
  #judged = '';

  @query('canvas') private canvas!: HTMLCanvasElement | null;
  @query('.box') private box!: HTMLElement | null;

  @state() private ground: ChartGround | undefined;
  @state() private selected = -1;
  /** What the keyboard walked to; read out by screen readers. */
  @state() private said = '';
  @state() private plotFailed = false;

  /** What is drawn: `blood-pressure`, `glucose`, `weight`… */
  @property() measure = 'blood-pressure';
  /** The period up to now: `7d`, `30d`, `90d`, any other number of days, `1y` or `all`. */
  @property() range = '30d';
  /** Guideline that classifies and gives the ranges, such as `cn-2024`; the provider's without it. */
  @property() guideline = '';
  /** For whom is classified: `adult`, `diabetes`…; the stored profile's without it. */
  @property() population: Population | '' = '';
  /** Only readings at this relation to a meal: `fasting`, `before`, `after`, `bedtime` or `random`; all without it. */
  @property() meal: Meal | '' = '';
  /** UCUM unit to show; the newest reading's without it. */
  @property() unit = '';
  /** What is shown: `chart` or `table`. */
  @property({ attribute: 'view' }) shown: 'chart' | 'table' = 'chart';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const guideline = this.guideline || this.activeGuideline; // the provider's may change too
    if (this.hasUpdated && (guideline !== this.#judged || (['measure', 'range', 'population', 'meal', 'unit'] as const).some((name) => changed.has(name))))
      void this.reload();
    this.#judged = guideline;
    if (changed.has('measure')) this.ground = undefined;
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.ground = undefined;
    this.selected = -1;
    this.said = '';
  }

  protected override async load({ vitals }: Client): Promise<void> {
    const [measures, document, profile] = await Promise.all([vitals.measures(), vitals.guidelines(), vitals.profile()]);
    const measure = measures.find((m) => m.id === this.measure);
    const options = { guideline: this.guideline || this.activeGuideline, population: this.population || profile.population };
    const now = Date.now();
    const start = rangeStart(this.range, now);
    const query = { measure: this.measure, ...options, ...(start === undefined ? {} : { from: start }), unit: this.unit || undefined };
    if (!measure) {
      this.ground = { measure, document, options, all: nothingYet, series: nothingYet, any: false, from: now, now };
      return;
    }
    const all = await vitals.series(query);
    const lookedAt = this.selected < 0 ? undefined : this.ground?.series.t[this.selected];
    const meal = meals.find((m) => m === this.meal && mealsIn(all).includes(m));
    const series = meal ? pick(all, (i) => mealAt(all, i) === meal) : all;
    const any = series.t.length > 0 || (await vitals.latest(measure.id)) !== undefined;
    this.ground = { measure, document, options, all, series, any, from: start ?? series.t[0] ?? now, now };
    this.#keepLooking(lookedAt);
  }

  protected override updated(): void {
    void this.#draw();
  }

  protected override view(): TemplateResult | typeof nothing {
    const texts = this.texts(vitalsTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${texts.loading}</p>
        <div class="skeleton plot"></div>
      </section>`;
    const { measure } = ground;
    if (!measure) return html`<section class="card"><p class="muted">${texts.measureUnknown(this.measure)}</p></section>`;
    const name = measureName(measure, texts);
    return html`<section class="card">
      <div class="head">
        ${measureIcon(measure)}
        <h2 class="title">${name}</h2>
        ${ground.series.t.length ? this.#viewSwitch(texts) : nothing}
      </div>
      ${ground.any ? this.#rangeSwitch(texts) : nothing} ${this.#mealSwitch(ground, texts)}
      ${this.failure ? failureBanner(this.failure, this.activeLocale, () => void this.reload()) : nothing}
      ${ground.series.t.length ? this.#filled(ground, measure, texts) : this.#emptyState(ground, name, texts)}
    </section>`;
  }

  #viewSwitch(texts: VitalsTexts): TemplateResult {
    const other = this.shown === 'table' ? 'chart' : 'table';
    return html`<button type="button" class="quiet" @click=${() => (this.shown = other)}>
      ${other === 'table' ? texts.chart.asTable : texts.chart.asChart}
    </button>`;
  }

  #rangeSwitch(texts: VitalsTexts): TemplateResult {
    return html`<div class="segmented ranges" role="group" aria-label=${texts.chart.range}>
      ${ranges(this.range).map((range) => html`<button type="button" aria-pressed=${range === this.range ? 'true' : 'false'} @click=${() => this.#choose(range)}>${rangeName(range, texts)}</button>`)}
    </div>`;
  }

  #mealSwitch({ all, measure }: ChartGround, texts: VitalsTexts): TemplateResult | typeof nothing {
    const there = mealsIn(all);
    if (measure?.id !== 'glucose' || there.length < 2) return nothing;
    const choices = ['' as const, ...there.filter((meal) => meal !== undefined)];
    return html`<div class="segmented ranges" role="group" aria-label=${texts.entry.meal}>
      ${choices.map((meal) => html`<button type="button" aria-pressed=${meal === this.meal ? 'true' : 'false'} @click=${() => (this.meal = meal)}>${meal ? texts.meals[meal] : texts.chart.allMeals}</button>`)}
    </div>`;
  }

  #emptyState({ any }: ChartGround, name: string, texts: VitalsTexts): TemplateResult {
    const { chart } = texts;
    if (any)
      return html`<div class="empty">
        <p>${chart.emptyRange}</p>
        <button type="button" @click=${() => this.#choose('all')}>${chart.showAll}</button>
      </div>`;
    return html`<div class="empty">
      <p><strong>${chart.empty(name)}</strong></p>
      <p>${chart.emptyHint}</p>
      <slot name="empty"></slot>
    </div>`;
  }

  #filled(ground: ChartGround, measure: Measure, texts: VitalsTexts): TemplateResult {
    const { series, now } = ground;
    const locale = this.activeLocale;
    const range = this.range === 'all' ? '' : rangeName(this.range, texts);
    const summary = summaryText(measure, series, range, texts, locale);
    const table = guard([series, locale], () => seriesTable(measure, series, { texts, locale, now, caption: summary }));
    const asTable = this.shown === 'table' || this.plotFailed;
    return html`${asTable ? nothing : this.#drawing(ground, measure, summary, texts)}
      ${this.plotFailed ? html`<p class="muted small">${texts.chart.failed}</p>` : nothing}
      ${asTable ? html`<div class="rows" role="group" tabindex="0" aria-label=${measureName(measure, texts)}>${table}</div>` : html`<div class="visually-hidden">${table}</div>`}
      ${this.#figures(measure, series, texts)} ${this.#source(ground, texts)}
      <p class="visually-hidden" role="status">${this.said}</p>`;
  }

  #drawing(ground: ChartGround, measure: Measure, summary: string, texts: VitalsTexts): TemplateResult {
    return html`${this.#readout(ground, measure, texts)}
      <p class="visually-hidden" id="summary">${summary}</p>
      <div
        class="plot"
        part="plot"
        role="application"
        tabindex="0"
        aria-label=${texts.chart.plot(measureName(measure, texts))}
        aria-describedby="summary"
        @keydown=${this.#walk}
        @pointerdown=${this.#point}
        @pointermove=${this.#point}
        @pointerleave=${this.#leave}
      >
        <canvas aria-hidden="true"></canvas>
      </div>`;
  }

  #readout({ series, now, document }: ChartGround, measure: Measure, texts: VitalsTexts): TemplateResult {
    const i = this.selected < 0 ? series.t.length - 1 : this.selected;
    const status = series.classes[series.status[i]!]!; // every sample has its class
    const moment = formatMoment(series.t[i]!, series.offset[i]!, this.activeLocale, now);
    const name = rowName(status, this.activeLocale);
    const told = name && name !== texts.words[status.word] ? ` · ${name}` : '';
    return html`<div class="readout">
      <p class="reading"><span class="hero">${this.#valueAt(measure, series, i)}</span><span class="unit">${unitName(series.unit, texts)}</span></p>
      ${isClassified(document, measure.id) ? statusPill(status, texts) : nothing}
      <p class="when">${this.selected < 0 ? `${texts.chart.latest} · ${moment}` : moment}${told}</p>
    </div>`;
  }

  #figures(measure: Measure, series: Series, texts: VitalsTexts): TemplateResult {
    const { chart } = texts;
    const { count, mean, share, spans } = figuresOf(measure, series, texts, this.activeLocale);
    return html`<dl class="figures">
      <div>
        <dt>${chart.mean}</dt>
        <dd>${mean}</dd>
      </div>
      ${spans.map(
        ({ name, low, high }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${low}–${high}</dd>
          </div>`,
      )}
      ${
        share
          ? html`<div>
              <dt>${chart.inRange}</dt>
              <dd>${share}</dd>
            </div>`
          : nothing
      }
      <div>
        <dt>${chart.readings}</dt>
        <dd>${count}</dd>
      </div>
    </dl>`;
  }

  #source({ document, options, series, measure }: ChartGround, texts: VitalsTexts): TemplateResult | typeof nothing {
    const guideline = document.guidelines.find((g) => g.id === options.guideline);
    if (!measure || !isClassified(document, measure.id)) return nothing;
    if (!guideline) return html`<p class="by">${texts.guidelineUnknown}</p>`;
    const parts = [texts.by(pickTexts(guideline.title, this.activeLocale), guideline.version)];
    if (measure.id === 'glucose') parts.push(texts.forWhom(texts.populations[options.population]));
    if (series.classes.some((c) => c.row?.confidence === 'unverified')) parts.push(texts.unverified);
    return html`<p class="by">${parts.join(' · ')}</p>`;
  }

  #valueAt(measure: Measure, series: Series, i: number): string {
    return formatValues(measure, Object.fromEntries(measure.components.map((c) => [c.id, series.v[c.id]?.[i]])), series.unit, this.activeLocale);
  }

  /** The reading that was looked at may have another index now, or be gone. */
  #keepLooking(lookedAt: number | undefined): void {
    this.selected = lookedAt === undefined ? -1 : (this.ground?.series.t.indexOf(lookedAt) ?? -1);
    if (this.selected < 0) this.said = '';
  }

  #choose(range: string): void {
    this.range = range;
    this.emit('nelumbo-range', { measure: this.measure, range });
  }

  #select(i: number): void {
    if (i === this.selected) return;
    this.selected = i;
    const series = this.ground?.series;
    const status = series?.classes[series.status[i] ?? -1];
    if (status) this.emit('nelumbo-point', { measure: this.measure, tone: status.tone });
  }

  #walk(event: KeyboardEvent): void {
    const { ground } = this;
    if (!ground?.measure || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = ground.series.t.length - 1;
    const at = this.selected < 0 ? last + 1 : this.selected;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last, Escape: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#select(to === -1 && event.key === 'Escape' ? -1 : Math.min(last, Math.max(0, to)));
    this.said = this.selected < 0 ? '' : this.#saying(ground, ground.measure, this.selected);
  }

  #saying({ series, now }: ChartGround, measure: Measure, i: number): string {
    const texts = this.texts(vitalsTexts);
    const status = series.classes[series.status[i]!]!; // every sample has its class
    const parts = [
      `${this.#valueAt(measure, series, i)} ${unitName(series.unit, texts)}`,
      texts.words[status.word],
      formatMoment(series.t[i]!, series.offset[i]!, this.activeLocale, now),
    ];
    return parts.join(texts.chart.listSeparator);
  }

  #point(event: PointerEvent): void {
    if (!this.#plot || (event.type === 'pointermove' && event.pointerType !== 'mouse' && !event.buttons)) return;
    const left = (event.currentTarget as HTMLElement).getBoundingClientRect().left; // the listener sits on the plot
    this.#select(this.#plot.indexAt(event.clientX - left));
  }

  #leave(event: PointerEvent): void {
    if (event.pointerType === 'mouse' && !this.matches(':focus-within')) this.#select(-1);
  }

  #model({ measure, document, options, series, from, now }: ChartGround): PlotModel {
    const texts = this.texts(vitalsTexts);
    const locale = this.activeLocale;
    const columns = measure!.components.map((c) => c.id); // drawn only with a measure
    const background = backgroundOf(document, measure!, series, options, {
      band: (band, direction) => bandName(measure!, band, direction, series.unit, texts, locale),
      limit: (id, at) => texts.chart.limit(texts.components[id] ?? '', formatValue(measure!, at, series.unit, locale)),
    });
    const room = Math.max((now - from) * 0.02, 3_600_000); // half a bar would be cut off at the edges
    const kinds = {
      weekday: { weekday: 'short' },
      day: { month: 'numeric', day: 'numeric' },
      month: { year: '2-digit', month: 'short' },
      year: { year: 'numeric' },
    } as const;
    const most = Math.max(3, Math.min(8, Math.floor((this.box?.clientWidth ?? 360) / (this.activeCare ? 110 : 60))));
    return {
      series,
      columns,
      from: from - room,
      to: Math.max(now, series.t.at(-1) ?? now) + room,
      ...valueSpan(series, columns, background.bands),
      bands: background.bands,
      limits: background.limits,
      ticks: timeTicks(from - room, now, most, (at, kind) => formatDate(at, locale, kinds[kind])),
      selected: this.selected,
      lastLabel: this.#valueAt(measure!, series, series.t.length - 1),
      joined: mealsIn(series).length < 2,
    };
  }

  /** The palette in force; the same object while nothing of it changed. */
  #colors(box: Element): Palette {
    const palette = readPalette(box, this.activeCare);
    if (JSON.stringify(palette) !== JSON.stringify(this.#palette)) this.#palette = palette;
    return this.#palette!; // set on the line above
  }

  async #draw(): Promise<void> {
    const { canvas, box, ground } = this;
    if (!canvas || !box || !ground?.series.t.length) return this.#drop();
    if (this.#plot) return this.#plot.update(this.#model(ground), this.#colors(box));
    this.#plotting ??= this.#start().finally(() => (this.#plotting = undefined));
    await this.#plotting;
  }

  async #start(): Promise<void> {
    try {
      const { Plot } = await import('./chart-runtime.js');
      const { canvas, box, ground } = this; // whatever they are after the wait
      if (this.isConnected && canvas && box && ground?.series.t.length) this.#plot = new Plot(canvas, this.#model(ground), this.#colors(box));
    } catch {
      this.plotFailed = true; // the chunk did not load: the table says the same
    }
  }

  #drop(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
  }
}

const nothingYet = emptySeries();

const rangeName = (range: string, texts: VitalsTexts): string => texts.chart.ranges[range] ?? texts.chart.days(Number.parseInt(range, 10));
