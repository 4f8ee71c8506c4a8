// What CI runs, in order. A gate is one command and how to count what it tested; static gates count as one.
import { readFileSync } from 'node:fs';
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

const vitest = (project) => ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${reports}/${project}.json`];

/** Gates of one inner array run side by side: those that need no more than a core. */
export const gates = [
  [{ name: 'manifest', run: ['npm', 'run', '-s', 'manifest'] }],
  [
    { name: 'types', run: ['npx', 'tsc', '-b'] },
    { name: 'format', run: ['npx', 'prettier', '--check', '.', '--log-level', 'warn'] },
    { name: 'tokens', run: ['node', 'scripts/tokens.mjs', '--check'] },
  ],
  // After the types: on a fresh clone the linter would meet packages whose declarations are still being written.
  [
    { name: 'lint', run: ['npx', 'eslint', '.', '--cache', '--cache-location', '.cache/eslint', '--max-warnings', '0'] },
    { name: 'templates', run: ['npx', 'lit-analyzer', 'packages/elements/src', '--strict', '--quiet'] },
  ],
  [{ name: 'build', run: ['npx', 'rollup', '-c', '--silent'] }],
  [{ name: 'node tests', run: ['npx', ...vitest('node')], count: vitestCounts('node') }],
  // Each takes one core: the protocol's model with its mutants, and a Chromium that is killed while it writes.
  [
    { name: 'sync model', run: ['node', 'scripts/model.mjs', '--runs', '20000'], count: printed },
    { name: 'kill', run: ['node', 'scripts/kill.mjs', '--kills', '25'], count: printed },
  ],
  [{ name: 'element tests', run: ['npx', 'wtr'], count: wtrCounts }],
  [{ name: 'stories', run: ['npx', ...vitest('stories')], count: vitestCounts('stories') }],
  [{ name: 'storybook', run: ['npx', 'storybook', 'build', '--quiet', '-o', '.cache/storybook'] }],
  [{ name: 'e2e', run: ['npx', 'playwright', 'test'], count: playwrightCounts }],
  [{ name: 'hosts', run: ['node', 'test/hosts/run.mjs'], count: (output) => printed(output) }],
  [{ name: 'sizes', run: ['node', 'scripts/sizes.mjs'], count: (output) => printed(output) }],
  [{ name: 'mini-programs', run: ['node', 'scripts/miniprogram.mjs'], count: (output) => printed(output) }],
  [{ name: 'packages', run: ['node', 'scripts/publint.mjs'], count: (output) => printed(output) }],
];
