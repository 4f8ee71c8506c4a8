// What lies behind the readings: bands of the guideline, limits, targets. With the words, which load while the readings do.
import {
  bandsOf,
  pairedLimit,
  profileFor,
  settingAt,
  targetsFor,
  type Band,
  type ClassifyOptions,
  type Direction,
  type GuidelineDocument,
  type GuidelineProfile,
  type Measure,
  type ReadingContext,
  type Series,
  type TirBand,
  type TirProfile,
  type Tone,
} from '@nelumbo/core/vitals';
import type { VitalsChartTexts } from '../../locales/vitals/chart.js';
import { bandName as spanName, formatValue } from '../words.js';
import { valueAt } from './parts.js';
import { kindsIn, marksWithoutBand, mealsIn, rhythmOf, type PlotBand, type PlotEvent, type PlotGround, type PlotLimit, type PlotModel } from './plot-model.js';

/** How bands and limits are worded. */
interface BandWords {
  band(band: Band, direction: Direction): string;
  limit(component: string, at: number): string;
  target(from: number | undefined, to: number | undefined, component: string): string;
}

const sameBand =
  (a: Band) =>
  (b: Band): boolean =>
    a.row.id === b.row.id && a.from === b.from && a.to === b.to;

/**
 * The bands of the guideline behind a series: those that hold for every meal (or site) in it. For a pressure, those of the upper number
 * above its normal range, and the limit of the lower one as a line, because both numbers share the axis.
 */
function backgroundOf(
  document: GuidelineDocument,
  measure: Measure,
  series: Series,
  options: ClassifyOptions,
  words: BandWords,
): Pick<PlotModel, 'bands' | 'limits'> {
  const targets = targetLines(document, measure, series, options, words);
  const setting = settingAt(series, series.t.length - 1);
  const profileAt = (kind: ReadingContext): GuidelineProfile | undefined => {
    const context = setting ? { ...kind, setting } : kind;
    const found = profileFor(document, { measure: measure.id, unit: series.unit, context }, options, measure);
    return found?.units.includes(series.unit) ? found : undefined;
  };
  const kinds = kindsIn(series, measure);
  const profile = profileAt(kinds[0] ?? {});
  const [upper, lower] = measure.components;
  if (!profile || !upper) return { bands: [], limits: targets };
  const bandsAt = (kind: ReadingContext): readonly Band[] => {
    const own = profileAt(kind);
    return own ? bandsOf(own, upper.id, series.unit, kind.meal) : [];
  };
  const [bands = [], ...others] = kinds.length ? kinds.map(bandsAt) : [bandsAt({})];
  const good = bands.findIndex((b) => b.tone === 'good');
  const named = bands.map((band, i): PlotBand => {
    const direction = i === good ? 'none' : i < good ? 'down' : 'up';
    return { from: band.from ?? -Infinity, to: band.to ?? Infinity, tone: band.tone, direction, name: words.band(band, direction) };
  });
  if (!lower) return { bands: named.filter((_, i) => others.every((list) => list.some(sameBand(bands[i]!)))), limits: targets }; // named and bands run in step
  const limit = bandsOf(profile, lower.id, series.unit).find((b) => b.tone === 'alert' && b.from !== null)?.from;
  const own = limit == null ? [] : [{ at: limit, name: words.limit(lower.id, limit), kind: 'limit' as const }];
  return { bands: named.slice(good + 1), limits: [...own, ...targets] };
}

const tirTones: Readonly<Record<TirBand, readonly [Tone, Direction]>> = {
  'very-low': ['alert', 'down'],
  low: ['watch', 'down'],
  target: ['good', 'none'],
  high: ['watch', 'up'],
  'very-high': ['alert', 'up'],
};

/** The ranges of time in range, for a sensor: guidelines for finger sticks do not speak about it. */
function sensorBands(
  profile: TirProfile,
  unit: string,
  name: (tone: Tone, direction: Direction, from: number | null, to: number | null) => string,
): PlotBand[] {
  return profile.bands.flatMap(({ id, span }) => {
    const [from, to] = span[unit] ?? [null, null];
    const [tone, direction] = tirTones[id];
    return from === null && to === null ? [] : [{ from: from ?? -Infinity, to: to ?? Infinity, tone, direction, name: name(tone, direction, from, to) }];
  });
}

/** The ranges agreed for this person, in the unit that is shown. */
function targetLines(document: GuidelineDocument, measure: Measure, series: Series, { targets = [] }: ClassifyOptions, words: BandWords): PlotLimit[] {
  const meal = mealsIn(series, measure).find((m) => m !== undefined);
  return targetsFor(targets, { measure: measure.id, context: meal ? { meal } : {} }).flatMap((target) => {
    const [from, to] = [target.from, target.to].map((x) => (x === undefined ? undefined : pairedLimit(document, measure, x, target.unit, series.unit)));
    const name = words.target(from, to, target.component ?? 'value');
    return [to, from].flatMap((at, i) => (at === undefined ? [] : [{ at, name: i && to !== undefined ? '' : name, kind: 'target' as const }]));
  });
}

/** What a drawing stands on. */
export interface PlotSource {
  readonly series: Series;
  readonly document: GuidelineDocument;
  readonly options: ClassifyOptions;
  readonly events: readonly PlotEvent[];
  /** For the readings of a sensor. */
  readonly sensor: TirProfile | undefined;
}

/** What stays while one pans, in the words of a language. */
export function plotGround(
  { series, document, options, events, sensor }: PlotSource,
  measure: Measure,
  { texts, locale, compare }: { readonly texts: VitalsChartTexts; readonly locale: string; readonly compare: boolean },
): PlotGround {
  const value = (at: number): string => formatValue(measure, at, series.unit, locale);
  const name = (band: Pick<Band, 'tone' | 'from' | 'to'>, direction: Direction): string => spanName(measure, band, direction, series.unit, texts, locale);
  const words: BandWords = {
    band: name,
    limit: (id, at) => texts.chart.limit(texts.components[id] ?? '', value(at)),
    target: (from, to, id) =>
      texts.chart.target(texts.components[id] ?? '', from === undefined ? undefined : value(from), to === undefined ? undefined : value(to)),
  };
  const background = backgroundOf(document, measure, series, options, words);
  return {
    measure,
    series,
    columns: measure.components.map((c) => c.id),
    ...background,
    marks: sensor ? [] : marksWithoutBand(series, background.bands),
    ...(sensor ? { bands: sensorBands(sensor, series.unit, (tone, direction, from, to) => name({ tone, from, to }, direction)) } : {}),
    ...rhythmOf(series, measure),
    events,
    compare,
    lastLabel: series.t.length ? valueAt(measure, series, series.t.length - 1, locale) : '',
  };
}
