import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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

// What a host gets who has one brand colour and not a ramp of eleven.
describe('nelumbo-theme', () => {
  const command = fileURLToPath(new URL('../../packages/embed/bin/nelumbo-theme.mjs', import.meta.url));
  const rampFor = (brand: string): Record<string, string> =>
    Object.fromEntries(
      [...execFileSync(process.execPath, [command, brand], { encoding: 'utf8' }).matchAll(/-primary-(\d+): (#[\da-f]{6});/g)].map(([, step, colour]) => [
        step,
        colour,
      ]),
    ) as Record<string, string>; // both groups are there in each match

  it.each(['#e4572e', '#ffe600', '#1a237e', '#00c853', '#f8bbd0', '#000000', '#ffffff'])('%s: every contrast of every theme holds', (brand) => {
    const ramp = rampFor(brand);
    expect(Object.keys(ramp)).toEqual(Object.keys(tokens.color.primary!));
    const inRamp = (value: string): string => value.replace(/^\{primary\.(\d+)\}$/, (_, step: string) => ramp[step]!);
    for (const [name, theme] of Object.entries(themes)) {
      const least = (a: string, b: string): number => contrast(hex(inRamp(theme[a]!)), hex(inRamp(theme[b]!)));
      const body = name.startsWith('care') ? 7 : 4.5;
      for (const [text, ground] of [
        ['primary-strong', 'surface'],
        ['primary-strong', 'primary-tint'],
        ['text', 'primary-tint'],
        ['on-primary', 'primary'],
      ])
        // prettier-ignore
        expect(least(text!, ground!), `${name}: ${text} on ${ground}`).toBeGreaterThanOrEqual(body);
      expect(least('primary', 'surface'), name).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(ramp['700']!, ramp['100']!)).toBeGreaterThanOrEqual(6.2);
    expect(contrast(ramp['600']!, '#ffffff')).toBeGreaterThanOrEqual(5.1);
  });

  it('keeps the colour itself where it fits, and refuses what is no colour', () => {
    expect(Object.values(rampFor('#00749c'))).toContain('#00749c');
    expect(rampFor('fff')).toEqual(rampFor('#ffffff'));
    expect(() => rampFor('red')).toThrow(/"red" is no colour: write it as '#e4572e', in quotes/);
    expect(() => rampFor('')).toThrow('No colour was given'); // an unquoted #e4572e never arrives
  });
});
