// Styles are made smaller when they are built, and every other test reads them as written: what a browser makes of both must be the same.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { build, type Plugin } from 'esbuild';
import { minifyAroundHoles } from '../../scripts/literals.mjs';

const elements = new URL('../../packages/elements/', import.meta.url).pathname;
const css = /(?<=[\s(,[])css`/g;
const sources = readdirSync(`${elements}src`, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const styled = sources
  .map((file) => ({ file, sheets: readFileSync(`${elements}src/${file}`, 'utf8').match(css)?.length ?? 0 }))
  .filter(({ sheets }) => sheets > 0);

/** Lit, whose `css` writes down each sheet that a module makes. */
const recorder: Plugin = {
  name: 'recorder',
  setup(building) {
    building.onResolve({ filter: /^lit$/ }, ({ pluginData, ...args }) =>
      pluginData === 'real' ? undefined : args.importer.endsWith('recorder') ? undefined : { path: 'recorder', namespace: 'recorder' },
    );
    building.onLoad({ filter: /.*/, namespace: 'recorder' }, () => ({
      contents: `export * from 'lit'; import { css as real } from 'lit'; globalThis.sheets = [];
        export const css = (...args) => { const made = real(...args); sheets.push(made.cssText); return made; };`,
      resolveDir: elements,
    }));
  },
};

/** Every sheet of the components, from `src` or from what is published. */
async function sheetsOf(page: Page, from: 'src' | 'dist'): Promise<string[]> {
  const files = styled.map(({ file }) => `./${from}/${from === 'src' ? file : file.replace(/\.ts$/, '.js')}`);
  const { outputFiles } = await build({
    stdin: { contents: files.map((file) => `import ${JSON.stringify(file)};`).join('\n'), resolveDir: elements },
    ...{ bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'error', ignoreAnnotations: true, plugins: [recorder] },
    conditions: ['nelumbo-source', 'production', 'browser'],
    tsconfig: new URL('../../tsconfig.base.json', import.meta.url).pathname,
  });
  await page.addScriptTag({ content: outputFiles[0]!.text });
  return page.evaluate(() => (globalThis as unknown as { sheets: string[] }).sheets);
}

/**
 * What a browser reads in each text, a line for a rule or a declaration; a text without rules stands for itself. Declarations with `var()` keep
 * their text in a browser: there the spaces that mean nothing are taken out, and a number has one spelling. Selectors of a list have no order.
 */
const read = (page: Page, texts: string[]): Promise<string[][]> =>
  page.evaluate(
    (all) =>
      all.map((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        const plain = (value: string): string =>
          value
            .trim()
            .replace(/\s+/g, ' ')
            .replace(/ (?=[,/*)])|(?<=[,/*(]) /g, '')
            .replace(/(?<![\w.])0(?=\.\d)/g, '')
            .replace(/^outline: none$/, 'outline: 0px') // two names of no outline, of no background, of a colour
            .replace(/^background: (none|transparent)$/, 'background: 0px 0px')
            .replace(/: black$/, ': rgb(0,0,0)')
            .replace(/: white$/, ': rgb(255,255,255)');
        const inOrder = (head: string): string =>
          head.startsWith('@')
            ? head
            : head
                .split(/,(?![^(]*\))/)
                .map((one) => one.trim().replaceAll(':nth-child(1)', ':first-child'))
                .sort()
                .join(', ');
        const lines = (rules: CSSRuleList): string[] =>
          [...rules].flatMap((rule) => {
            const { style, cssRules: inner } = rule as CSSStyleRule;
            const head = rule.cssText.slice(0, rule.cssText.indexOf('{')).trim();
            return [`${inOrder(head)} {`, ...(style?.cssText.split(/;(?= |$)/).map(plain) ?? []), ...(inner ? lines(inner) : []), '}'];
          });
        return sheet.cssRules.length > 0 ? lines(sheet.cssRules) : [text];
      }),
    texts,
  );
const sorted = (sheets: string[][]): string[] => sheets.map((lines) => lines.join('\n')).sort();

test('a browser reads the same rules in the styles of every component as built and as written', async ({ page }) => {
  const written = await sheetsOf(page, 'src');
  const built = await sheetsOf(page, 'dist');
  expect(written.length).toBeGreaterThanOrEqual(styled.reduce((sum, { sheets }) => sum + sheets, 0));
  expect(sorted(await read(page, built))).toEqual(sorted(await read(page, written)));
});

// The template, and what stands in its holes.
const cases: readonly (readonly [name: string, parts: readonly string[], holes: readonly string[]])[] = [
  ['a descendant of a hole', ['\n  ', ' .dose {\n color: red }\n ', ' > .a,\n ', '\n  .b { color: blue }'], ['.box', '.box', '.box']],
  ['a hole behind a descendant', ['.a ', ' { color: red }\n .a', ' { color: red }'], ['.b', ':hover']],
  ['operands of calc', ['.a { width: calc(', ' + ', ' - (2px * ', ')) }'], ['1em', '2px', '3']],
  ['a list of a shorthand', ['.a { margin: ', ' ', '\n 0 ', ' ; padding: 1px\n', ' }'], ['1px', '2px', '3px', '4px']],
  [
    'a condition',
    ['@media ', ' and (min-width: ', ') { .a { color: red } }\n@media (width > ', ') and ', ' { .a { color: red } }'],
    ['screen', '2px', '3px', '(hover)'],
  ],
  ['declarations in a hole', ['.a { ', '\n color: red;\n', ' } .b { color: red; ', ' }'], ['margin: 0;', 'padding: 1px', 'gap: 1px']],
  ['rules in a hole', ['.a { color: red }\n', '\n.b { color: red } ', '\n'], ['.c { color: red }', '.d { color: red }']],
  ['a name in a hole', ['.a { ', ': red; --', ' : 1px  2px }'], ['color', 'x']],
  ['a string around a hole', [".a::before { content: ' a  { ; ", ' /* b */ \' } .b [c=" d  ', ' "] { color: red }'], ['x', 'y']],
  ['an address around a hole', ['.a { background: url(https://a.example/*', '.png) ; color: red /* b */ }'], ['x']],
  ['comments', ['.a/* b */.c .d /* e */ .f/**/', ' { color: red } /* ', ' ; { */ .b { color: red }'], ['.g', '.h']],
  ['an escape', ['.a\\:b  .c { color: red } .d\\31  e ', ' { color: red }'], ['.f']],
];

for (const [name, parts, holes] of cases)
  test(`around holes, the minifier keeps ${name}`, async ({ page }) => {
    const filled = (texts: readonly string[]): string => texts.map((text, index) => text + (holes[index] ?? '')).join('');
    const small = minifyAroundHoles(parts.join('@TEMPLATE_EXPRESSION();')).split('@TEMPLATE_EXPRESSION();');
    expect(small).toHaveLength(parts.length);
    const [before, after] = await read(page, [filled(parts), filled(small)]);
    expect(after).toEqual(before);
    expect(before!.length, 'the browser reads rules').toBeGreaterThan(1);
  });
