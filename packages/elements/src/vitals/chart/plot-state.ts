import type { Palette } from './palette.js';
import type { PlotModel } from './plot-model.js';

export type Pen = CanvasRenderingContext2D;

/** What an axis does: value to CSS pixel. */
export interface Scale {
  getPixelForValue(value: number): number;
}

/** Where is drawn. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is drawn; the runtime replaces it with each update. */
export interface PlotState {
  model: PlotModel;
  palette: Palette;
}

/** Everything that a painter needs. */
export interface Canvas {
  readonly pen: Pen;
  readonly area: Area;
  readonly x: Scale;
  readonly y: Scale;
}
