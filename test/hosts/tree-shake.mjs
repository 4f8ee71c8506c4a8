// One element, asked of the whole package as it was packed: no more than its row in sizes.json, which names the element's own export.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { lazyApart, without } from '../../scripts/size-plugins.mjs';

const { bundles } = JSON.parse(readFileSync(new URL('../../sizes.json', import.meta.url), 'utf8'));
const pascal = (name) => name.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase());

/** Elements that have a row: class and row. */
const elements = bundles.flatMap((row) => {
  const [, family, noun] = /^export \* from '@nelumbo\/elements\/([\w-]+)\/([\w-]+)';$/.exec(row.code) ?? [];
  return family ? [{ ...row, className: `Nelumbo${pascal(family)}${pascal(noun)}` }] : [];
});

/** What is wrong with the bundles of `dir`, where the packages are installed, in words. */
export async function treeShaken(dir) {
  const failures = elements.length ? [] : ['tree shaking: sizes.json has no row of an element'];
  for (const { className, apart = [], max } of elements) {
    const { outputFiles } = await build({
      stdin: { contents: `export { ${className} } from '@nelumbo/elements';`, resolveDir: dir, sourcefile: 'one.js' },
      bundle: true,
      format: 'esm',
      minify: true,
      charset: 'utf8',
      write: false,
      outdir: `${dir}/dist`,
      conditions: ['production', 'browser'],
      plugins: [lazyApart, without(apart)],
      legalComments: 'none',
      logLevel: 'error',
    });
    const size = gzipSync(outputFiles[0].contents, { level: 9 }).length / 1000;
    if (size > max) failures.push(`tree shaking: ${className} alone is ${size.toFixed(2)} kB of ${max}`);
  }
  return failures;
}
