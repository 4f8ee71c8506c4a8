import type { AgpBin } from '@nelumbo/core/vitals';
import { svg, type TemplateResult } from 'lit';

const [width, height, left, bottom] = [360, 200, 38, 24]; // room for the big type of care mode
const dayMinutes = 1_440;

/** What the drawing of a day needs besides its percentiles. */
export interface DayPlot {
  readonly bins: readonly AgpBin[];
  /** The target range, in the unit shown. */
  readonly target: readonly [number, number] | undefined;
  hour(minute: number): string;
  value(x: number): string;
}

type Percentile = 'p5' | 'p25' | 'p50' | 'p75' | 'p95';

/** Bins run in step with the day; holes interrupt. */
function runs(bins: readonly AgpBin[]): (readonly AgpBin[])[] {
  const out: AgpBin[][] = [];
  let open = false;
  for (const bin of bins) {
    if (bin.p50 === undefined) open = false;
    else if (open) out.at(-1)!.push(bin);
    else {
      out.push([bin]);
      open = true;
    }
  }
  return out;
}

/** A day of 24 hours by its percentiles, as an SVG; the same numbers stand in the table beside it. */
export function dayPlot({ bins, target, hour, value }: DayPlot): TemplateResult {
  const all = bins.flatMap((b) => [b.p5, b.p95].filter((x) => x !== undefined));
  const high = Math.max(...all, target?.[1] ?? 0) * 1.06;
  const low = Math.min(...all, target?.[0] ?? Infinity) * 0.8;
  const x = (minute: number): number => left + ((width - left) * minute) / dayMinutes;
  const y = (v: number): number => 8 + (height - bottom - 8) * (1 - (v - low) / (high - low));
  const point = (bin: AgpBin, p: Percentile): string => `${x(bin.minute + 7.5).toFixed(1)} ${y(bin[p]!).toFixed(1)}`; // runs hold whole bins only
  const area = (lower: Percentile, upper: Percentile): string =>
    runs(bins)
      .map(
        (run) =>
          `M${run.map((b) => point(b, upper)).join('L')}L${[...run]
            .reverse()
            .map((b) => point(b, lower))
            .join('L')}Z`,
      )
      .join('');
  const line = runs(bins)
    .map((run) => `M${run.map((b) => point(b, 'p50')).join('L')}`)
    .join('');
  return svg`<g>
    ${target ? svg`<rect class="band" x=${left} width=${width - left} y=${y(target[1])} height=${y(target[0]) - y(target[1])} />` : ''}
    ${[0, 6, 12, 18, 24].map(
      (h) => svg`<line class="grid" x1=${x(h * 60)} x2=${x(h * 60)} y1="8" y2=${height - bottom} />
        <text x=${x(h * 60)} y=${height - 5} text-anchor=${h === 24 ? 'end' : h ? 'middle' : 'start'}>${hour(h * 60)}</text>`,
    )}
    ${(target ?? []).map((edge) => svg`<line class="edge" x1=${left} x2=${width} y1=${y(edge)} y2=${y(edge)} /><text x=${left - 4} y=${y(edge) + 4} text-anchor="end">${value(edge)}</text>`)}
    <path class="most" d=${area('p5', 'p95')} /><path class="half" d=${area('p25', 'p75')} /><path class="median" d=${line} />
  </g>`;
}

/** Box of {@link dayPlot}. */
export const dayBox = `0 0 ${width} ${height}`;
