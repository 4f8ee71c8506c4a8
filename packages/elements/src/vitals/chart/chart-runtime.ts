// The lazy chunk: the only module that imports chart.js, and only the parts that are drawn with.
import { Chart, LinearScale, LineController, LineElement, PointElement, type ChartOptions } from 'chart.js';
import { overlay } from './overlay.js';
import type { Palette } from './palette.js';
import { nearestIndex, type PlotModel } from './plot-model.js';
import type { PlotState } from './plot-state.js';

type Dataset = Chart['data']['datasets'][number];

/** Points of the visible samples and one beyond at each end, with a hole wherever two are too far apart to be joined. */
function withGaps({ series, start, end, gapMs }: PlotModel, column: Float64Array): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  for (let i = Math.max(0, start - 1); i < Math.min(series.t.length, end + 1); i++) {
    const x = series.t[i]!; // within the columns
    if (points.length && x - series.t[i - 1]! > gapMs) points.push({ x: (x + series.t[i - 1]!) / 2, y: Number.NaN });
    points.push({ x, y: column[i]! });
  }
  return points;
}

/** Single numbers have a line; pressures have stems, and what is folded, summed or dense the overlay draws. */
function datasetOf(model: PlotModel, palette: Palette): Dataset {
  const drawn = (model.mode === 'line' || model.mode === 'points') && model.joined && model.columns.length === 1;
  return {
    type: 'line',
    data: drawn ? withGaps(model, model.series.v[model.columns[0]!]!) : [], // the model lists columns of its series
    borderColor: palette.series,
    borderWidth: 2,
    pointRadius: 0,
    pointHitRadius: 0,
    spanGaps: false,
    tension: 0,
    clip: false,
  };
}

// Set once a palette; what changes is read from the state at each update, so that a step of panning resolves no options anew.
function options(state: PlotState, resized: () => void): ChartOptions {
  const { hairline, muted, fontFamily: family, fontSize: size } = state.palette;
  const font = { family, size };
  return {
    animation: false,
    responsive: true,
    onResize: resized,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    events: [], // the element walks and points itself, for keyboard and pointer alike
    layout: { padding: { top: size, right: 6 } },
    scales: {
      x: {
        type: 'linear',
        bounds: 'data',
        offset: false,
        grid: { display: false },
        border: { color: hairline },
        afterDataLimits: (axis) => Object.assign(axis, { min: state.model.from, max: state.model.to }),
        afterBuildTicks: (axis) => void (axis.ticks = state.model.ticks.map(({ at, label }) => ({ value: at, label }))),
        ticks: {
          color: muted,
          font,
          maxRotation: 0,
          autoSkip: true,
          autoSkipPadding: 8,
          callback: (value) => state.model.ticks.find(({ at }) => at === value)?.label ?? '',
        },
      },
      y: {
        type: 'linear',
        bounds: 'data',
        border: { display: false },
        grid: { color: hairline, lineWidth: 0.5, drawTicks: false },
        afterDataLimits: (axis) => Object.assign(axis, { min: state.model.low, max: state.model.high }),
        afterBuildTicks: (axis) => {
          const { low, high, step } = state.model;
          axis.ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => ({ value: Number((low + i * step).toPrecision(12)) }));
        },
        ticks: { color: muted, font, padding: 6 },
      },
    },
  };
}

/** Dots for print, whatever the screen has. */
const printDpr = 3;

/** One drawing on one canvas. */
export class Plot {
  readonly #chart: Chart;
  readonly #state: PlotState;

  readonly #resized: () => void;

  /** @param resized - told when the canvas has another size: what fits into it may be something else now */
  constructor(canvas: HTMLCanvasElement, model: PlotModel, palette: Palette, resized: () => void) {
    Chart.register(LineController, LineElement, PointElement, LinearScale); // here, because modules of ours have no side effects
    this.#state = { model, palette };
    this.#resized = resized;
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: [datasetOf(model, palette)] },
      options: options(this.#state, resized),
      plugins: [overlay(this.#state)],
    });
  }

  /** Draws another model before it returns. */
  update(model: PlotModel, palette: Palette): void {
    const { model: old, palette: before } = this.#state;
    Object.assign(this.#state, { model, palette });
    if (
      model.series === old.series &&
      model.from === old.from &&
      model.to === old.to &&
      palette === before &&
      model.bands === old.bands &&
      model.ticks === old.ticks
    )
      return this.#chart.draw();
    if (palette !== before) this.#chart.options = options(this.#state, this.#resized);
    this.#chart.data.datasets[0] = datasetOf(model, palette);
    this.#chart.update('none');
  }

  /** Milliseconds since 1970 UTC under a horizontal position, in CSS pixels from the canvas edge. */
  timeAt(px: number): number {
    return this.#chart.scales['x']!.getValueForPixel(px) ?? Number.NaN; // the axis is always there
  }

  /** Index of the sample nearest to a horizontal position. */
  indexAt(px: number): number {
    return nearestIndex(this.#state.model.series.t, this.timeAt(px));
  }

  /** Width of the plotting area, CSS pixels. */
  get width(): number {
    return this.#chart.chartArea.right - this.#chart.chartArea.left;
  }

  /** Draws for paper, or for the screen again. */
  print(on: boolean): void {
    this.#chart.options.devicePixelRatio = on ? printDpr : devicePixelRatio;
    this.#chart.resize();
  }

  destroy(): void {
    this.#chart.destroy();
  }
}
