// Builds packages/miniprogram/mini/dist: one folder for each platform, which is what the package publishes.
//   node scripts/miniprogram.mjs            build, print sizes, hold them to their limits
//   node scripts/miniprogram.mjs --golden   write the golden files of the generated markup anew
//   node scripts/miniprogram.mjs --es2015   the second target: for engines before ES2017 (iOS 10)
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { bundle, common, components, everyEntry, familyNames, platforms } from './miniprogram/bundle.mjs';
import { filesOf, markupOf, places, write } from './miniprogram/assemble.mjs';
import { writeExamples } from './miniprogram/examples.mjs';
import { packed } from './miniprogram/pack.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const has = (flag) => process.argv.includes(flag);

if (has('--golden')) {
  for (const dialect of ['tt', 'my', 'swan'])
    for (const place of places)
      for (const [name, text] of Object.entries(markupOf(place, dialect))) {
        if (name.endsWith('.json')) continue;
        const file = `${root}test/fixtures/miniprogram/${dialect}/${name}`;
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
  writeExamples();
  process.exit(0);
}

const scripts = await bundle(everyEntry);
if (has('--es2015'))
  for (const [name, code] of Object.entries(scripts)) scripts[name] = (await transform(code, { target: 'es2015', minify: true, charset: 'utf8' })).code;
for (const dialect of Object.keys(platforms)) write(`${root}packages/miniprogram/mini/dist/${dialect}`, await filesOf(dialect, scripts, { small: true }));

// ---------------------------------------------------------------- sizes
const files = await filesOf('wx', scripts, { small: true });
const named = (fits) => Object.entries(files).filter(([name]) => fits(name));
const one = (rows) => gzipSync(rows.map(([, text]) => text).join('\n'), { level: 9 }).length / 1000;
const raw = (rows) => rows.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0) / 1000;
const inRuntime = (name) =>
  name.startsWith('runtime/') && name.endsWith('.js') && !/components|elements|privacy|keys|roll-forward|devices|intake|fhirpath/.test(name);
// What only families share stands in the runtime's folder too, and is loaded with them.
const isCore = (name) =>
  inRuntime(name) &&
  (name === 'runtime/index.js' || named(inRuntime).some(([other, text]) => other !== name && text.includes(name.slice('runtime/'.length, -3))));

const { failures: wrong, main } = packed();
const rows = [
  { name: 'core (records, sync, blocks) with one platform’s ports', value: one(named(isCore)), max: 60, unit: 'kB gz' },
  ...Object.entries({ ...components, ...common }).flatMap(([family, names]) =>
    names.map((name) => ({
      name: `component ${family}/${name}, markup and styles included`,
      value: one(named((file) => file.startsWith(`${family}/${name}/`))),
      max: 15,
      unit: 'kB gz',
    })),
  ),
  ...['runtime', ...familyNames, 'storage', 'web-view'].map((folder) => ({ name: `folder ${folder}`, value: raw(named((file) => file.startsWith(`${folder}/`))), max: { runtime: 219, intake: 277, medication: 148, vitals: 156, encyclopedia: 190, storage: 8, 'web-view': 8.5 }[folder], unit: 'kB' })), // prettier-ignore
  { name: 'everything, of 2,048 kB', value: raw(named(() => true)), max: 1000, unit: 'kB' },
  { name: 'main package of an example, the other families in subpackages, of 2,048 kB', value: main, max: 385, unit: 'kB' },
];
let failed = 0;
for (const { name, value, max, unit } of rows) {
  if (value > max) failed++;
  console.log(`${value > max ? 'TOO LARGE ' : ''}${name}: ${value.toFixed(1)} ${unit} (at most ${max})`);
}
for (const line of wrong) console.log(`PACK ${line}`);
if (wrong.length) failed++;
console.log(`${rows.length + 1 - failed} passed, ${failed} failed`);
if (failed) process.exitCode = 1;
