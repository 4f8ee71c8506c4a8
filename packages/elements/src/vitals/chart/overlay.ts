import type { Chart, Plugin } from 'chart.js';
import { inSpan, type Tone } from '@nelumbo/core/vitals';
import type { Palette } from './palette.js';
import type { PlotModel } from './plot-model.js';

/** What the overlay draws; the runtime replaces it with each update. */
export interface OverlayState {
  model: PlotModel;
  palette: Palette;
}

type Pen = CanvasRenderingContext2D;

function hatch(pen: Pen, left: number, top: number, right: number, bottom: number, gap: number): void {
  pen.beginPath();
  for (let x = left - (bottom - top); x < right; x += gap) {
    pen.moveTo(x, bottom);
    pen.lineTo(x + (bottom - top), top);
  }
  pen.stroke();
}

function drawBands(chart: Chart, { model, palette }: OverlayState): void {
  const { ctx: pen, chartArea: area, scales } = chart;
  const y = scales['y']!; // the runtime always gives it
  pen.save();
  pen.beginPath();
  pen.rect(area.left, area.top, area.width, area.height);
  pen.clip();
  for (const band of model.bands) {
    const top = Math.max(area.top, Number.isFinite(band.to) ? y.getPixelForValue(band.to) : area.top);
    const bottom = Math.min(area.bottom, Number.isFinite(band.from) ? y.getPixelForValue(band.from) : area.bottom);
    if (bottom - top < 1) continue;
    if (palette.forced) {
      pen.strokeStyle = palette.hairline;
      pen.lineWidth = 1;
      if (band.tone !== 'good') {
        pen.save();
        pen.beginPath();
        pen.rect(area.left, top, area.width, bottom - top);
        pen.clip();
        hatch(pen, area.left, top, area.right, bottom, band.tone === 'watch' ? 14 : 7);
        pen.restore();
      }
    } else {
      pen.globalAlpha = band.tone === 'good' ? 0.55 : 0.7;
      pen.fillStyle = palette.tint[band.tone];
      pen.fillRect(area.left, top, area.width, bottom - top);
      if (band.tone !== 'urgent') continue;
      pen.globalAlpha = 0.16; // sets the two reds apart, in light and dark alike
      pen.fillStyle = palette.mark.urgent;
      pen.fillRect(area.left, top, area.width, bottom - top);
    }
  }
  pen.restore();
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const overlap = (a: Place, b: Place): boolean => a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

/** Text on a patch of the surface, so that data behind it does not swallow it. `x` is its right or left edge, `y` its top. */
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

function drawLimits(chart: Chart, { model, palette }: OverlayState, taken: Place[]): void {
  const { ctx: pen, chartArea: area, scales } = chart;
  pen.save();
  for (const limit of model.limits) {
    const at = scales['y']!.getPixelForValue(limit.at); // the runtime always gives it
    if (at < area.top || at > area.bottom) continue;
    pen.strokeStyle = palette.muted;
    pen.lineWidth = 1;
    pen.setLineDash([4, 4]);
    pen.beginPath();
    pen.moveTo(area.left, at);
    pen.lineTo(area.right, at);
    pen.stroke();
    drawName(chart, palette, limit.name, palette.muted, at + 3, taken);
  }
  pen.restore();
}

/** A name at the right edge; at the left one where the right is taken. */
function drawName({ ctx: pen, chartArea: area }: Chart, palette: Palette, text: string, color: string, top: number, taken: Place[]): void {
  const font = `400 ${palette.fontSize}px ${palette.fontFamily}`;
  const right = new Label(pen, text, font, palette.fontSize, { right: area.right - 2 }, top);
  const label = taken.some((other) => overlap(other, right.place)) ? new Label(pen, text, font, palette.fontSize, { left: area.left + 2 }, top) : right;
  if (taken.some((other) => overlap(other, label.place))) return;
  taken.push(label.place);
  label.draw(palette.surface, color);
}

function drawBandNames(chart: Chart, { model, palette }: OverlayState, taken: Place[]): void {
  const { chartArea: area, scales, ctx: pen } = chart;
  const y = scales['y']!; // the runtime always gives it
  pen.save();
  for (const band of model.bands) {
    const top = Math.max(area.top, Number.isFinite(band.to) ? y.getPixelForValue(band.to) : area.top);
    const bottom = Math.min(area.bottom, Number.isFinite(band.from) ? y.getPixelForValue(band.from) : area.bottom);
    if (bottom - top >= palette.fontSize + 2) drawName(chart, palette, band.name, palette.word[band.tone], top + 2, taken);
  }
  pen.restore();
}

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

/** A shape at each reading; the shapes shrink with the distance, those of watched values go first. */
function drawMarks(chart: Chart, { model, palette }: OverlayState): void {
  const { ctx: pen, scales } = chart;
  const [x, y] = [scales['x']!, scales['y']!]; // the runtime always gives both
  const { series, columns } = model;
  const spacing = Math.min(Math.abs(x.right - x.left) / Math.max(1, series.t.length), 40);
  const large = palette.fontSize > 15 ? 1.25 : 1;
  const r = Math.max(2.5, Math.min(6, spacing * 0.6)) * large;
  const plain = !model.bands.length && !series.classes.some((c) => c.row); // a measure that nothing classifies has no status to show
  pen.save();
  series.t.forEach((t, i) => {
    if (t < model.from || t > model.to) return;
    const { tone, direction } = series.classes[series.status[i]!]!; // every status has its class
    for (const id of columns) {
      const shown: Tone = plain || !offends(model, id, i) ? 'good' : tone;
      if (shown === 'good' && spacing < 4 && i < series.t.length - 1) continue;
      if (shown !== 'urgent' && spacing < (shown === 'alert' ? 1 : 2) && i < series.t.length - 1) continue;
      drawMark(pen, shown, direction === 'down', x.getPixelForValue(t), y.getPixelForValue(series.v[id]![i]!), shown === 'good' ? r * 0.75 : r, palette);
    }
  });
  pen.restore();
}

function drawLast(chart: Chart, { model, palette }: OverlayState, taken: Place[]): void {
  const { ctx: pen, scales, chartArea: area } = chart;
  const { series, columns, lastLabel, selected } = model;
  const i = series.t.length - 1;
  if (i < 0 || (selected >= 0 && selected !== i)) return;
  const px = scales['x']!.getPixelForValue(series.t[i]!);
  const py = scales['y']!.getPixelForValue(series.v[columns[0]!]![i]!); // a model has a column, the chart its scales
  const size = palette.fontSize * 1.1;
  const top = py - size - 18 > area.top ? py - size - 16 : py + 10;
  pen.save();
  const label = new Label(pen, lastLabel, `600 ${size}px ${palette.fontFamily}`, size, { right: Math.min(area.right - 2, px + 24) }, top);
  taken.push(label.place);
  label.draw(palette.surface, palette.text, 0.9);
  pen.restore();
}

function drawSelection(chart: Chart, { model, palette }: OverlayState): void {
  const { ctx: pen, scales, chartArea: area } = chart;
  const { series, columns, selected } = model;
  if (selected < 0 || selected >= series.t.length) return;
  const px = scales['x']!.getPixelForValue(series.t[selected]!);
  pen.save();
  pen.strokeStyle = palette.focus;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(px, area.top);
  pen.lineTo(px, area.bottom);
  pen.stroke();
  pen.lineWidth = 2;
  for (const id of columns) {
    pen.beginPath();
    pen.arc(px, scales['y']!.getPixelForValue(series.v[id]![selected]!), 8, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.restore();
}

/** Bands behind the data; names, status shapes, the last value and the selection before it. */
export const overlay = (state: OverlayState): Plugin => ({
  id: 'nelumbo-overlay',
  beforeDatasetsDraw: (chart) => drawBands(chart, state),
  afterDatasetsDraw(chart) {
    const taken: Place[] = [];
    drawMarks(chart, state);
    drawLast(chart, state, taken);
    drawLimits(chart, state, taken);
    drawBandNames(chart, state, taken);
    drawSelection(chart, state);
  },
});
