import { columns, type Columns } from '@nelumbo/core/vitals';
import type { Pen, PlotState, Scale } from './plot-state.js';

/** Where to paint, in device pixels. */
interface Grid {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly dpr: number;
  readonly y: Scale;
}

/** Scratch for one component: the answer of the last question, written over by the next. */
export type ColumnStore = Map<string, Columns>;

/** Tops and bottoms of a column, device pixels, joined with the column before where there is no gap. */
function rectangles(found: Columns, { y, dpr }: Grid, paint: (x: number, top: number, bottom: number) => void): void {
  const zero = y.getPixelForValue(0) * dpr;
  const scale = y.getPixelForValue(1) * dpr - zero;
  const { low, high, first, last, gap } = found;
  let [before, value] = [-1, 0];
  for (let x = 0; x < low.length; x++) {
    let [from, to] = [low[x]!, high[x]!]; // within the columns
    if (Number.isNaN(from)) continue;
    if (before >= 0 && !gap[x]) {
      for (let hole = before + 1; hole < x; hole++) {
        const at = Math.round(zero + (value + ((first[x]! - value) * (hole - before)) / (x - before)) * scale);
        paint(hole, at, at + dpr);
      }
      if (before === x - 1) [from, to] = [Math.min(from, value), Math.max(to, value)];
    }
    const top = Math.round(zero + to * scale);
    paint(x, top, Math.max(top + dpr, Math.round(zero + from * scale)));
    [before, value] = [x, last[x]!];
  }
}

/**
 * One filled rectangle a device column, on the device grid, so that no column is half tinted. What lies outside the good range is painted over in the
 * colour of its band. Exact: the lowest and highest of each column come from all samples, so a spike is visible at every zoom.
 */
export function paintColumns(
  pen: Pen,
  state: PlotState,
  area: { left: number; top: number; right: number; bottom: number },
  y: Scale,
  dpr: number,
  store: ColumnStore,
): void {
  const { model, palette } = state;
  const left = Math.round(area.left * dpr);
  const width = Math.max(1, Math.round(area.right * dpr) - left);
  const grid: Grid = { left, width, top: Math.round(area.top * dpr), bottom: Math.round(area.bottom * dpr), dpr, y };
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.beginPath();
  pen.rect(left, grid.top, width, grid.bottom - grid.top);
  pen.clip();
  model.columns.forEach((id, i) => {
    const found = columns(model.series, id, { from: model.from, to: model.to, width, gapMs: model.gapMs }, store.get(id));
    store.set(id, found);
    pen.fillStyle = i ? palette.second : palette.series;
    rectangles(found, grid, (x, top, bottom) => pen.fillRect(left + x, top, 1, bottom - top));
    if (!i && !palette.forced) paintBands(pen, state, found, grid);
  });
  pen.restore();
}

function paintBands(pen: Pen, { model, palette }: PlotState, found: Columns, grid: Grid): void {
  for (const band of model.bands) {
    if (band.tone === 'good') continue;
    const bandTop = band.to === Infinity ? grid.top : Math.round(grid.y.getPixelForValue(band.to) * grid.dpr);
    const bandBottom = band.from === -Infinity ? grid.bottom : Math.round(grid.y.getPixelForValue(band.from) * grid.dpr);
    pen.fillStyle = palette.mark[band.tone];
    rectangles(found, grid, (x, top, bottom) => {
      const [from, to] = [Math.max(top, bandTop), Math.min(bottom, bandBottom)];
      if (to > from) pen.fillRect(grid.left + x, from, 1, to - from);
    });
  }
}
