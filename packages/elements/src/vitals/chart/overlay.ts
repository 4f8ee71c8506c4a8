import type { Chart, Plugin } from 'chart.js';
import { drawBefore } from './paint-before.js';
import { paintColumns, type ColumnStore } from './paint-columns.js';
import { drawBars, drawFolds, drawLineMarks, drawMark, drawPoints } from './paint-marks.js';
import type { PlotLimit } from './plot-model.js';
import { isClear, type Place } from './clear-place.js';
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

function drawLimit(canvas: Canvas, { model, palette }: PlotState, limit: PlotLimit, taken: Place[]): void {
  const { pen, area, y } = canvas;
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
  if (limit.name && area.right - area.left >= roomy) drawName(canvas, { model, palette }, limit.name, target ? palette.text : palette.muted, at + 3, taken);
}

/** A name at the right edge, else at the left one; none where it would cover a reading: the legend under the drawing says it. */
function drawName(canvas: Canvas, { model, palette }: PlotState, text: string, color: string, top: number, taken: Place[]): void {
  const { pen, area } = canvas;
  const font = `400 ${palette.fontSize}px ${palette.fontFamily}`;
  const edges = [{ right: area.right - 2 }, { left: area.left + 2 }];
  const label = edges
    .map((edge) => new Label(pen, text, font, palette.fontSize, edge, top))
    .find(({ place }) => !taken.some((other) => overlap(other, place)) && isClear(canvas, model, place));
  if (!label) return;
  taken.push(label.place);
  label.draw(palette.surface, color);
}

/** Names at the edge where there is room; on a phone the legend under the drawing says them. */
function drawBandNames(canvas: Canvas, state: PlotState, taken: Place[]): void {
  const { area, y } = canvas;
  const { model, palette } = state;
  if (area.right - area.left < roomy) return;
  for (const band of model.bands) {
    const top = Math.max(area.top, Number.isFinite(band.to) ? y.getPixelForValue(band.to) : area.top);
    const bottom = Math.min(area.bottom, Number.isFinite(band.from) ? y.getPixelForValue(band.from) : area.bottom);
    if (bottom - top >= palette.fontSize + 2) drawName(canvas, state, band.name, palette.word[band.tone], top + 2, taken);
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

function drawLast(canvas: Canvas, { model, palette }: PlotState, taken: Place[]): void {
  const { pen, area, x, y } = canvas;
  const { series, columns, lastLabel, selected, mode } = model;
  const i = series.t.length - 1;
  if (i < model.start || i >= model.end || (selected >= 0 && selected !== i) || (mode !== 'points' && mode !== 'line')) return;
  if (area.right - area.left < roomy && model.end - model.start > 16) return; // it would hide the readings before it; the read-out says it
  const px = x.getPixelForValue(series.t[i]!);
  const py = y.getPixelForValue(series.v[columns[0]!]![i]!); // a model has a column
  const size = palette.fontSize * 1.1;
  if (mode === 'line') drawMark(pen, 'good', false, px, py, 5, palette);
  const right = Math.min(area.right - 2, px + 24);
  const label = [py - size - 16, py + 10]
    .map((top) => new Label(pen, lastLabel, `600 ${size}px ${palette.fontFamily}`, size, { right }, top))
    .find(({ place }) => place.top > area.top && place.top + place.height < area.bottom && isClear(canvas, model, place));
  if (!label) return; // it would hide a reading; the read-out says it
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
      for (const limit of state.model.limits) drawLimit(canvas, state, limit, taken);
      pen.setLineDash([]);
      drawBandNames(canvas, state, taken);
      drawEvents(canvas, state, taken);
      drawSelection(canvas, state);
      pen.restore();
    },
  };
}
