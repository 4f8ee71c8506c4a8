import type { Client, RecordsChanged } from '@nelumbo/core';
import { formatDate, formatNumber, pickTexts } from '@nelumbo/core/i18n';
import { statistics, type GuidelineDocument, type Measure, type Series, type VitalsProfile } from '@nelumbo/core/vitals';
import { vitalsChartTexts } from '../../../../elements/src/locales/vitals/chart.js';
import { formatMoment, formatValues, measureName, unitName } from '../../../../elements/src/vitals/words.js';
import type { Host, Touch } from '../../components/define.js';
import { miniTexts } from '../../components/texts.js';
import { Widget } from '../../components/widget.js';
import { later } from '../../ports/globals.js';
import { current } from '../../runtime/client.js';
import { settings } from '../../runtime/settings.js';
import { signOf } from '../status-view.js';
import { behind, legendOf, type Behind } from './behind.js';
import { nearest, paint, type Canvas2d, type Plot } from './paint.js';

const days = { '7d': 7, '30d': 30, '90d': 90, '1y': 365 } as const;
type Range = keyof typeof days;
const isRange = (text: string | undefined): text is Range => text !== undefined && text in days;
const DAY = 86_400_000;

/** What a page may give: the measure, and the span shown at first. */
export const chartProps = { measure: 'blood-pressure', range: '30d' };
type ChartProps = typeof chartProps;

interface Ground {
  readonly measure: Measure | undefined;
  readonly document: GuidelineDocument;
  readonly profile: VitalsProfile;
  readonly series: Series;
  readonly means: readonly (number | undefined)[];
  /** Nothing where there is nothing to draw. */
  readonly behind: Behind | undefined;
  readonly now: number;
}

/** A small chart on a canvas of type 2d: the same columns out of the same pyramid as `<nelumbo-vitals-chart>`, the same bands and words. */
export class VitalsChart extends Widget<ChartProps> {
  private ground: Ground | undefined;
  private chosen: Range | undefined;
  private under: number | undefined;
  private plot: Plot | undefined;
  private drawing: (() => void) | undefined;

  constructor(host: Host<ChartProps>) {
    super(host);
  }

  override stop(): void {
    super.stop();
    this.drawing?.();
  }

  protected override awake(): void {
    void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.ground = this.chosen = this.under = this.plot = undefined;
  }

  private get range_(): Range {
    const { range } = this.host.props;
    return this.chosen ?? (isRange(range) ? range : '30d');
  }

  private get from(): number {
    return (this.ground?.now ?? 0) - days[this.range_] * DAY;
  }

  protected override async load({ vitals }: Client): Promise<() => void> {
    const { measure: wanted } = this.host.props;
    const now = current().platform.clock.now();
    const [measures, document, profile] = await Promise.all([vitals.measures(), vitals.guidelines(), vitals.profile()]);
    const measure = measures.find(({ id }) => id === wanted);
    const view = { guideline: settings().guideline, population: profile.population };
    const found = measure && (await vitals.series({ measure: wanted, from: now - days[this.range_] * DAY, to: now + 1, ...view }));
    const series = found ?? (await vitals.series({ measure: measures[0]!.id, from: now, to: now }));
    const lies = found?.t.length ? behind(measure!, found, document, view) : undefined; // found by it
    const means = (measure?.components ?? []).map(({ id }) => statistics(series.v[id] ?? new Float64Array()).mean); // once: not at each move of a finger
    return () => {
      this.ground = { measure, document, profile, series, means, behind: lies, now };
      this.under = undefined;
    };
  }

  protected override view(): object {
    const { ground, locale } = this;
    if (!ground) return {};
    const texts = this.texts(vitalsChartTexts);
    const { measure, series, means, now } = ground;
    if (!measure) return { title: '', unknown: texts.measureUnknown(this.host.props.measure) };
    const t = texts.chart;
    const name = measureName(measure, texts);
    const n = series.t.length;
    const shown = this.under ?? n - 1;
    const mini = this.texts(miniTexts);
    const values = (i: number) => formatValues(measure, Object.fromEntries(measure.components.map(({ id }) => [id, series.v[id]?.[i]])), series.unit, locale);
    const status = n ? series.classes[series.status[shown]!] : undefined;
    const { row, grade, target, guideline } = status ?? {};
    const rowText = target ? undefined : (grade ?? row)?.text;
    const rowName = rowText && pickTexts(rowText, locale);
    const name_ = rowName && rowName !== texts.words[status!.word] ? [rowName] : []; // a row is a status's
    const mean = means
      .map((x) => (x === undefined ? '–' : formatNumber(x, locale, { maximumFractionDigits: measure.id === 'blood-pressure' ? 0 : 1, useGrouping: false })))
      .join('/');
    this.draw();
    return {
      ...{ title: name, unknown: '', unit: n ? unitName(series.unit, texts) : '', empty: n ? '' : t.emptyRange },
      value: n ? values(shown) : '',
      moment: n
        ? [...(this.under === undefined ? [t.latest] : []), formatMoment(series.t[shown]!, series.offset[shown]!, locale, now), ...name_].join(' · ')
        : '',
      by: guideline ? [...(target ? [texts.byTarget[target.by]] : []), texts.by(pickTexts(guideline.title, locale), guideline.version)].join(' · ') : '',
      status: status ? { tone: status.tone, direction: status.direction, sign: signOf(status), word: texts.words[status.word] } : null,
      ranges: (Object.keys(days) as Range[]).map((id) => ({ id, text: t.ranges[id], on: id === this.range_ })),
      summary: n ? `${t.summary(n, t.last(t.ranges[this.range_] ?? ''))}${mini.chart.mean(`${mean} ${unitName(series.unit, texts)}`)}` : '',
      legend: ground.behind ? legendOf(ground.behind, measure, series, texts, locale) : null,
      hint: n ? mini.chart.touched : '',
    };
  }

  /** After the data is on the screen: the canvas of a chart that was empty is there only then. */
  private draw(): void {
    this.drawing?.();
    this.drawing = later(0, () => void this.drawNow());
  }

  private async drawNow(): Promise<void> {
    const { ground } = this;
    if (!ground?.measure || !ground.series.t.length) return;
    const canvas = await this.host.canvas('plot');
    if (!canvas || ground !== this.ground) return;
    const { measure, series, now } = ground;
    const { care, theme } = settings();
    const textSize = care ? 18 : 12;
    this.plot = { series, from: this.from, to: now, components: measure.components.map(({ id }) => id), width: canvas.width, height: canvas.height, textSize };
    const scale = Math.min(3, Math.max(1, pixelRatio()));
    canvas.node.width = canvas.width * scale;
    canvas.node.height = canvas.height * scale;
    const context = canvas.node.getContext('2d') as Canvas2d; // of that kind
    paint(context, this.plot, { scale, ...ground.behind!, days: this.days(now), dark: theme === 'dark', at: this.under }); // there are readings
    canvas.finish?.();
  }

  /** Three days of the span, or months of a long one. */
  private days(now: number): readonly { readonly at: number; readonly text: string }[] {
    const { from } = this;
    const format = days[this.range_] > 90 ? ({ year: 'numeric', month: 'numeric' } as const) : ({ month: 'numeric', day: 'numeric' } as const);
    return [1, 3, 5].map((sixth) => {
      const at = from + ((now - from) * sixth) / 6;
      return { at, text: formatDate(at, this.locale, format) };
    });
  }

  range({ data }: Touch): void {
    if (!isRange(data['id'])) return;
    this.chosen = data['id'];
    void this.reload();
    this.host.emit('range', { range: this.chosen });
  }

  touch({ x }: Touch): void {
    const under = x === undefined || !this.plot ? this.under : nearest(this.plot, x);
    if (under === this.under) return; // a finger moves by many steps from one reading to the next
    this.under = under;
    this.render();
  }

  leave(): void {
    this.under = undefined;
    this.render();
  }
}

/** Device pixels for each px. */
function pixelRatio(): number {
  const { api } = current().platform;
  const ask = api as { getWindowInfo?(): { pixelRatio?: number }; getSystemInfoSync?(): { pixelRatio?: number } }; // one of them, by platform and version
  return (ask.getWindowInfo?.() ?? ask.getSystemInfoSync?.())?.pixelRatio ?? 2;
}
