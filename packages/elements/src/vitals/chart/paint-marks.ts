import { inSpan, type Fold, type Tone } from '@nelumbo/core/vitals';
import type { Palette } from './palette.js';
import { bandAt, barOf, foldMs, type PlotModel } from './plot-model.js';
import type { Canvas, Pen, PlotState } from './plot-state.js';

const dayMs = 86_400_000;

/** The shape of a status at a point: circle, triangle, octagon, ring; the same as beside the words. */
export function drawMark(pen: Pen, tone: Tone, down: boolean, x: number, y: number, r: number, palette: Palette): void {
  pen.beginPath();
  if (tone === 'watch') {
    const tip = down ? r * 1.15 : -r * 1.15;
    pen.moveTo(x, y + tip);
    pen.lineTo(x + r * 1.1, y - tip * 0.75);
    pen.lineTo(x - r * 1.1, y - tip * 0.75);
    pen.closePath();
  } else if (tone === 'alert' || tone === 'urgent') {
    for (let i = 0; i < 8; i++) pen.lineTo(x + r * Math.cos(((i + 0.5) * Math.PI) / 4), y + r * Math.sin(((i + 0.5) * Math.PI) / 4));
    pen.closePath();
  } else pen.arc(x, y, r * 0.85, 0, 2 * Math.PI);
  pen.fillStyle = tone === 'unknown' ? palette.surface : tone === 'good' ? palette.series : palette.mark[tone];
  pen.strokeStyle = tone === 'unknown' ? palette.mark.unknown : palette.surface;
  pen.lineWidth = r < 3 ? 0.75 : 1.5;
  pen.fill();
  pen.stroke();
  if (tone !== 'urgent' || r < 4) return;
  pen.strokeStyle = palette.surface;
  pen.beginPath();
  pen.moveTo(x, y - r * 0.5);
  pen.lineTo(x, y + r * 0.1);
  pen.moveTo(x, y + r * 0.45);
  pen.lineTo(x, y + r * 0.5);
  pen.stroke();
}

/** Whether this component is what put the reading into its row; a single number always is. */
function offends({ series, columns }: PlotModel, id: string, i: number): boolean {
  if (columns.length < 2) return true;
  const { row, tone } = series.classes[series.status[i]!]!; // every status has its class
  const span = row?.any?.[id];
  return tone !== 'good' && span !== undefined && inSpan(series.v[id]![i]!, span);
}

/** The tone that a component of a reading shows, and which way it lies. */
function toneAt(model: PlotModel, id: string, i: number): { tone: Tone; down: boolean } {
  const { tone, direction } = model.series.classes[model.series.status[i]!]!; // every status has its class
  return { tone: tone === 'good' || !offends(model, id, i) ? 'good' : tone, down: direction === 'down' };
}

/** Nothing classifies the measure: there is no status to show. */
const isPlain = ({ bands, series }: PlotModel): boolean => !bands.length && !series.classes.some((c) => c.row);

function pill(pen: Pen, x: number, width: number, top: number, bottom: number): void {
  const height = Math.max(width, bottom - top);
  pen.beginPath();
  pen.roundRect(x - width / 2, (top + bottom) / 2 - height / 2, width, height, width / 2);
  pen.fill();
}

/** Stems from the lower to the upper number of each reading. */
function drawStems({ pen, x, y }: Canvas, { model, palette }: PlotState, width: number): void {
  const { series, columns, start, end } = model;
  const [upper, lower] = [series.v[columns[0]!]!, series.v[columns[1]!]!]; // a pair has two columns
  pen.globalAlpha = 0.35;
  pen.fillStyle = palette.series;
  for (let i = start; i < end; i++) pill(pen, x.getPixelForValue(series.t[i]!), width, y.getPixelForValue(upper[i]!), y.getPixelForValue(lower[i]!));
  pen.globalAlpha = 1;
}

/** Each reading with its shapes; a pressure with a stem between its numbers. */
export function drawPoints(canvas: Canvas, state: PlotState): void {
  const { pen, area, x, y } = canvas;
  const { model, palette } = state;
  const { series, columns, start, end } = model;
  const spacing = Math.min((area.right - area.left) / Math.max(1, end - start), ((area.right - area.left) * model.stepMs) / (model.to - model.from) || 40, 40);
  const large = palette.fontSize > 15 ? 1.25 : 1;
  const r = Math.max(2.5, Math.min(6, spacing * 0.55)) * large;
  const plain = isPlain(model);
  pen.save();
  if (columns.length > 1) drawStems(canvas, state, Math.max(2, Math.min(6, spacing * 0.4)));
  for (let i = start; i < end; i++)
    for (const id of columns) {
      const { tone, down } = plain ? { tone: 'good' as const, down: false } : toneAt(model, id, i);
      drawMark(pen, tone, down, x.getPixelForValue(series.t[i]!), y.getPixelForValue(series.v[id]![i]!), tone === 'good' ? r * 0.75 : r, palette); // within the columns
    }
  pen.restore();
}

/** Of close samples only those outside the good band get a dot: the line shows in the colour of their band there. */
export function drawLineMarks({ pen, x, y }: Canvas, { model, palette }: PlotState): void {
  const { series, columns, bands, start, end } = model;
  const column = series.v[columns[0]!]!; // a model has a column, its series all of them
  pen.save();
  for (let i = start; i < end; i++) {
    const band = bandAt(bands, column[i]!); // within the columns
    if (!band || band.tone === 'good') continue;
    pen.fillStyle = palette.forced ? palette.text : palette.mark[band.tone];
    pen.beginPath();
    pen.arc(x.getPixelForValue(series.t[i]!), y.getPixelForValue(column[i]!), 2.25, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.restore();
}

const grave: readonly Tone[] = ['unknown', 'good', 'watch', 'alert', 'urgent'];

/** The gravest status of a component in a fold. */
function worstOf(model: PlotModel, id: string, { from, to }: Fold): { tone: Tone; down: boolean } {
  let worst: { tone: Tone; down: boolean } = { tone: 'good', down: false };
  for (let i = model.start + from; i < model.start + to; i++) {
    const one = toneAt(model, id, i);
    if (grave.indexOf(one.tone) > grave.indexOf(worst.tone)) worst = one;
  }
  return worst;
}

/** Middle of a fold on the time axis. */
function placeOf({ series, start, foldBy }: PlotModel, { day, from }: Fold): number {
  return day * dayMs - series.offset[start + from]! * 60_000 + foldMs[foldBy] / 2; // a fold has a sample
}

/**
 * Days, weeks or months: a capsule from the lowest to the highest of each number, a notch at its mean, its gravest status as a shape; between the two
 * numbers of a pressure a pale stem.
 */
export function drawFolds(canvas: Canvas, state: PlotState): void {
  const { pen, area, x, y } = canvas;
  const { model, palette } = state;
  const room = ((area.right - area.left) * foldMs[model.foldBy]) / (model.to - model.from);
  const width = Math.max(3, Math.min(10, room * 0.55));
  const [upper, lower] = model.columns;
  const plain = isPlain(model);
  pen.save();
  for (const fold of model.folds) {
    const at = x.getPixelForValue(placeOf(model, fold));
    if (upper && lower) {
      pen.globalAlpha = 0.22;
      pen.fillStyle = palette.series;
      pill(pen, at, width * 0.5, y.getPixelForValue(fold.of[upper]!.mean), y.getPixelForValue(fold.of[lower]!.mean)); // a fold has all columns
      pen.globalAlpha = 1;
    }
    for (const id of model.columns) {
      const { mean, low, high } = fold.of[id]!; // a fold has all columns
      const { tone, down } = plain ? { tone: 'good' as const, down: false } : worstOf(model, id, fold);
      pen.fillStyle = palette.series;
      pill(pen, at, width, y.getPixelForValue(high), y.getPixelForValue(low));
      pen.fillStyle = palette.surface;
      if (y.getPixelForValue(low) - y.getPixelForValue(high) > width + 3) pen.fillRect(at - width / 2, y.getPixelForValue(mean) - 0.75, width, 1.5);
      if (tone === 'alert' || tone === 'urgent' || tone === 'watch')
        drawMark(pen, tone, down, at, y.getPixelForValue(down ? low : high), Math.max(3.75, Math.min(6, width * 0.75)), palette);
    }
  }
  pen.restore();
}

/** What a day adds up to, as bars from zero: steps, sleep. */
export function drawBars({ pen, area, x, y }: Canvas, { model, palette }: PlotState): void {
  const room = ((area.right - area.left) * foldMs[model.foldBy]) / (model.to - model.from);
  const width = Math.max(2, Math.min(28, room * 0.66));
  pen.save();
  pen.fillStyle = palette.series;
  for (const fold of model.folds) {
    const at = x.getPixelForValue(placeOf(model, fold));
    const top = y.getPixelForValue(barOf(fold, model.foldBy, model.columns[0] ?? ''));
    pen.beginPath();
    pen.roundRect(at - width / 2, top, width, Math.max(1, area.bottom - top), [Math.min(4, width / 2), Math.min(4, width / 2), 0, 0]);
    pen.fill();
  }
  pen.restore();
}
