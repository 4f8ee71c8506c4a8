import type { AlertRule, AlertTest } from './alert-types.js';
import { futureToleranceMs } from './check.js';
import { civilDay, dayMs } from './civil-day.js';
import { lowerBound } from './columns.js';
import { classify, type ClassifyOptions } from './classify.js';
import type { GuidelineDocument } from './guideline-types.js';
import type { Series } from './series.js';
import { trendOf } from './trend.js';
import type { Measure } from './types.js';
import { convertIn, differenceIn, roundToStep, unitOf } from './units.js';

/** What a rule is held against. */
export interface AlertGround {
  readonly measure: Measure;
  /** Classified; readings of the rule's circumstances only. */
  readonly series: Series;
  readonly document: GuidelineDocument;
  readonly options: ClassifyOptions;
  /** Readings after this are not looked at; milliseconds since 1970 UTC. */
  readonly asOf: number;
  /** Minutes east of UTC at `asOf`. */
  readonly offset: number;
}

/** What a rule found. */
export interface Finding {
  /** Number of the last civil day of the readings. */
  readonly day: number;
  /** Places in the series. */
  readonly places: readonly number[];
  readonly figures: Readonly<Record<string, number>>;
}

/** How many readings of the 30 days before a silence make a habit, where the rule does not say. */
const habitDays = 30;
const usualHabit = 5;

/** How far back a rule looks, in days: two more than it needs, for today may be without a reading and a day of a journey has up to 48 hours. */
export const lookBackDays = (rule: AlertRule): number =>
  rule.kind === 'no-reading' ? (rule.days ?? 1) * 2 + habitDays : (rule.days ?? 1) * (rule.missingDay === 'skips' ? 3 : 1) + 2;

const meetsNumber = (test: Extract<AlertTest, { unit: string }>, value: number, unit: string, measure: Measure): boolean => {
  const inUnit = convertIn(measure, value, unit, test.unit);
  if (inUnit === undefined) return false;
  const x = roundToStep(inUnit, unitOf(measure, test.unit)?.step ?? 0.1);
  return 'above' in test ? x > test.above : x < test.below;
};

function meetsClass(test: AlertTest, { tone, direction }: { tone: string; direction: string }): boolean {
  if ('tone' in test) return tone === test.tone;
  if ('unit' in test) return false;
  const grave = test.least === 'alert' ? ['alert', 'urgent'] : ['watch', 'alert', 'urgent'];
  return grave.includes(tone) && direction === ('above' in test ? 'up' : 'down');
}

function column(rule: AlertRule, { measure, series }: AlertGround): Float64Array {
  return series.v[rule.component ?? measure.components[0]!.id] ?? new Float64Array(series.t.length).fill(NaN); // the reader refuses a measure without components
}

function meets(rule: AlertRule, ground: AlertGround, i: number): boolean {
  const { series, measure } = ground;
  if (!rule.test) return false;
  if ('unit' in rule.test) return meetsNumber(rule.test, column(rule, ground)[i]!, series.unit, measure); // inside the series
  return meetsClass(rule.test, series.classes[series.status[i]!]!); // every sample is classified
}

/** Whether the mean of some readings meets the test. */
function meanMeets(rule: AlertRule, ground: AlertGround, places: readonly number[]): boolean {
  const { measure, series, document, options } = ground;
  if (!rule.test || !places.length) return false;
  const mean = (of: Float64Array) => places.reduce((sum, i) => sum + of[i]!, 0) / places.length; // inside the series
  if ('unit' in rule.test) return meetsNumber(rule.test, mean(column(rule, ground)), series.unit, measure);
  const values = Object.fromEntries(measure.components.map((c) => [c.id, mean(series.v[c.id]!)])); // a series has all columns of its measure
  return meetsClass(rule.test, classify(document, measure, { measure: measure.id, values, unit: series.unit, context: rule.where ?? {} }, options));
}

const dayAt = ({ t, offset }: Series, i: number): number => civilDay(t[i]!, offset[i]!); // inside the series

/** Places of the readings in `(asOf - days, asOf]`, ascending; with those of a device whose clock runs ahead by as much as is accepted. */
function recent({ series: { t }, asOf }: AlertGround, days: number): number[] {
  const [from, to] = [lowerBound(t, asOf - days * dayMs + 1), lowerBound(t, asOf + futureToleranceMs + 1)]; // whole milliseconds
  return Array.from({ length: to - from }, (_, i) => from + i);
}

const single = (rule: AlertRule, ground: AlertGround): Finding | undefined => {
  const last = recent(ground, 1)
    .filter((i) => meets(rule, ground, i))
    .at(-1);
  return last === undefined ? undefined : { day: dayAt(ground.series, last), places: [last], figures: {} };
};

function consecutiveDays(rule: AlertRule, ground: AlertGround): Finding | undefined {
  const { series, asOf, offset } = ground;
  const wanted = rule.days ?? 1;
  const byDay = new Map<number, number[]>();
  for (const i of recent(ground, lookBackDays(rule))) {
    const places = byDay.get(dayAt(series, i));
    if (places) places.push(i);
    else byDay.set(dayAt(series, i), [i]);
  }
  const days = [...byDay.keys()].sort((a, b) => b - a);
  const today = civilDay(asOf, offset);
  if (days[0] === undefined || days[0] < today - 1) return undefined;
  const run: number[] = [];
  for (const day of days) {
    const before = run.at(-1);
    if (before !== undefined && rule.missingDay !== 'skips' && before - day > 1) break;
    const places = byDay.get(day)!; // a key of the map
    const met = rule.perDay === 'mean' ? meanMeets(rule, ground, places) : places[rule.perDay === 'all' ? 'every' : 'some']((i) => meets(rule, ground, i));
    if (!met) break;
    run.push(day);
    if (run.length === wanted) break;
  }
  if (run.length < wanted) return undefined;
  const places = run.flatMap((day) => byDay.get(day)!).filter((i) => rule.perDay !== 'any' || meets(rule, ground, i)); // keys of the map
  return { day: run[0]!, places: places.sort((a, b) => a - b), figures: { days: wanted, count: places.length } };
}

function noReading(rule: AlertRule, ground: AlertGround): Finding | undefined {
  const { series, asOf } = ground;
  const last = recent(ground, lookBackDays(rule)).at(-1);
  if (last === undefined) return undefined;
  const silent = Math.max(0, Math.floor((asOf - series.t[last]!) / dayMs)); // inside the series
  const habit = recent({ ...ground, asOf: series.t[last]! }, habitDays).length;
  if (silent < (rule.days ?? 1) || habit < (rule.readings ?? usualHabit)) return undefined;
  return { day: dayAt(series, last), places: [last], figures: { days: silent } };
}

function meanAbove(rule: AlertRule, ground: AlertGround): Finding | undefined {
  const places = recent(ground, rule.days ?? 7);
  const last = places.at(-1);
  if (last === undefined || places.length < (rule.readings ?? 3) || !meanMeets(rule, ground, places)) return undefined;
  const figures: Record<string, number> = { days: rule.days ?? 7, count: places.length };
  for (const c of ground.measure.components) figures[c.id] = places.reduce((sum, i) => sum + ground.series.v[c.id]![i]!, 0) / places.length; // all columns are there
  return { day: dayAt(ground.series, last), places, figures };
}

function change(rule: AlertRule, ground: AlertGround): Finding | undefined {
  const { series, measure, asOf } = ground;
  const places = recent(ground, rule.days ?? 1);
  const last = places.at(-1);
  if (last === undefined || places.length < 2 || asOf - series.t[last]! > 2 * dayMs) return undefined;
  const values = column(rule, ground);
  for (const from of places.slice(0, -1)) {
    const by = differenceIn(measure, values[last]! - values[from]!, series.unit, rule.unit ?? series.unit) ?? NaN;
    const fits = rule.direction === 'down' ? -by : rule.direction === 'either' ? Math.abs(by) : by;
    if (roundToStep(fits, 0.01) >= (rule.amount ?? Infinity))
      return { day: dayAt(series, last), places: [from, last], figures: { change: Math.abs(by), days: dayAt(series, last) - dayAt(series, from) || 1 } };
  }
  return undefined;
}

function trend(rule: AlertRule, ground: AlertGround): Finding | undefined {
  const { series, measure, asOf } = ground;
  const days = rule.days ?? 30;
  const places = recent(ground, days);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined || asOf - series.t[last]! > 2 * dayMs) return undefined;
  const part = {
    t: series.t.subarray(first, last + 1),
    offset: series.offset.subarray(first, last + 1),
    values: column(rule, ground).subarray(first, last + 1),
  };
  const base = measure.units[0]!.code; // the reader refuses a measure without units
  const amount = rule.amount ?? measure.meaningful ?? 0;
  const least = differenceIn(measure, amount, rule.unit ?? base, series.unit) ?? amount;
  const found = trendOf(part.t, part.values, part.offset, least);
  const wanted = rule.direction === 'down' ? ['falling'] : rule.direction === 'either' ? ['rising', 'falling'] : ['rising'];
  if (!wanted.includes(found.direction)) return undefined;
  const span = dayAt(series, last) - dayAt(series, first);
  return { day: dayAt(series, last), places: [first, last], figures: { days: span, change: Math.abs((found.slopePerDay ?? 0) * span) } };
}

const kinds = { single, 'consecutive-days': consecutiveDays, 'no-reading': noReading, 'mean-above': meanAbove, change, trend } as const;

/** What a rule finds as of a moment. Pure: the same readings and rule, the same finding. */
export const evaluateRule = (rule: AlertRule, ground: AlertGround): Finding | undefined => kinds[rule.kind](rule, ground);
