import type { Client, RecordsChanged } from '@nelumbo/core';
import { formatDate } from '@nelumbo/core/i18n';
import {
  emptySeries,
  lowerBound,
  meals,
  settingAt,
  type ClassifyOptions,
  type GlucoseProfile,
  type GuidelineDocument,
  type Meal,
  type Measure,
  type Population,
  type Series,
  type TirProfile,
} from '@nelumbo/core/vitals';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { vitalsChartTexts, type VitalsChartTexts } from '../../locales/vitals/chart.js';
import { measureIcon } from '../measure-icon.js';
import { measureName } from '../words.js';
import styles from './chart.styles.js';
import type * as Daily from './daily.js';
import { Drawing } from './drawing.js';
import { Gestures } from './gestures.js';
import { readPalette, type Palette } from './palette.js';
import type { StatusOf } from './parts.js';
import type * as Told from './told.js';
import { mealsIn, mostPoints, type PlotEvent, type PlotGround } from './plot-model.js';
import { dayStart, dayText, rangeStart, ranges } from './range.js';
import type { TickKind } from './ticks.js';
import { beforeOf, boundsOf, clamped, windowOf, type Viewport } from './viewport.js';

/** Words and tables follow a change of the view after so long a quiet, ms. */
const quiet = 150;

/** All that the element has loaded. */
interface ChartGround {
  readonly measure: Measure | undefined;
  readonly document: GuidelineDocument;
  readonly options: ClassifyOptions;
  /** Meals to choose from. */
  readonly meals: readonly (Meal | undefined)[];
  /** All readings: of one meal, or of all. */
  readonly series: Series;
  readonly events: readonly PlotEvent[];
  /** Some readings are of a sensor: there is a profile of the day. */
  readonly sensed: boolean;
  /** The ranges of time in range, for the readings of a sensor. */
  readonly sensor: TirProfile | undefined;
  readonly now: number;
  readonly bounds: Viewport;
}

const kinds: Readonly<Record<TickKind, Intl.DateTimeFormatOptions>> = {
  hour: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'short' },
  day: { month: 'numeric', day: 'numeric' },
  month: { year: '2-digit', month: 'short' },
  year: { year: 'numeric' },
};

/**
 * Draws the readings of a measure over hours or years, with the guideline's ranges behind them, and holds the same readings in words and as a table.
 * Drag, pinch, Ctrl and the wheel, or the keyboard move and zoom it: arrows walk the readings, Shift and arrows pan, + and - zoom, Home and End go to the ends.
 *
 * @tag nelumbo-vitals-chart
 * @summary Readings over time with guideline ranges, as a chart and as a table.
 * @status experimental
 * @since 0.1.0
 *
 * @slot empty - What to offer while there is no reading at all, such as a button that opens the entry.
 *
 * @event {{ measure: string, range: string }} nelumbo-range - The user chose another period; `custom` for dates of their own.
 * @event {{ measure: string, tone: string }} nelumbo-point - The user looks at a reading; its tone, never its value.
 *
 * @csspart box - The themed box around everything.
 * @csspart status - The pill with shape, colour and word.
 * @csspart plot - The drawing.
 */
export class NelumboVitalsChart extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  readonly #drawing = new Drawing(
    () => this.#follow(),
    () => (this.plotFailed = true),
  );
  readonly #gestures = new Gestures({
    pan: (dx) => this.#freely(() => this.#drawing.panBy(dx)),
    zoom: (factor, at) => this.#freely(() => this.#drawing.zoomAt(factor, at)),
    point: (at) => this.#select(this.#drawing.indexAt(at)),
    leave: () => void (this.matches(':focus-within') || this.#select(-1)),
  });
  /** There as soon as there is a ground. */
  #told: typeof Told | undefined;
  /** There with a profile. */
  #daily: typeof Daily | undefined;
  #palette: Palette | undefined;
  #plotGround: { readonly of: ChartGround; readonly locale: string; readonly is: PlotGround } | undefined;
  #judged = '';
  #quiet: ReturnType<typeof setTimeout> | undefined;
  /** What the view was set for; another one sets it anew. */
  #viewFor = '';

  @query('canvas') private canvas!: HTMLCanvasElement | null;
  @query('.box') private box!: HTMLElement | null;

  @state() private ground: ChartGround | undefined;
  /** The readings in view, for words, figures and table; follows the drawing when that is at rest. */
  @state() private seen: Series | undefined;
  /** True when the view is no longer the chosen period. */
  @state() private free = false;
  @state() private datesOpen = false;
  @state() private selected = -1;
  /** What the keyboard walked to; read out by screen readers. */
  @state() private said = '';
  @state() private plotFailed = false;
  /** Of the chosen period, while it is looked at. */
  @state() private profile: GlucoseProfile | undefined;

  /** What is drawn: `blood-pressure`, `glucose`, `weight`, `steps`… */
  @property() measure = 'blood-pressure';
  /** The period up to now: `7d`, `14d`, `30d`, `90d`, any other number of days, `1y` or `all`. */
  @property() range = '30d';
  /** First day of a period of one's own, `YYYY-MM-DD`; needs `to`, and goes before `range`. */
  @property() from = '';
  /** Last day of a period of one's own, `YYYY-MM-DD`. */
  @property() to = '';
  /** Guideline that classifies and gives the ranges, such as `cn-2024`; the provider's without it. */
  @property() guideline = '';
  /** For whom is classified: `adult`, `diabetes`…; the stored profile's without it. */
  @property() population: Population | '' = '';
  /** Only readings at this relation to a meal: `fasting`, `before`, `after`, `bedtime` or `random`; all without it. */
  @property() meal: Meal | '' = '';
  /** UCUM unit to show; the newest reading's without it. */
  @property() unit = '';
  /**
   * What is shown: `chart`, `table`, `agp`, the ambulatory glucose profile where a sensor has measured, or `plot`, the drawing and its legend alone, as on a
   * printed page.
   */
  @property({ attribute: 'view' }) shown: 'chart' | 'table' | 'agp' | 'plot' = 'chart';
  /** What else is marked on the time axis, space-separated: `medication` for medicines that began or changed, `notes` for what stands beside readings. */
  @property() show = '';
  /** Lays the period before, of the same length, under what is shown, and says how the means differ. */
  @property({ type: Boolean }) compare = false;
  /** Columns to draw instead of those in the records, in the shape of `client.vitals.series()`; for a host's own measurements. */
  @property({ attribute: false }) series: Series | undefined;
  /** Marks of the host on the time axis: `at` in milliseconds since 1970 UTC, a short text, and whether it is a `note` or a `medication`. */
  @property({ attribute: false }) annotations: readonly PlotEvent[] = [];

  /** Shows a span of time, milliseconds since 1970 UTC; drawn before it returns. */
  showSpan(from: number, to: number): void {
    this.free = true;
    this.#drawing.show({ from, to }, 'once');
    if (this.shown === 'agp') void this.reload();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.#toPrint);
    window.addEventListener('afterprint', this.#fromPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.#toPrint);
    window.removeEventListener('afterprint', this.#fromPrint);
    clearTimeout(this.#quiet);
    this.#drawing.drop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const guideline = this.guideline || this.activeGuideline; // the provider's may change too
    const asked = (['measure', 'population', 'meal', 'unit', 'show', 'annotations'] as const).some((name) => changed.has(name));
    const fed = changed.has('series') && !this.#takeFed(changed.get('series'));
    if (this.hasUpdated && (guideline !== this.#judged || asked || fed)) void this.reload();
    this.#judged = guideline;
    if (changed.has('measure')) this.ground = this.profile = undefined;
    const moved = (['range', 'from', 'to'] as const).some((name) => changed.has(name));
    if (this.ground && moved) this.#setView(this.ground);
    if (this.hasUpdated && this.shown === 'agp' && (moved || changed.has('shown'))) void this.reload();
  }

  /** Other columns of the same measure from the host: nothing has to be asked for, so they are drawn in this very update. */
  #takeFed(before: Series | undefined): boolean {
    const { ground, series } = this;
    if (!ground?.measure || !series || !before || [before.measure, series.measure].some((id) => id !== ground.measure?.id)) return false;
    this.#stand({ ...ground, series, meals: mealChoices(series, ground.measure) });
    return true;
  }

  /** Resolves when what was asked for is drawn too, once the records are read. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const whole = await super.getUpdateComplete();
    await this.#drawing.settled;
    return whole;
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc') || (this.show.includes('medication') && types.includes('MedicationRequest'));
  }

  protected override forget(): void {
    this.ground = this.profile = this.seen = undefined;
    this.selected = -1;
    this.said = '';
  }

  protected override async load(client: Client): Promise<void> {
    const { vitals } = client;
    const [measures, document, profile, told] = await Promise.all([vitals.measures(), vitals.guidelines(), vitals.profile(), import('./told.js')]);
    this.#told = told;
    const id = this.series?.measure ?? this.measure;
    const measure = measures.find((m) => m.id === id);
    const options = { guideline: this.guideline || this.activeGuideline, population: this.population || profile.population, targets: profile.targets };
    const all = measure ? (this.series ?? (await vitals.series({ measure: id, ...options, unit: this.unit || undefined }))) : nothingYet;
    const there = measure ? mealChoices(all, measure) : [];
    const meal = meals.find((m) => m === this.meal && there.includes(m));
    const series = meal && !this.series ? await vitals.series({ measure: id, ...options, unit: this.unit || undefined, meal }) : all;
    const events = [...this.annotations, ...(this.show ? await (await import('./events.js')).eventsOf(client, id, this.show.split(/\s+/)) : [])];
    const sensor = settingAt(series, series.t.length - 1) === 'sensor' && !this.series ? await this.#sensorRanges(client, series) : undefined;
    const sensed = !this.series && told.isSensed(all);
    // What the host handed over meanwhile is newer than what this load began with.
    this.#stand({ measure, document, options, meals: there, series: this.series?.measure === id ? this.series : series, events, sensed, sensor });
    this.profile = sensed && this.shown === 'agp' ? await this.#profileOf(client, all) : undefined;
  }

  /** Takes a ground: the view goes along, and what is looked at stays looked at. */
  #stand(ground: Omit<ChartGround, 'now' | 'bounds'>): void {
    const before = this.ground;
    const { t } = ground.series;
    const now = Date.now();
    const lookedAt = this.selected < 0 ? undefined : before?.series.t[this.selected];
    const least = now - (rangeStart(this.range, now) ?? now);
    this.ground = { ...ground, now, bounds: boundsOf(ground.series, now, Math.max(least, 3_600_000)) };
    this.#setView(this.ground, before);
    const place = lookedAt === undefined ? -1 : lowerBound(t, lookedAt);
    this.selected = t[place] === lookedAt ? place : -1; // another index now, or gone
    if (this.selected < 0) this.said = '';
  }

  /** Of the chosen period, without the room that a drawing leaves beside it. */
  async #profileOf({ vitals }: Client, { t, unit }: Series): Promise<GlucoseProfile> {
    this.#daily ??= await import('./daily.js');
    if (this.renderRoot instanceof ShadowRoot) this.#daily.dress(this.renderRoot, NelumboVitalsChart.elementStyles);
    const { view } = this.#drawing;
    const own = this.free || (this.from && this.to);
    const to = Math.min(view.to, Date.now() + 1);
    return vitals.glucoseProfile({ from: own ? view.from : (rangeStart(this.range, to) ?? t[0] ?? to), to, unit });
  }

  async #sensorRanges({ vitals }: Client, { t, unit }: Series): Promise<TirProfile> {
    const to = t.at(-1)! + 1; // only asked with samples
    return (await vitals.glucoseProfile({ from: to - 3_600_000, to, unit })).profile;
  }

  protected override updated(): void {
    void this.#draw();
  }

  protected override view(): TemplateResult | typeof nothing {
    const texts = this.texts(vitalsChartTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton title">${texts.loading}</p>
        <div class="skeleton bar"></div>
        <div class="skeleton readout"></div>
        <div class="skeleton plot"></div>
        <div class="skeleton bar"></div>
      </section>`;
    const { measure, series } = ground;
    if (!measure) return html`<section class="card"><p class="muted">${texts.measureUnknown(this.measure)}</p></section>`;
    const name = measureName(measure, texts);
    const any = series.t.length > 0 || ground.meals.length > 0;
    const daily = this.shown === 'agp' && ground.sensed;
    if (this.shown === 'plot' && any) return html`<div class="bare">${this.#filled(ground, measure, texts)}</div>`;
    return html`<section class="card">
      <div class="head">
        ${measureIcon(measure)}
        <h2 class="title">${name}</h2>
        ${any ? this.#told!.viewSwitch(daily ? 'agp' : this.shown === 'agp' ? 'chart' : this.shown, ground.sensed, texts, (to) => (this.shown = to)) : nothing}
      </div>
      ${any ? this.#periods(texts) : nothing} ${daily ? nothing : this.#mealSwitch(ground, texts)}
      ${this.failure ? failureBanner(this.failure, this.activeLocale, () => void this.reload()) : nothing}
      ${daily ? this.#profiled(measure) : any ? this.#filled(ground, measure, texts) : this.#nothingThere(name, texts)}
    </section>`;
  }

  #profiled(measure: Measure): TemplateResult {
    return this.profile ? this.#daily!.profileView(this.profile, measure, this.activeLocale) : html`<div class="skeleton plot" aria-busy="true"></div>`;
  }

  #periods(texts: VitalsChartTexts): TemplateResult {
    const own = this.from && this.to;
    const chosen = this.free || own ? '' : this.range;
    const today = dayText(Date.now());
    return html`${this.#told!.rangeSwitch(ranges(this.range, this.activeCare), chosen, this.datesOpen, texts, {
      choose: (range) => this.#choose(range),
      toggle: () => (this.datesOpen = !this.datesOpen),
    })}
    ${this.datesOpen ? this.#told!.dateFields(this.from || dayText(this.#drawing.view.from), this.to || today, today, texts, (from, to) => this.#chooseDates(from, to)) : nothing}`;
  }

  #mealSwitch({ meals: there, measure }: ChartGround, texts: VitalsChartTexts): TemplateResult | typeof nothing {
    if (measure?.id !== 'glucose' || there.length < 2) return nothing;
    const choices = ['' as const, ...there.filter((meal) => meal !== undefined)];
    return html`<div class="segmented ranges" role="group" aria-label=${texts.meal}>
      ${choices.map((meal) => html`<button type="button" aria-pressed=${meal === this.meal ? 'true' : 'false'} @click=${() => (this.meal = meal)}>${meal ? texts.meals[meal] : texts.chart.allMeals}</button>`)}
    </div>`;
  }

  #nothingThere(name: string, { chart }: VitalsChartTexts): TemplateResult {
    return html`<div class="empty">
      <p><strong>${chart.empty(name)}</strong></p>
      <p>${chart.emptyHint}</p>
      <slot name="empty"></slot>
    </div>`;
  }

  #filled(ground: ChartGround, measure: Measure, texts: VitalsChartTexts): TemplateResult {
    const locale = this.activeLocale;
    const words = { texts, locale, now: ground.now };
    const seen = this.seen ?? windowOf(ground.series, { from: 0, to: 0 });
    const asTable = this.shown === 'table' || this.plotFailed;
    const told = guard([this.seen, locale, this.free, this.range, asTable, this.compare], () => this.#inWords(ground, measure, seen, asTable, words));
    return html`${asTable ? nothing : this.#drawn(ground, measure, seen, words)}
      ${this.plotFailed ? html`<p class="muted small">${texts.chart.failed}</p>` : nothing} ${told}
      ${this.seen && this.shown !== 'plot' ? this.#told!.sourceLine(ground.document, ground.options, seen, measure, ground.sensor !== undefined, words) : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>`;
  }

  /** Figures, sentence and table of what is in view. */
  #inWords(
    ground: ChartGround,
    measure: Measure,
    seen: Series,
    asTable: boolean,
    words: { texts: VitalsChartTexts; locale: string; now: number },
  ): TemplateResult {
    const { texts, locale } = words;
    const against = this.compare ? this.#told!.comparison(measure, windowOf(ground.series, beforeOf(this.#drawing.view)), seen, words) : '';
    const summary = this.#told!.summaryText(measure, seen, this.#periodName(texts), texts, locale);
    const table = seen.t.length ? this.#told!.seriesTable(measure, seen, { ...words, caption: summary }) : nothing;
    return html`${asTable ? html`<div class="rows" role="group" tabindex="0" aria-label=${measureName(measure, texts)}>${table}</div>` : html`<div class=${this.shown === 'plot' ? 'visually-hidden' : 'printed visually-hidden'}>${table}</div>`}
      ${this.shown === 'plot' ? nothing : this.#told!.figureList(measure, seen, words)}
      ${this.shown === 'chart' || this.shown === 'agp' ? this.#told!.comparePart(this.compare, against, texts, () => (this.compare = !this.compare)) : nothing}
      <p class="visually-hidden" id="summary">${summary}</p>`;
  }

  #drawn(ground: ChartGround, measure: Measure, seen: Series, words: { texts: VitalsChartTexts; locale: string; now: number }): TemplateResult {
    const { texts } = words;
    const { series } = ground;
    const looked = this.selected >= 0;
    const above = looked ? series : seen;
    const i = looked ? this.selected : above.t.length - 1;
    return html`${
        this.shown === 'plot'
          ? nothing
          : i >= 0
            ? this.#told!.readout(measure, above, i, looked || above.t[i] !== series.t.at(-1), this.#statusOf(ground, measure, above), words)
            : html`<div class="readout">
                <p>${this.seen ? texts.chart.emptyRange : ''}</p>
                ${this.seen ? html`<button type="button" @click=${() => this.#choose('all')}>${texts.chart.showAll}</button>` : nothing}
              </div>`
      }
      <div
        class="plot"
        part="plot"
        role="application"
        tabindex="0"
        aria-label=${texts.chart.plot(measureName(measure, texts))}
        aria-describedby="summary"
        @keydown=${this.#key}
        @wheel=${this.#gestures.wheel}
        @pointerdown=${this.#gestures.pointerdown}
        @pointermove=${this.#gestures.pointermove}
        @pointerup=${this.#gestures.pointerup}
        @pointercancel=${this.#gestures.pointerup}
        @pointerleave=${this.#gestures.pointerleave}
      >
        <canvas aria-hidden="true"></canvas>
      </div>
      ${this.#told!.legend(this.#groundOf(ground, measure), texts)}`;
  }

  #statusOf(ground: ChartGround, measure: Measure, series: Series): StatusOf {
    return this.#told!.statusFor(measure, series, this.#groundOf(ground, measure).bands, ground.sensor !== undefined, ground.document);
  }

  #periodName(texts: VitalsChartTexts): string {
    const { from, to } = this.#drawing.view;
    const date = (at: number): string => formatDate(at, this.activeLocale, { year: 'numeric', month: 'short', day: 'numeric' });
    if (this.free || (this.from && this.to)) return texts.chart.between(date(from), date(to - 1));
    return this.range === 'all' ? '' : texts.chart.last(this.#told!.rangeName(this.range, texts));
  }

  #choose(range: string): void {
    this.range = range;
    [this.from, this.to] = ['', ''];
    if (this.ground) this.#setView(this.ground);
    this.emit('nelumbo-range', { measure: this.measure, range });
  }

  #chooseDates(from: string, to: string): void {
    if (!(dayStart(from) < dayStart(to, 1))) return;
    [this.from, this.to] = [from, to];
    this.emit('nelumbo-range', { measure: this.measure, range: 'custom' });
  }

  /** The chosen period; one that was panned or zoomed stays, and goes along with the newest reading when that was in view. */
  #setView(ground: ChartGround, before?: ChartGround): void {
    const { now, series, bounds } = ground;
    const asked = [this.measure, this.range, this.from, this.to].join(' ');
    const kept = this.free && asked === this.#viewFor && before !== undefined;
    this.#viewFor = asked;
    this.free = kept;
    const { view } = this.#drawing;
    if (kept) {
      const along = view.to >= before.bounds.to - 1 ? bounds.to - before.bounds.to : 0;
      this.#drawing.view = clamped({ from: view.from + along, to: view.to + along }, bounds);
    } else {
      const [from, to] = [dayStart(this.from), dayStart(this.to, 1)];
      const start = rangeStart(this.range, now) ?? series.t[0] ?? now - 86_400_000;
      const end = Math.max(now, series.t.at(-1) ?? now);
      const room = Math.max((end - start) * 0.02, Math.min(3_600_000, (end - start) * 0.1)); // half a shape would be cut off at the edges
      this.#drawing.view = from < to ? { from, to } : { from: start - room, to: end + room };
    }
    if (this.seen?.measure !== series.measure) this.seen = undefined; // columns of another measure
    if (series.t.length <= mostPoints) this.seen = windowOf(series, this.#drawing.view);
    else this.#follow();
  }

  #follow(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      if (this.ground) this.seen = windowOf(this.ground.series, this.#drawing.view);
    }, quiet);
  }

  #freely(move: () => void): void {
    this.free = true;
    move();
  }

  #select(i: number): void {
    if (i === this.selected) return;
    this.selected = i;
    const series = this.ground?.series;
    const status = i < 0 ? undefined : series?.classes[series.status[i] ?? -1];
    if (status) this.emit('nelumbo-point', { measure: this.measure, tone: status.tone });
  }

  #key(event: KeyboardEvent): void {
    const { ground } = this;
    if (!ground?.measure || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = ground.series.t.length - 1;
    const at = this.selected < 0 ? last + 1 : this.selected;
    const walks: Partial<Record<string, number>> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last, Escape: -1 };
    const moves: Partial<Record<string, () => void>> = {
      ...(event.shiftKey ? { ArrowLeft: () => this.#drawing.pan(-0.25), ArrowRight: () => this.#drawing.pan(0.25) } : {}),
      '+': () => this.#drawing.zoom(0.5),
      '=': () => this.#drawing.zoom(0.5),
      '-': () => this.#drawing.zoom(2),
      _: () => this.#drawing.zoom(2),
    };
    const move = moves[event.key];
    const to = walks[event.key];
    if (!move && to === undefined) return;
    event.preventDefault();
    if (move) return this.#freely(move);
    this.#walkTo(ground, ground.measure, event.key === 'Escape' ? -1 : Math.min(last, Math.max(0, to!))); // one of the two is there
  }

  #walkTo(ground: ChartGround, measure: Measure, i: number): void {
    this.#select(i);
    const at = ground.series.t[i];
    const { view } = this.#drawing;
    const texts = this.texts(vitalsChartTexts);
    this.said =
      at === undefined
        ? ''
        : this.#told!.saying(measure, ground.series, i, this.#statusOf(ground, measure, ground.series), { texts, locale: this.activeLocale, now: ground.now });
    if (at === undefined || (at >= view.from && at < view.to)) return;
    const half = (view.to - view.from) / 2;
    this.#freely(() => this.#drawing.show({ from: at - half, to: at + half })); // the walk goes on outside the view
  }

  /** What stays while one pans; the same object while data and language are the same. */
  #groundOf(ground: ChartGround, measure: Measure): PlotGround {
    const locale = this.activeLocale;
    if (this.#plotGround?.of === ground && this.#plotGround.locale === locale && this.#plotGround.is.compare === this.compare) return this.#plotGround.is;
    const is = this.#told!.plotGround(ground, measure, { texts: this.texts(vitalsChartTexts), locale, compare: this.compare });
    this.#plotGround = { of: ground, locale, is };
    return is;
  }

  /** The palette in force; the same object while nothing of it changed. */
  #colors(box: Element): Palette {
    const palette = readPalette(box, this.activeCare);
    if (JSON.stringify(palette) !== JSON.stringify(this.#palette)) this.#palette = palette;
    return this.#palette!; // set on the line above
  }

  async #draw(): Promise<void> {
    const { canvas, box, ground } = this;
    if (!canvas || !box || !ground?.measure) return this.#drawing.drop();
    await this.#drawing.draw({
      canvas,
      ground: this.#groundOf(ground, ground.measure),
      palette: this.#colors(box),
      bounds: ground.bounds,
      selected: this.selected,
      labelWidth: this.activeCare ? 110 : 60,
      tick: (at, kind) => formatDate(at, this.activeLocale, kinds[kind]),
    });
  }

  readonly #toPrint = (): void => this.#print(true);
  readonly #fromPrint = (): void => this.#print(false);

  /** Style sheets print the light theme by themselves; a canvas has to be drawn in it. */
  #print(on: boolean): void {
    const { box } = this;
    box?.setAttribute('data-theme', on ? 'light' : this.activeTheme);
    this.#drawing.print(on, box ? this.#colors(box) : undefined);
  }
}

/** Glucose can be narrowed to a meal. */
const mealChoices = (series: Series, measure: Measure): readonly (Meal | undefined)[] => (measure.id === 'glucose' ? mealsIn(series, measure) : []);

const nothingYet = emptySeries();
