#!/usr/bin/env node
// Prints the eleven steps of a ramp for one brand colour. Each step has the luminance of our own ramp's, so every contrast that the themes count on holds for any
// hue, in light, dark and care.
import { readFileSync } from 'node:fs';

const usage = `nelumbo-theme '#RRGGBB' [NAME]
  prints --nelumbo-color-NAME-50 … -950 for a style sheet; NAME is primary unless you say otherwise`;

/** sRGB, 0–1, to linear light and back. */
const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const encoded = (v) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
const channels = (hex) => [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
/** Relative luminance, WCAG 2.2. */
const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Linear sRGB to OKLCH and back. Björn Ottosson, "A perceptual color space for image processing", 2020. */
function oklch([r, g, b]) {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const [A, B] = [1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
  return { chroma: Math.hypot(A, B), hue: Math.atan2(B, A) };
}
function rgb(lightness, chroma, hue) {
  const [A, B] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * A + 0.2158037573 * B) ** 3;
  const m = (lightness - 0.1055613458 * A - 0.0638541728 * B) ** 3;
  const s = (lightness - 0.0894841775 * A - 1.291485548 * B) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The largest value between 0 and `most` for which `fits` holds. */
function largest(most, fits) {
  let [low, high] = [0, most];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
/** As much of the chroma as a screen shows. */
const shown = (lightness, chroma, hue) =>
  rgb(
    lightness,
    largest(chroma, (c) => rgb(lightness, c, hue).every((v) => v >= -1e-6 && v <= 1 + 1e-6)),
    hue,
  );
const hexOf = (colour) =>
  `#${colour.map((v) => Math.round(255 * encoded(Math.min(1, Math.max(0, v)))).toString(16).padStart(2, '0')).join('')}`; // prettier-ignore

/** @param {string} brand - `#rrggbb` @param {Record<string, string>} like - our own ramp: step to `#rrggbb` */
function rampOf(brand, like) {
  const { chroma, hue } = oklch(channels(brand));
  const rows = Object.values(like).map(channels);
  const far = (row) => Math.abs(Math.log((luminance(row) + 0.05) / (luminance(channels(brand)) + 0.05)));
  const nearest = rows.reduce((best, row) => (far(row) < far(best) ? row : best)); // where the brand's own colour comes to stand
  return Object.fromEntries(
    Object.entries(like).map(([step, hex]) => {
      const own = channels(hex);
      const wanted = (chroma * oklch(own).chroma) / oklch(nearest).chroma;
      const at = (lightness) => shown(lightness, wanted, hue);
      let lightness = largest(1, (l) => luminance(at(l)) <= luminance(own));
      // A screen has 256 steps: what is read on white is not lighter than ours, what stands behind text not darker.
      const dark = Number(step) >= 500;
      const off = () => luminance(channels(hexOf(at(lightness)))) - luminance(own);
      while (dark ? off() > 0 : off() < 0) lightness += dark ? -0.0005 : 0.0005;
      return [step, hexOf(at(Math.min(1, lightness)))];
    }),
  );
}

const [given = '', name = 'primary'] = process.argv.slice(2);
const brand = `#${given.replace(/^#/, '').replace(/^([\da-f])([\da-f])([\da-f])$/i, '$1$1$2$2$3$3')}`;
if (!/^#[\da-f]{6}$/i.test(brand) || !/^[a-z]+$/.test(name)) {
  console.error(
    `${given ? `"${given}" is no colour` : 'No colour was given'}: write it as '#e4572e', in quotes, because a shell takes what follows # for a comment.\n\n${usage}`,
  );
  process.exit(2);
}
const tokens = JSON.parse(readFileSync(new URL('./src/tokens/tokens.json', import.meta.resolve('@nelumbo/elements/custom-elements.json')), 'utf8'));
const ramp = rampOf(brand.toLowerCase(), tokens.color.primary);
console.log(`nelumbo-provider {\n${Object.entries(ramp).map(([step, hex]) => `  --nelumbo-color-${name}-${step}: ${hex};`).join('\n')}\n}`); // prettier-ignore
