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

/** Where each device column is filled, device pixels: its place from the left edge, and from where to where. The first `count` entries count. */
interface Strips {
  count: number;
  readonly x: Int32Array;
  readonly top: Int32Array;
  readonly bottom: Int32Array;
}

/** Scratch for one component: the answers of the last question, written over by the next. */
export type ColumnStore = Map<string, { readonly found: Columns; readonly strips: Strips }>;

const room = (width: number): Strips => ({ count: 0, x: new Int32Array(width), top: new Int32Array(width), bottom: new Int32Array(width) });

function add(strips: Strips, x: number, top: number, bottom: number): void {
  const i = strips.count++;
  strips.x[i] = x;
  strips.top[i] = top;
  strips.bottom[i] = bottom;
}

/** Tops and bottoms of the columns, joined with the column before where there is no gap; one strip a column at most. */
function fillStrips(strips: Strips, { low, high, first, last, gap }: Columns, { y, dpr }: Grid): void {
  const zero = y.getPixelForValue(0) * dpr;
  const scale = y.getPixelForValue(1) * dpr - zero;
  strips.count = 0;
  let before = -1;
  let value = 0;
  for (let x = 0; x < low.length; x++) {
    let from = low[x]!; // within the columns
    let to = high[x]!;
    if (Number.isNaN(from)) continue;
    if (before >= 0 && !gap[x]) {
      for (let hole = before + 1; hole < x; hole++) {
        const at = Math.round(zero + (value + ((first[x]! - value) * (hole - before)) / (x - before)) * scale);
        add(strips, hole, at, at + dpr);
      }
      if (before === x - 1) {
        if (value < from) from = value;
        if (value > to) to = value;
      }
    }
    const top = Math.round(zero + to * scale);
    add(strips, x, top, Math.max(top + dpr, Math.round(zero + from * scale)));
    before = x;
    value = last[x]!;
  }
}

/** A band that data are painted in, device pixels. */
interface Stretch {
  readonly color: string;
  readonly top: number;
  readonly bottom: number;
}

/** The bands whose colour data take on. */
const stretches = ({ model, palette }: PlotState, { top, bottom, y, dpr }: Grid): readonly Stretch[] =>
  (palette.forced ? [] : model.bands)
    .filter(({ tone }) => tone !== 'good')
    .map(({ tone, from, to }) => ({
      color: palette.mark[tone],
      top: to === Infinity ? top : Math.round(y.getPixelForValue(to) * dpr),
      bottom: from === -Infinity ? bottom : Math.round(y.getPixelForValue(from) * dpr),
    }));

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
    const known = store.get(id);
    const found = columns(model.series, id, { from: model.from, to: model.to, width, gapMs: model.gapMs }, known?.found);
    const strips = known && known.strips.x.length >= width ? known.strips : room(width);
    if (found !== known?.found || strips !== known.strips) store.set(id, { found, strips });
    fillStrips(strips, found, grid);
    paintStrips(pen, strips, left, i ? palette.second : palette.series, i ? [] : stretches(state, grid));
  });
  pen.restore();
}

/** In the series' colour where no band lies, else in that of the band: nothing is painted twice that one band hides whole. */
function paintStrips(pen: Pen, { count, x, top, bottom }: Strips, left: number, color: string, bands: readonly Stretch[]): void {
  pen.fillStyle = color;
  for (let i = 0; i < count; i++) {
    let hidden = false;
    for (const band of bands) hidden ||= top[i]! >= band.top && bottom[i]! <= band.bottom; // within the strips
    if (!hidden) pen.fillRect(left + x[i]!, top[i]!, 1, bottom[i]! - top[i]!);
  }
  for (const band of bands) {
    pen.fillStyle = band.color;
    for (let i = 0; i < count; i++) {
      const from = Math.max(top[i]!, band.top); // as above
      const to = Math.min(bottom[i]!, band.bottom);
      if (to > from) pen.fillRect(left + x[i]!, from, 1, to - from);
    }
  }
}
