// Finds a Chromium for the tests, or installs one. First hit wins; BROWSER_STEPS=find,apt,npm,playwright chooses the ways to try.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = `${root}.cache/chromium`;

const usual = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/microsoft-edge', '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`, `${process.env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
]; // prettier-ignore

/** Flags for a headless run in a closed or shared environment: no sandbox as root, no background traffic. */
export const browserArgs = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--font-render-hinting=none',
]; // prettier-ignore

async function find() {
  if (process.env.CHROME_PATH && existsSync(process.env.CHROME_PATH)) return process.env.CHROME_PATH;
  const known = usual.find((path) => existsSync(path));
  if (known) return known;
  if (process.platform !== 'linux') {
    const { Launcher } = await import('chrome-launcher');
    const [found] = Launcher.getInstallations();
    if (found) return found;
  }
  return playwrightPath();
}

async function playwrightPath() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function apt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('Installing chromium and CJK fonts with apt-get…');
  const run = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status;
  run('update', '-q');
  if (run('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk') !== 0) return undefined;
  return usual.find((path) => existsSync(path));
}

/** A Chromium that comes inside an npm package: for a plain user on Linux x64. Outside node_modules, because `npm ci` deletes that. */
async function npm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const entry = `${cache}/node_modules/@sparticuz/chromium/build/esm/index.mjs`;
  if (!existsSync(entry)) {
    console.log('Fetching a Chromium from the package registry (66 MB)…');
    mkdirSync(cache, { recursive: true });
    const cli = process.env.npm_execpath;
    const args = ['install', '--prefix', cache, '--no-audit', '--no-fund', '@sparticuz/chromium@147.0.2'];
    const { status } = cli ? spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' }) : spawnSync('npm', args, { stdio: 'inherit' });
    if (status !== 0) return undefined;
  }
  // Without this name the package leaves libnss3 out; it unpacks into the temporary folder, which may be small or volatile.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  const before = process.env.TMPDIR;
  process.env.TMPDIR = cache;
  try {
    const { default: chromium } = await import(pathToFileURL(entry).href);
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

async function playwright() {
  const { status } = spawnSync(process.execPath, [`${root}node_modules/playwright/cli.js`, 'install', 'chromium'], { stdio: 'inherit' });
  return status === 0 ? playwrightPath() : undefined;
}

const ways = { find, apt, npm, playwright };
let found;

/** Path of a Chromium that runs here; installs one if need be. */
export function browserPath() {
  found ??= (async () => {
    for (const step of (process.env.BROWSER_STEPS ?? 'find,apt,npm,playwright').split(',')) {
      const path = await ways[step]();
      if (path) return path;
    }
    throw new Error('No Chromium found or installable. Install Chrome or Chromium and set CHROME_PATH to its executable.');
  })();
  return found;
}
