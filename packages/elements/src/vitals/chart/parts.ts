import { formatNumber, pickTexts } from '@nelumbo/core/i18n';
import {
  roundToStep,
  settings,
  shareInTarget,
  statistics,
  unitOf,
  wordOf,
  type Classification,
  type ClassifyOptions,
  type GuidelineDocument,
  type Measure,
  type Series,
} from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { calendarIcon } from '../../base/icons/calendar.js';
import { statusMark } from '../../base/index.js';
import type { VitalsChartTexts } from '../../locales/vitals/chart.js';
import { figurePairs } from '../figure-pairs.js';
import { figuresOf } from '../figures.js';
import { isClassified, rowName, statusPill } from '../status-panel.js';
import { formatMoment, formatValue, formatValues, unitName } from '../words.js';
import { bandAt, type PlotBand, type PlotGround } from './plot-model.js';

/** Fewer readings than this say nothing about a period. */
const fewest = 3;

/** What the parts word with. */
export interface PartWords {
  readonly texts: VitalsChartTexts;
  /** BCP 47 tag. */
  readonly locale: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** A reading of a series as `128/82`. */
export const valueAt = (measure: Measure, series: Series, i: number, locale: string): string =>
  formatValues(measure, Object.fromEntries(measure.components.map((c) => [c.id, series.v[c.id]?.[i]])), series.unit, locale);

/** Whether any reading is of a glucose sensor: only those make a profile of the day. */
export function isSensed({ measure, flags }: Series): boolean {
  if (measure !== 'glucose') return false;
  const sensor = (settings.indexOf('sensor') + 1) << 3; // where a series keeps the setting
  for (const bits of flags) if ((bits & 56) === sensor) return true;
  return false;
}

/** Buttons that lead to the other ways of showing the same readings. */
export function viewSwitch(shown: string, sensed: boolean, { chart }: VitalsChartTexts, show: (view: 'chart' | 'table' | 'agp') => void): TemplateResult {
  const names = { chart: chart.asChart, table: chart.asTable, ...(sensed ? { agp: chart.asAgp } : {}) };
  const others = (['chart', 'table', 'agp'] as const).filter((view) => view !== shown && names[view]);
  return html`${others.map((view) => html`<button type="button" class="quiet" @click=${() => show(view)}>${names[view]}</button>`)}`;
}

/** What is said about a sample; nothing where nobody speaks about its measure. */
export type StatusOf = (i: number) => Classification | undefined;

/** By the guideline's rows; for a sensor by the ranges of time in range, for which it stands. */
export function statusFor(measure: Measure, series: Series, bands: readonly PlotBand[], sensor: boolean, document: GuidelineDocument): StatusOf {
  if (!sensor) return (i) => (isClassified(document, measure.id) ? series.classes[series.status[i] ?? -1] : undefined);
  return (i) => {
    const band = bandAt(bands, series.v[measure.components[0]!.id]![i]!); // a measure has a component, its series all of them
    return band && { tone: band.tone, direction: band.direction, word: wordOf(band.tone, band.direction), guideline: undefined };
  };
}

/** The reading above the drawing: the one that is looked at, or the newest. */
export function readout(measure: Measure, series: Series, i: number, looked: boolean, statusOf: StatusOf, { texts, locale, now }: PartWords): TemplateResult {
  const status = statusOf(i);
  const moment = formatMoment(series.t[i]!, series.offset[i]!, locale, now);
  const name = status && rowName(status, locale);
  const told = name && name !== texts.words[status.word] ? ` · ${name}` : '';
  return html`<div class="readout">
    <p class="reading"><span class="hero">${valueAt(measure, series, i, locale)}</span><span class="unit">${unitName(series.unit, texts)}</span></p>
    ${status ? statusPill(status, texts) : nothing}
    <p class="when">${looked ? moment : `${texts.chart.latest} · ${moment}`}${told}</p>
  </div>`;
}

/** What is announced when the keyboard walks to a reading. */
export function saying(measure: Measure, series: Series, i: number, statusOf: StatusOf, { texts, locale, now }: PartWords): string {
  const status = statusOf(i);
  const parts = [
    `${valueAt(measure, series, i, locale)} ${unitName(series.unit, texts)}`,
    ...(status ? [texts.words[status.word]] : []),
    formatMoment(series.t[i]!, series.offset[i]!, locale, now),
  ];
  return parts.join(texts.listSeparator);
}

/** Mean, lowest to highest, share in range and count of a period. */
export function figureList(measure: Measure, series: Series, { texts, locale }: PartWords): TemplateResult {
  const { chart } = texts;
  const { count, mean, share, spans } = figuresOf(measure, series, texts, locale);
  return figurePairs([
    [chart.mean, mean ?? '–'],
    ...spans.map(({ name, low, high }) => [name, `${low}–${high}`] as const),
    ...(share ? [[chart.inRange, share] as const] : []),
    [chart.readings, formatNumber(count, locale)],
  ]);
}

/**
 * How the means differ from those of the period before, component by component: mean(now) - mean(before), both rounded to the step; under two steps they
 * are the same.
 */
export function comparison(measure: Measure, before: Series, now: Series, { texts, locale }: PartWords): string {
  const { chart } = texts;
  if (before.t.length < fewest || now.t.length < fewest) return chart.compareNothing;
  const unit = unitOf(measure, now.unit);
  const step = unit?.step ?? 1;
  const parts = measure.components.map(({ id }) => {
    const mean = (series: Series): number => roundToStep(statistics(series.v[id]!).mean!, step); // neither is empty, and a series has all columns
    const by = roundToStep(mean(now) - mean(before), step);
    const said = Math.abs(by) < 2 * step ? chart.same : (by < 0 ? chart.lower : chart.higher)(formatValue(measure, Math.abs(by), now.unit, locale));
    return `${texts.components[id] ?? chart.mean} ${said}`;
  });
  return chart.compared(before.t.length, parts.join(texts.listSeparator));
}

/** The comparison with the period before: its switch, and what it says. */
export function comparePart(compare: boolean, said: string, { chart }: VitalsChartTexts, toggle: () => void): TemplateResult {
  return html`<div class="against">
    <button type="button" class="quiet compare-button" aria-pressed=${compare ? 'true' : 'false'} @click=${toggle}>${chart.compare}</button>
    <p class="small" aria-live="polite">${said}</p>
  </div>`;
}

/** What the colours and lines mean, in words and shapes; in step with the drawing. */
export function legend({ bands, marks, limits, events, compare }: PlotGround, texts: VitalsChartTexts): TemplateResult | typeof nothing {
  const kinds = [...new Set(events.map((e) => e.kind))];
  const lines = limits.filter((l) => l.name);
  if (!bands.length && !marks.length && !lines.length && !kinds.length && !compare) return nothing;
  const colours = [...bands, ...marks.map(({ tone, direction, word }) => ({ tone, direction, name: texts.words[word] }))];
  return html`<ul class="legend" aria-label=${texts.chart.legend}>
    ${colours.map(({ tone, direction, name }) => html`<li><span class="swatch" data-tone=${tone}>${statusMark(tone, direction)}</span>${name}</li>`)}
    ${lines.map(({ name, kind }) => html`<li><span class="line" data-kind=${kind}></span>${name}</li>`)}
    ${kinds.map((kind) => html`<li><span class="line" data-kind=${kind}></span>${texts.chart.events[kind]}</li>`)}
    ${compare ? html`<li><span class="line" data-kind="before"></span>${texts.chart.before}</li>` : nothing}
  </ul>`;
}

/** Which guideline the colours come from, and how sure it is. */
export function sourceLine(
  document: GuidelineDocument,
  options: ClassifyOptions,
  series: Series,
  measure: Measure,
  sensor: boolean,
  { texts, locale }: PartWords,
): TemplateResult | typeof nothing {
  const guideline = document.guidelines.find((g) => g.id === options.guideline);
  if (sensor) return html`<p class="by">${texts.by(texts.tir.title, texts.tir.version)}</p>`;
  if (!isClassified(document, measure.id)) return nothing;
  if (!guideline) return html`<p class="by">${texts.guidelineUnknown}</p>`;
  const decided = series.classes.find((c) => c.target)?.target;
  const parts = [...(decided ? [texts.byTarget[decided.by]] : []), texts.by(pickTexts(guideline.title, locale), guideline.version)];
  if (measure.id === 'glucose') parts.push(texts.forWhom(texts.populations[options.population]));
  if (shareInTarget(series) !== undefined && series.classes.some((c) => c.row?.confidence === 'unverified')) parts.push(texts.unverified);
  return html`<p class="by">${parts.join(' · ')}</p>`;
}

/** What a period is called. */
export const rangeName = (range: string, texts: VitalsChartTexts): string => texts.chart.ranges[range] ?? texts.chart.days(Number.parseInt(range, 10));

/** The periods as a segmented control, and the button that opens the dates. */
export function rangeSwitch(
  list: readonly string[],
  chosen: string,
  open: boolean,
  texts: VitalsChartTexts,
  { choose, toggle }: { choose(range: string): void; toggle(): void },
): TemplateResult {
  return html`<div class="periods">
    <div class="segmented ranges" role="group" aria-label=${texts.chart.range}>
      ${list.map((range) => html`<button type="button" aria-pressed=${range === chosen ? 'true' : 'false'} @click=${() => choose(range)}>${rangeName(range, texts)}</button>`)}
    </div>
    <button type="button" class="quiet dates-button" aria-expanded=${open ? 'true' : 'false'} aria-label=${texts.chart.dates} @click=${toggle}>
      ${calendarIcon}
    </button>
  </div>`;
}

/** First and last day of a period of one's own. */
export function dateFields(from: string, to: string, most: string, texts: VitalsChartTexts, change: (from: string, to: string) => void): TemplateResult {
  const value = (event: Event): string => (event.target as HTMLInputElement).value; // the listeners sit on inputs
  return html`<div class="dates">
    <label class="field"
      ><span class="label">${texts.chart.from}</span><input type="date" .value=${from} max=${to || most} @change=${(e: Event) => change(value(e), to)}
    /></label>
    <label class="field"
      ><span class="label">${texts.chart.to}</span><input type="date" .value=${to} min=${from} max=${most} @change=${(e: Event) => change(from, value(e))}
    /></label>
  </div>`;
}
