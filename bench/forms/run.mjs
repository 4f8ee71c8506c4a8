// npm run bench -- forms [--quick] [--sut ours,floor] [--form large] [--runs 5] [--ops 5]
// Ours beside lforms, smart-forms, medplum and the plain-DOM floor, in one run. Installs the peers when they are not there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (process.argv.some((word) => word === '--help' || word === '-h')) {
  console.log(`usage: npm run bench -- forms [--quick] [--sut ours,floor,lforms,smart,medplum] [--form phq9,medium,large,huge] [--runs 5] [--ops 5]

Installs the peers that are asked for and not there (into bench/forms/peers), builds all pages, runs them in one Chromium each and prints a table.
--quick: 2 runs of 2 operations. More settings: node bench/forms/bench.mjs --help`);
  process.exit(0);
}

const here = fileURLToPath(new URL('.', import.meta.url));
const node = (...words) => spawnSync(process.execPath, words, { cwd: here, stdio: 'inherit' }).status ?? 1;
const words = process.argv.slice(2).filter((word) => word !== '--quick');
const quick = process.argv.includes('--quick');
const given = words.includes('--sut') ? words[words.indexOf('--sut') + 1].split(',') : ['ours', 'floor', 'lforms', 'smart', 'medplum'];
const installed = (name) => existsSync(`${here}peers/${name}/${name === 'lforms' ? 'package' : 'node_modules'}`);
const missing = given.filter((name) => /^(lforms|smart|medplum)$/.test(name) && !installed(name));
if (missing.length > 0 && node('peers.mjs', missing.join(',')) !== 0) process.exit(1);
if (node('build.mjs') !== 0) process.exit(1);

const results = `${here}results/results.jsonl`;
const before = existsSync(results) ? readFileSync(results, 'utf8').length : 0;
const value = (name, otherwise) => (words.includes(name) ? words[words.indexOf(name) + 1] : otherwise);
const settings = ['--form', value('--form', 'phq9,medium,large'), '--runs', value('--runs', quick ? '2' : '5'), '--ops', value('--ops', quick ? '2' : '5')];
// medplum computes a value and never shows it: waiting for it would cost 20 s an operation.
const parts = [given.filter((name) => name !== 'medplum'), given.filter((name) => name === 'medplum')];
let status = 0;
if (parts[0].length > 0) status ||= node('bench.mjs', '--sut', parts[0].join(','), ...settings);
if (parts[1].length > 0) status ||= node('bench.mjs', '--sut', 'medplum', '--skip', 'calc', ...settings);

const rows = existsSync(results)
  ? readFileSync(results, 'utf8')
      .slice(before)
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
const cpu = (row, name) => row.ops[name]?.cpu ?? '-';
console.log('\nMain-thread CPU, ms, median:');
console.table(
  rows
    .map((row) => ({
      form: row.form,
      system: row.sut,
      'kB gz': row.gzKB,
      load: row.loadCpu,
      mount: row.mount.cpu,
      key: cpu(row, 'type'),
      show: cpu(row, 'show'),
      calc: cpu(row, 'calc'),
      nodes: row.nodes,
      'heap MB': row.heapMB,
      errors: row.errors.length,
    }))
    .sort((a, b) => a.form.localeCompare(b.form)),
);
process.exit(status);
