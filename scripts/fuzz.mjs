// npm run test:fuzz -- [--runs N] [--seed S]
// N spoiled envelopes, N answers of a server that make no sense, N / 100 databases with spoiled blocks, columns, counters and lists
// (at most four values each): a typed error or the right answer, never a hang or a wrong plaintext. Default 10,000.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const value = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};
const runs = value('runs', '10000');
const env = { ...process.env, FUZZ_CASES: runs, FUZZ_RUNS: runs, FUZZ_SEED: value('seed', '42') };
const files = ['packages/core/src/records/fuzz.test.ts', 'test/faults/fuzz.test.ts'];
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'node', '--reporter=verbose', ...files], {
  cwd: root,
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
