import { columns, fold } from '@nelumbo/core/vitals';
import { barOf, foldMs, type PlotModel } from './plot-model.js';
import type { Canvas, PlotState } from './plot-state.js';
import { beforeOf, windowOf } from './viewport.js';

/** CSS pixels of a stretch whose lowest and highest are drawn: the period before is a background, not a reading. */
const stretch = 3;

/** Dense: the lowest and highest of the period before as a pale band. */
function drawSpan({ pen, area, y }: Canvas, { model, palette }: PlotState): void {
  const { from, to } = beforeOf(model);
  const width = Math.max(1, Math.floor((area.right - area.left) / stretch));
  pen.fillStyle = palette.second;
  pen.globalAlpha = 0.3;
  for (const id of model.columns) {
    const { low, high } = columns(model.series, id, { from, to, width });
    for (let x = 0; x < width; x++) {
      if (Number.isNaN(low[x]!)) continue; // within the columns
      const top = y.getPixelForValue(high[x]!);
      pen.fillRect(area.left + x * stretch, top, stretch, Math.max(1, y.getPixelForValue(low[x]!) - top));
    }
  }
  pen.globalAlpha = 1;
}

/** Single readings or folds: their means, days, weeks or months, as a dashed line with hollow points. */
function drawMeans({ pen, x, y }: Canvas, { model, palette }: PlotState): void {
  const { from, to } = beforeOf(model);
  const folds = fold(windowOf(model.series, { from, to }), model.foldBy);
  pen.strokeStyle = palette.second;
  pen.fillStyle = palette.surface;
  pen.lineWidth = 1.5;
  for (const id of model.columns) {
    const points = folds.map((f) => ({
      at: middleOf(model, f.from, f.to) + (model.from - from),
      value: model.mode === 'bars' ? barOf(f, model.foldBy, id) : f.of[id]!.mean,
    })); // a fold has all columns
    pen.setLineDash([4, 4]);
    pen.beginPath();
    points.forEach((p, i) => {
      const far = i > 0 && p.at - points[i - 1]!.at > Math.max(model.gapMs, 1.5 * foldMs[model.foldBy]); // i > 0
      if (i && !far) pen.lineTo(x.getPixelForValue(p.at), y.getPixelForValue(p.value));
      else pen.moveTo(x.getPixelForValue(p.at), y.getPixelForValue(p.value));
    });
    pen.stroke();
    pen.setLineDash([]);
    for (const p of points) {
      pen.beginPath();
      pen.arc(x.getPixelForValue(p.at), y.getPixelForValue(p.value), 2.5, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    }
  }
}

/** Middle of the readings of a fold, whose places are counted in the period before. */
function middleOf({ series, from, to }: PlotModel, first: number, end: number): number {
  const { t } = windowOf(series, beforeOf({ from, to }));
  return (t[first]! + t[end - 1]!) / 2; // a fold holds a reading
}

/** The period before, of the same length, laid under what is shown. */
export function drawBefore(canvas: Canvas, state: PlotState): void {
  const { pen, area } = canvas;
  const { mode } = state.model;
  pen.save();
  pen.beginPath();
  pen.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
  pen.clip();
  if (mode === 'columns' || mode === 'line') drawSpan(canvas, state);
  else drawMeans(canvas, state);
  pen.restore();
}
