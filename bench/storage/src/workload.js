/* global window */
// What every store must do, and how long it takes. The page sets window.store; run.mjs calls these three functions.
import { BLOOD_PRESSURE, END, HEART_RATE, generate, observation, random, valueOf } from './data.js';

const QUARTER = 90 * 864e5;
const FOREVER = 9e15;
const round = (x) => Math.round(x * 100) / 100;
const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))];
const resource = (row) => row.o ?? row;
const sum = (values) => values.reduce((a, b) => a + b, 0);

async function timed(reps, f) {
  const times = [];
  let result;
  for (let i = 0; i < reps; i++) {
    const start = performance.now();
    result = await f(i);
    times.push(performance.now() - start);
  }
  return { ms: round(percentile(times, 0.5)), p95: round(percentile(times, 0.95)), result };
}

// into an empty profile
window.load = async (n, batch) => {
  const { store } = window;
  const data = generate(n);
  await store.open();
  const start = performance.now();
  for (let i = 0; i < n; i += batch) await store.putMany(data.slice(i, i + batch));
  await store.flush?.();
  const bulk = round(performance.now() - start);
  await store.close();
  await new Promise((r) => setTimeout(r, 300));
  return { bulk };
};

// in a new page on the same profile. Windows shift by a millisecond, so that no query cache answers.
window.use = async (n) => {
  const { store } = window;
  const reps = n > 50000 ? 7 : 15;
  const out = {};
  const measure = async (name, times, f) => {
    const { ms, p95, result } = await timed(times, f);
    out[name] = ms;
    if (times > 1) out[name + 'P95'] = p95;
    return result;
  };
  const quarter = (code) => (i) => store.range(code, END - QUARTER - 1 - i, END);

  await measure('coldOpen', 1, () => store.open());
  await measure('coldSparse', 1, quarter(BLOOD_PRESSURE));
  out.nSparse = (await measure('sparse', reps, quarter(BLOOD_PRESSURE))).length;
  const dense = await measure('dense', reps, quarter(HEART_RATE));
  out.nDense = dense.length;
  out.check = sum(dense.map((x) => valueOf(resource(x)))).toFixed(1);
  if (store.series) out.nSeries = (await measure('series', reps, (i) => store.series(HEART_RATE, END - QUARTER - 1 - i, END))).t.length;
  if (store.rollup) out.nRollup = (await measure('rollup', reps, () => store.rollup(HEART_RATE))).days;
  out.nFull = (await measure('full', n > 50000 ? 1 : 3, () => store.range(HEART_RATE, 0, FOREVER))).length;

  const next = random(77);
  for (const durability of ['strict', 'relaxed'])
    await measure('put_' + durability, 40, (i) => store.put(observation(next, BLOOD_PRESSURE, END + i * 1000), durability));
  out.nCount = await measure('count', 5, () => store.count());
  out.readBack = (await store.range(BLOOD_PRESSURE, END, END + 1e9)).length;
  if (store.series && store.rollup) out.columns = await checkColumns(store);
  await store.close();
  return out;
};

// In a page of its own: one that has just read hundreds of thousands of resources waits for collections of what is left of them, fold or not.
window.fold = async () => {
  const { store } = window;
  if (!store.flush) return {};
  await store.open();
  const out = await foldWaits(store);
  await store.close();
  return out;
};

// How much longer than usual anything that a user does takes at worst while a fold runs; `foldIdle`: the same where none runs. What is folded are 120 late readings of
// three years, each in a block of its own: the most that a fold can be made to do.
async function foldWaits(store) {
  const next = random(5);
  const late = () => observation(next, HEART_RATE, END - Math.floor(next() * 3 * 365 * 864e5));
  const acts = {
    put: (i) => store.put(observation(next, BLOOD_PRESSURE, END + 1e8 + i * 1000), 'relaxed'),
    read: (i) => store.range(BLOOD_PRESSURE, END - 7 * 864e5 - i, END),
    series: (i) => store.series(HEART_RATE, END - 7 * 864e5 - i, END),
  };
  const waits = async (isOver, least) => {
    const times = Object.fromEntries(Object.keys(acts).map((name) => [name, []]));
    for (let i = 0; i < least || !isOver(); i++)
      for (const [name, act] of Object.entries(acts)) {
        const start = performance.now();
        await act(i);
        times[name].push(performance.now() - start);
      }
    return times;
  };
  await store.flush();
  const usual = await waits(() => true, 15);
  const idle = await waits(() => true, 90);
  await store.flush();
  for (let i = 0; i < 120; i++) await store.put(late(), 'relaxed');
  let over = false;
  const start = performance.now();
  const folding = store.flush().finally(() => (over = true));
  const during = await waits(() => over, 1);
  const fold = round(performance.now() - start);
  await folding;
  const extra = (times) => Object.keys(acts).map((name) => Math.max(...times[name]) - percentile(usual[name], 0.5));
  const worst = (times) => round(Math.max(0, ...extra(times)));
  return { foldWait: worst(during), foldIdle: worst(idle), foldWaits: extra(during).map(round), foldActs: during.put.length * 3, fold };
}

// Columns and roll-ups must follow overwrites and deletions, before and after a fold. 'true', or what is wrong.
async function checkColumns(store) {
  const rows = (await store.range(HEART_RATE, 0, FOREVER)).map(resource);
  for (const o of rows.slice(-20)) {
    const changed = { ...o, valueQuantity: { ...o.valueQuantity, value: o.valueQuantity.value + 1000 } };
    await store.put({ id: o.id, code: HEART_RATE, t: Date.parse(o.effectiveDateTime), o: changed }, 'relaxed');
  }
  if (store.remove) for (const o of rows.slice(0, 5)) await store.remove(o.id, HEART_RATE);
  for (const state of ['before fold', 'after fold']) {
    if (state === 'after fold') {
      if (!store.flush) break;
      await store.flush();
    }
    const values = (await store.range(HEART_RATE, 0, FOREVER)).map((x) => valueOf(resource(x)));
    const series = await store.series(HEART_RATE, 0, FOREVER);
    const roll = await store.rollup(HEART_RATE);
    const expected = rows.length - (store.remove ? 5 : 0);
    if (values.length !== expected) return `${state}: range has ${values.length} rows, not ${expected}`;
    const near = (x) => Math.abs(x - sum(values)) < 1e-3;
    if (series.t.length !== expected || !near(sum([...series.v]))) return `${state}: series differs from range`;
    if (roll.count !== expected || !near(roll.sum)) return `${state}: roll-up differs from range`;
  }
  return 'true';
}
