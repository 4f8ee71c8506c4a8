// npm run bench -- forms [--quick] [--sut ours,floor] [--form large] [--runs 5] [--ops 5]
// Ours beside lforms, smart-forms, medplum and the plain-DOM floor, in one run. Installs the peers when they are not there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const node = (...words) => spawnSync(process.execPath, words, { cwd: here, stdio: 'inherit' }).status ?? 1;
const words = process.argv.slice(2).filter((word) => word !== '--quick');
const quick = process.argv.includes('--quick');
const given = words.includes('--sut') ? words[words.indexOf('--sut') + 1].split(',') : ['ours', 'floor', 'lforms', 'smart', 'medplum'];
const installed = (name) => existsSync(`${here}peers/${name}/${name === 'lforms' ? 'package' : 'node_modules'}`);
const missing = given.filter((name) => /^(lforms|smart|medplum)$/.test(name) && !installed(name));
if (missing.length > 0 && node('peers.mjs', missing.join(',')) !== 0) process.exit(1);
if (node('build.mjs') !== 0) process.exit(1);
const more = words.includes('--sut') ? words : ['--sut', given.join(','), ...words];
const runs = words.includes('--runs') ? [] : ['--runs', quick ? '2' : '5'];
process.exit(node('bench.mjs', ...more, ...runs, ...(words.includes('--ops') ? [] : ['--ops', quick ? '2' : '5'])));
