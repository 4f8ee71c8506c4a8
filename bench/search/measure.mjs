// node --expose-gc measure.mjs <engine module> [--full] [--queries file.json] [--reps 5] [--limit 32000] [--every 1] [--corpus docs.json] [--out result.json]
// One engine a process. Build and load in CPU ms (user + system), queries in wall ms, the minimum of --reps runs each.
/* global gc */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';
import { clean, isCJK } from './tokens.mjs';

const corpus = new URL('../../.cache/bench-search/', import.meta.url);
const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean' },
    queries: { type: 'string', multiple: true, default: [fileURLToPath(new URL('../../test/fixtures/encyclopedia/queries.visible.json', import.meta.url))] },
    reps: { type: 'string', default: '5' },
    limit: { type: 'string', default: '0' },
    every: { type: 'string', default: '1' },
    corpus: { type: 'string', default: 'docs.json' },
    out: { type: 'string' },
  },
});
if (!globalThis.gc) throw new Error('run with node --expose-gc');
const engine = (await import(pathToFileURL(path.resolve(positionals[0])))).default;

let docs = JSON.parse(fs.readFileSync(new URL(args.corpus, corpus)));
if (+args.limit) docs = docs.slice(0, +args.limit);
if (!args.full) for (const doc of docs) doc.summary = '';
const idOf = new Map(docs.map((d) => [d.key, d.id]));
const namesOf = (d) => [d.title, ...d.aliases];
const exactOwners = new Map();
for (const d of docs) for (const n of namesOf(d)) (exactOwners.get(clean(n)) ?? exactOwners.set(clean(n), new Set()).get(clean(n))).add(d.id);

const queries = args.queries
  .flatMap((file) => JSON.parse(fs.readFileSync(file)).queries)
  .filter((_, i) => i % (engine.slow ? Math.max(8, +args.every) : +args.every) === 0)
  .map((q) => {
    const test = q.containsAll
      ? (d) => q.containsAll.every((w) => [...namesOf(d), d.summary].join(' ').includes(w))
      : q.contains && ((d) => namesOf(d).some((n) => n.includes(q.contains)));
    return { ...q, ids: new Set(test ? docs.filter(test).map((d) => d.id) : (q.want ?? []).map((k) => idOf.get(k)).filter((x) => x !== undefined)) };
  })
  .filter((q) => q.type.startsWith('nohit') || q.ids.size > 0);

const now = () => performance.now();
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const heap = () => {
  gc();
  gc();
  const m = process.memoryUsage();
  return (m.heapUsed + m.external) / 2 ** 20;
};

let c = cpu();
let index = await engine.build(docs);
const buildCpu = cpu() - c;
const serialized = await engine.serialize(index);
const text = typeof serialized === 'string';
const bytes = Buffer.from(serialized);
const stash = path.join(os.tmpdir(), `bench-index-${process.pid}`);
fs.writeFileSync(stash, bytes);
const gzip = zlib.gzipSync(bytes, { level: 9 }).length;
const brotli = zlib.brotliCompressSync(bytes, {
  params: { [zlib.constants.BROTLI_PARAM_QUALITY]: bytes.length > 4e6 ? 9 : 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 },
}).length;
index = null;

const before = heap();
const raw = fs.readFileSync(stash, text ? 'utf8' : null);
c = cpu();
index = await engine.load(raw, docs);
const loadCpu = cpu() - c;
const memory = heap() - before;
fs.rmSync(stash);

const firstCpu = async (q) => {
  const t = cpu();
  await engine.search(index, q, 10);
  return cpu() - t;
};
const first = { zh: await firstCpu('高'), latin: await firstCpu('ga') }; // engines may build a part of the index lazily
for (const q of queries.slice(0, 40)) await engine.search(index, q.q, 10);

const stat = {};
const cards = { nohit: 0, wrong: [], question: { n: 0, right: 0, none: 0 }, exact: { n: 0, right: 0 } };
const latency = [];
const latencyZh = [];
for (const q of queries) {
  let best = Infinity;
  let ids;
  for (let r = 0; r < (engine.slow ? 1 : +args.reps); r++) {
    const t = now();
    const found = await engine.search(index, q.q, 10);
    best = Math.min(best, now() - t);
    ids ??= found;
  }
  latency.push(best);
  if (isCJK(q.q)) latencyZh.push(best);
  const s = (stat[q.type] ??= { n: 0, h1: 0, h8: 0, p10: 0, ms: [] });
  s.n++;
  s.ms.push(best);
  if (q.type.startsWith('nohit')) s.h1 += ids.length === 0;
  else {
    s.h1 += q.ids.has(ids[0]);
    s.h8 += ids.slice(0, 8).some((id) => q.ids.has(id));
    s.p10 += ids.length ? ids.filter((id) => q.ids.has(id)).length / Math.min(10, q.ids.size) : 0;
  }
  if (!engine.resolve) continue;
  const card = await engine.resolve(index, q.q);
  const shown = card.status === 'hit' ? card.id : undefined;
  const named = exactOwners.get(clean(q.q));
  const right = shown !== undefined && (q.ids.has(shown) || named?.has(shown));
  if (q.type.startsWith('nohit')) cards.nohit++;
  if (shown !== undefined && (q.type.startsWith('nohit') || !right)) cards.wrong.push(`${q.type}: ${q.q} -> ${docs[shown].title}`);
  if (q.type.startsWith('question')) {
    cards.question.n++;
    cards.question.right += right;
    cards.question.none += shown === undefined;
  }
  if (/^(title|alias)/.test(q.type) && [...(named ?? [])].some((id) => docs[id].card && !docs[id].weak.some((w) => clean(w) === clean(q.q)))) {
    cards.exact.n++;
    cards.exact.right += right;
  }
}

latency.sort((a, b) => a - b);
latencyZh.sort((a, b) => a - b);
const quantile = (list, p) => +list[Math.min(list.length - 1, Math.floor(list.length * p))].toFixed(3);
const round = (x, n = 3) => +x.toFixed(n);
const result = {
  engine: engine.name,
  mode: args.full ? 'full' : 'names',
  entries: docs.length,
  queries: queries.length,
  load_average: round(os.loadavg()[0], 1),
  build_cpu_ms: Math.round(buildCpu),
  raw_kb: Math.round(bytes.length / 1024),
  gzip_kb: Math.round(gzip / 1024),
  brotli_kb: Math.round(brotli / 1024),
  load_cpu_ms: Math.round(loadCpu),
  memory_mb: round(memory, 1),
  first_zh_cpu_ms: Math.round(first.zh),
  first_latin_cpu_ms: Math.round(first.latin),
  p50_ms: quantile(latency, 0.5),
  p95_ms: quantile(latency, 0.95),
  p95_zh_ms: quantile(latencyZh, 0.95),
  max_ms: quantile(latency, 1),
  relevance: Object.fromEntries(
    Object.entries(stat).map(([type, s]) => [
      type,
      {
        n: s.n,
        h1: round(s.h1 / s.n),
        h8: round(s.h8 / s.n),
        p10: round(s.p10 / s.n),
        ms: quantile(
          s.ms.sort((a, b) => a - b),
          0.5,
        ),
      },
    ]),
  ),
  ...(engine.resolve && { cards }),
};
if (args.out) fs.writeFileSync(args.out, JSON.stringify(result, null, 1));
const { relevance, cards: shownCards, ...figures } = result;
console.log(
  Object.entries(figures)
    .map(([k, v]) => `${k} ${v}`)
    .join(' | '),
);
console.log(
  Object.entries(relevance)
    .map(([k, s]) => `${k} ${s.h1}/${s.h8}`)
    .join(' | '),
);
if (shownCards) console.log('cards', JSON.stringify(shownCards));
