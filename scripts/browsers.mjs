// The element tests in Chromium, Firefox and WebKitGTK. Says which engines ran, and which did not because they are not installed; exits 2
// then, and 1 when a test failed.
//   npm run test:browsers -- 'packages/elements/src/intake/**/*.test.ts'
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasWebKit, howToGetWebKit } from './webkit.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = process.argv.slice(2);

const firefox = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'].find(
  (path) => path && existsSync(path),
);

/** Each engine with what makes the runner use it; `undefined` when it is not installed. */
const engines = [
  { name: 'Chromium', env: {} },
  { name: 'Firefox', env: firefox && { ENGINE: 'firefox', FIREFOX_PATH: firefox }, install: 'Install firefox-esr, or set FIREFOX_PATH to its executable.' },
  { name: 'WebKitGTK', env: hasWebKit ? { ENGINE: 'webkit' } : undefined, install: howToGetWebKit },
];

const missing = [];
const ran = [];
for (const { name, env, install } of engines) {
  if (!env) {
    missing.push(name);
    console.log(`${name}: not installed, not run. ${install}`);
    continue;
  }
  console.log(`${name}:`);
  const args = [`${root}node_modules/@web/test-runner/dist/bin.js`, ...(files.length > 0 ? ['--files', ...files] : [])];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  ran.push({ name, passed: status === 0 });
}
console.log(`\nRan: ${ran.map(({ name, passed }) => `${name} (${passed ? 'passed' : 'FAILED'})`).join(', ')}. Not installed: ${missing.join(', ') || 'none'}.`);
process.exitCode = ran.some(({ passed }) => !passed) ? 1 : missing.length > 0 ? 2 : 0;
