// The size gate: what a page really fetches, gzipped, against sizes.json. Needs the builds (rollup -c).
// A row's `max` is the gate; `aim` is the design's number where we are not there yet.
//   node scripts/sizes.mjs --files    also lists the files of each row
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { fail } from './fail.mjs';
import { firstPaint } from './first-paint.mjs';
import { lazyApart, without } from './size-plugins.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { bundles, loader, firstPaint: paints } = JSON.parse(readFileSync(`${root}sizes.json`, 'utf8'));
const gz = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** What loads before the first `import()` of the row's own code, as one file: how a bundler lays what it shares into chunks differs from page to page. */
async function bundle({ code, apart = [] }) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: `${root}packages/elements`, sourcefile: 'row.js' },
    bundle: true,
    format: 'esm',
    minify: true,
    charset: 'utf8',
    metafile: true,
    write: false,
    outdir: `${root}.cache/sizes`,
    conditions: ['production', 'browser'],
    plugins: [lazyApart, without(apart)],
    legalComments: 'none',
    logLevel: 'error',
  });
  return outputFiles.map(({ path, contents }) => {
    const [, { inputs }] = Object.entries(metafile.outputs).find(([name]) => path.replaceAll('\\', '/').endsWith(name));
    return { file: path.slice(root.length), inputs, bytes: gz(contents) };
  });
}

if (!existsSync(`${root}packages/embed/cdn/nelumbo.js`)) fail('There is nothing to measure yet: run npm run build first.');

/** Measures a row; one that cannot be measured is a failed one, and says why. */
async function measure(row, run) {
  try {
    return { ...row, files: await run(row) };
  } catch (error) {
    console.error(`${row.name}: ${error.message.split('\n')[0]}`);
    return { ...row, files: [], broken: true };
  }
}
/** The files of a row of first paint: all of them, or as `only` or `not` says. */
const chosen = (files, { only = '', not }) => files.filter(({ file }) => new RegExp(only).test(file) && !(not && new RegExp(not).test(file)));

const rows = [];
for (const row of bundles) rows.push(await measure(row, bundle));
rows.push(await measure(loader, ({ file }) => [{ file, bytes: gz(readFileSync(`${root}${file}`)) }]));
for (const paint of paints) {
  const painting = firstPaint(paint).then((files) => files.map(({ file, contents }) => ({ file, bytes: gz(contents) })));
  for (const row of paint.rows) rows.push(await measure(row, async () => chosen(await painting, row)));
}

let failed = 0;
const table = rows.map(({ name, max, aim, files, broken }) => {
  const size = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  const verdict = broken ? 'NOT MEASURED' : size > max ? 'TOO LARGE' : 'ok';
  if (verdict !== 'ok') failed++;
  return { entry: name, 'kB gz': size.toFixed(2), 'at most': max, 'design says': aim ?? max, verdict };
});
console.table(table);
if (process.argv.includes('--files'))
  for (const { name, files } of rows) {
    console.log(name);
    for (const { file, bytes, inputs = {} } of files) {
      console.log(`  ${file} ${(bytes / 1000).toFixed(2)}`);
      const largest = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
      for (const [path, { bytesInOutput }] of largest.slice(0, 25)) console.log(`      ${path} ${(bytesInOutput / 1000).toFixed(1)} raw`);
    }
  }
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
