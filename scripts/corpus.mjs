// npm run test:corpus -- <folder> [--verbose] [--json out.json] [--timeout 60]
// Takes any folder of Questionnaire JSON: loads and compiles each, fills it in, takes the response back in, and lets two validators
// look at the response. Prints a table; exits 1 when a form could not be taken, did not come back the same, or gave an invalid response.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { fail } from './fail.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
const option = (name) => (words.includes(name) ? words.splice(words.indexOf(name), 2)[1] : undefined);
const jsonFile = option('--json');
const limitMs = Number(option('--timeout') ?? 60) * 1000;
const verbose = words.includes('--verbose');
const folder = words.find((word) => !word.startsWith('--'));
if (!folder) fail('Which folder? npm run test:corpus -- <folder> [--verbose] [--json out.json] [--timeout seconds]');

/** Every JSON file below a folder (or the file itself); links are followed once, `node_modules` and hidden folders are not entered. */
function* jsonFiles(path, depth = 0) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (found.isFile()) {
    if (/\.json$/i.test(path)) yield path;
    return;
  }
  if (!found.isDirectory() || depth > 20) return;
  for (const name of readdirSync(path).sort()) if (!/^\.|^node_modules$/.test(name)) yield* jsonFiles(join(path, name), depth + 1);
}

/** The engine, bundled from its sources, so that the tool needs no build. */
async function bundleEngine() {
  const outfile = `${root}.cache/corpus/engine.mjs`;
  mkdirSync(`${root}.cache/corpus`, { recursive: true });
  await build({
    stdin: {
      contents: `export { compile, createForm } from './packages/core/src/intake/index.js'; export { everyItem, fill } from './packages/core/src/intake/testing.js';
        export { default as fhirpath } from 'fhirpath'; export { default as r4 } from 'fhirpath/fhir-context/r4';`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['nelumbo-source'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}

const engine = await bundleEngine();
let worker;
const start = () => new Worker(new URL('./corpus-worker.mjs', import.meta.url), { workerData: { engine }, resourceLimits: { maxOldGenerationSizeMb: 4096 } });

/** One file in the worker; a form that takes too long is a failed one, and the next gets a fresh worker. */
function examine(path) {
  worker ??= start();
  const own = worker;
  return new Promise((done) => {
    const end = (rows) => {
      clearTimeout(timer);
      for (const [event, listener] of listeners) own.off(event, listener);
      done(rows);
    };
    const broken = (why) => {
      worker = undefined;
      void own.terminate();
      end([{ form: '', items: 0, failed: [why], diagnostics: [] }]);
    };
    const timer = setTimeout(() => broken(`took longer than ${limitMs / 1000} s`), limitMs);
    const listeners = [
      ['message', end],
      ['error', (error) => broken(`stopped: ${error.message}`)],
      ['exit', () => broken('stopped')],
    ];
    for (const [event, listener] of listeners) own.on(event, listener);
    own.postMessage(path);
  });
}

const base = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
if (!statSync(base, { throwIfNoEntry: false })) fail(`There is no ${folder}.`);
const rows = [];
for (const path of jsonFiles(base)) for (const row of await examine(path)) rows.push({ file: relative(base, path) || path, ...row });
void worker?.terminate();

const forms = rows.filter((row) => !row.skipped);
const cell = (text, width) => (text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width));
console.log(`${cell('file', 62)} ${cell('form', 30)} items  diagnostics   comes back  fhir  medplum    ms`);
for (const row of forms) {
  const count = (severity) => row.diagnostics.filter((one) => one.severity === severity).length;
  const errors = count('error') + count('fatal');
  const lint = `${errors} err ${count('warning')} warn`;
  const mark = (value) => (value === undefined ? '-' : value ? 'yes' : 'NO');
  console.log(
    `${cell(row.file, 62)} ${cell(row.form, 30)} ${String(row.items).padStart(5)}  ${lint.padEnd(13)} ${mark(row.same).padEnd(11)} ${mark(row.fhir).padEnd(5)} ${mark(row.medplum).padEnd(7)} ${String(row.ms ?? '').padStart(5)}`,
  );
  for (const why of row.failed) console.log(`    FAILED: ${why}`);
  if (verbose) for (const one of row.diagnostics) console.log(`    ${one.severity} ${one.code} ${one.linkId ?? ''} ${one.path}: ${one.message}`);
}
const skipped = rows.filter((row) => row.skipped);
if (skipped.length > 0) console.log(`\nNot a Questionnaire: ${skipped.length}${verbose ? '' : ' (--verbose lists them)'}`);
if (verbose) for (const row of skipped) console.log(`    ${row.file}: ${row.skipped}`);
const codes = new Map();
for (const one of forms.flatMap((row) => row.diagnostics)) codes.set(`${one.severity} ${one.code}`, (codes.get(`${one.severity} ${one.code}`) ?? 0) + 1);
console.log(`\nDiagnostics: ${[...codes].sort((a, b) => b[1] - a[1]).map(([code, n]) => `${code} ${n}`).join(', ') || 'none'}`); // prettier-ignore
const fallback = new Map(forms.flatMap((row) => row.fallback ?? []).map((one) => [one.expression, one.why]));
console.log(`Expressions outside the subset, run by fhirpath: ${fallback.size}`);
for (const [expression, why] of fallback) console.log(`    ${expression.slice(0, 200)}  (${why})`);
if (jsonFile) writeFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), jsonFile), JSON.stringify(rows, undefined, 1));
const bad = forms.filter((row) => row.failed.length > 0).length;
console.log(`${forms.reduce((sum, row) => sum + row.items, 0)} items in ${forms.length} forms`);
console.log(`${forms.length - bad} passed, ${bad} failed`);
process.exitCode = bad > 0 || forms.length === 0 ? 1 : 0;
