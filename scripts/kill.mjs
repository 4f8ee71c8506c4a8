// npm run test:kill -- [--kills N]
// A real Chromium is killed (SIGKILL) in the middle of writes, large writes and folds, opened again on the same profile, and asked what it
// has. At the end the log of its LevelDB is cut by hand, as a kill within a write leaves it once in some hundred times: two starts later
// Chromium would have deleted everything. Every write that was called saved must be there, readable, once, with its operation in the outbox; counters and columns agree.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { browserArgs, browserPath } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = process.argv.indexOf('--kills');
const kills = at < 0 ? 25 : Number(process.argv[at + 1]);
const FRESH = 60; // kills after which a new profile begins: what is checked stays small
const TEARS = Math.ceil(kills / 100); // logs that are cut
const SETTLED = 2500; // ms after which the log is surely written out on a busy machine
const TORN = 100; // bytes that are cut off
const ENOUGH = 20; // records
const OPEN = 60_000; // ms for a browser to come up and tell what it has
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const { outputFiles } = await build({
  entryPoints: [`${root}test/kill/page.ts`],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['nelumbo-source', 'browser'],
  write: false,
  logLevel: 'error',
});
const script = outputFiles[0].contents;
const executable = await browserPath();

/** What was said to be saved: by record its value and how many writes; and the one write that nobody heard the end of. */
let saved;
let pending;
let next;
let value = 0;
let onState;
/** The next inventory is not judged but believed. */
let isNew = false;
const errors = [];
const totals = { kills: 0, saved: 0, lost: 0, doubled: 0, orphans: 0, unreadable: 0, miscounted: 0, failedOpens: 0 };
const idOf = (i) => `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;

function settle() {
  if (!pending) return;
  for (const i of pending.ids) saved.set(idOf(i), { value: pending.value, writes: (saved.get(idOf(i))?.writes ?? 0) + 1 });
  next = Math.max(next, ...pending.ids.map((i) => i + 1));
  pending = undefined;
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const answer = (text, type = 'text/plain') => response.writeHead(200, { 'content-type': type }).end(text);
    if (request.url === '/state') onState(JSON.parse(body));
    else if (request.url === '/begin') pending = { ids: JSON.parse(body).ids, value: ++value };
    else if (request.url === '/saved') {
      settle();
      totals.saved++;
    } else if (request.url === '/error') {
      errors.push(body);
      onState(undefined); // it will not tell any more
    }
    if (request.url === '/begin') answer(String(value));
    else if (request.url === '/next') answer(String(next));
    else if (request.url === '/page.js') answer(script, 'text/javascript');
    else if (request.url === '/') answer('<!doctype html><meta charset="utf-8"><title>kill</title><script type="module" src="/page.js"></script>', 'text/html');
    else answer('ok');
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

/** Compares what is there with what was promised; a write of unknown end may be there or not, but wholly. */
function judge(found) {
  const values = new Map(found.values);
  if (values.size < found.values.length) totals.doubled++;
  totals.unreadable += found.unreadable;
  if (found.counted !== found.values.length || found.inColumns !== found.values.length) totals.miscounted++;
  if (pending) {
    const there = pending.ids.map((i) => values.get(idOf(i)) === pending.value);
    if (there.every(Boolean)) settle();
    else if (there.some(Boolean)) totals.lost++;
    pending = undefined;
  }
  for (const [id, promise] of saved) {
    if (values.get(id) !== promise.value) totals.lost++;
    if ((found.operations[`Observation/${id}`] ?? 0) !== promise.writes) totals.orphans++;
  }
  for (const id of values.keys()) if (!saved.has(id)) totals.doubled++;
  const operations = Object.values(found.operations).reduce((a, b) => a + b, 0);
  if (found.queued !== operations) totals.miscounted++;
}

/** Takes what is there for what was promised. */
function believe(found) {
  isNew = false;
  pending = undefined;
  saved = new Map(found.values.map(([id, value]) => [id, { value, writes: found.operations[`Observation/${id}`] ?? 0 }]));
  if (!saved.size) totals.lost++;
}

async function killOnce(profile, atLeast = 150) {
  let timer;
  const state = new Promise((resolve) => {
    onState = resolve;
    timer = setTimeout(() => resolve(undefined), OPEN);
  });
  const child = spawn(executable, ['--headless', ...browserArgs, `--user-data-dir=${profile}`, url], { detached: true, stdio: 'ignore' });
  const found = await state;
  clearTimeout(timer);
  if (found) {
    if (isNew) believe(found);
    else judge(found);
    await sleep(atLeast + Math.random() * 900);
  } else totals.failedOpens++;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    totals.failedOpens++; // it was not there to be killed
  }
  await sleep(200);
}

/** A new profile, which holds nothing. */
function begin() {
  saved = new Map();
  pending = undefined;
  next = 0;
  return mkdtempSync(join(tmpdir(), 'nelumbo-kill-'));
}
const remove = (profile) => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

/** Cuts the newest log in the middle of its last record, and with it what that record said. */
function tear(profile) {
  const databases = join(profile, 'Default', 'IndexedDB');
  const dir = join(databases, readdirSync(databases)[0]);
  const log = readdirSync(dir)
    .filter((name) => name.endsWith('.log'))
    .sort()
    .at(-1);
  truncateSync(join(dir, log), Math.max(0, statSync(join(dir, log)).size - TORN));
}

let profile;
for (let kill = 0; kill <= kills; kill++) {
  if (kill % FRESH === 0) {
    if (profile) remove(profile);
    profile = begin();
  }
  await killOnce(profile);
  totals.kills = kill;
  if (kill && kill % 25 === 0) console.log(JSON.stringify(totals));
}
remove(profile);

// What was cut off was never called saved, as far as this story goes: what the next start finds is what has to stay.
for (let torn = 0; torn < TEARS; torn++) {
  profile = begin();
  // A busy machine may write nothing between two kills: what is cut must leave something to be kept.
  for (let starts = 0; starts < 2 || (saved.size < ENOUGH && starts < 20); starts++) await killOnce(profile);
  tear(profile);
  isNew = true;
  for (let again = 0; again < 3; again++) await killOnce(profile, SETTLED);
  totals.torn = torn + 1;
  remove(profile);
}
server.close();
for (const error of errors.slice(0, 5)) console.error(error);
console.log(JSON.stringify(totals));
const { lost, doubled, orphans, unreadable, miscounted, failedOpens } = totals;
const wrong = lost + doubled + orphans + unreadable + miscounted + failedOpens + errors.length;
console.log(`${totals.saved} passed, ${wrong} failed`);
process.exit(wrong || !totals.saved ? 1 : 0);
