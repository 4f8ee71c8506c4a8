// npm run test:faults -- [--clients N] [--rounds N] [--fuzz N] [--seed S]
// Devices behind a proxy that drops, doubles, delays, truncates and rewrites, against the reference server; and answers that make no sense.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const value = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};
const env = {
  ...process.env,
  FAULTS_CLIENTS: value('clients', '4'),
  FAULTS_ROUNDS: value('rounds', '60'),
  FAULTS_SEED: value('seed', '42'),
  FUZZ_RUNS: value('fuzz', '5000'),
  FUZZ_SEED: value('seed', '42'),
  FAULTS_VERBOSE: '1',
};
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'node', 'test/faults'], {
  cwd: root,
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
