// npm run test:zones [-- --zones 40]: every zone of the runtime, 1970 to 2100, against temporal-polyfill. Compares the offset changes, and around
// each of them wall clock -> instant; then the DST cases under four host zones. Prints what was compared; a mismatch is named and exits 1.
import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Temporal as T } from 'temporal-polyfill';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const own = `${root}.cache/bench/nelumbo.mjs`;
const options = { bundle: true, format: 'esm', platform: 'node', conditions: ['nelumbo-source'], logLevel: 'error', absWorkingDir: root };
await build({ ...options, entryPoints: [`${here}nelumbo.mjs`], outfile: own });
const { zoneOf } = await import(pathToFileURL(own).href);

const at = process.argv.indexOf('--zones');
const names = Intl.supportedValuesOf('timeZone').slice(0, at < 0 ? Infinity : Number(process.argv[at + 1]));
const [from, to] = [Date.UTC(1970, 0, 2), Date.UTC(2101, 0, 1)];
const aroundMs = [-7_200_000, -2_700_000, -1000, 0, 900_000, 1_800_000, 3_599_000, 7_200_000];
let [changes, conversions] = [0, 0];
const wrong = [];

/** The instants at which the oracle's offset changes; transitions that keep the offset are none. */
function oracleChanges(name) {
  const out = [];
  let here = T.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(name);
  for (;;) {
    const next = here.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= to) return out;
    if (next.offsetNanoseconds !== here.offsetNanoseconds) out.push(next.epochMilliseconds);
    here = next;
  }
}

for (const name of names) {
  const zone = zoneOf(name);
  const expected = oracleChanges(name);
  const found = zone.changes(from, to).map((change) => change.at);
  changes += expected.length;
  const missing = [...expected.filter((t) => !found.includes(t)), ...found.filter((t) => !expected.includes(t))];
  for (const t of missing) wrong.push(`${name}: ${new Date(t).toISOString()} is a change for one of the two only`);
  for (const t of expected)
    for (const local of aroundMs.map((ms) => zone.toLocal(t - 1) + 1 + ms)) {
      const want = T.PlainDateTime.from(new Date(local).toISOString().slice(0, 23)).toZonedDateTime(name).epochMilliseconds;
      conversions++;
      if (want !== zone.toInstant(local)) wrong.push(`${name}: ${new Date(local).toISOString().slice(0, 19)} on the wall`);
    }
}
console.log(`${names.length} zones, ${changes} offset changes from 1970 to 2100, ${conversions} wall clocks around them: ${wrong.length} mismatches`);
for (const line of wrong.slice(0, 50)) console.log(`  ${line}`);

let failed = wrong.length;
for (const TZ of ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Apia']) {
  const { stdout } = spawnSync(process.execPath, [`${here}dst.mjs`, `nelumbo=${pathToFileURL(own).href}`], { encoding: 'utf8', env: { ...process.env, TZ } });
  const found = stdout ? JSON.parse(stdout).nelumbo : 'did not run';
  if (found !== '12/12') failed++;
  console.log(`DST cases under host zone ${TZ}: ${found}`);
}
process.exitCode = failed ? 1 : 0;
