// npm run bench -- server [--quick]: the table of the reference server, CPU ms of the server process; see README.md
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { killOften } from './kills.mjs';
import { observation } from './observation.mjs';
import { bundled, eightAtATime, send, startCommand, startHost, tokenOf } from './stage.mjs';

const quick = process.argv.includes('--quick');
const size = quick ? { creates: 2000, rows: 10_000, each: 200, kills: 3, writes: 150 } : { creates: 20_000, rows: 100_000, each: 1000, kills: 10, writes: 550 };
const [hostFile, commandFile] = await Promise.all([bundled('bench/server/host.mjs', 'server-host'), bundled('packages/server/src/main.ts', 'server-command')]);
const folder = mkdtempSync(join(tmpdir(), 'nelumbo-bench-'));
const definitions = join(folder, 'command/cache/fhir-definitions.json'); // trimmed by the first start of the command
const bars = [];
const note = (what, unit, value, goal, holds = value <= goal) => {
  bars.push({ what, unit, value, goal, holds });
  console.log(`${holds ? 'holds ' : 'MISSED'}  ${what.padEnd(58)} ${String(value).padStart(8)} ${unit.padEnd(6)} (${goal})`);
};
const rounded = (value, digits = 2) => Number(value.toFixed(digits));
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** CPU ms of the server for one `work(i)`: the median of five series, after one that is not counted. */
async function cpuPer(host, count, work) {
  const series = [];
  let index = 0;
  for (let turn = 0; turn < 6; turn++) {
    const { cpuMs: before } = await host.ask('figures');
    await eightAtATime(count, () => work(index++));
    const { cpuMs: after } = await host.ask('figures');
    if (turn > 0) series.push((after - before) / count);
  }
  return rounded(median(series));
}

const expecting = async (status, promise) => {
  const answer = await promise;
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

try {
  const starts = [];
  for (let turn = 0; turn < 6; turn++) starts.push(await startCommand(commandFile, join(folder, 'command'))); // the first one trims HL7's definitions
  note('spawn to listening, definitions trimmed before', 'ms', Math.round(median(starts.slice(1).map(({ ms }) => ms))), 1000);
  note('resident set at start', 'MB', Math.round(median(starts.slice(1).map(({ rss }) => rss)) / 1e6), 130);

  const data = join(folder, 'load');
  const token = await tokenOf('eve');
  let host = await startHost(hostFile, data, definitions);
  const empty = await host.ask('disk');
  const ids = [];
  await eightAtATime(size.creates, async (i) => ids.push((await expecting(201, send(host.url, token, 'POST', '/Observation', observation('eve', i)))).id));
  note(`resident set after ${size.creates} creates`, 'MB', Math.round((await host.ask('figures')).rss / 1e6), 180);
  note('disk for each Observation', 'kB', rounded(((await host.ask('disk')) - empty) / size.creates / 1000), 2.5);

  const ann = await tokenOf('ann');
  await host.ask('seed', size.rows - size.creates);
  await host.kill('SIGTERM');
  host = await startHost(hostFile, data, definitions);
  const create = (claims) => (i) => expecting(201, send(host.url, token, 'POST', '/Observation', observation('eve', size.creates + i, claims)));
  note('create, validated', 'ms', await cpuPer(host, size.each, create(false)), 2);
  note('create claiming a profile', 'ms', await cpuPer(host, size.each, create(true)), 5);
  note(
    'read, audited',
    'ms',
    await cpuPer(host, size.each * 2, (i) => expecting(200, send(host.url, token, 'GET', `/Observation/${ids[(i * 7919) % ids.length]}`))),
    0.6,
  );
  const newest = '/Observation?patient=ann&code=http://loinc.org%7C8867-4&_sort=-date&_count=20';
  const search = async () => {
    const { entry } = await expecting(200, send(host.url, ann, 'GET', newest));
    if (entry.length !== 20) throw new Error('the search found too little');
  };
  note(`search patient + code, newest 20, at ${size.rows} rows`, 'ms', await cpuPer(host, size.each, search), 1.5);
  const ten = (i) => ({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: Array.from({ length: 10 }, (_, j) => ({ resource: observation('eve', i * 10 + j), request: { method: 'POST', url: 'Observation' } })),
  });
  note('transaction of ten creates', 'ms', await cpuPer(host, Math.ceil(size.each / 10), (i) => expecting(200, send(host.url, token, 'POST', '', ten(i)))), 12);
  await host.kill('SIGTERM');

  const { acknowledged, lost } = await killOften(hostFile, join(folder, 'kills'), definitions, size.kills, size.writes);
  note(`acknowledged writes lost, of ${acknowledged} over ${size.kills} SIGKILLs`, '', lost, 0);

  mkdirSync('.cache/bench', { recursive: true });
  const conditions = `Node ${process.versions.node}, ${cpus().length} cores, CPU ms of the server process, 8 connections, median of 5${quick ? ', quick' : ''}`;
  writeFileSync('.cache/bench/server.json', JSON.stringify({ area: 'server', conditions, bars }, undefined, 2));
  console.log(`${conditions}; written to .cache/bench/server.json`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
