import {
  bandsOf,
  mealAt,
  profileFor,
  type Band,
  type ClassifyOptions,
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

/** Two readings further apart are not joined: three times the usual distance, and a day and a half. */
export function gapLimit(t: Float64Array): number {
  const steps = t
    .slice(1)
    .map((at, i) => at - t[i]!)
    .sort();
  const usual = steps.length ? steps[(steps.length - 1) >> 1]! : 0;
  return Math.max(3 * usual, 36 * hour);
}

/** The meal that most readings were taken at, and whether there are others. */
export function usualMeal(series: Series): { meal: Meal | undefined; mixed: boolean } {
  const counts = new Map<Meal | undefined, number>();
  for (let i = 0; i < series.t.length; i++) counts.set(mealAt(series, i), (counts.get(mealAt(series, i)) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return { meal: first?.[0], mixed: counts.size > 1 };
}

/** The bands of the guideline for what the series shows. For a pressure, those of the upper number from where watching begins, and the limit of the lower one. */
export function backgroundOf(
  document: GuidelineDocument,
  measure: Measure,
  series: Series,
  options: ClassifyOptions,
  words: { band: (band: Band) => string; limit: (component: string, at: number) => string },
) {
  const used = series.classes.find((c) => c.profile)?.profile;
  const profile = used?.units.includes(series.unit) ? used : profileFor(document, { measure: measure.id, unit: series.unit, context: {} }, options);
  if (!profile) return { bands: [], limits: [], meal: undefined };
  const { meal } = usualMeal(series);
  const [upper, lower] = measure.components;
  const bands = bandsOf(profile, upper!.id, series.unit, meal); // a measure has a component
  const named = (band: Band): PlotBand => ({ from: band.from ?? -Infinity, to: band.to ?? Infinity, tone: band.tone, name: words.band(band) });
  if (!lower) return { bands: bands.map(named), limits: [], meal };
  const good = bands.findIndex((b) => b.tone === 'good');
  const lowerGood = bandsOf(profile, lower.id, series.unit).find((b) => b.tone === 'alert');
  return {
    bands: bands.slice(good + 1).map(named),
    limits: lowerGood?.from == null ? [] : [{ at: lowerGood.from, name: words.limit(lower.id, lowerGood.from) }],
    meal,
  };
}

/** The value axis: round numbers around the data, with room for the nearest band. */
export function valueSpan(series: Series, columns: readonly string[], bands: readonly PlotBand[]): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const id of columns)
    for (const x of series.v[id] ?? []) {
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
  const nearest = bands
    .filter((b) => b.tone === 'good')
    .flatMap((b) => [b.from, b.to])
    .filter((x) => Number.isFinite(x) && x > low - (high - low) && x < high + (high - low));
  low = Math.min(low, ...nearest);
  high = Math.max(high, ...nearest);
  const room = Math.max(high - low, Math.abs(high) * 0.05, 1e-6) * 0.1;
  const grain = 10 ** Math.floor(Math.log10(Math.max(high - low, room))) / 2;
  return { low: Math.max(0, Math.floor((low - room) / grain) * grain), high: Math.ceil((high + room) / grain) * grain };
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
