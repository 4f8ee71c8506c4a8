import { meals, settings } from './types.js';
import { pyramidOf, type Pyramid } from './pyramid.js';
import type { Classification } from './classify.js';
import type { Meal, Setting } from './types.js';

/** Readings as columns, ascending in time; never an object per sample. A series never changes: ask again after a change and compare `revision`. */
export interface Series {
  readonly measure: string;
  /** UCUM; every column is in it. */
  readonly unit: string;
  /** Milliseconds since 1970 UTC. */
  readonly t: Float64Array;
  /** One column per component, unrounded. */
  readonly v: Readonly<Record<string, Float64Array>>;
  /** Minutes east of UTC where each was taken. */
  readonly offset: Int16Array;
  /** Bits 0-2: meal + 1 (site + 1 for a measure with sites), bits 3-5: setting + 1, 0 unknown; bit 7: corrected later. */
  readonly flags: Uint8Array;
  /** Index into `classes` for each sample; worked out when it is first asked for. */
  readonly status: Uint8Array;
  /** The distinct classifications that occur; as `status`. */
  readonly classes: readonly Classification[];
  /** Lowest and highest of whole blocks, by component; for {@link columns}. */
  readonly pyramid: Readonly<Record<string, Pyramid>>;
  /** Grows when a reading of the measure comes, changes or goes. */
  readonly revision: number;
}

export const mealAt = (series: Pick<Series, 'flags'>, i: number): Meal | undefined => meals[(series.flags[i]! & 7) - 1];
export const settingAt = (series: Pick<Series, 'flags'>, i: number): Setting | undefined => settings[((series.flags[i]! >> 3) & 7) - 1];
export const amendedAt = (series: Pick<Series, 'flags'>, i: number): boolean => (series.flags[i]! & 128) > 0;

/** A series without samples. */
export const emptySeries = (measure = '', unit = ''): Series => ({
  measure,
  unit,
  t: new Float64Array(),
  v: {},
  offset: new Int16Array(),
  flags: new Uint8Array(),
  status: new Uint8Array(),
  classes: [],
  pyramid: {},
  revision: 0,
});

/** The samples of a series that `keep` lets through, as a series of its own. */
export function pick(series: Series, keep: (i: number) => boolean): Series {
  const places = Array.from(series.t.keys()).filter(keep);
  const v = Object.fromEntries(Object.entries(series.v).map(([id, column]) => [id, Float64Array.from(places, (i) => column[i]!)]));
  return {
    ...series,
    t: Float64Array.from(places, (i) => series.t[i]!), // the places are the series' own
    v,
    offset: Int16Array.from(places, (i) => series.offset[i]!),
    flags: Uint8Array.from(places, (i) => series.flags[i]!),
    status: Uint8Array.from(places, (i) => series.status[i]!),
    pyramid: Object.fromEntries(Object.entries(v).map(([id, column]) => [id, pyramidOf(column)])),
  };
}
