// npm run bench -- miniprogram [--quick], or node bench/miniprogram/run.mjs
// Speed and room of the mini-program build in the logic layer of the tests: an empty context with the platform object and timers only
// (test/miniprogram/sandbox.ts, model.ts). Every figure comes from a process of its own, in turns; the build is the published one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundle, everyEntry, thisPlatform } from '../../scripts/miniprogram/bundle.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const quick = process.argv.includes('--quick');
const folder = `${root}bench/miniprogram/dist`;
mkdirSync(folder, { recursive: true });
const files = { ...(await bundle(everyEntry)), 'runtime/this-platform.js': await thisPlatform('wx') };
writeFileSync(`${folder}/files.json`, JSON.stringify(files));
await build({
  stdin: { contents: `export * from './model.ts'; export * from './sandbox.ts';`, resolveDir: `${root}test/miniprogram`, loader: 'ts' },
  ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20', external: ['esbuild'], outfile: `${folder}/phone.mjs` },
});

/** What one process says, as JSON. */
function ask(what, ...flags) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, `${root}bench/miniprogram/phone.mjs`, ...what], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${what.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const rows = [];
const say = (name, value, max, unit) => rows.push({ name, value, max, unit });

// Cold start: the app is opened and its records are open, against the same until the first component shows what it found.
const components = ['vitals/entry', 'vitals/chart', 'medication/today', 'intake/question', 'encyclopedia/card', 'encyclopedia/search'];
const turns = quick ? 5 : 21;
const whole = 'intake/question 2'; // its second picture: the engine stands
const starts = { core: [], ...Object.fromEntries([...components, whole].map((name) => [name, []])) };
for (let i = 0; i < turns; i++) for (const name of Object.keys(starts)) starts[name].push(ask(['start', ...name.split(' ')]).ms);
const core = median(starts.core);
console.log(`cold start, median of ${turns}: core ${core.toFixed(1)} ms`);
for (const name of components) say(`cold start to ${name}, of the core’s own`, median(starts[name]) / core, 1.5, '×');

console.log(`the engine behind the first question stands after ${(median(starts[whole]) / core).toFixed(2)} ×, what was tapped meanwhile counts then`);

// Ten thousand readings of five years, then another start that reads the last ninety days.
const kept = ask(['keep', `${folder}/disk.json`]);
say('10,000 readings kept', kept.bytes / 1e6, 10, 'MB');
const reads = quick ? 5 : 15;
const compiled = median(Array.from({ length: quick ? 1 : 3 }, () => median(ask(['read', `${folder}/disk.json`, String(reads)]).ms)));
const interpreted = median(Array.from({ length: quick ? 1 : 3 }, () => median(ask(['read', `${folder}/disk.json`, String(reads)], '--jitless').ms)));
say('last 90 days read', compiled, 50, 'ms');
say('the same with --jitless, of that', interpreted / compiled, 10, '×');

let failed = 0;
for (const { name, value, max, unit } of rows) {
  const over = value > max;
  if (over) failed++;
  console.log(`${over ? 'OVER ' : ''}${name}: ${value.toFixed(2)} ${unit} (at most ${max})`);
}
console.log(
  `${rows.length - failed} passed, ${failed} over; with --jitless 90 days took ${interpreted.toFixed(1)} ms; ${kept.days} days hold ${kept.recent} of them`,
);
if (failed) process.exitCode = 1;
