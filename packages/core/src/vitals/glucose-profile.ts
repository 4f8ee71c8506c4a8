import { NelumboError } from '../i18n/index.js';
import { civilDay, minuteOfDay } from './civil-day.js';
import { inSpan } from './classify.js';
import { usualStep } from './columns.js';
import { sortedPercentile } from './describe.js';
import {
  tirBands,
  type AgpBin,
  type GlucoseProfile,
  type GlucoseProfileQuery,
  type GoalResult,
  type TirBand,
  type TirDocument,
  type TirProfile,
} from './glucose-types.js';
import type { VitalsRoom } from './room.js';
import type { Series } from './series.js';
import { statistics } from './statistics.js';
import { convert, roundToStep, unitOf } from './units.js';

const minute = 60_000;
const binMinutes = 15;
const binsADay = 96;
/** Two readings of a sensor further apart than this leave a gap (consensus on time in range, 2019). */
const sensorGapMs = 20 * minute;

/**
 * Glucose management indicator: GMI (%) = 3.31 + 0.02392 x mean glucose in mg/dL (Bergenstal et al., Diabetes Care 2018;41:2275).
 * @param meanMgdl - mean sensor glucose, mg/dL
 */
export const gmi = (meanMgdl: number): number => 3.31 + 0.02392 * meanMgdl;

/**
 * Percent of readings in each of the five ranges: 100 x n(band) / n, values rounded to their unit's step first, limits published in pairs
 * (Battelino et al., Diabetes Care 2019;42:1593).
 * @param column - sensor glucose in `unit`
 */
export function timeInRange(column: Float64Array, unit: string, step: number, profile: TirProfile): Partial<Record<TirBand, number>> {
  const counts = profile.bands.map(() => 0);
  for (const x of column) {
    const value = roundToStep(x, step);
    const place = profile.bands.findIndex(({ span }) => span[unit] !== undefined && inSpan(value, span[unit]));
    if (place >= 0) counts[place]!++;
  }
  const shares = profile.bands.map(({ id }, i) => [id, column.length ? (100 * counts[i]!) / column.length : 0] as const); // one count a band
  return Object.fromEntries(shares);
}

/**
 * Ambulatory glucose profile: 5th, 25th, 50th, 75th and 95th percentile (type 7) of all readings in each 15 minutes of the local wall clock, all days
 * laid over each other. A day of 23 or 25 hours counts by what its clock showed (Bergenstal et al., Diabetes Technol Ther 2013;15:198).
 */
export function agpOf({ t, offset }: Pick<Series, 't' | 'offset'>, column: Float64Array): readonly AgpBin[] {
  const bins: number[][] = Array.from({ length: binsADay }, () => []);
  column.forEach((x, i) => bins[Math.floor(minuteOfDay(t[i]!, offset[i]!) / binMinutes)]!.push(x)); // columns run in step; a day has 96 bins
  return bins.map((values, i) => {
    const sorted = Float64Array.from(values).sort();
    const at = (p: number) => sortedPercentile(sorted, p);
    return { minute: i * binMinutes, n: values.length, p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
  });
}

/**
 * Share of a span that a sensor covered, percent: neighbours up to 20 minutes apart cover what lies between them, others one usual step each.
 * @param span - milliseconds
 */
export function activePercent(t: Float64Array, span: number): number {
  if (!t.length || span <= 0) return 0;
  const step = Math.min(usualStep(t) || 5 * minute, sensorGapMs);
  let covered = step;
  for (let i = 1; i < t.length; i++) {
    const apart = t[i]! - t[i - 1]!; // inside the column
    covered += apart <= sensorGapMs ? apart : step;
  }
  return Math.min(100, (100 * covered) / span);
}

function goalsOf({ goals }: TirProfile, shares: Partial<Record<TirBand, number>>): readonly GoalResult[] {
  return goals.map((goal) => {
    const percent = goal.bands.reduce((sum, band) => sum + (shares[band] ?? 0), 0);
    const met = (goal.above === undefined || percent > goal.above) && (goal.below === undefined || percent < goal.below);
    return { ...goal, percent, met };
  });
}

/** The profile of a series of sensor glucose. Pure. @param span - `from` inclusive, `to` exclusive, ms */
export function profileOf(
  series: Series,
  document: TirDocument,
  profile: TirProfile,
  span: { readonly from: number; readonly to: number },
  step: number,
): GlucoseProfile {
  const column = series.v['value'] ?? new Float64Array();
  const { mean, sd } = statistics(column);
  const days = new Set(Array.from(series.t, (t, i) => civilDay(t, series.offset[i]!))).size; // columns run in step
  const active = activePercent(series.t, span.to - span.from);
  const shares = timeInRange(column, series.unit, step, profile);
  const meanMgdl = mean === undefined ? undefined : convert(mean, series.unit, 'mg/dL');
  const { requires } = document;
  return {
    unit: series.unit,
    ...span,
    n: column.length,
    days,
    activePercent: active,
    enough: days >= requires.days && active >= requires.activePercent,
    requires,
    mean,
    sd,
    cvPercent: mean && sd !== undefined ? (100 * sd) / mean : undefined,
    gmiPercent: meanMgdl === undefined ? undefined : gmi(meanMgdl),
    timeInRange: shares,
    profile,
    goals: goalsOf(profile, shares),
    agp: agpOf(series, column),
    revision: series.revision,
  };
}

/** Reads the content document `vitals/time-in-range`. @throws NelumboError `unsupported` */
export function readTimeInRange(document: unknown): TirDocument {
  const { profiles, requires, sources } = (document ?? {}) as Partial<TirDocument>; // any JSON: each field is looked at below
  const whole = (p: TirProfile) => p.id && p.source && p.confidence && p.bands.every((b) => tirBands.includes(b.id)) && Array.isArray(p.goals);
  if (!Array.isArray(profiles) || !profiles.length || !requires || !sources || !profiles.every(whole))
    throw new NelumboError('unsupported', 'The content document for time in range is not usable.');
  return document as TirDocument; // every field that code relies on was looked at above
}

/** @throws NelumboError `bad-input` for goals that are not known */
export async function glucoseProfile(room: VitalsRoom, query: GlucoseProfileQuery): Promise<GlucoseProfile> {
  const [measure, content, user] = await Promise.all([room.measure('glucose'), room.context.content.read('vitals/time-in-range'), room.profile()]);
  const document = readTimeInRange(content);
  const wanted = query.goals ?? (user.population === 'pregnant' ? 'pregnancy' : 'standard');
  const profile = document.profiles.find((p) => p.id === wanted);
  if (!profile) throw new NelumboError('bad-input', 'No such goals for time in range are known.');
  const { from, to } = query;
  const series = await room.series({ measure: measure.id, from, to, unit: query.unit, setting: 'sensor' });
  return profileOf(series, document, profile, { from, to }, unitOf(measure, series.unit)!.step); // the series is in a unit of the measure
}
