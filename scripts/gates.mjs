// What CI runs. A gate is one command and how to count what it tested; static gates count as one.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = `${root}.cache/reports`;
const json = (name) => JSON.parse(readFileSync(`${reports}/${name}.json`, 'utf8'));

const vitestCounts = (name) => () => {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = json(name);
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length; // files that did not load
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
};
const wtrCounts = () => json('elements');
const playwrightCounts = () => {
  const { expected, unexpected, flaky, skipped } = json('e2e').stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
};
/** Reads the last `N passed, N failed` that a script of ours printed. */
const printed = (output) => {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  return found ? { passed: Number(found[1]), failed: Number(found[2]), skipped: 0 } : undefined;
};

/** By itself vitest leaves one core to its own process, which does nothing while the tests run. */
const cores = availableParallelism();
const vitest = (project) => ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${reports}/${project}.json`];

/**
 * `after`: gates whose files it reads. `alone`: it fills two cores by itself, or a test in it measures time; every other gate needs about one core
 * and runs beside one of its kind, the long ones first. Nothing that runs in pairs may be judged by a clock.
 */
export const gates = [
  { name: 'manifest', run: ['npm', 'run', '-s', 'manifest'] },
  { name: 'types', after: ['manifest'], run: ['npx', 'tsc', '-b'] },
  { name: 'format', after: ['manifest'], run: ['npx', 'prettier', '--check', '.', '--log-level', 'warn'] },
  { name: 'tokens', run: ['node', 'scripts/tokens.mjs', '--check'] },
  { name: 'build', after: ['types'], run: ['npx', 'rollup', '-c', '--silent'] },
  { name: 'hosts', after: ['build'], run: ['node', 'test/hosts/run.mjs'], count: printed },
  // The protocol's model with its mutants, and a Chromium that is killed while it writes.
  { name: 'sync model', run: ['node', 'scripts/model.mjs', '--runs', '20000'], count: printed },
  { name: 'kill', run: ['node', 'scripts/kill.mjs', '--kills', '25'], count: printed },
  // After the types: on a fresh clone the linter would meet packages whose declarations are still being written.
  { name: 'lint', after: ['types'], run: ['npx', 'eslint', '.', '--cache', '--cache-location', '.cache/eslint', '--max-warnings', '0'] },
  { name: 'templates', after: ['types'], run: ['npx', 'lit-analyzer', 'packages/elements/src', '--strict', '--quiet'] },
  { name: 'sizes', after: ['build'], run: ['node', 'scripts/sizes.mjs'], count: printed },
  { name: 'storybook', after: ['manifest'], run: ['npx', 'storybook', 'build', '--quiet', '-o', '.cache/storybook'] },
  { name: 'mini-programs', after: ['build'], run: ['node', 'scripts/miniprogram.mjs'], count: printed },
  { name: 'packages', after: ['build', 'mini-programs'], run: ['node', 'scripts/publint.mjs'], count: printed },
  // Not test/model: the gate `sync model` runs the same worlds and mutants from the same seed, further.
  {
    name: 'node tests',
    alone: true,
    after: ['build'],
    run: ['npx', ...vitest('node'), `--maxWorkers=${cores}`, '--exclude=test/model/**'],
    count: vitestCounts('node'),
  },
  { name: 'element tests', alone: true, after: ['manifest'], run: ['npx', 'wtr'], count: wtrCounts },
  { name: 'stories', alone: true, after: ['manifest'], run: ['npx', ...vitest('stories')], count: vitestCounts('stories') },
  { name: 'e2e', alone: true, after: ['build'], run: ['npx', 'playwright', 'test'], count: playwrightCounts },
];
