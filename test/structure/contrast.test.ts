import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Ramps = Record<string, Record<string, string>>;
interface Tokens {
  color: Ramps;
  theme: Record<string, Record<string, string>>;
}
const tokens = JSON.parse(readFileSync(new URL('../../packages/elements/src/tokens/tokens.json', import.meta.url), 'utf8')) as Tokens;

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}
const hex = (value: string): string => value.replace(/^\{(\w+)\.(\d+)\}$/, (_, ramp: string, step: string) => tokens.color[ramp]![step]!);

const light = tokens.theme.light!;
const themes: Record<string, Record<string, string>> = {
  light,
  dark: tokens.theme.dark!,
  care: { ...light, ...tokens.theme.care },
  'care-dark': { ...tokens.theme.dark!, ...tokens.theme['care-dark'] },
};

describe.each(Object.entries(themes))('contrast in %s', (name, theme) => {
  const least = (a: string, b: string): number => contrast(hex(theme[a]!), hex(theme[b]!));
  const body = name.startsWith('care') ? 7 : 4.5;

  it.each([
    ['text', 'surface'],
    ['text', 'sunken'],
    ['text', 'primary-tint'],
    ['muted', 'surface'],
    ['muted', 'sunken'],
    ['primary-strong', 'surface'],
    ['primary-strong', 'primary-tint'],
    ['on-primary', 'primary'],
    ['good-text', 'good-tint'],
    ['watch-text', 'watch-tint'],
    ['alert-text', 'alert-tint'],
    ['alert-text', 'surface'],
    ['on-alert', 'alert-solid'],
    ['unknown-text', 'unknown-tint'],
  ])('%s is readable on %s', (text, ground) => {
    expect(least(text, ground)).toBeGreaterThanOrEqual(body);
  });

  it.each(['border', 'good-mark', 'watch-mark', 'alert-mark', 'unknown-mark', 'series', 'series-2', 'focus', 'primary'])(
    '%s can be seen on the surface',
    (graphic) => {
      expect(least(graphic, 'surface')).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('every colour ramp, so that a host may swap one', () => {
  it.each(Object.entries(tokens.color).filter(([name]) => !name.startsWith('$')))('%s keeps the promised steps', (_, ramp) => {
    expect(contrast(ramp['700']!, ramp['100']!)).toBeGreaterThanOrEqual(6.2);
    expect(contrast(ramp['800']!, ramp['100']!)).toBeGreaterThanOrEqual(8.7);
    expect(contrast(ramp['600']!, '#ffffff')).toBeGreaterThanOrEqual(5.1);
    expect(contrast(ramp['500']!, '#ffffff')).toBeGreaterThanOrEqual(3.5);
  });
});
