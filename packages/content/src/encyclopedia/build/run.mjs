// Rebuilds packages/content/src/encyclopedia/generated from our entries and the licensed sources: node packages/content/src/encyclopedia/build/run.mjs
import { build } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../../../..');
const bundle = join(root, '.cache/pack-builder.mjs');
await build({
  entryPoints: [join(here, 'build.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['pinyin-pro'],
  conditions: ['nelumbo-source'],
  logLevel: 'error',
});
const { buildPack, packProblems } = await import(pathToFileURL(bundle).href);

const source = (name) => readFileSync(join(here, '../sources', name), 'utf8');
const sources = { topics: source('topics.csv'), ontology: JSON.parse(source('doid-sample.json')), medlineplus: source('medlineplus-topics.xml') };
const problems = packProblems(sources, new Date().toISOString().slice(0, 10));
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
const out = join(here, '../generated');
rmSync(out, { recursive: true, force: true });
for (const file of buildPack(sources)) {
  mkdirSync(dirname(join(out, file.path)), { recursive: true });
  writeFileSync(join(out, file.path), file.text);
}
console.log(`pack written: ${out}`);
