import type { Chart, Plugin } from 'chart.js';
import type { Tone } from '@nelumbo/core/vitals';
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
    }
  }
  pen.restore();
}

/** Text on a halo of the surface, so that data behind it does not swallow it. */
function label(pen: Pen, palette: Palette, text: string, x: number, y: number, color: string, size: number, weight = 400): void {
  pen.font = `${weight} ${size}px ${palette.fontFamily}`;
  pen.lineJoin = 'round';
  pen.lineWidth = 3;
  pen.strokeStyle = palette.surface;
  pen.globalAlpha = 0.85;
  pen.strokeText(text, x, y);
  pen.globalAlpha = 1;
  pen.fillStyle = color;
  pen.fillText(text, x, y);
}

function drawNames(chart: Chart, { model, palette }: OverlayState): void {
  const { ctx: pen, chartArea: area, scales } = chart;
  const y = scales['y']!; // the runtime always gives it
  const size = palette.fontSize;
  pen.save();
  pen.textAlign = 'right';
  for (const limit of model.limits) {
    const at = y.getPixelForValue(limit.at);
    if (at < area.top || at > area.bottom) continue;
    pen.strokeStyle = palette.muted;
    pen.lineWidth = 1;
    pen.setLineDash([4, 4]);
    pen.beginPath();
    pen.moveTo(area.left, at);
    pen.lineTo(area.right, at);
    pen.stroke();
    pen.setLineDash([]);
    pen.textBaseline = 'top';
    label(pen, palette, limit.name, area.right - 4, at + 3, palette.muted, size);
  }
  pen.textBaseline = 'top';
  for (const band of model.bands) {
    const top = Math.max(area.top, Number.isFinite(band.to) ? y.getPixelForValue(band.to) : area.top);
    const bottom = Math.min(area.bottom, Number.isFinite(band.from) ? y.getPixelForValue(band.from) : area.bottom);
    if (bottom - top >= size + 4) label(pen, palette, band.name, area.right - 4, top + 3, palette.word[band.tone], size);
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
  pen.lineWidth = 1.5;
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

/** Dense readings lose their shapes where they would overlap; the worst of a stretch keeps it. */
function drawMarks(chart: Chart, { model, palette }: OverlayState): void {
  const { ctx: pen, scales } = chart;
  const [x, y] = [scales['x']!, scales['y']!]; // the runtime always gives both
  const { series, columns } = model;
  const top = series.v[columns[0]!]!; // a model has a column
  const bottom = series.v[columns.at(-1)!]!;
  const spacing = Math.abs(x.right - x.left) / Math.max(1, series.t.length);
  const r = Math.max(3, Math.min(6, spacing * 0.55)) * (palette.fontSize > 15 ? 1.25 : 1);
  const pair = columns.length > 1;
  pen.save();
  series.t.forEach((t, i) => {
    const { tone, direction } = series.classes[series.status[i]!]!; // every status has its class
    if (t < model.from || (pair && (tone === 'good' || tone === 'unknown')) || (spacing < 2 && tone !== 'urgent' && tone !== 'alert')) return;
    drawMark(pen, tone, direction === 'down', x.getPixelForValue(t), y.getPixelForValue(direction === 'down' ? bottom[i]! : top[i]!), r, palette);
  });
  pen.restore();
}

function drawLast(chart: Chart, { model, palette }: OverlayState): void {
  const { ctx: pen, scales, chartArea: area } = chart;
  const { series, columns, lastLabel, selected } = model;
  const i = series.t.length - 1;
  if (i < 0 || (selected >= 0 && selected !== i)) return;
  const px = scales['x']!.getPixelForValue(series.t[i]!);
  const py = scales['y']!.getPixelForValue(series.v[columns[0]!]![i]!);
  pen.save();
  pen.textAlign = 'right';
  pen.textBaseline = 'bottom';
  const above = py - palette.fontSize * 2 > area.top;
  label(pen, palette, lastLabel, Math.min(area.right, px + 8), above ? py - 9 : py + palette.fontSize * 2, palette.text, palette.fontSize * 1.1, 600);
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
    drawMarks(chart, state);
    drawNames(chart, state);
    drawLast(chart, state);
    drawSelection(chart, state);
  },
});
