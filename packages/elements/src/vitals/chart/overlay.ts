import type { Chart, Plugin } from 'chart.js';
import type { Palette } from './palette.js';
import { drawBefore } from './paint-before.js';
import { paintColumns, type ColumnStore } from './paint-columns.js';
import { drawBars, drawFolds, drawLineMarks, drawMark, drawPoints } from './paint-marks.js';
import type { PlotLimit } from './plot-model.js';
import type { Area, Canvas, Pen, PlotState } from './plot-state.js';

function hatch(pen: Pen, left: number, top: number, right: number, bottom: number, gap: number): void {
  pen.beginPath();
  for (let x = left - (bottom - top); x < right; x += gap) {
    pen.moveTo(x, bottom);
    pen.lineTo(x + (bottom - top), top);
  }
  pen.stroke();
}

function clip(pen: Pen, { left, top, right, bottom }: Area): void {
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
}

function drawBands({ pen, area, y }: Canvas, { model, palette }: PlotState): void {
  const { left, right } = area;
  pen.save();
  clip(pen, area);
  for (const band of model.bands) {
    const top = Math.max(area.top, Number.isFinite(band.to) ? y.getPixelForValue(band.to) : area.top);
    const bottom = Math.min(area.bottom, Number.isFinite(band.from) ? y.getPixelForValue(band.from) : area.bottom);
    if (bottom - top < 1) continue;
    if (palette.forced) {
      if (band.tone === 'good') continue;
      pen.strokeStyle = palette.hairline;
      pen.lineWidth = 1;
      pen.save();
      clip(pen, { left, right, top, bottom });
      hatch(pen, left, top, right, bottom, band.tone === 'watch' ? 14 : 7);
      pen.restore();
    } else {
      pen.globalAlpha = band.tone === 'good' ? 0.55 : 0.7;
      pen.fillStyle = palette.tint[band.tone];
      pen.fillRect(left, top, right - left, bottom - top);
      if (band.tone !== 'urgent') continue;
      pen.globalAlpha = 0.16; // sets the two reds apart, in light and dark alike
      pen.fillStyle = palette.mark.urgent;
      pen.fillRect(left, top, right - left, bottom - top);
    }
  }
  pen.restore();
}

/** From this width on, px, names stand in the drawing; on a phone the legend under it says them. */
const roomy = 480;

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const overlap = (a: Place, b: Place): boolean => a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

/** Text on a patch of the surface, so that data behind it does not swallow it. */
class Label {
  readonly place: Place;
  constructor(
    readonly pen: Pen,
    readonly text: string,
    readonly font: string,
    size: number,
    edge: { readonly right: number } | { readonly left: number },
    top: number,
  ) {
    pen.font = font;
    const width = pen.measureText(text).width + 8;
    this.place = { left: 'right' in edge ? edge.right - width : edge.left, top, width, height: size + 6 };
  }
  draw(surface: string, color: string, opacity = 0.72): void {
    const { pen, place } = this;
    pen.font = this.font;
    pen.globalAlpha = opacity;
    pen.fillStyle = surface;
    pen.beginPath();
    pen.roundRect(place.left, place.top, place.width, place.height, 4);
    pen.fill();
    pen.globalAlpha = 1;
    pen.textAlign = 'left';
    pen.textBaseline = 'top';
    pen.fillStyle = color;
    pen.fillText(this.text, place.left + 4, place.top + 4);
  }
}

function drawLimit({ pen, area, y }: Canvas, palette: Palette, limit: PlotLimit, taken: Place[]): void {
  const at = y.getPixelForValue(limit.at);
  if (at < area.top || at > area.bottom) return;
  const target = limit.kind === 'target';
  pen.strokeStyle = target ? palette.text : palette.muted;
  pen.lineWidth = target ? 1.5 : 1;
  pen.setLineDash(target ? [8, 4] : [3, 4]);
  pen.beginPath();
  pen.moveTo(area.left, at);
  pen.lineTo(area.right, at);
  pen.stroke();
  if (limit.name && area.right - area.left >= roomy) drawName(pen, area, palette, limit.name, target ? palette.text : palette.muted, at + 3, taken);
}

/** A name at the right edge; at the left one where the right is taken. */
function drawName(pen: Pen, area: Area, palette: Palette, text: string, color: string, top: number, taken: Place[]): void {
  const font = `400 ${palette.fontSize}px ${palette.fontFamily}`;
  const right = new Label(pen, text, font, palette.fontSize, { right: area.right - 2 }, top);
  const label = taken.some((other) => overlap(other, right.place)) ? new Label(pen, text, font, palette.fontSize, { left: area.left + 2 }, top) : right;
  if (taken.some((other) => overlap(other, label.place))) return;
  taken.push(label.place);
  label.draw(palette.surface, color);
}

/** Names at the edge where there is room; on a phone the legend under the drawing says them. */
function drawBandNames({ pen, area, y }: Canvas, { model, palette }: PlotState, taken: Place[]): void {
  if (area.right - area.left < roomy) return;
  for (const band of model.bands) {
    const top = Math.max(area.top, Number.isFinite(band.to) ? y.getPixelForValue(band.to) : area.top);
    const bottom = Math.min(area.bottom, Number.isFinite(band.from) ? y.getPixelForValue(band.from) : area.bottom);
    if (bottom - top >= palette.fontSize + 2) drawName(pen, area, palette, band.name, palette.word[band.tone], top + 2, taken);
  }
}

/** Flags on the time axis: a medicine that began or stopped, a note. */
function drawEvents({ pen, area, x }: Canvas, { model, palette }: PlotState, taken: Place[]): void {
  for (const event of model.events) {
    if (event.at < model.from || event.at > model.to) continue;
    const at = x.getPixelForValue(event.at);
    const medication = event.kind === 'medication';
    pen.strokeStyle = medication ? palette.second : palette.muted;
    pen.lineWidth = 1.5;
    pen.setLineDash([2, 3]);
    pen.beginPath();
    pen.moveTo(at, area.top);
    pen.lineTo(at, area.bottom);
    pen.stroke();
    const label = new Label(
      pen,
      event.text,
      `600 ${palette.fontSize}px ${palette.fontFamily}`,
      palette.fontSize,
      at > (area.left + area.right) / 2 ? { right: at } : { left: at },
      area.bottom - palette.fontSize - 8,
    );
    if (taken.some((other) => overlap(other, label.place))) continue;
    taken.push(label.place);
    label.draw(palette.surface, medication ? palette.second : palette.text, 0.9);
  }
  pen.setLineDash([]);
}

function drawLast({ pen, area, x, y }: Canvas, { model, palette }: PlotState, taken: Place[]): void {
  const { series, columns, lastLabel, selected, mode } = model;
  const i = series.t.length - 1;
  if (i < model.start || i >= model.end || (selected >= 0 && selected !== i) || (mode !== 'points' && mode !== 'line')) return;
  if (area.right - area.left < roomy && model.end - model.start > 16) return; // it would hide the readings before it; the read-out says it
  const px = x.getPixelForValue(series.t[i]!);
  const py = y.getPixelForValue(series.v[columns[0]!]![i]!); // a model has a column
  const size = palette.fontSize * 1.1;
  if (mode === 'line') drawMark(pen, 'good', false, px, py, 5, palette);
  const top = py - size - 18 > area.top ? py - size - 16 : py + 10;
  const label = new Label(pen, lastLabel, `600 ${size}px ${palette.fontFamily}`, size, { right: Math.min(area.right - 2, px + 24) }, top);
  taken.push(label.place);
  label.draw(palette.surface, palette.text, 0.9);
}

function drawSelection({ pen, area, x, y }: Canvas, { model, palette }: PlotState): void {
  const { series, columns, selected } = model;
  if (selected < model.start || selected >= model.end) return;
  const px = x.getPixelForValue(series.t[selected]!);
  pen.strokeStyle = palette.focus;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(px, area.top);
  pen.lineTo(px, area.bottom);
  pen.stroke();
  pen.lineWidth = 2;
  for (const id of columns) {
    pen.beginPath();
    pen.arc(px, y.getPixelForValue(series.v[id]![selected]!), 8, 0, 2 * Math.PI);
    pen.stroke();
  }
}

const canvasOf = ({ ctx, chartArea, scales }: Chart): Canvas => ({ pen: ctx, area: chartArea, x: scales['x']!, y: scales['y']! }); // the runtime always gives both axes

function drawData(chart: Chart, canvas: Canvas, state: PlotState, store: ColumnStore): void {
  const { mode } = state.model;
  if (mode === 'columns') paintColumns(canvas.pen, state, canvas.area, canvas.y, chart.currentDevicePixelRatio, store);
  else if (mode === 'bars') drawBars(canvas, state);
  else if (mode === 'folds') drawFolds(canvas, state);
  else if (mode === 'line') drawLineMarks(canvas, state);
  else drawPoints(canvas, state);
}

/** Bands behind the data; data that chart.js does not draw itself, names, status shapes, flags, the last value and the selection before it. */
export function overlay(state: PlotState): Plugin {
  const store: ColumnStore = new Map();
  return {
    id: 'nelumbo-overlay',
    beforeDatasetsDraw: (chart) => drawBands(canvasOf(chart), state),
    afterDatasetsDraw(chart) {
      const canvas = canvasOf(chart);
      const taken: Place[] = [];
      const { pen } = canvas;
      pen.save();
      const beside = state.model.mode === 'bars' ? 0 : 6; // half a shape may stand beside the area; a bar would cover the numbers of the axis
      clip(pen, { ...canvas.area, top: 0, right: canvas.area.right + 6, left: canvas.area.left - beside });
      if (state.model.compare) drawBefore(canvas, state);
      drawData(chart, canvas, state, store);
      drawLast(canvas, state, taken);
      for (const limit of state.model.limits) drawLimit(canvas, state.palette, limit, taken);
      pen.setLineDash([]);
      drawBandNames(canvas, state, taken);
      drawEvents(canvas, state, taken);
      drawSelection(canvas, state);
      pen.restore();
    },
  };
}
