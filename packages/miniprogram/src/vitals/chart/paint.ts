import { columns, gapLimit, inSpan, lowerBound, type Band, type Series } from '@nelumbo/core/vitals';

/** What is used of a 2d context; the same on every platform. */
export interface Canvas2d {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineJoin: string;
  font: string;
  textAlign: string;
  textBaseline: string;
  scale(x: number, y: number): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  setLineDash(segments: number[]): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
  stroke(): void;
  fill(): void;
}

/** What is plotted where. */
export interface Plot {
  readonly series: Series;
  /** ms since 1970 UTC. */
  readonly from: number;
  readonly to: number;
  readonly components: readonly string[];
  /** px. */
  readonly width: number;
  readonly height: number;
  /** Of numbers and days, px. */
  readonly textSize: number;
}

/** How it is painted. */
export interface PaintOptions {
  readonly scale: number;
  readonly bands: readonly Band[];
  /** Where the lower of two values is too high: a dashed line. */
  readonly limit?: number | undefined;
  /** Days below the plot, ms since 1970 UTC. */
  readonly days: readonly { readonly at: number; readonly text: string }[];
  readonly dark: boolean;
  /** The reading under the finger. */
  readonly at: number | undefined;
}

// Ramps of the design tokens: data pond and violet, bands 100-tints, marks 500; in the dark 900 and 400.
const light = {
  line: ['#00749c', '#794db6'],
  span: '#a3cadb',
  good: '#dcf2e2',
  watch: '#f9e9d3',
  alert: '#ffe0da',
  urgent: '#ffe0da',
  marks: { watch: '#b17500', alert: '#bc2823', urgent: '#9a1513' },
  grid: '#d6dadc',
  text: '#636a6f',
  point: '#26292c',
  surface: '#ffffff',
} as const;
const dark = { line: ['#8dcbe7', '#cbb2fb'], span: '#3f6f84', good: '#003219', watch: '#3d2200', alert: '#500907', urgent: '#500907', marks: { watch: '#cb9647', alert: '#f47668', urgent: '#f47668' }, grid: '#4d5358', text: '#bdc2c5', point: '#ffffff', surface: '#26292c' } as const; // prettier-ignore

/** px for the numbers of the axis: three and a half of them fit. */
const leftOf = ({ textSize }: Plot): number => 2 * textSize + 10;
const topOf = ({ textSize }: Plot): number => Math.ceil(textSize * 0.6); // half a number
/** px for the days. */
const bottomOf = ({ textSize }: Plot): number => textSize + 14;

/** The axis: whole steps around the values, at most five lines. */
function axis(low: number, high: number): readonly number[] {
  const span = Math.max(high - low, 1e-6);
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((one) => one >= rough)!; // 10 always is
  const lines: number[] = [];
  for (let y = Math.floor(low / step) * step; y <= high + step * 0.999; y += step) lines.push(Math.round(y / step) * step);
  return lines;
}

function extremesOf({ series, components }: Plot): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const id of components)
    for (const x of series.v[id] ?? []) {
      if (x < low) low = x;
      if (x > high) high = x;
    }
  return [low, high];
}

/** Paints bands, grid, one line for each component, and what is out of range in its shape. */
export function paint(context: Canvas2d, plot: Plot, options: PaintOptions): void {
  const { series, from, to, width, height, components } = plot;
  const colours = options.dark ? dark : light;
  const [left, top] = [leftOf(plot), topOf(plot)];
  context.scale(options.scale, options.scale);
  context.clearRect(0, 0, width, height);
  const lines = axis(...extremesOf(plot));
  const [low, high] = [lines[0]!, lines[lines.length - 1]!]; // at least two
  const y = (value: number) => top + ((high - value) / (high - low || 1)) * (height - top - bottomOf(plot));
  const plotWidth = width - left;
  for (const { tone, from: bandFrom, to: bandTo } of options.bands) {
    if (tone === 'unknown') continue;
    const [above, below] = [y(Math.min(bandTo ?? high, high)), y(Math.max(bandFrom ?? low, low))];
    context.fillStyle = colours[tone];
    if (below > above) context.fillRect(left, above, plotWidth, below - above);
  }
  context.strokeStyle = colours.grid;
  context.lineWidth = 0.5;
  context.fillStyle = plot.textSize < 18 ? colours.text : colours.point; // care mode: not muted
  context.font = `${plot.textSize}px sans-serif`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const value of lines) {
    context.beginPath();
    context.moveTo(left, y(value));
    context.lineTo(width, y(value));
    context.stroke();
    context.fillText(String(Math.round(value * 10) / 10), left - 6, y(value));
  }
  days(context, plot, options.days);
  if (options.limit !== undefined && options.limit > low && options.limit < high) limitLine(context, plot, y(options.limit), colours.text);
  const few = series.t.length <= 120;
  const pair = few && components.length === 2;
  if (pair) spans(context, plot, y, colours.span);
  const cut = { from, to: to + 1, width: Math.floor(plotWidth * options.scale), gapMs: gapLimit(series) };
  components.forEach((id, i) => {
    const colour = colours.line[i % 2]!;
    if (!pair) line(context, columns(series, id, cut), { left, y, scale: options.scale, colour });
    if (few) points(context, plot, id, y, { ...colours, own: pair ? colours.line[0] : colour });
  });
  if (options.at !== undefined) cursor(context, plot, options.at, y, colours.point);
}

/** One component over time: the least, greatest, first and last of each column of pixels. */
function line(
  context: Canvas2d,
  found: ReturnType<typeof columns>,
  { left, y, scale, colour }: { readonly left: number; readonly y: (value: number) => number; readonly scale: number; readonly colour: string },
): void {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.lineJoin = 'round';
  context.beginPath();
  let drawn = false;
  found.low.forEach((lowest, x) => {
    if (Number.isNaN(lowest)) return;
    const at = left + x / scale;
    if (drawn && !found.gap[x]) context.lineTo(at, y(found.first[x]!));
    else context.moveTo(at, y(found.first[x]!));
    if (found.high[x]! > lowest) {
      context.lineTo(at, y(lowest));
      context.lineTo(at, y(found.high[x]!));
    }
    context.lineTo(at, y(found.last[x]!));
    drawn = true;
  });
  context.stroke();
}

/** Two values that belong together, such as a blood pressure: one stroke from the lower to the upper. */
function spans(context: Canvas2d, plot: Plot, y: (value: number) => number, colour: string): void {
  const { series, components } = plot;
  const [upper, lower] = components.map((id) => series.v[id]);
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.beginPath();
  upper?.forEach((value, i) => {
    const x = placeOf(plot, series.t[i]!);
    context.moveTo(x, y(value));
    context.lineTo(x, y(lower?.[i] ?? value));
  });
  context.stroke();
}

function days(context: Canvas2d, plot: Plot, list: PaintOptions['days']): void {
  context.textAlign = 'center';
  for (const { at, text } of list) context.fillText(text, placeOf(plot, at), plot.height - plot.textSize * 0.6);
}

function limitLine(context: Canvas2d, plot: Plot, at: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash([4, 4]);
  context.beginPath();
  context.moveTo(leftOf(plot), at);
  context.lineTo(plot.width, at);
  context.stroke();
  context.setLineDash([]);
}

function placeOf(plot: Plot, t: number): number {
  const left = leftOf(plot);
  return left + ((t - plot.from) / (plot.to - plot.from)) * (plot.width - left);
}

const octagon = [[-2, -5], [2, -5], [5, -2], [5, 2], [2, 5], [-2, 5], [-5, 2], [-5, -2]] as const; // prettier-ignore

interface PointColours {
  readonly own: string;
  readonly marks: Readonly<Record<string, string>>;
  readonly surface: string;
}

/** Single readings, while they can be told apart: a dot in range, a triangle or octagon out of it. Of a pair only what put the reading into its row. */
function points(context: Canvas2d, plot: Plot, id: string, y: (value: number) => number, { own, marks, surface }: PointColours): void {
  const { series, components } = plot;
  const column = series.v[id];
  context.strokeStyle = surface; // parts what overlaps
  context.lineWidth = 1;
  column?.forEach((value, i) => {
    const { tone = 'unknown', direction = 'none', row } = series.classes[series.status[i]!] ?? {};
    const [px, py] = [placeOf(plot, series.t[i]!), y(value)];
    const span = row?.any?.[id];
    const mark = components.length === 1 || (span && inSpan(value, span)) ? marks[tone] : undefined;
    context.fillStyle = mark ?? own;
    context.beginPath();
    if (mark === undefined) context.arc(px, py, 3, 0, 2 * Math.PI);
    else if (tone === 'watch') {
      const d = direction === 'down' ? -1 : 1;
      context.moveTo(px, py - 5 * d);
      context.lineTo(px + 5, py + 4 * d);
      context.lineTo(px - 5, py + 4 * d);
      context.closePath();
    } else {
      for (const [dx, dy] of octagon) context.lineTo(px + dx, py + dy); // the first of a path moves there
      context.closePath();
    }
    context.fill();
    context.stroke();
  });
}

function cursor(context: Canvas2d, plot: Plot, at: number, y: (value: number) => number, colour: string): void {
  const px = placeOf(plot, plot.series.t[at]!);
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(px, topOf(plot));
  context.lineTo(px, plot.height - bottomOf(plot));
  context.stroke();
  for (const id of plot.components) {
    context.beginPath();
    context.arc(px, y(plot.series.v[id]?.[at] ?? 0), 4, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** The reading nearest to a place on the plot, px from its left edge. */
export function nearest(plot: Plot, x: number): number {
  const { series, from, to, width } = plot;
  const left = leftOf(plot);
  const at = from + ((x - left) / (width - left)) * (to - from);
  const i = lowerBound(series.t, at);
  if (i === 0) return 0;
  if (i >= series.t.length) return series.t.length - 1;
  return at - series.t[i - 1]! < series.t[i]! - at ? i - 1 : i;
}
