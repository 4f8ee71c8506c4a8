import { applyTargets } from './personal-target.js';
import { convert, convertIn, unitOf, roundToStep } from './units.js';
import type { Guideline, GuidelineDocument, GuidelineProfile, GuidelineRow, PersonalTarget, Population, Span } from './guideline-types.js';
import type { FullReading, Measure } from './types.js';

/** How serious: what colour and shape show. */
export type Tone = 'good' | 'watch' | 'alert' | 'urgent' | 'unknown';
/** Which way the value lies from where it should be. */
export type Direction = 'up' | 'down' | 'none';
/** The word under the colour; texts are looked up by it. */
export type StatusWord = 'in-range' | 'a-little-high' | 'a-little-low' | 'high' | 'low' | 'urgent' | 'unknown';

/** What a guideline says about a reading. Colour, shape and word always go together. */
export interface Classification {
  readonly tone: Tone;
  readonly direction: Direction;
  readonly word: StatusWord;
  readonly guideline: Guideline | undefined;
  /** The row that matched; without it the tone is `unknown`. */
  readonly row?: GuidelineRow;
  /** The grade the same numbers lie in by the clinic table, for a reading taken elsewhere. */
  readonly grade?: GuidelineRow;
  readonly profile?: GuidelineProfile;
  /** The personal target that decided instead of the guideline; the UI says so, and whose word it is. */
  readonly target?: PersonalTarget;
}

/** For whom and by which guideline. */
export interface ClassifyOptions {
  readonly guideline: string;
  readonly population: Population;
  /** Ranges agreed for this person; they override the guideline. */
  readonly targets?: readonly PersonalTarget[] | undefined;
}

/** Whether a value lies in a half-open span. */
export const inSpan = (value: number, [from, to]: Span): boolean => (from === null || value >= from) && (to === null || value < to);

/**
 * The profile that speaks about such a reading; `undefined` when none does. An unknown setting takes the first that fits otherwise.
 * @param measure - whose own unit factors count too
 */
export function profileFor(
  document: GuidelineDocument,
  about: Pick<FullReading, 'measure' | 'unit' | 'context'>,
  options: ClassifyOptions,
  measure?: Measure,
): GuidelineProfile | undefined {
  const { setting, site } = about.context;
  const become: typeof convert = (...of) => (measure ? convertIn(measure, ...of) : convert(...of));
  const fitting = document.profiles.filter(
    (p) =>
      p.guideline === options.guideline &&
      p.measure === about.measure &&
      p.populations.includes(options.population) &&
      (!setting || !p.settings || p.settings.includes(setting)) &&
      (!site || !p.sites || p.sites.includes(site)),
  );
  return fitting.find((p) => p.units.includes(about.unit)) ?? fitting.find((p) => become(1, about.unit, p.units[0]!) !== undefined); // the reader refuses a profile without units
}

/**
 * The unit in which a profile judges: the one entered where the guideline publishes limits in it, else the profile's first
 * (a pressure in kPa is judged in mmHg, 98.6 °F as 37.0 °C).
 */
const judgedIn = (profile: GuidelineProfile, unit: string): string => (profile.units.includes(unit) ? unit : profile.units[0]!); // as above

/** Whether a row speaks about these values, already rounded to the step of `unit`. */
export function rowMatches(row: GuidelineRow, values: Readonly<Record<string, number>>, unit: string, meal = 'random'): boolean {
  if (row.meal && !(row.meal as readonly string[]).includes(meal)) return false; // widened so that a foreign word is simply not included
  if (row.value) return row.value[unit] !== undefined && inSpan(values['value']!, row.value[unit]); // components are complete, check() has looked
  const hit = ([id, span]: [string, Span]): boolean => values[id] !== undefined && inSpan(values[id], span);
  if (row.any) return Object.entries(row.any).some(hit);
  return Object.entries(row.all ?? {}).every(hit);
}

function directionOf(row: GuidelineRow, profile: GuidelineProfile, values: Readonly<Record<string, number>>, unit: string): Direction {
  if (row.status === 'in-range') return 'none';
  const spans = row.value ? [['value', row.value[unit]] as const] : Object.entries(row.any ?? row.all ?? {});
  for (const [id, span] of spans) {
    const value = values[id];
    if (!span || value === undefined || !inSpan(value, span)) continue;
    if (span[1] === null) return 'up';
    if (span[0] === null && !row.all) return 'down';
    const green = profile.rows.find((r) => r.status === 'in-range' && (!r.meal || !row.meal || r.meal.some((m) => row.meal?.includes(m))))?.value?.[unit];
    return green?.[0] != null && value < green[0] ? 'down' : 'up';
  }
  return 'none';
}

/** The word for a tone and a direction. */
export function wordOf(tone: Tone, direction: Direction): StatusWord {
  if (tone === 'good') return 'in-range';
  if (tone === 'urgent' || tone === 'unknown') return tone;
  const down = direction === 'down';
  if (tone === 'watch') return down ? 'a-little-low' : 'a-little-high';
  return down ? 'low' : 'high';
}

const tones = { green: 'good', yellow: 'watch', red: 'alert' } as const;

/** The unclassified answer: a ring, never green. */
const unknown = (guideline: Guideline | undefined): Classification => ({ tone: 'unknown', direction: 'none', word: 'unknown', guideline });

/**
 * Classifies a reading in the unit it was entered in, rounded to the step, because limits are published in pairs; only a unit without published
 * limits is converted, and rounded there. A guideline or population without a profile, and a value without a row, is `unknown`.
 * A personal target overrides, see {@link PersonalTarget}.
 */
export function classify(
  document: GuidelineDocument,
  measure: Measure,
  reading: Pick<FullReading, 'measure' | 'values' | 'unit' | 'context'>,
  options: ClassifyOptions,
): Classification {
  const judged = byGuideline(document, measure, reading, options);
  return options.targets?.length ? applyTargets(judged, measure, reading, options.targets, document) : judged;
}

function byGuideline(
  document: GuidelineDocument,
  measure: Measure,
  reading: Pick<FullReading, 'measure' | 'values' | 'unit' | 'context'>,
  options: ClassifyOptions,
): Classification {
  const guideline = document.guidelines.find((g) => g.id === options.guideline);
  const { site, ...elsewhere } = reading.context;
  const profile = profileFor(document, site && !measure.sites?.includes(site) ? { ...reading, context: elsewhere } : reading, options, measure); // other sites are free text
  const unit = profile && judgedIn(profile, reading.unit);
  const step = unit && unitOf(measure, unit)?.step;
  if (!profile || !step) return unknown(guideline);
  const { meal, setting } = reading.context;
  const inUnit = (value: number) => convertIn(measure, value, reading.unit, unit) ?? NaN; // NaN lies in no span
  const values = Object.fromEntries(Object.entries(reading.values).map(([id, value]) => [id, roundToStep(inUnit(value), step)]));
  const row = profile.rows.find((r) => rowMatches(r, values, unit, meal));
  if (!row) return unknown(guideline);
  const tone: Tone = row.status === 'critical' ? 'urgent' : tones[row.tone];
  const direction = directionOf(row, profile, values, unit);
  const other = profile.gradedBy && profile.gradedBy.setting !== setting ? gradeOf(document, measure, reading, profile.gradedBy, options) : undefined;
  const grade = other?.rows.find((r) => rowMatches(r, values, unit, meal));
  const named = grade && profile.gradedBy?.rows.includes(grade.id) ? { grade } : {};
  return { tone, direction, word: wordOf(tone, direction), guideline, row, profile, ...named };
}

function gradeOf(
  document: GuidelineDocument,
  measure: Measure,
  reading: Pick<FullReading, 'measure' | 'unit'>,
  by: NonNullable<GuidelineProfile['gradedBy']>,
  options: ClassifyOptions,
): GuidelineProfile | undefined {
  return profileFor(document, { ...reading, context: { setting: by.setting } }, options, measure);
}

/** A stretch of the value axis in one tone, for the bands behind a chart. */
export interface Band {
  readonly row: GuidelineRow;
  readonly tone: Tone;
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * The bands of one component along the axis, lowest first, as the rows decide it when the other components are unremarkable.
 * Limits are read from the rows themselves, so a band edge is always a published number.
 */
export function bandsOf(profile: GuidelineProfile, component: string, unit: string, meal = 'random'): readonly Band[] {
  const spans = profile.rows.flatMap((row) => {
    if (row.meal && !(row.meal as readonly string[]).includes(meal)) return []; // as in rowMatches
    if (Object.entries(row.all ?? {}).some(([id, [from]]) => id !== component && from !== null)) return []; // asks another to be raised
    const span = row.value ? row.value[unit] : (row.any ?? row.all ?? {})[component];
    return span ? [{ row, span }] : Object.keys(row.all ?? { none: 0 }).length ? [] : [{ row, span: [null, null] as Span }];
  });
  const edges = [...new Set(spans.flatMap(({ span }) => span.filter((edge) => edge !== null)))].sort((a, b) => a - b);
  const starts: readonly (number | null)[] = [null, ...edges];
  const bands: Band[] = [];
  starts.forEach((from, i) => {
    const to = edges[i] ?? null;
    const probe = from ?? (to ?? 0) - 1;
    const row = spans.find(({ span }) => inSpan(probe, span))?.row;
    const last = bands.at(-1);
    if (!row) return;
    if (last?.row === row) bands[bands.length - 1] = { ...last, to };
    else bands.push({ row, tone: row.status === 'critical' ? 'urgent' : tones[row.tone], from, to });
  });
  return bands;
}
