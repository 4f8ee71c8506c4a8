// The element tests in Chromium and, where it is installed, in Firefox. Says which engine did not run; exits 2 when one is missing.
//   npm run test:browsers -- 'packages/elements/src/intake/**/*.test.ts'
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = process.argv.slice(2);

const firefox = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'].find(
  (path) => path && existsSync(path),
);

/** Each engine with what makes the runner use it; `undefined` when it is not installed. */
const engines = [
  { name: 'Chromium', env: {} },
  { name: 'Firefox', env: firefox && { ENGINE: 'firefox', FIREFOX_PATH: firefox }, install: 'Install firefox-esr, or set FIREFOX_PATH to its executable.' },
];

const missing = [];
let failed = false;
for (const { name, env, install } of engines) {
  if (!env) {
    missing.push(name);
    console.log(`${name}: not installed, not run. ${install}`);
    continue;
  }
  console.log(`${name}:`);
  const args = [`${root}node_modules/@web/test-runner/dist/bin.js`, ...(files.length > 0 ? ['--files', ...files] : [])];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  failed ||= status !== 0;
}
missing.push('WebKitGTK');
console.log('WebKitGTK: not run. It needs a WebDriver launcher for the test runner, which is not among the dependencies.');
process.exitCode = failed ? 1 : missing.length > 0 ? 2 : 0;
