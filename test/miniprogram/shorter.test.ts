// What the build writes in fewer signs does the same: each piece is run as esbuild lowers it, and as the build rewrites that.
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

const shortener = '../../scripts/miniprogram/shorter.mjs';
const { withoutGlue } = (await import(/* @vite-ignore */ shortener)) as { withoutGlue: (code: string) => string };

/** As the build names `Object.assign` in a file. */
const lowered = (source: string): string =>
  `const __spread = Object.assign;\n${transformSync(source, { target: 'es2017', charset: 'utf8' })
    .code.replace(/^var __(?!spread)[\s\S]*?;\n(?=\S)/gm, '')
    .replace(/^var __spreadValues = [\s\S]*?^\};\n/m, '')
    .replace(/^var __\w+ = .*\n/gm, '')
    .replace(/__spread(Values|Props)\(/g, '__spread(')}`;
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is of this file
const run = (code: string, value: unknown): unknown => (new Function('x', `${code}\nreturn f(x, 'more', 'than', 'asked');`) as (x: unknown) => unknown)(value);

const values = [undefined, null, 0, '', 'text', { a: null }, { a: 'text' }, { a: { b: 0 } }, { a: { b: 'text', c: () => 7 } }];
const pieces: Readonly<Record<string, string>> = {
  'a default behind a chain': `const f = (x) => x?.a?.b ?? 'none';`,
  'a chain behind a chain': `function f(x) { return x?.a?.c?.(); }`,
  'a comparison with a text': `const f = (x) => [x?.a === 'text', x?.a !== 'text', x?.a?.b === 0, x?.a?.b !== 0];`,
  'a comparison with nothing': `const f = (x) => [x?.a === undefined, x?.a == null, (x?.a ?? null) === null];`,
  'a condition': `const f = (x) => { if (x?.a?.b ?? true) return 1; return x?.a ? 2 : 3; };`,
  'a rest and a default': `const f = (x, ...rest) => [x?.a ?? rest.length, ((y = x?.a ?? 4, z) => [y, z])()];`,
  'helpers in functions inside': `const f = (x) => [1, 2].map((n) => x?.a?.b ?? [3].map((m) => x?.a ?? n + m));`,
  'a copy and more': `const f = (x) => ({ ...{ x, y: 1 }, y: 2, ...x?.a });`,
  'what a copy takes before it changes': `const f = (x) => { const o = { n: 0, up() { return ++o.n; } }; const { n, m } = { ...o, m: o.up() }; return [n, m, x?.a ?? 0]; };`,
};

describe('fewer signs', () => {
  for (const [name, source] of Object.entries(pieces))
    it(`says the same: ${name}`, () => {
      const before = lowered(source);
      const after = withoutGlue(before);
      expect(after).not.toBe(before);
      for (const value of values) {
        const told = (code: string): string => {
          try {
            return JSON.stringify(run(code, value)) ?? 'undefined';
          } catch (error) {
            return (error as Error).name;
          }
        };
        expect(told(after), `${String(JSON.stringify(value))} in ${after}`).toBe(told(before));
      }
    });
});
