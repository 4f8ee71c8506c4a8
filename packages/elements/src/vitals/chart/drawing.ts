import type { Palette } from './palette.js';
import type { Plot } from './chart-runtime.js';
import { modelOf, type PlotGround, type PlotModel } from './plot-model.js';
import { timeTicks, type TimeTick } from './ticks.js';
import { clamped, panned, zoomed, type Viewport } from './viewport.js';

/** What a drawing shows. */
export interface DrawingInput {
  readonly canvas: HTMLCanvasElement;
  readonly ground: PlotGround;
  readonly palette: Palette;
  readonly bounds: Viewport;
  readonly selected: number;
  /** So many CSS pixels a label of the time axis needs. */
  readonly labelWidth: number;
  tick(at: number, kind: Parameters<Parameters<typeof timeTicks>[3]>[1]): string;
}

/** What the canvas holds: while all of it stays the same there is nothing to draw. */
type Drawn = Pick<DrawingInput, 'ground' | 'palette' | 'selected' | 'labelWidth'> & Viewport & { readonly width: number };

/**
 * The lazy plot and the span of time it shows. Panning and zooming draw at once and touch nothing else; who shows the same in words is told, and follows
 * when it is quiet.
 */
export class Drawing {
  #plot: Plot | undefined;
  #loading: Promise<void> | undefined;
  #input: DrawingInput | undefined;
  #view: Viewport = { from: 0, to: 1 };
  #ticks: readonly TimeTick[] = [];
  #ticksFor = '';
  #frame = 0;
  #printing = false;
  #drawn: Drawn | undefined;

  /** Loads the chunk that draws. @param failed - called when it cannot be loaded */
  constructor(
    readonly moved: () => void,
    readonly failed: () => void,
  ) {}

  /** The span that is shown. */
  get view(): Viewport {
    return this.#view;
  }

  /** Takes another span without drawing. */
  set view(view: Viewport) {
    this.#view = view;
  }

  /** Resolves when the chunk that is being loaded has drawn. */
  get settled(): Promise<void> {
    return this.#loading ?? Promise.resolve();
  }

  /** Draws what is given, as soon as the chunk is there. */
  async draw(input: DrawingInput): Promise<void> {
    if (this.#plot && this.#input?.canvas !== input.canvas) this.drop();
    this.#input = input;
    if (this.#plot) return this.#now();
    await (this.#loading ??= this.#start().finally(() => (this.#loading = undefined)));
  }

  async #start(): Promise<void> {
    try {
      const { Plot } = await import('./chart-runtime.js');
      const input = this.#input; // whatever it is after the wait
      if (!input?.canvas.isConnected) return;
      const first = this.#model(input, input.canvas.parentElement?.clientWidth ?? 320);
      this.#plot = new Plot(input.canvas, first, input.palette, () => this.#soon());
      const exact = this.#model(input, this.#plot.width); // without the numbers of the axis, whose width only the plot knows
      if (first.mode === exact.mode && first.foldBy === exact.foldBy && first.ticks.length === exact.ticks.length) this.#note(input, this.#plot.width);
      else this.#now();
    } catch {
      this.failed(); // the chunk did not load: the table says the same
    }
  }

  /** Shows another span: drawn before it returns when `at` is `once`, else in the next frame. */
  show(view: Viewport, at: 'once' | 'frame' = 'frame'): void {
    const bounds = this.#input?.bounds;
    this.#view = bounds ? clamped(view, bounds) : view;
    this.moved();
    if (at === 'once') this.#now();
    else this.#soon();
  }

  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#now();
    });
  }

  /** @param share - of the length shown; negative is earlier */
  pan(share: number): void {
    if (this.#input) this.show(panned(this.#view, share, this.#input.bounds));
  }

  panBy(px: number): void {
    if (this.#plot) this.pan(-px / this.#plot.width);
  }

  /** @param at - milliseconds since 1970 UTC that stay where they are; the middle without it */
  zoom(factor: number, at = (this.#view.from + this.#view.to) / 2): void {
    if (this.#input) this.show(zoomed(this.#view, factor, at, this.#input.bounds));
  }

  zoomAt(factor: number, px: number): void {
    if (this.#plot) this.zoom(factor, this.#plot.timeAt(px));
  }

  /** Index of the sample under a position; -1 while nothing is drawn. */
  indexAt(px: number): number {
    return this.#plot?.indexAt(px) ?? -1;
  }

  /** For paper, or for the screen again; in other colours, where those of the screen are not for paper. */
  print(on: boolean, palette = this.#input?.palette): void {
    if (!this.#plot || on === this.#printing) return;
    this.#printing = on;
    if (this.#input && palette) this.#input = { ...this.#input, palette };
    this.#now();
    this.#plot.print(on);
  }

  drop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#plot?.destroy();
    this.#plot = this.#drawn = undefined;
  }

  /** Draws, unless the canvas shows just that. */
  #now(): void {
    const [plot, input] = [this.#plot, this.#input];
    const width = plot?.width ?? 0; // before: drawing may find another one, which is then looked at anew
    if (!plot || width < 1 || !input?.canvas.isConnected || this.#isDrawn(input, width)) return; // hidden: its size tells when it is seen again
    plot.update(this.#model(input, width), input.palette);
    this.#note(input, width);
  }

  #isDrawn({ ground, palette, selected, labelWidth }: DrawingInput, width: number): boolean {
    const [is, { from, to }] = [this.#drawn, this.#view];
    const same = is?.ground === ground && is.palette === palette && is.selected === selected && is.labelWidth === labelWidth;
    return same && is.from === from && is.to === to && is.width === width;
  }

  #note({ ground, palette, selected, labelWidth }: DrawingInput, width: number): void {
    this.#drawn = { ground, palette, selected, labelWidth, ...this.#view, width };
  }

  #model({ ground, labelWidth, selected, tick }: DrawingInput, width: number): PlotModel {
    const { from, to } = this.#view;
    const most = Math.max(3, Math.min(8, Math.floor(width / labelWidth)));
    const key = `${from} ${to} ${most}`;
    if (key !== this.#ticksFor || ground.series !== this.#series) {
      this.#ticks = timeTicks(from, to, most, tick);
      this.#ticksFor = key;
      this.#series = ground.series;
    }
    return modelOf(ground, this.#view, width, this.#ticks, selected);
  }

  #series: unknown;
}
