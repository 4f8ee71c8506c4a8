// `npm run bench -- <name> [--quick]`: runs bench/<name>/run.mjs from the root. Peers that its package.json names are installed there, on first use.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail } from './fail.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = readdirSync(`${root}bench`).filter((name) => existsSync(`${root}bench/${name}/run.mjs`));
const [name, ...rest] = process.argv.slice(2);
if (!names.includes(name)) fail(`Say which: npm run bench -- ${names.join(' | ')} [--quick].`);

const run = (command, args, cwd) => spawnSync(command, args, { cwd, stdio: 'inherit' }).status ?? 1;
const folder = `${root}bench/${name}`;
const isInstalled = !existsSync(`${folder}/package.json`) || existsSync(`${folder}/node_modules`);
if (!isInstalled && run('npm', ['install', '--no-audit', '--no-fund'], folder) !== 0) fail(`The peers of bench/${name} could not be installed.`);
process.exit(run(process.execPath, [`bench/${name}/run.mjs`, ...rest], root));
