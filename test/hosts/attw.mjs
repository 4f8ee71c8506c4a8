// npm run test:attw: are the types wrong? Asks that of every package as it is packed. The tool is installed in its own folder, when first run; then no network is needed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dir = fileURLToPath(new URL('attw', import.meta.url));
const tarballs = `${root}.cache/attw`;

/** Runs a command of npm. @throws with what it said */
function npm(args, cwd) {
  const [file, first] = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const { status, stdout, stderr } = spawnSync(file, [...first, ...args], { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ${args[0]} failed:\n${`${stdout}${stderr}`.slice(0, 4000)}`);
}

const published = readdirSync(`${root}packages`).filter((name) => !JSON.parse(readFileSync(`${root}packages/${name}/package.json`, 'utf8')).private);
if (!existsSync(`${dir}/node_modules`)) npm(['install', '--no-audit', '--no-fund'], dir);
rmSync(tarballs, { recursive: true, force: true });
mkdirSync(tarballs, { recursive: true });
npm(['pack', '--silent', '--pack-destination', tarballs, ...published.map((name) => `./packages/${name}`)], root);

let failed = 0;
for (const file of readdirSync(tarballs)) {
  // Our packages are modules only: what an older resolver, or `require` before Node 20.19, makes of them does not count.
  const args = [
    `${dir}/node_modules/@arethetypeswrong/cli/dist/index.js`,
    `${tarballs}/${file}`,
    '--profile',
    'esm-only',
    '--format',
    'ascii',
    '--no-color',
    '--no-emoji',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) failed++;
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${file}${status === 0 ? '' : `\n${stdout}${stderr}`}`);
}
console.log(`${published.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
