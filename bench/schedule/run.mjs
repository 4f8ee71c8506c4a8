// What dose schedules cost and whether they survive time-zone changes, beside the peers in the same run.
//   npm run bench -- schedule [--quick]     --quick: Nelumbo and temporal-polyfill only
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const isQuick = process.argv.includes('--quick');
const options = { bundle: true, format: 'esm', platform: 'node', conditions: ['nelumbo-source'], logLevel: 'error', absWorkingDir: root };
const bundles = ['nelumbo', 'today'].map((name) => build({ ...options, entryPoints: [`${here}${name}.mjs`], outfile: `${root}.cache/bench/${name}.mjs` }));
await Promise.all(bundles);
const own = pathToFileURL(`${root}.cache/bench/nelumbo.mjs`).href;
const peers = readdirSync(`${here}engines`)
  .filter((file) => file !== 'temporal-loop.mjs' && (!isQuick || file === 'temporal-polyfill.mjs'))
  .map((file) => [file.slice(0, -4), pathToFileURL(`${here}engines/${file}`).href]);
const engines = [['nelumbo', own], ...peers];

/** Runs a script of this folder and reads the JSON that it prints. */
function child(script, args, env = {}, seconds = 180) {
  const { stdout, stderr } = spawnSync(process.execPath, [`${here}${script}`, ...args], {
    encoding: 'utf8',
    timeout: seconds * 1000,
    env: { ...process.env, ...env },
  });
  if (!stdout) console.error(stderr.split('\n').find((line) => /Error/.test(line)) ?? `over ${seconds} s`);
  return stdout ? JSON.parse(stdout) : undefined;
}

console.log(`Node ${process.version}, ${cpus().length} CPUs, load ${loadavg()[0].toFixed(1)}; 50 medications, 2026-2030, medians`);
const found = {};
for (const zone of ['America/New_York', 'Asia/Shanghai']) {
  const once = (path) => child('engine.mjs', [path, zone, isQuick ? '3' : '5']);
  // A twentieth of a millisecond varies by half between two processes: of ours the middle one of three.
  const middle = (path) => [once(path), once(path), once(path)].sort((a, b) => a.next - b.next)[1];
  found[zone] = Object.fromEntries(engines.map(([name, path]) => [name, name === 'nelumbo' ? middle(path) : once(path)]));
  const { nelumbo } = found[zone];
  const rows = Object.entries(found[zone]).map(([name, r]) => ({
    engine: name,
    'expand, CPU ms': r && +r.expand.toFixed(1),
    'next of 50, CPU ms': r && +r.next.toFixed(3),
    doses: r?.count,
    'same doses': r && r.count === nelumbo.count && Math.abs(r.sum - nelumbo.sum) < 1 ? 'yes' : 'no',
    'same next': r && JSON.stringify(r.soon) === JSON.stringify(nelumbo.soon) ? 'yes' : 'no',
  }));
  console.log(zone);
  console.table(rows);
}
const args = engines.map(([name, path]) => `${name}=${path}`);
const hosts = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Apia'];
const dst = Object.fromEntries(hosts.map((TZ) => [TZ, child('dst.mjs', args, { TZ })]));
console.log('dst-cases.json by host time zone');
console.table(dst);
const { compareZones } = await import('./zones.mjs');
const { zoneOf } = await import(own);
const zones = compareZones(zoneOf, isQuick ? 40 : Infinity);
console.log(`${zones.zones} zones, ${zones.compared} wall-clock conversions, ${zones.wrong.length} wrong`);
const { today } = await import(pathToFileURL(`${root}.cache/bench/today.mjs`).href);
const list = await today(201);
console.log(
  `today: 50 medications, ${list.events} answers in ten years, ${list.doses} doses: ${list.ms.toFixed(2)} CPU ms (the first, with the records read: ${list.firstMs.toFixed(0)}, in turns of ${list.blockMs.toFixed(0)} at most)`,
);
const engine = `export { compilePlan, planDoses, nextDose, chainDoses } from '${root}packages/core/src/medication/doses.ts'; export { doseWindow, openState, nextStateChange } from '${root}packages/core/src/medication/state.ts'; export { describe, describeQuantity, describeWhen } from '${root}packages/core/src/medication/text/describe.ts';`;
const { outputFiles } = await build({ ...options, stdin: { contents: engine, resolveDir: root }, minify: true, charset: 'utf8', write: false });
const size = gzipSync(outputFiles[0].contents, { level: 9 }).length / 1000;
console.log(`engine, states and texts in two languages: ${size.toFixed(2)} kB gzip`);

const polyfill = (zone) => found[zone].nelumbo.expand / found[zone]['temporal-polyfill'].expand;
const bars = [
  ['expand <= 1/8 of temporal-polyfill, New York', polyfill('America/New_York'), 1 / 8],
  ['expand <= 1/8 of temporal-polyfill, Shanghai', polyfill('Asia/Shanghai'), 1 / 8],
  ['next of 50 plans <= 0.1 CPU ms', Math.max(...Object.values(found).map((f) => f.nelumbo.next)), 0.1],
  ['today of 50 medications <= 2 CPU ms', list.ms, 2],
  ['longest turn of the first today <= 50 CPU ms', list.blockMs, 50],
  ['engine, states, texts <= 12 kB gzip', size, 12],
  ['zones wrong', zones.wrong.length, 0],
  ['DST cases missed', hosts.filter((TZ) => dst[TZ].nelumbo !== '12/12').length, 0],
];
console.table(bars.map(([bar, value, most]) => ({ bar, value: +value.toFixed(3), 'at most': +most.toFixed(3), verdict: value <= most ? 'ok' : 'MISSED' })));
process.exitCode = bars.every(([, value, most]) => value <= most) ? 0 : 1;
