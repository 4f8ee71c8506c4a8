import { civilDay, minuteOfDay } from './civil-day.js';
import { describe } from './describe.js';
import type { Comparison, ComponentFigures, Figures, FiguresQuery, HourSpan, PartOfDay } from './figure-types.js';
import type { VitalsRoom } from './room.js';
import { pick, type Series } from './series.js';
import { shareInTarget, statistics } from './statistics.js';
import { trendOf } from './trend.js';
import type { Measure } from './types.js';
import { defaultUnit, differenceIn } from './units.js';

/** Hours of the day by the wall clock where the reading was taken; as home pressure is asked for, morning and evening apart. */
const morningHours: HourSpan = [5, 11];
const eveningHours: HourSpan = [18, 24];
/** Readings this close together are one set. */
const setMs = 10 * 60_000;
/** Under so many readings a period is not compared; under twice as many without an interval. */
const fewest = 3;
const z95 = 1.959963984540054;

/** Mean of the readings whose local time lies in the hours. */
export function partOfDay({ t, offset }: Pick<Series, 't' | 'offset'>, column: Float64Array, [from, to]: HourSpan): PartOfDay {
  let [n, sum] = [0, 0];
  column.forEach((x, i) => {
    const minute = minuteOfDay(t[i]!, offset[i]!); // columns run in step
    if (minute < from * 60 || minute >= to * 60) return;
    n++;
    sum += x;
  });
  return { n, mean: n ? sum / n : undefined };
}

/**
 * Two-sided 95 % quantile of Student's t by the Cornish-Fisher expansion around the normal one (Abramowitz and Stegun 26.7.5); error below 0.003 from
 * 5 degrees of freedom on.
 */
function t95(freedom: number): number {
  const z = z95;
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return z + (z3 + z) / (4 * freedom) + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3);
}

/**
 * Difference of two means, now - before, with Welch's 95 % interval: d -+ t x sqrt(a + b), a = sd1^2 / n1, b = sd2^2 / n2, degrees of freedom
 * (a + b)^2 / (a^2 / (n1 - 1) + b^2 / (n2 - 1)) (Welch 1947).
 * @returns `undefined` when either has fewer than three values; without an interval under six
 */
export function compareMeans(before: Float64Array, now: Float64Array): Comparison | undefined {
  if (before.length < fewest || now.length < fewest) return undefined;
  const [a, b] = [statistics(before), statistics(now)];
  const difference = b.mean! - a.mean!; // neither is empty
  const part: PartOfDay = { n: a.count, mean: a.mean };
  const [u, w] = [a.sd! ** 2 / a.count, b.sd! ** 2 / b.count]; // three values at least
  const freedom = (u + w) ** 2 / (u ** 2 / (a.count - 1) + w ** 2 / (b.count - 1));
  if (Math.min(a.count, b.count) < 2 * fewest || !Number.isFinite(freedom)) return { before: part, difference, low: undefined, high: undefined };
  const reach = t95(freedom) * Math.sqrt(u + w);
  return { before: part, difference, low: difference - reach, high: difference + reach };
}

function trimmed(series: Series, { withoutFirstDay, withoutFirstOfSet }: FiguresQuery): Series {
  const { t, offset } = series;
  if (!t.length || !(withoutFirstDay || withoutFirstOfSet)) return series;
  const first = civilDay(t[0]!, offset[0]!);
  const opensSet = (i: number) => !(i > 0 && t[i]! - t[i - 1]! <= setMs) && i + 1 < t.length && t[i + 1]! - t[i]! <= setMs; // inside the series
  return pick(series, (i) => !(withoutFirstDay && civilDay(t[i]!, offset[i]!) === first) && !(withoutFirstOfSet && opensSet(i)));
}

const tonesOf = (series: Series): Figures['tones'] => {
  const counts = { good: 0, watch: 0, alert: 0, urgent: 0, unknown: 0 };
  for (const place of series.status) counts[series.classes[place]?.tone ?? 'unknown']++;
  return counts;
};

/** The measure's smallest meaningful change in another unit. */
const meaningfulIn = (measure: Measure, unit: string): number => {
  const { meaningful = 0 } = measure;
  return differenceIn(measure, meaningful, defaultUnit(measure).code, unit) ?? meaningful;
};

/** Figures of a series against the one before. Pure. */
export function figuresOf(measure: Measure, now: Series, before: Series, query: FiguresQuery): Figures {
  const series = trimmed(now, query);
  const components = measure.components.map(({ id }): readonly [string, ComponentFigures] => {
    const column = series.v[id] ?? new Float64Array();
    return [
      id,
      {
        all: describe(column),
        morning: partOfDay(series, column, query.morning ?? morningHours),
        evening: partOfDay(series, column, query.evening ?? eveningHours),
        trend: trendOf(series.t, column, series.offset, meaningfulIn(measure, series.unit)),
        comparison: compareMeans(before.v[id] ?? new Float64Array(), column),
      },
    ];
  });
  const days = new Set(Array.from(series.t, (t, i) => civilDay(t, series.offset[i]!))); // columns run in step
  return {
    measure: measure.id,
    unit: series.unit,
    from: query.from,
    to: query.to,
    readings: series.t.length,
    days: days.size,
    components: Object.fromEntries(components),
    inRange: shareInTarget(series),
    tones: tonesOf(series),
    revision: now.revision,
  };
}

/** The figures of a span, compared with the span of the same length before it. */
export async function figures(room: VitalsRoom, query: FiguresQuery): Promise<Figures> {
  const measure = await room.measure(query.measure);
  const now = await room.series(query);
  const before = await room.series({ ...query, from: query.from - (query.to - query.from), to: query.from, unit: now.unit });
  return figuresOf(measure, now, before, query);
}
