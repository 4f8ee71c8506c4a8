// Makes a fresh clone runnable: checks Node, installs packages when the lockfile changed, finds a browser with --browser.
// Node built-ins only, because it runs before anything is installed; the syntax stays readable for old Node versions.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail } from './fail.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.nelumbo-ready`;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Node ${process.versions.node} is too old: install Node 20.19 or newer from nodejs.org.`);
try {
  accessSync(root, constants.W_OK);
} catch (error) {
  fail(`the folder ${root} is read-only (${error.code}): clone into a folder that you may write to.`);
}

// Not Node's ABI: what is native among the packages speaks Node-API, the same in every Node, and nothing is compiled here. With it, a test that
// starts the portal under another Node than the one that installed began `npm ci`, which takes the packages from under the rest of the run.
const want = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex');

if (process.argv.includes('--installed')) {
  // After an install by hand (npm runs this): done again it would take the packages from under whoever uses them.
  if (existsSync(`${root}node_modules/vitest`)) writeFileSync(stamp, want); // with what is for development, at least
} else if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== want) {
  console.log('Installing packages (only after a clone or a change of the lockfile)…');
  const npm = process.env.npm_execpath ?? fail('run it through npm: npm start or npm test.');
  const { status } = spawnSync(process.execPath, [npm, 'ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail('npm ci failed, see above. The first install needs the package registry.');
  writeFileSync(stamp, want); // last, so that an interrupted install is repeated
}

if (process.argv.includes('--browser')) await (await import('./browser.mjs')).browserPath();
