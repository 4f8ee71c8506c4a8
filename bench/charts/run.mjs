/* global window, document, requestAnimationFrame */
// npm run bench -- charts [--quick] [--n 1000,100000,1000000] [--runs 5] [--only nelumbo,uplot] [--frames] [--out file]
// CPU time per chart operation: user + system time of every Chromium process, from /proc (Linux), so that a busy machine disturbs it little.
// Each operation ends with a one-pixel read of every canvas: rasterising is counted. first = renderSeries; pan = a 10 % window moved;
// wide = 88-94 % windows; update = a whole new series. With --frames every page waits for a frame after each operation: layout and presenting count too. Bars are ratios of the same run; exit 1 when one is missed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { flag, launch, option, serve } from './browser.mjs';
import { buildPages, dist, pages } from './build.mjs';
import { series } from './src/series.js';

const quick = flag('quick');
const sizes = option('n', quick ? '1000000' : '1000,100000,1000000')
  .split(',')
  .map(Number);
const runs = +option('runs', quick ? 1 : 5);
const frames = flag('frames');
const dirs = [dist];
const out = option('out', '.cache/bench/charts.json');
const ours = 'nelumbo';
const only = option('only', '').split(',').filter(Boolean);
const slow = new Set(['chartjs-default', 'raw-all', 'echarts-none']); // minutes at a million points: left out there
const names = pages.filter((n) => !only.length || only.includes(n));
await buildPages(names);
const ops = ['first', 'pan', 'wide', 'update'];

const site = await serve(dirs);
const { browser, pid, close } = await launch();
const conditions = {
  date: new Date().toISOString().slice(0, 10),
  chromium: browser.version(),
  node: process.version,
  cpus: os.cpus().length,
  cpu: os.cpus()[0]?.model,
  load: os.loadavg()[0],
  css: '800x320',
  dpr: 2,
  runs,
  frames,
};

function cpuMs() {
  // the whole process tree; ticks are 10 ms
  const parent = new Map(),
    ticks = new Map();
  for (const d of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(d)) continue;
    try {
      const stat = fs.readFileSync(`/proc/${d}/stat`, 'utf8');
      const f = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parent.set(+d, +f[1]);
      ticks.set(+d, +f[11] + +f[12]);
    } catch {
      /* gone meanwhile */
    }
  }
  let sum = 0;
  for (const p of ticks.keys()) {
    let q = p;
    for (let k = 0; q && q !== pid && k < 20; k++) q = parent.get(q);
    if (q === pid) sum += ticks.get(p);
  }
  return sum * 10;
}

async function measure(name, n) {
  const context = await browser.newContext({ viewport: { width: 900, height: 400 }, deviceScaleFactor: 2 });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const heap = async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      const h = await cdp.send('Runtime.getHeapUsage');
      return h.usedSize + (h.backingStorageSize ?? 0);
    };
    await page.goto(`${site.url}/${name}.html`);
    await page.waitForFunction('typeof window.renderSeries === "function"');
    await page.evaluate(
      ([source, n]) => {
        const make = new Function(`return ${source}`)();
        [window.__t, window.__v] = make(n, 7);
        window.__v2 = make(n, 9)[1];
        window.__flush = () => {
          const roots = [document];
          for (const root of roots) for (const e of root.querySelectorAll('*')) if (e.shadowRoot) roots.push(e.shadowRoot);
          for (const root of roots) for (const c of root.querySelectorAll('canvas')) if (c.width) c.getContext('2d')?.getImageData(0, 0, 1, 1);
        };
      },
      [series.toString(), n],
    );
    const before = await heap();
    const timed = async (work, arg) => {
      const start = cpuMs();
      let timer;
      const count = await Promise.race([
        page.evaluate(work, arg),
        new Promise((_, no) => {
          timer = setTimeout(() => no(new Error('over 60 s')), 60_000);
        }),
      ]);
      clearTimeout(timer);
      return (cpuMs() - start) / count;
    };
    const row = { name, n };
    row.first = await timed(async () => {
      await window.renderSeries(window.__t, window.__v);
      window.__flush();
      return 1;
    });
    row.heapMB = ((await heap()) - before) / 2 ** 20;
    row.heapTimes = 1 + (row.heapMB * 2 ** 20) / (16 * n); // two arrays of 8 bytes a sample
    for (const [op, most] of [
      ['pan', 60],
      ['wide', 30],
      ['update', 10],
    ])
      row[op] = await timed(
        async ({ op, most, frames }) => {
          const t = window.__t,
            span = t[t.length - 1] - t[0],
            begin = performance.now();
          let i = 0;
          for (; i < most && performance.now() - begin < 6000; i++) {
            if (op === 'pan') {
              const s = t[0] + span * 0.01 * (i % 90);
              await window.setWindow(s, s + span * 0.1);
            } else if (op === 'wide') await window.setWindow(t[0] + span * 0.02, t[0] + span * (0.9 + 0.002 * i));
            else await (window.updateSeries ?? window.renderSeries)(t, i % 2 ? window.__v : window.__v2);
            window.__flush();
            if (frames) await new Promise((resolve) => requestAnimationFrame(resolve));
          }
          return i;
        },
        { op, most, frames },
      );
    return row;
  } finally {
    await context.close();
  }
}

fs.mkdirSync(path.dirname(out), { recursive: true });
const rows = [];
for (let run = 0; run < runs; run++)
  for (const n of sizes)
    for (let k = 0; k < names.length; k++) {
      const name = names[(k + run * 5) % names.length]; // another order each run
      if (n > 100_000 && slow.has(name) && !only.includes(name)) continue;
      const row = await measure(name, n).catch((e) => ({ name, n, error: String(e).slice(0, 120) }));
      rows.push({ run, ...row });
      console.log(run, n, name.padEnd(22), row.error ?? ops.map((o) => `${o} ${row[o].toFixed(1)}`).join('  ') + `  heap ${row.heapMB.toFixed(1)} MB`);
      fs.writeFileSync(out, JSON.stringify({ conditions, rows }, null, 1));
    }
conditions.loadAfter = os.loadavg()[0];
fs.writeFileSync(out, JSON.stringify({ conditions, rows }, null, 1));
await close();
site.close();

const median = (a) => [...a].sort((x, y) => x - y)[(a.length - 1) >> 1];
const value = (name, n, op) => {
  const r = rows.filter((x) => x.name === name && x.n === n && !x.error);
  return r.length ? median(r.map((x) => x[op])) : NaN;
};
console.log('\nCPU ms, median of', runs, 'runs;', JSON.stringify(conditions));
console.log('| n | page | first | pan | wide | update | heap MB |\n|---|---|---|---|---|---|---|');
for (const n of sizes)
  for (const name of names)
    if (!Number.isNaN(value(name, n, 'pan'))) console.log(`| ${n} | ${name} | ${[...ops, 'heapMB'].map((o) => value(name, n, o).toFixed(1)).join(' | ')} |`);

if (names.includes(ours)) {
  console.log(`\n${ours} / other, same run`);
  for (const n of sizes)
    for (const name of names)
      if (name !== ours && !Number.isNaN(value(name, n, 'pan')))
        console.log(
          `${n} ${name.padEnd(22)} ` +
            ops
              .slice(1)
              .map((o) => `${o} ${(value(ours, n, o) / value(name, n, o)).toFixed(2)}`)
              .join('  '),
        );
}
if (names.includes(ours) && !only.length) {
  let missed = 0;
  for (const bar of JSON.parse(fs.readFileSync(new URL('bars.json', import.meta.url), 'utf8')).bars) {
    if (!sizes.includes(bar.n)) {
      console.log('skipped:', JSON.stringify(bar));
      continue;
    }
    const got = value(ours, bar.n, bar.op) / (bar.over ? value(bar.over, bar.n, bar.op) : 1);
    if (Number.isNaN(got)) {
      console.log('not measured:', JSON.stringify(bar));
      missed++;
      continue;
    }
    const ok = got <= bar.max;
    if (!ok && !bar.goal) missed++;
    console.log(ok ? 'met   ' : bar.goal ? 'goal  ' : 'MISSED', `n ${bar.n} ${bar.op}${bar.over ? ` / ${bar.over}` : ''}: ${got.toFixed(2)} (bar ${bar.max})`);
  }
  process.exitCode = missed ? 1 : 0;
}
