// node shards.mjs [--out result.json]: what the first suggestion costs when names come in shards (tier T1), Brotli 11.
import fs from 'node:fs';
import zlib from 'node:zlib';
import { shards } from './engines/nelumbo.mjs';

const docs = JSON.parse(fs.readFileSync(new URL('../../.cache/bench-search/docs.json', import.meta.url)));
const parts = new Map(shards(docs).map(([name, document]) => [name, zlib.brotliCompressSync(JSON.stringify(document)).length / 1000]));
const round = (kilobytes) => Math.round(kilobytes * 10) / 10;
const of = (kind) => [...parts].flatMap(([name, kilobytes]) => (new RegExp(`^${kind}-\\d+$`).test(name) ? [kilobytes] : [])).sort((a, b) => a - b);
const range = (list) => ({ shards: list.length, median: round(list[list.length >> 1]), largest: round(list.at(-1)) });
const [n, p] = [of('n'), of('p')];
const neighbours = (kind) => Math.max(...of(kind).map((_, i) => parts.get(`${kind}-${i}`) + (parts.get(`${kind}-${i + 1}`) ?? 0)));
const wide = { n: parts.get('top-n'), p: parts.get('top-p') };
const row = {
  names: range(n),
  latin: range(p),
  ids: range(of('i')),
  dir: round(parts.get('dir')),
  fold: round(parts.get('fold')),
  'wide beginnings, Chinese': round(wide.n),
  'wide beginnings, Latin': round(wide.p),
  'first suggestion, median': round(parts.get('dir') + n[n.length >> 1]),
  // the directory, and two neighbouring shards where a beginning lies across a cut
  'first suggestion, worst': round(parts.get('dir') + Math.max(neighbours('n'), neighbours('p'), wide.n, wide.p)),
};
const out = process.argv.indexOf('--out');
if (out > 0) fs.writeFileSync(process.argv[out + 1], JSON.stringify(row));
console.log(JSON.stringify(row, null, 1));
