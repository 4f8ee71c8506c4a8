import { extremes } from '@nelumbo/core/vitals';
import type { PlotModel } from './plot-model.js';
import type { Canvas } from './plot-state.js';

/** A rectangle on the canvas, CSS pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** So far from its place a reading reaches: half a shape and a hair. */
const reach = 8;

/** Whether no reading lies under a place, nor what is drawn between the two numbers of one, nor a line that joins it to its neighbours. */
export function isClear({ x, y }: Pick<Canvas, 'x' | 'y'>, { series, columns, start, end, joined, mode }: PlotModel, place: Place): boolean {
  const index = (px: number): number => {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x.getPixelForValue(series.t[middle]!) < px) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let [from, to] = [index(place.left - reach), index(place.left + place.width + reach)];
  if (joined && columns.length === 1) [from, to] = [Math.max(start, from - 1), Math.min(end, to + 1)];
  if (from >= to) return true;
  const ends = [Infinity, -Infinity];
  const out = new Float64Array(2);
  for (const id of columns) {
    if (!series.v[id] || !series.pyramid[id]) continue;
    extremes(series.v[id], series.pyramid[id], from, to, out);
    ends[0] = Math.min(ends[0]!, out[0]!);
    ends[1] = Math.max(ends[1]!, out[1]!);
  }
  const top = y.getPixelForValue(ends[1]!);
  const bottom = mode === 'bars' ? Infinity : y.getPixelForValue(ends[0]!);
  return bottom + reach < place.top || top - reach > place.top + place.height;
}
