import { formatNumber } from '@nelumbo/core/i18n';
import { shareInTarget, statistics, type Measure, type Series } from '@nelumbo/core/vitals';
import type { VitalsChartTexts } from '../locales/vitals/chart.js';
import { formatValue, formatValues, measureName, unitName } from './words.js';

/** The figures under a chart, worded. */
export interface Figures {
  readonly count: number;
  /** `131/84`; undefined without readings. */
  readonly mean: string | undefined;
  /** Lowest and highest, one row a component. */
  readonly spans: readonly { readonly name: string; readonly low: string; readonly high: string }[];
  /** `43 %` of the classified readings; undefined when none is. */
  readonly share: string | undefined;
}

/** Works the figures of a series out and words them. */
export function figuresOf(measure: Measure, series: Series, texts: VitalsChartTexts, locale: string): Figures {
  const columns = measure.components.map((c) => ({ id: c.id, of: statistics(series.v[c.id]!) })); // a series has all columns of its measure
  const means = Object.fromEntries(columns.map(({ id, of }) => [id, of.mean]));
  const share = shareInTarget(series);
  return {
    count: series.t.length,
    mean: series.t.length ? formatValues(measure, means, series.unit, locale) : undefined,
    spans: columns.flatMap(({ id, of }) =>
      of.min === undefined || of.max === undefined
        ? []
        : [
            {
              name: texts.components[id] ?? texts.chart.lowestHighest,
              low: formatValue(measure, of.min, series.unit, locale),
              high: formatValue(measure, of.max, series.unit, locale),
            },
          ],
    ),
    share: share === undefined ? undefined : formatNumber(share, locale, { style: 'percent' }),
  };
}

/** The series in a sentence or three, for whoever does not see the drawing. */
export function summaryText(measure: Measure, series: Series, range: string, texts: VitalsChartTexts, locale: string): string {
  const { count, mean, spans, share } = figuresOf(measure, series, texts, locale);
  const { chart } = texts;
  const list = spans.map(({ name, low, high }) => chart.span(name, low, high)).join(texts.listSeparator);
  return [
    measureName(measure, texts),
    chart.summary(count, range),
    ...(mean ? [chart.figures(mean, unitName(series.unit, texts), list)] : []),
    ...(share ? [chart.inTarget(share)] : []),
  ].join(' ');
}
