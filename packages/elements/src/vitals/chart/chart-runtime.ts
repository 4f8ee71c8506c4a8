// The lazy chunk: the only module that imports chart.js, and only the parts that are drawn with.
import { BarController, BarElement, Chart, LinearScale, LineController, LineElement, PointElement, type ChartOptions } from 'chart.js';
import { overlay, type OverlayState } from './overlay.js';
import type { Palette } from './palette.js';
import { gapLimit, nearestIndex, usualStep, type PlotModel } from './plot-model.js';

/** Above so many samples, bars would be thinner than a pixel: two lines instead. */
const mostBars = 240;

type Dataset = Chart['data']['datasets'][number];

/** A hex colour with an opacity; other notations stay opaque. */
const withAlpha = (color: string, opacity: number): string =>
  /^#[\da-f]{6}$/i.test(color)
    ? `${color}${Math.round(opacity * 255)
        .toString(16)
        .padStart(2, '0')}`
    : color;

/** Points with a hole wherever two are too far apart to be joined. */
function withGaps(t: Float64Array, column: Float64Array): { x: number; y: number }[] {
  const limit = gapLimit(t);
  const points: { x: number; y: number }[] = [];
  t.forEach((x, i) => {
    if (i && x - t[i - 1]! > limit) points.push({ x: (x + t[i - 1]!) / 2, y: Number.NaN });
    points.push({ x, y: column[i]! });
  });
  return points;
}

function bars({ series, columns, from, to }: PlotModel, palette: Palette, width: number): Dataset[] {
  const [upper, lower] = [series.v[columns[0]!]!, series.v[columns[1]!]!]; // a pair has two columns
  const room = (width * usualStep(series.t)) / (to - from);
  const thickness = Math.max(1.5, Math.min(8, (room || 8) * 0.6));
  const data = Array.from(series.t, (x, i) => ({ x, y: [lower[i]!, upper[i]!] })) as unknown as Dataset['data']; // chart.js reads floating bars so, its types do not know
  return [
    {
      type: 'bar',
      data,
      backgroundColor: withAlpha(palette.series, thickness < 3 ? 0.65 : 0.45),
      barThickness: thickness,
      borderRadius: thickness / 2,
      borderSkipped: false,
      grouped: false,
    },
  ];
}

function lines({ series, columns, joined }: PlotModel, palette: Palette): Dataset[] {
  return columns.map((id) => ({
    type: 'line',
    data: withGaps(series.t, series.v[id]!), // the model lists columns of its series
    borderColor: palette.series,
    borderWidth: series.t.length > 400 ? 1.25 : 2,
    showLine: joined,
    pointRadius: 0,
    pointHitRadius: 0,
    spanGaps: false,
    tension: 0,
  }));
}

function options({ from, to, low, high, step, ticks }: PlotModel, { muted, hairline, fontFamily, fontSize }: Palette): ChartOptions {
  const font = { family: fontFamily, size: fontSize };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [], // the element walks and points itself, for keyboard and pointer alike
    layout: { padding: { top: fontSize, right: 6 } },
    scales: {
      x: {
        type: 'linear',
        offset: false, // bars would ask for half a step at both ends
        min: from,
        max: to,
        grid: { display: false },
        border: { color: hairline },
        afterBuildTicks: (axis) => void (axis.ticks = ticks.map(({ at, label }) => ({ value: at, label }))),
        ticks: {
          color: muted,
          font,
          maxRotation: 0,
          autoSkip: true,
          autoSkipPadding: 8,
          callback: (value) => ticks.find(({ at }) => at === value)?.label ?? '',
        },
      },
      y: {
        min: low,
        max: high,
        border: { display: false },
        grid: { color: hairline, lineWidth: 0.5, drawTicks: false },
        ticks: { color: muted, font, stepSize: step, padding: 6 },
      },
    },
  };
}

/** One drawing on one canvas. */
export class Plot {
  readonly #chart: Chart;
  readonly #state: OverlayState;

  constructor(canvas: HTMLCanvasElement, model: PlotModel, palette: Palette) {
    Chart.register(BarController, BarElement, LineController, LineElement, PointElement, LinearScale); // here, because modules of ours have no side effects
    this.#state = { model, palette };
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: this.#datasets(canvas.clientWidth) },
      options: options(model, palette),
      plugins: [overlay(this.#state)],
    });
  }

  /** Draws another model. */
  update(model: PlotModel, palette: Palette): void {
    const moved = model.series !== this.#state.model.series || model.from !== this.#state.model.from || palette !== this.#state.palette;
    Object.assign(this.#state, { model, palette });
    if (!moved) return this.#chart.draw();
    this.#chart.data.datasets = this.#datasets(this.#chart.width);
    this.#chart.options = options(model, palette);
    this.#chart.update('none');
  }

  /** Index of the sample under a horizontal position, in CSS pixels from the canvas edge. */
  indexAt(px: number): number {
    const { model } = this.#state;
    return nearestIndex(model.series.t, this.#chart.scales['x']!.getValueForPixel(px) ?? Number.NaN); // the axis is always there
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #datasets(width: number): Dataset[] {
    const { model, palette } = this.#state;
    return model.columns.length > 1 && model.series.t.length <= mostBars ? bars(model, palette, width) : lines(model, palette);
  }
}
