import {
  contextAt,
  extremes,
  fold,
  gapLimit,
  lowerBound,
  usualStep,
  type Direction,
  type Classification,
  type Fold,
  type FoldBy,
  type Meal,
  type Measure,
  type ReadingContext,
  type Series,
  type Tone,
} from '@nelumbo/core/vitals';
import type { TimeTick } from './ticks.js';
import { beforeOf, windowOf, type Viewport } from './viewport.js';

const hour = 3_600_000;
const day = 24 * hour;

/** Above so many visible samples one rectangle a device pixel is drawn instead of points: rastering a jagged line is what costs. */
export const mostPoints = 2_000;

/** A tinted stretch behind the data, with its name. */
export interface PlotBand {
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
  readonly direction: Direction;
  readonly name: string;
}

/** A line at a limit or a target, with its name. */
export interface PlotLimit {
  readonly at: number;
  readonly name: string;
  readonly kind: 'limit' | 'target';
}

/** Something that happened, drawn as a flag on the time axis. */
export interface PlotEvent {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly text: string;
  readonly kind: 'medication' | 'note';
}

/**
 * How the visible samples are drawn. `points`: each with its status shape. `folds`: days, weeks or months as spans with their mean, where points would
 * touch. `line`: close samples of a sensor. `columns`: the lowest and highest of each device pixel. `bars`: sums or means of days.
 */
export type PlotMode = 'points' | 'folds' | 'line' | 'columns' | 'bars';

/** What stays while one pans. */
export interface PlotGround {
  readonly measure: Measure;
  readonly series: Series;
  /** Component ids from top to bottom: `systolic`, `diastolic`, or `value`. */
  readonly columns: readonly string[];
  readonly bands: readonly PlotBand[];
  readonly limits: readonly PlotLimit[];
  /** What readings are marked with and no band stands for. */
  readonly marks: readonly Classification[];
  readonly events: readonly PlotEvent[];
  /** From which distance on samples are not joined, ms. */
  readonly gapMs: number;
  /** The usual distance of samples, ms. */
  readonly stepMs: number;
  /** Label beside the newest point. */
  readonly lastLabel: string;
  /** The period before is drawn under what is shown. */
  readonly compare: boolean;
  /** Readings under mixed circumstances are not joined by a line. */
  readonly joined: boolean;
}

/** Everything that is drawn, as numbers and words; colours come apart. */
export interface PlotModel extends PlotGround, Viewport {
  /** The visible samples are `[start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly mode: PlotMode;
  readonly folds: readonly Fold[];
  readonly foldBy: FoldBy;
  readonly low: number;
  readonly high: number;
  /** Distance of the grid lines. */
  readonly step: number;
  readonly ticks: readonly TimeTick[];
  /** Index of the sample that is looked at; -1 for none. */
  readonly selected: number;
}

/**
 * The circumstances that readings of the series were taken under and that limits depend on: meals, or sites of a measure that has sites. In their usual
 * order, those without any last; one empty one for a measure that knows none.
 */
export function kindsIn(series: Series, measure: Measure): readonly ReadingContext[] {
  if (!measure.circumstances) return [{}];
  let seen = kindsOf.get(series.flags);
  if (seen === undefined) kindsOf.set(series.flags, (seen = kindsAmong(series.flags)));
  const kinds = [1, 2, 3, 4, 5, 6, 7, 0].filter((kind) => seen & (1 << kind));
  return kinds.map((kind) => contextAt(measure, kind));
}

/** The meals that readings of the series were taken at; `undefined` stands for those without one. */
export const mealsIn = (series: Series, measure: Measure): readonly (Meal | undefined)[] => [...new Set(kindsIn(series, measure).map(({ meal }) => meal))];

/** Several parts of a chart ask for the same series, which never changes. */
const kindsOf = new WeakMap<Uint8Array, number>();

function kindsAmong(flags: Uint8Array): number {
  let seen = 0;
  for (let i = 0; i < flags.length; i++) seen |= 1 << (flags[i]! & 7); // a million flags in a millisecond; the kind stands in the lowest three bits
  return seen;
}

/**
 * What readings of the series are marked with and no band stands for, each once: where limits depend on the meal, below the normal range of a pressure,
 * out of a personal range.
 */
export function marksWithoutBand({ status, classes }: Series, bands: readonly Pick<PlotBand, 'tone' | 'direction'>[]): readonly Classification[] {
  const kind = ({ tone, direction }: Pick<PlotBand, 'tone' | 'direction'>): string => `${tone} ${direction}`;
  const explained = new Set(['good none', 'unknown none', ...bands.map(kind)]);
  return status.length ? classes.filter((one) => !explained.has(kind(one)) && explained.add(kind(one))) : []; // classes are there once statuses are
}

/** The band that a value lies in. */
export const bandAt = (bands: readonly PlotBand[], value: number): PlotBand | undefined => bands.find((b) => value >= b.from && value < b.to);

/** The next round step at or above `rough`: 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5].find((n) => n * power >= rough * 0.999) ?? 10) * power;
}

/** The value axis around `low` to `high`: round numbers, with the edges of the good band and targets if they are near; at most six grid lines. */
export function valueSpan(ends: readonly [number, number], edges: readonly number[], fromZero = false): Pick<PlotModel, 'low' | 'high' | 'step'> {
  let [low, high] = Number.isFinite(ends[0]) ? ends : [0, 1];
  if (fromZero) low = 0;
  const reach = Math.max(high - low, Math.abs(high) * 0.02);
  for (const edge of edges.filter((x) => Number.isFinite(x) && x > low - reach && x < high + reach)) [low, high] = [Math.min(low, edge), Math.max(high, edge)];
  const room = Math.max(high - low, Math.abs(high) * 0.02, 1e-6) * 0.08;
  const step = roundStep((high - low + 2 * room) / 4);
  return { low: Math.max(0, Math.floor((low - room) / step) * step), high: Math.ceil((high + room) / step) * step, step };
}

/** Lowest and highest of samples over all columns, by their pyramids. */
function endsOf(series: Series, columns: readonly string[], start: number, end: number): [number, number] {
  const ends: [number, number] = [Infinity, -Infinity];
  const out = new Float64Array(2);
  for (const id of columns) {
    if (!series.v[id] || !series.pyramid[id]) continue;
    extremes(series.v[id], series.pyramid[id], start, end, out);
    ends[0] = Math.min(ends[0], out[0]!);
    ends[1] = Math.max(ends[1], out[1]!);
  }
  return ends;
}

/** Fits the folds to the room: at least so many pixels each. */
function foldFor({ from, to }: Viewport, width: number): FoldBy {
  const px = (ms: number): number => (width * ms) / (to - from);
  return px(day) >= 7 ? 'day' : px(7 * day) >= 7 ? 'week' : 'month';
}

function modeOf({ measure, stepMs }: PlotGround, count: number, view: Viewport, width: number): PlotMode {
  if (measure.daily) return 'bars';
  if (count > mostPoints) return 'columns';
  if (stepMs > 0 && stepMs < hour) return 'line';
  return count > 1 && (width * stepMs) / (view.to - view.from) < 7 && width / count < 7 ? 'folds' : 'points';
}

/** How long a fold is, ms, for its place on the axis. */
export const foldMs: Readonly<Record<FoldBy, number>> = { day, week: 7 * day, month: 30 * day };

/** Makes room for the period before. @param bars - how its bars are folded; its samples count without it */
function withBefore([low, high]: readonly [number, number], { series, columns }: PlotGround, view: Viewport, bars: FoldBy | undefined): [number, number] {
  const before = beforeOf(view);
  const start = lowerBound(series.t, before.from);
  const end = Math.max(start, lowerBound(series.t, before.to, start));
  if (bars) return [low, Math.max(high, ...fold(windowOf(series, before), bars).map((f) => barOf(f, bars, columns[0] ?? '')))];
  const [least, most] = endsOf(series, columns, start, end);
  return [Math.min(low, least), Math.max(high, most)];
}

/** What is seen of a ground through a viewport of `width` CSS pixels. */
export function modelOf(ground: PlotGround, view: Viewport, width: number, ticks: readonly TimeTick[], selected: number): PlotModel {
  const { series, columns } = ground;
  const start = lowerBound(series.t, view.from);
  const end = Math.max(start, lowerBound(series.t, view.to, start));
  const mode = modeOf(ground, end - start, view, width);
  const folded = mode === 'folds' || mode === 'bars';
  const foldBy = folded ? foldFor(view, width) : 'day';
  const folds = folded ? fold(windowOf(series, view), foldBy) : [];
  const sums = folds.map((f) => barOf(f, foldBy, columns[0] ?? '')); // a measure has a component
  const own: [number, number] = mode === 'bars' ? [0, Math.max(0, ...sums)] : endsOf(series, columns, start, end);
  const ends = ground.compare ? withBefore(own, ground, view, mode === 'bars' ? foldBy : undefined) : own;
  const edges = [
    ...ground.bands.filter((b) => b.tone === 'good').flatMap((b) => [b.from, b.to]),
    ...ground.limits.filter((l) => l.kind === 'target').map((l) => l.at),
  ];
  return { ...ground, ...view, start, end, mode, folds, foldBy, ...valueSpan(ends, edges, mode === 'bars'), ticks, selected };
}

/** Height of a bar: what a day adds up to; of weeks and months the mean of their readings. */
export const barOf = ({ of }: Fold, by: FoldBy, id: string): number => (by === 'day' ? (of[id]?.sum ?? 0) : (of[id]?.mean ?? 0));

/** What stays of a series while one pans, apart from its words. */
export function rhythmOf(series: Series, measure: Measure): Pick<PlotGround, 'gapMs' | 'stepMs' | 'joined'> {
  const stepMs = usualStep(series.t);
  return { gapMs: gapLimit(series, stepMs), stepMs, joined: kindsIn(series, measure).length < 2 };
}

/** Index of the sample nearest to `t`; -1 without samples. */
export function nearestIndex(t: Float64Array, at: number): number {
  const low = Math.min(lowerBound(t, at), t.length - 1);
  return low > 0 && Math.abs(t[low - 1]! - at) <= Math.abs(t[low]! - at) ? low - 1 : low;
}
