import { bandsOf, profileFor, settingAt, type Band, type Direction, type GuidelineDocument, type GuidelineProfile, type Measure, type Population, type ReadingContext, type Series } from '@nelumbo/core/vitals'; // prettier-ignore
import type { VitalsChartTexts } from '../../../../elements/src/locales/vitals/chart.js';
import { kindsIn, marksWithoutBand } from '../../../../elements/src/vitals/chart/plot-model.js';
import { bandName, formatValue } from '../../../../elements/src/vitals/words.js';
import { signOf } from '../status-view.js';

/** A band and the side of the normal range that it lies on. */
export interface SidedBand extends Band {
  readonly direction: Direction;
}

/** What lies behind the readings. */
export interface Behind {
  readonly bands: readonly SidedBand[];
  /** Where the lower of two values is too high. */
  readonly limit: number | undefined;
}

/**
 * Bands and limit behind a series, as behind `<nelumbo-vitals-chart>`: those that hold for every meal (or site) in it. The lower value of a
 * pair is measured by another scale: its limit is a line, and only what is too high for the upper is a band.
 */
export function behind(
  measure: Measure,
  series: Series,
  document: GuidelineDocument,
  options: { readonly guideline: string; readonly population: Population },
): Behind {
  const setting = settingAt(series, series.t.length - 1);
  const profileAt = (kind: ReadingContext): GuidelineProfile | undefined => {
    const about = { measure: measure.id, unit: series.unit, context: { ...kind, ...(setting && { setting }) } };
    const found = profileFor(document, about, options, measure);
    return found?.units.includes(series.unit) ? found : undefined;
  };
  const kinds = kindsIn(series, measure);
  const [upper, lower] = measure.components;
  const lists = kinds.map((kind) => {
    const profile = profileAt(kind);
    return profile ? bandsOf(profile, upper!.id, series.unit, kind.meal) : []; // a measure has one
  });
  const [bands = [], ...others] = lists;
  const good = bands.findIndex(({ tone }) => tone === 'good');
  const sided = bands.map((band, i): SidedBand => ({ ...band, direction: i === good ? 'none' : i < good ? 'down' : 'up' }));
  const inAll = ({ row, from, to }: Band) => others.every((list) => list.some((one) => one.row.id === row.id && one.from === from && one.to === to));
  if (!lower) return { bands: sided.filter(inAll), limit: undefined };
  const profile = profileAt(kinds[0] ?? {});
  const limit = profile && bandsOf(profile, lower.id, series.unit).find(({ tone, from }) => tone === 'alert' && from !== null)?.from;
  return { bands: sided.slice(good + 1), limit: limit ?? undefined };
}

/** What the colours, shapes and the dashed line mean; every one by its word. */
export function legendOf({ bands, limit }: Behind, measure: Measure, series: Series, texts: VitalsChartTexts, locale: string): object | null {
  const { unit } = series;
  const items = [
    ...bands.map((band) => ({ ...band, text: bandName(measure, band, band.direction, unit, texts, locale) })),
    ...marksWithoutBand(series, bands).map((mark) => ({ ...mark, text: texts.words[mark.word] })),
  ].map(({ tone, direction, text }, i) => ({ i, tone, direction, sign: signOf({ tone, direction }), text }));
  const lower = measure.components[1]?.id ?? '';
  const line = limit === undefined ? '' : texts.chart.limit(texts.components[lower] ?? '', formatValue(measure, limit, unit, locale));
  return items.length || line ? { label: texts.chart.legend, items, line } : null;
}
