import {
  bandsOf,
  mealAt,
  meals,
  profileFor,
  type Band,
  type ClassifyOptions,
  type Direction,
  type GuidelineDocument,
  type Meal,
  type Measure,
  type Series,
  type Tone,
} from '@nelumbo/core/vitals';

const hour = 3_600_000;
const day = 24 * hour;

/** A tinted stretch behind the data, with its name. */
export interface PlotBand {
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
  readonly name: string;
}

/** A dashed line at a limit, with its name. */
export interface PlotLimit {
  readonly at: number;
  readonly name: string;
}

/** A tick of the time axis. */
export interface TimeTick {
  readonly at: number;
  readonly label: string;
}

/** Everything that is drawn, as numbers and words; colours come apart. */
export interface PlotModel {
  readonly series: Series;
  /** Component ids from top to bottom: `systolic`, `diastolic`, or `value`. */
  readonly columns: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** Distance of the grid lines. */
  readonly step: number;
  readonly bands: readonly PlotBand[];
  readonly limits: readonly PlotLimit[];
  readonly ticks: readonly TimeTick[];
  /** Index of the sample that is looked at; -1 for none. */
  readonly selected: number;
  /** Label beside the newest point. */
  readonly lastLabel: string;
  /** Readings under mixed circumstances are not joined by a line. */
  readonly joined: boolean;
}

/** The usual distance between neighbours, ms: the median. */
export function usualStep(t: Float64Array): number {
  const steps = t
    .slice(1)
    .map((at, i) => at - t[i]!)
    .sort(); // both run over the same array
  return steps.length ? steps[(steps.length - 1) >> 1]! : 0;
}

/** Two readings further apart are not joined: three times the usual distance, and a day and a half. */
export const gapLimit = (t: Float64Array): number => Math.max(3 * usualStep(t), 36 * hour);

/** The meals that readings of the series were taken at, in their usual order; `undefined` stands for those without one. */
export function mealsIn(series: Series): readonly (Meal | undefined)[] {
  const found = new Set<Meal | undefined>();
  for (let i = 0; i < series.t.length; i++) found.add(mealAt(series, i));
  return [...meals.filter((meal) => found.has(meal)), ...(found.has(undefined) ? [undefined] : [])];
}

/** How bands and limits are worded. */
export interface BandWords {
  band(band: Band, direction: Direction): string;
  limit(component: string, at: number): string;
}

const sameBand =
  (a: Band) =>
  (b: Band): boolean =>
    a.row.id === b.row.id && a.from === b.from && a.to === b.to;

/**
 * The bands of the guideline behind a series: those that hold for every meal in it. For a pressure, those of the upper number
 * above its normal range, and the limit of the lower one as a line, because both numbers share the axis.
 */
export function backgroundOf(
  document: GuidelineDocument,
  measure: Measure,
  series: Series,
  options: ClassifyOptions,
  words: BandWords,
): Pick<PlotModel, 'bands' | 'limits'> {
  const used = series.classes.find((c) => c.profile)?.profile;
  const profile = used?.units.includes(series.unit) ? used : profileFor(document, { measure: measure.id, unit: series.unit, context: {} }, options);
  const [upper, lower] = measure.components;
  if (!profile || !upper) return { bands: [], limits: [] };
  const [bands = [], ...others] = mealsIn(series).map((meal) => bandsOf(profile, upper.id, series.unit, meal));
  const good = bands.findIndex((b) => b.tone === 'good');
  const named = bands.map((band, i): PlotBand => {
    return { from: band.from ?? -Infinity, to: band.to ?? Infinity, tone: band.tone, name: words.band(band, i === good ? 'none' : i < good ? 'down' : 'up') };
  });
  if (!lower) return { bands: named.filter((_, i) => others.every((list) => list.some(sameBand(bands[i]!)))), limits: [] }; // named and bands run in step
  const limit = bandsOf(profile, lower.id, series.unit).find((b) => b.tone === 'alert' && b.from !== null)?.from;
  return { bands: named.slice(good + 1), limits: limit == null ? [] : [{ at: limit, name: words.limit(lower.id, limit) }] };
}

/** The next round step at or above `rough`: 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5].find((n) => n * power >= rough * 0.999) ?? 10) * power;
}

/** The value axis: round numbers around the data, with the edges of the good band if they are near; at most six grid lines. */
export function valueSpan(series: Series, columns: readonly string[], bands: readonly PlotBand[]): Pick<PlotModel, 'low' | 'high' | 'step'> {
  let [low, high] = [Infinity, -Infinity];
  for (const id of columns)
    for (const x of series.v[id] ?? []) {
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
  const reach = Math.max(high - low, Math.abs(high) * 0.02);
  const near = bands.filter((b) => b.tone === 'good').flatMap((b) => [b.from, b.to]);
  for (const edge of near.filter((x) => x > low - reach && x < high + reach)) [low, high] = [Math.min(low, edge), Math.max(high, edge)];
  const room = Math.max(high - low, Math.abs(high) * 0.02, 1e-6) * 0.08;
  const step = roundStep((high - low + 2 * room) / 4);
  return { low: Math.max(0, Math.floor((low - room) / step) * step), high: Math.ceil((high + room) / step) * step, step };
}

const midnight = (t: number): number => new Date(t).setHours(0, 0, 0, 0);
const nextDay = (t: number, n: number): number => {
  const date = new Date(t);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + n).getTime();
};

/** Ticks at local midnights, months or years, at most `most` of them. */
export function timeTicks(from: number, to: number, most: number, format: (at: number, kind: 'weekday' | 'day' | 'month' | 'year') => string): TimeTick[] {
  const days = (to - from) / day;
  const ticks: TimeTick[] = [];
  if (days > 120) {
    const months = [1, 2, 3, 6, 12, 24, 60].find((n) => days / 30 / n <= most) ?? 120;
    const start = new Date(from);
    for (let i = 0; ; i++) {
      const at = new Date(start.getFullYear(), Math.floor(start.getMonth() / Math.min(12, months)) * Math.min(12, months) + i * months).getTime();
      if (at > to) return ticks;
      if (at >= from) ticks.push({ at, label: format(at, months >= 12 ? 'year' : 'month') });
    }
  }
  const step = [1, 2, 3, 7, 14, 21, 28].find((n) => days / n <= most) ?? 28;
  for (let at = midnight(to); at >= from; at = nextDay(at, -step)) ticks.unshift({ at, label: format(at, days <= 8 ? 'weekday' : 'day') });
  return ticks;
}

/** Index of the sample nearest to `t`; -1 without samples. */
export function nearestIndex(t: Float64Array, at: number): number {
  let [low, high] = [0, t.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (t[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low > 0 && Math.abs(t[low - 1]! - at) <= Math.abs(t[low]! - at) ? low - 1 : low < t.length ? low : -1;
}
