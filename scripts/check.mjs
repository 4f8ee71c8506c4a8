// npm run check: the inner loop. Types and lint side by side, then only the tests that what differs from main can break. No build.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const started = Date.now();

function run(...command) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn('npx', command, { cwd: root, shell: process.platform === 'win32' });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('close', (status) => {
      console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${command.slice(0, 3).join(' ')}`);
      if (status !== 0) console.log(output);
      resolve(status === 0);
    });
  });
}

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
// What is not committed yet, or, on a clean tree, the last commit.
const dirty = [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')];
const changed = dirty.length ? dirty : git('diff', '--name-only', 'HEAD~1', 'HEAD');
const lintable = changed.filter((file) => /\.(ts|mjs)$/.test(file) && git('ls-files', '-co', '--exclude-standard', '--', file).length);
// The folder of an element or of a port; what all share (define.ts, tokens) is for npm test.
const folderOf = (file) => /^packages\/(?:elements\/src\/(?:base|provider|\w+\/[\w-]+)|(?:browser|embed)\/src)\//.exec(file)?.[0];
const folders = [...new Set(changed.map(folderOf).filter(Boolean))].filter((folder) => !folder.includes('/locales/'));

// The React components are made from the manifest; on a fresh clone there are none yet.
if (!existsSync(`${root}packages/react/src/generated/elements.ts`) || changed.some((file) => file.startsWith('packages/elements/src/')))
  spawnSync('npm', ['run', '-s', 'manifest'], { cwd: root, stdio: 'ignore', shell: process.platform === 'win32' });
const results = await Promise.all([
  run('tsc', '-b'),
  lintable.length ? run('eslint', '--cache', '--cache-location', '.cache/eslint', '--no-warn-ignored', ...lintable) : true,
]);
const since = dirty.length ? 'HEAD' : 'HEAD~1';
results.push(await run('vitest', 'run', '--project', 'node', '--changed', since, '--passWithNoTests'));
if (folders.length) results.push(await run('wtr', '--files', ...folders.map((folder) => `${folder}**/*.test.ts`)));
console.log(`${((Date.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = results.every(Boolean) ? 0 : 1;
