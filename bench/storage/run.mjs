// npm run bench -- storage [--quick] [--n 10000,100000] [--reps 3] [--only raw,nelumbo]
// Stores take turns inside each repetition, so that a busy machine hurts all of them. Exit 1 when a bar is missed or answers differ.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { buildPages, dist, stores } from './build.mjs';
import { serve } from './chromium.mjs';
import { measure } from './measure.mjs';
import { missed, table } from './table.mjs';

const { values: args } = parseArgs({
  options: { n: { type: 'string' }, reps: { type: 'string' }, only: { type: 'string' }, out: { type: 'string' }, quick: { type: 'boolean' } },
});
const sizes = (args.n ?? (args.quick ? '10000' : '10000,100000')).split(',').map(Number);
const reps = Number(args.reps ?? (args.quick ? 1 : 3));
const wanted = args.only ? args.only.split(',') : stores;
const out = args.out ?? '.cache/bench/storage.json';
const unknown = wanted.filter((name) => !stores.includes(name));
if (unknown.length) throw new Error(`no such store: ${unknown} (there are ${stores})`);

await buildPages(wanted);
const server = await serve(dist);
const rows = [];
fs.mkdirSync(out.replace(/[^/]*$/, ''), { recursive: true });
for (const n of sizes)
  for (let rep = 0; rep < reps; rep++)
    for (const store of wanted) {
      rows.push({ store, n, rep, ...(await measure(server, store, n)) });
      const { fail, bulk, dense } = rows.at(-1);
      console.log(fail ? `${store} ${n}: ${fail}` : `${store} ${n} #${rep + 1}: bulk ${bulk} ms, dense ${dense} ms`);
      fs.writeFileSync(out, JSON.stringify(rows, null, 1));
    }
server.close();
const good = rows.filter((row) => !row.fail);
console.log(table(good));

// Every store must have seen the same data.
const seen = new Map();
for (const row of good) {
  const facts = JSON.stringify([row.nSparse, row.nDense, row.check, row.nFull, row.nCount, row.readBack]);
  if (!seen.has(row.n)) seen.set(row.n, facts);
  if (seen.get(row.n) === facts) continue;
  console.error(`${row.store} at ${row.n} answers ${facts}, others ${seen.get(row.n)}`);
  process.exitCode = 1;
}
const { bars } = JSON.parse(fs.readFileSync(new URL('bars.json', import.meta.url)));
console.log();
for (const { verdict, text } of missed(good, bars)) {
  console.log(verdict.padEnd(18), text);
  if (verdict === 'MISSED') process.exitCode = 1;
}
for (const row of good)
  if (row.columns !== undefined && row.columns !== 'true') {
    console.error(`${row.store} at ${row.n}: ${row.columns}`);
    process.exitCode = 1;
  }
if (rows.some((row) => row.fail)) process.exitCode = 1;
console.log(`\n${out}`);
