// npm test: every gate, also after a failure; each one's seconds; at the end the totals in one line.
//   node scripts/test.mjs lint e2e     runs only these gates
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import './ready.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}.cache/reports`, { recursive: true, force: true });
mkdirSync(`${root}.cache/reports`, { recursive: true });
await (await import('./browser.mjs')).browserPath();
const { gates } = await import('./gates.mjs');

const only = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const rows = [];

/** Runs a gate; its output is shown when it ends, so that parallel gates do not mix. */
function run(gate, quiet) {
  return new Promise((resolve) => {
    const started = Date.now();
    let output = '';
    const take = (chunk) => {
      output += chunk;
      if (!quiet) process.stdout.write(chunk);
    };
    const env = { ...process.env, CI: 'true', STORYBOOK_DISABLE_TELEMETRY: '1', FORCE_COLOR: '0', NODE_OPTIONS: process.env.NODE_OPTIONS ?? '' };
    const child = spawn(gate.run[0], gate.run.slice(1), { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => take(String(error)));
    child.once('close', (status) => resolve({ status, output, seconds: (Date.now() - started) / 1000 }));
  });
}

/** A runner that failed without a failed test (did not start, crashed) counts as one failure. */
function judge(gate, { status, output, seconds }) {
  let counts;
  try {
    counts = gate.count?.(output) ?? { passed: status === 0 ? 1 : 0, failed: 0, skipped: 0 };
  } catch (error) {
    counts = { passed: 0, failed: 0, skipped: 0 };
    output += `\nno report: ${error.message}`;
  }
  if (counts.passed + counts.failed === 0 || (status !== 0 && counts.failed === 0)) counts.failed++;
  rows.push({ gate: gate.name, ...counts, seconds: seconds.toFixed(1) });
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
  return { counts, output };
}

/** Gates that wait, that run, and that have ended. */
const waiting = gates.filter((gate) => only.length === 0 || only.includes(gate.name));
const running = new Map();
const chosen = new Set(waiting.map((gate) => gate.name));
const ended = new Set();

/** Two gates side by side at most, an `alone` one by itself: the first that may start now. */
function nextGate() {
  if (running.size > 1 || [...running.keys()].some((gate) => gate.alone)) return undefined;
  const ready = waiting.filter((gate) => (gate.after ?? []).every((name) => ended.has(name) || !chosen.has(name)));
  return ready.find((gate) => !gate.alone) ?? (running.size === 0 ? ready[0] : undefined);
}

async function runGate(gate) {
  const streams = gate.alone || chosen.size === 1;
  if (streams) console.log(`\n== ${gate.name}`);
  const { counts, output } = judge(gate, await run(gate, !streams));
  if (!streams) console.log(`\n== ${gate.name}${counts.failed || gate.count ? `\n${output}` : ' ok'}`);
  running.delete(gate);
  ended.add(gate.name);
}

while (waiting.length > 0 || running.size > 0) {
  for (let gate = nextGate(); gate; gate = nextGate()) {
    waiting.splice(waiting.indexOf(gate), 1);
    running.set(gate, runGate(gate));
  }
  await Promise.race(running.values());
}

console.table(rows);
const failed = rows.filter((row) => row.failed).map((row) => row.gate);
if (failed.length) console.log(`failed: ${failed.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
