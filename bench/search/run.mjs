// npm run bench -- search [--quick] [--queries file.json] [--json rows.json] [engine modules…]
// 32,000 entries, one process an engine, ours first and last; then ours alone at 320,000. --quick: ours and two peers over 8,000 entries.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/bench-search/', import.meta.url));
const quick = process.argv.includes('--quick');
const flags = quick ? ['--limit', '8000'] : [];
const engines = [];
let json;
for (let i = 2; i < process.argv.length; i++) {
  const given = process.argv[i];
  if (given === '--json') json = process.argv[++i];
  else if (given === '--queries') flags.push(given, process.argv[++i]);
  else if (!given.startsWith('--')) engines.push(path.resolve(given));
}
const named = (name) => path.join(here, `engines/${name}.mjs`);
if (engines.length === 0)
  engines.push(...(quick ? ['nelumbo', 'minisearch', 'flexsearch'] : ['nelumbo', 'minisearch', 'flexsearch', 'orama', 'lunr']).map(named));

function corpus(times) {
  if (fs.existsSync(path.join(cache, times === 1 ? 'docs.json' : `docs-${times}.json`))) return;
  console.log(`Making a corpus of ${times * 32_000} entries…`);
  const { status } = spawnSync(process.execPath, ['--max-old-space-size=4000', path.join(here, 'build-corpus.mjs'), '--times', String(times)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
function measure(engine, more = []) {
  const out = path.join(os.tmpdir(), `bench-search-${process.pid}.json`);
  const list = ['--expose-gc', '--max-old-space-size=5000', path.join(here, 'measure.mjs'), engine, ...flags, ...more, '--out', out];
  const run = spawnSync(process.execPath, list, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 900_000 });
  if (run.status !== 0) {
    console.error(`${path.basename(engine)}: no result (${run.status ?? run.signal})`);
    return undefined;
  }
  const row = JSON.parse(fs.readFileSync(out));
  fs.rmSync(out);
  return row;
}

corpus(1);
const all = [...engines, engines[0]].map((engine) => measure(engine));
const rows = all.filter(Boolean);
const figures = [
  'build_cpu_ms',
  'raw_kb',
  'brotli_kb',
  'load_cpu_ms',
  'memory_mb',
  'first_zh_cpu_ms',
  'first_latin_cpu_ms',
  'p50_ms',
  'p95_ms',
  'p95_zh_ms',
  'load_average',
];
const types = [...new Set(rows.flatMap((row) => Object.keys(row.relevance)))];
const name = (row, i) => (i && i === rows.length - 1 ? `${row.engine} (again)` : row.engine);
const table = (heads, cell) => {
  console.log(`| engine | ${heads.join(' | ')} |\n|${'---|'.repeat(heads.length + 1)}`);
  rows.forEach((row, i) => console.log(`| ${name(row, i)} | ${heads.map((head) => cell(row, head, i)).join(' | ')} |`));
};
console.log(`\n${rows[0].entries} entries, ${rows[0].queries} queries, Node ${process.version}, ${os.cpus().length} x ${os.cpus()[0]?.model}\n`);
table(figures, (row, figure, i) =>
  i && figure !== 'load_average' && rows[0][figure] ? `${row[figure]} (${(row[figure] / rows[0][figure]).toFixed(1)}x)` : row[figure],
);
console.log('\nWanted entry in the top 8 (nohit: share with an empty list)\n');
table(types, (row, type) => (row.relevance[type] ? row.relevance[type][type.startsWith('nohit') ? 'h1' : 'h8'] : ''));
console.log('\nWanted entry first\n');
table(types, (row, type) => row.relevance[type]?.h1 ?? '');

const [ours, ...peers] = rows;
const peer = (part) => peers.find((row) => row.engine.startsWith(part));
const { cards } = ours;
const share = (ok, types) => types.every((type) => !ours.relevance[type] || ok(ours.relevance[type]));
const best = Object.fromEntries(
  figures.map((figure) => [figure, Math.min(ours[figure], rows.at(-1).engine === ours.engine ? rows.at(-1)[figure] : ours[figure])]),
);
const mini = peer('minisearch');
const flex = peer('flexsearch');
const plain = types.filter((type) => !type.startsWith('nohit') && !type.startsWith('question') && !type.startsWith('typo'));
const bars = [
  ['p95 of all queries <= 1 ms', best.p95_ms <= 1, best.p95_ms],
  flex && ['p95 zh <= FlexSearch', best.p95_zh_ms <= flex.p95_zh_ms, `${best.p95_zh_ms} / ${flex.p95_zh_ms}`],
  mini && ['load <= 1/15 of MiniSearch', best.load_cpu_ms * 15 <= mini.load_cpu_ms, `1/${(mini.load_cpu_ms / best.load_cpu_ms).toFixed(1)}`],
  mini && ['heap <= 1/8 of MiniSearch', best.memory_mb * 8 <= mini.memory_mb, `1/${(mini.memory_mb / best.memory_mb).toFixed(1)}`],
  ['whole table <= 380 kB br', ours.brotli_kb * 1.024 <= 380, `${(ours.brotli_kb * 1.024).toFixed(0)} kB`],
  ['every name type in the top 8 >= .98', share((row) => row.h8 >= 0.98, plain), ''],
  [
    'homophone and typo >= .95',
    share(
      (row) => row.h8 >= 0.95,
      types.filter((type) => type.startsWith('typo')),
    ),
    '',
  ],
  ['exact names first: 1.00', share((row) => row.h1 === 1, ['title_zh', 'title_en', 'alias_zh', 'alias_en']), ''],
  ['wrong cards 0', cards.wrong.length === 0, cards.wrong.join('; ')],
  ['questions with a card >= .90', cards.question.right >= cards.question.n * 0.9, `${cards.question.right}/${cards.question.n}`],
].filter(Boolean);
const tier1 = spawnSync(process.execPath, ['--max-old-space-size=4000', path.join(here, 'shards.mjs')], { encoding: 'utf8', timeout: 300_000 });
if (tier1.status === 0) {
  const sizes = JSON.parse(tier1.stdout);
  const [median, worst] = [sizes['first suggestion, median'], sizes['first suggestion, worst']];
  bars.push(['first suggestion from shards <= 15 kB br, at worst', worst <= 15, `${worst} kB; in the median ${median}`]);
} else console.error('shards: no result');
if (!quick) {
  corpus(10);
  const large = measure(engines[0], ['--corpus', 'docs-10.json']);
  if (large)
    bars.push([`p95 <= 3 ms at ${large.entries} entries`, large.p95_ms <= 3, `${large.p95_ms} ms, load ${large.load_cpu_ms} CPU ms, ${large.memory_mb} MB`]);
}
console.log('');
for (const [what, holds, value] of bars) console.log(`${holds ? 'holds ' : 'MISSED'}  ${what}  ${value}`);
if (json) fs.writeFileSync(json, JSON.stringify({ rows, bars: bars.map(([what, holds, value]) => ({ what, holds, value })) }, null, 1));
if (bars.some(([, holds]) => !holds)) process.exitCode = 1;
