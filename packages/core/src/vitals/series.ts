import { convert } from './units.js';
import { meals, settings } from './types.js';
import type { Classification } from './classify.js';
import type { FullReading, Measure, Meal, Setting } from './types.js';

/** Readings as columns, ascending in time; never an object per sample. */
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
  /** Bits 0-2: meal + 1, bits 3-5: setting + 1, 0 unknown; bit 7: corrected later. */
  readonly flags: Uint8Array;
  /** Index into `classes` for each sample. */
  readonly status: Uint8Array;
  /** The distinct classifications that occur. */
  readonly classes: readonly Classification[];
}

export const mealAt = (series: Series, i: number): Meal | undefined => meals[(series.flags[i]! & 7) - 1];
export const settingAt = (series: Series, i: number): Setting | undefined => settings[((series.flags[i]! >> 3) & 7) - 1];

/** Collects readings into columns. `add` in ascending time; `done` returns views of what was added. */
export function seriesBuilder(
  measure: Measure,
  unit: string,
  capacity: number,
): { add(reading: FullReading, amended: boolean, status: Classification): void; done(): Series } {
  const t = new Float64Array(capacity);
  const v = Object.fromEntries(measure.components.map((c) => [c.id, new Float64Array(capacity)]));
  const [offset, flags, status] = [new Int16Array(capacity), new Uint8Array(capacity), new Uint8Array(capacity)];
  const classes: Classification[] = [];
  const places = new Map<string, number>();
  let n = 0;
  return {
    add(reading, amended, as) {
      const values = measure.components.map((c) => convert(reading.values[c.id]!, reading.unit, unit)); // complete, the decoder has looked
      if (values.includes(undefined) || n >= capacity) return;
      measure.components.forEach((c, i) => (v[c.id]![n] = values[i]!)); // checked on the line above
      t[n] = reading.at;
      offset[n] = reading.offset;
      const { meal, setting } = reading.context;
      flags[n] = (meal ? meals.indexOf(meal) + 1 : 0) | ((setting ? settings.indexOf(setting) + 1 : 0) << 3) | (amended ? 128 : 0);
      const key = `${as.profile?.population ?? ''}|${as.profile?.settings?.join() ?? ''}|${as.row?.id ?? ''}|${as.grade?.id ?? ''}|${as.direction}`;
      let place = places.get(key);
      if (place === undefined) places.set(key, (place = classes.push(as) - 1));
      status[n++] = place;
    },
    done: () => ({
      measure: measure.id,
      unit,
      t: t.subarray(0, n),
      v: Object.fromEntries(Object.entries(v).map(([id, column]) => [id, column.subarray(0, n)])),
      offset: offset.subarray(0, n),
      flags: flags.subarray(0, n),
      status: status.subarray(0, n),
      classes,
    }),
  };
}

/** The samples of a series that `keep` lets through, as a series of its own. */
export function pick(series: Series, keep: (i: number) => boolean): Series {
  const places = Array.from(series.t.keys()).filter(keep);
  return {
    ...series,
    t: Float64Array.from(places, (i) => series.t[i]!), // the places are the series' own
    v: Object.fromEntries(Object.entries(series.v).map(([id, column]) => [id, Float64Array.from(places, (i) => column[i]!)])),
    offset: Int16Array.from(places, (i) => series.offset[i]!),
    flags: Uint8Array.from(places, (i) => series.flags[i]!),
    status: Uint8Array.from(places, (i) => series.status[i]!),
  };
}
