import type { Tone } from '@nelumbo/core/vitals';

/** The colours of a drawing; read from the box, so that a host's tokens, dark and care mode hold on the canvas too. */
export interface Palette {
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly hairline: string;
  readonly series: string;
  /** For a second series and for medicines. */
  readonly second: string;
  readonly focus: string;
  readonly mark: Readonly<Record<Tone, string>>;
  readonly tint: Readonly<Record<Tone, string>>;
  readonly word: Readonly<Record<Tone, string>>;
  /** Forced colours: system colours only, bands by hatching. */
  readonly forced: boolean;
  readonly fontFamily: string;
  /** Pixels of the small text on the canvas. */
  readonly fontSize: number;
}

const tones = ['good', 'watch', 'alert', 'urgent', 'unknown'] as const;
const every = (of: (tone: Tone) => string): Record<Tone, string> => Object.fromEntries(tones.map((tone) => [tone, of(tone)])) as Record<Tone, string>; // one entry a tone

/** Reads the palette from the themed box. */
export function readPalette(box: Element, care: boolean): Palette {
  const style = getComputedStyle(box);
  const forced = matchMedia('(forced-colors: active)').matches;
  const color = (name: string, system: string): string => (forced ? system : style.getPropertyValue(name).trim() || system);
  const ramp = (tone: Tone): string => (tone === 'urgent' ? 'alert' : tone);
  return {
    surface: color('--_surface', 'Canvas'),
    text: color('--_text', 'CanvasText'),
    muted: color('--_muted', 'CanvasText'),
    hairline: color('--_hairline', 'GrayText'),
    series: color('--_series', 'CanvasText'),
    second: color('--_series-2', 'LinkText'),
    focus: color('--_focus', 'Highlight'),
    mark: every((tone) => color(`--_${ramp(tone)}-mark`, 'CanvasText')),
    tint: every((tone) => color(`--_${ramp(tone)}-tint`, 'Canvas')),
    word: every((tone) => color(`--_${ramp(tone)}-text`, 'CanvasText')),
    forced,
    fontFamily: style.fontFamily,
    // 12 px at the usual size; at least 18 px in care mode
    fontSize: Math.max(care ? 18 : 12, Number.parseFloat(style.fontSize) * 0.75),
  };
}
