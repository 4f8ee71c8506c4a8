// npm run test:hosts [-- --all | host …]: packs our packages, installs them into each host as a partner would, builds the host for production, drives it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { accept, opens } from './accept.mjs';
import { serveHost } from './serve.mjs';
import { treeShaken } from './tree-shake.mjs';
import { buildWithVite, viteHosts } from './vite-hosts.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const tarballs = `${root}.cache/tarballs`;
const inCi = ['plain', 'react', 'vue', 'next'];
const all = [...inCi, 'react-18', 'svelte', 'preact', 'solid', 'angular'];
/** Hosts that are another one's page with other versions installed. */
const pageOf = { 'react-18': 'react' };
const packed = ['core', 'browser', 'content', 'elements', 'react'];
const asked = process.argv.slice(2);
const hosts = asked.includes('--all') ? all : asked.length ? asked : inCi;
if (hosts.some((host) => !all.includes(host))) {
  console.error(`test:hosts knows ${all.join(', ')}.`);
  process.exit(2);
}

/** Runs npm, or a tool of the host, without its chatter. @throws with what it said */
function run(command, args, cwd) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false', CI: 'true' };
  const [file, first] = command === 'npm' && process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : [command, []];
  const { status, stdout, stderr } = spawnSync(file, [...first, ...args], { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed:\n${`${stdout}${stderr}`.slice(0, 4000)}`);
  return stdout;
}

const hashOf = (...files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
};

/** Paths of the packed packages. */
function pack() {
  rmSync(tarballs, { recursive: true, force: true });
  mkdirSync(tarballs, { recursive: true });
  run('npm', ['pack', '--silent', '--pack-destination', tarballs, ...packed.map((name) => `./packages/${name}`)], root);
  return readdirSync(tarballs).map((file) => `${tarballs}/${file}`);
}

/** What the lock names, then our tarballs on top; skipped when both are as they were. */
function install(dir, files) {
  const stamp = `${dir}/node_modules/.nelumbo-installed`;
  const want = hashOf(`${dir}/package-lock.json`, ...files);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  const locked = hashOf(`${dir}/package-lock.json`);
  const lockStamp = `${dir}/node_modules/.nelumbo-lock`;
  if (!existsSync(lockStamp) || readFileSync(lockStamp, 'utf8') !== locked) {
    // Not `ci`: it refuses a lock that lacks other systems' optional binaries, which npm itself leaves out of it.
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund'], dir);
    writeFileSync(lockStamp, locked);
  }
  rmSync(`${dir}/node_modules/@nelumbo`, { recursive: true, force: true });
  run('npm', ['install', '--no-save', '--package-lock=false', '--no-audit', '--no-fund', ...files], dir);
  writeFileSync(lockStamp, locked);
  writeFileSync(stamp, want);
}

/** Framework's own builds, where it is not Vite. */
const builds = {
  next: (dir) => {
    rmSync(`${dir}/.next`, { recursive: true, force: true });
    run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], dir);
  },
  angular: (dir) => {
    refuses(dir);
    run(process.execPath, ['node_modules/@angular/cli/bin/ng.js', 'build'], dir);
  },
};

/** Whether the framework's own checker accepts the host with our typings, and refuses what `refused.*` has; Next and Angular check while they build. */
const checks = {
  vue: ['vue-tsc/bin/vue-tsc.js', '--noEmit'],
  svelte: ['svelte-check/bin/svelte-check', '--fail-on-warnings', '--threshold', 'warning'],
};
const typecheck = (host, dir, page) =>
  run(
    process.execPath,
    (checks[host] ?? ['typescript/bin/tsc', '--noEmit']).map((part, i) => (i ? part : `${dir}/node_modules/${part}`)),
    page,
  );

/** Angular has no way to expect an error in a template: its compiler has to complain of the line after each mark, and of no others. @throws which differ */
function refuses(dir) {
  const { stdout, stderr } = spawnSync(process.execPath, ['node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js', '-p', 'tsconfig.refused.json'], {
    ...{ cwd: dir, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  });
  const said = stripVTControlCharacters(`${stdout}${stderr}`);
  const found = new Set([...said.matchAll(/src\/refused\.ts:(\d+):\d+ - error/g)].map(([, line]) => Number(line)));
  const marked = readFileSync(`${dir}/src/refused.ts`, 'utf8')
    .split('\n')
    .flatMap((text, i) => (text.includes('<!-- refused') ? [i + 2] : []));
  const differ = [...marked.filter((line) => !found.has(line)), ...[...found].filter((line) => !marked.includes(line))];
  if (!marked.length || differ.length) throw new Error(`Strict templates: lines ${differ.join()} of refused.ts are not as marked.\n${said.slice(0, 2000)}`);
}

/** The folder that is built: the host's own, or a copy of another one's page beside what this host has installed. */
function pageFor(host, dir) {
  if (!pageOf[host]) return dir;
  const copy = `${dir}/.page`;
  rmSync(copy, { recursive: true, force: true });
  for (const part of ['index.html', 'tsconfig.json', 'src']) cpSync(`${here}${pageOf[host]}/${part}`, `${copy}/${part}`, { recursive: true });
  return copy;
}

/** The starter of a framework, built with what the host has installed, and opened. Returns what is wrong, in words. */
async function starter(host, dir) {
  const copy = `${dir}/.starter`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(`${root}examples/${host}`, copy, { recursive: true, filter: (path) => !/node_modules|dist$/.test(path) });
  typecheck(host, dir, copy);
  await buildWithVite(host, copy, dir);
  const site = await serveHost(host, copy);
  return opens(site.url).finally(site.close);
}

let failed = 0;
const files = pack();
for (const host of hosts) {
  const started = Date.now();
  try {
    const dir = `${here}${host}`;
    install(
      dir,
      files.filter((file) => /^(react|next)/.test(host) || !file.includes('nelumbo-react')),
    );
    const page = pageFor(host, dir);
    copyFileSync(`${here}contract/contract.ts`, `${page}/src/contract.ts`);
    if (viteHosts.includes(host)) {
      typecheck(host, dir, page);
      await buildWithVite(host, page, dir);
    } else builds[host](dir);
    const built = Date.now();
    const site = await serveHost(host, page);
    const failures = await accept(site.url, { rendered: host === 'next' }).finally(site.close);
    if (existsSync(`${root}examples/${host}/package.json`)) failures.push(...(await starter(host, dir)));
    if (host === 'plain') failures.push(...(await treeShaken(dir)));
    for (const failure of failures) console.error(`${host}: ${failure}`);
    if (failures.length) failed++;
    console.log(
      `${failures.length ? 'FAIL' : 'ok  '} ${host}: built in ${((built - started) / 1000).toFixed(0)} s, driven in ${((Date.now() - built) / 1000).toFixed(0)} s`,
    );
  } catch (error) {
    failed++;
    console.error(`FAIL ${host}: ${error.stack}`);
  }
}
console.log(`${hosts.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
