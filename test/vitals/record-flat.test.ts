import { expect, it } from 'vitest';
import alerts from '../../packages/content/src/vitals/alerts.js';
import guidelines from '../../packages/content/src/vitals/guidelines.js';
import measures from '../../packages/content/src/vitals/measures.js';
import { vitalsOver } from '../../packages/core/src/vitals/testing.js';

const now = Date.UTC(2026, 10, 22, 2, 0);
const minute = 60_000;

/** CPU milliseconds of recording one reading, alert rules included, with so many readings there and a chart open on all of them. */
async function costOf(n: number): Promise<number> {
  const { vitals, context, clock } = vitalsOver({ 'vitals/measures': measures, 'vitals/guidelines': guidelines, 'vitals/alerts': alerts }, { now });
  const t = Float64Array.from({ length: n }, (_, i) => now - (n - i) * 5 * minute);
  const values = Float64Array.from({ length: n }, (_, i) => 60 + (i % 40));
  const few = n < 5_000; // so many come as records, more as columns
  if (few)
    await vitals.record(Array.from(t, (at, i) => ({ measure: 'heart-rate', values: { value: values[i]! }, at }))); // columns run in step
  else {
    // The store's own speed is measured with the store; here it answers at once.
    Object.assign(context.records, {
      count: () => Promise.resolve(n),
      columns: ({ from = -Infinity }) => {
        const first = t.findIndex((at) => at >= from);
        const start = first < 0 ? n : first;
        const rest = { t: t.slice(start), offset: new Int16Array(n - start).fill(480), flags: new Uint8Array(n - start) };
        return Promise.resolve({ ...rest, columns: [{ component: '', unit: '/min', values: values.slice(start) }] });
      },
    });
  }
  const one = async (i: number) => {
    clock.set(now + i * 1_000);
    await vitals.record({ measure: 'heart-rate', values: { value: 64 } });
    await vitals.watch();
    expect((await vitals.series({ measure: 'heart-rate' })).t.length).toBe(n + i + 1);
  };
  await vitals.series({ measure: 'heart-rate' });
  for (let i = 0; i < 20; i++) await one(i);
  const began = process.cpuUsage();
  for (let i = 20; i < 120; i++) await one(i);
  const { user, system } = process.cpuUsage(began);
  await vitals.close();
  return (user + system) / 1_000 / 100;
}

it('recording one reading costs the same with a thousand and a million of them', { timeout: 120_000 }, async () => {
  const costs = { small: await costOf(1_000), large: await costOf(1_000_000) };
  console.info(`CPU ms a reading: ${costs.small.toFixed(2)} with 1,000, ${costs.large.toFixed(2)} with 1,000,000`);
  expect(costs.large).toBeLessThan(costs.small * 3 + 3);
});

/** How many records are read back for one pressure, alert rules included, with so many there (two a day, the last ninety days as any other) and a chart open on all. */
async function readBackFor(n: number): Promise<number> {
  const day = 24 * 60 * minute;
  const { vitals, context, clock } = vitalsOver({ 'vitals/measures': measures, 'vitals/guidelines': guidelines, 'vitals/alerts': alerts }, { now });
  const pressure = (i: number) =>
    ({ measure: 'blood-pressure', values: { systolic: 110 + (i % 20), diastolic: 70 + (i % 9) }, at: now - i * (day / 2) }) as const;
  for (let i = n; i > 0; i -= 1_000) await vitals.record(Array.from({ length: Math.min(i, 1_000) }, (_, k) => pressure(i - k)));
  await vitals.watch();
  expect((await vitals.series({ measure: 'blood-pressure' })).t.length).toBe(n);
  let rows = 0;
  const { range } = context.records;
  Object.assign(context.records, {
    range: async (query: Parameters<typeof range>[0]) => {
      const found = await range(query);
      rows += found.length;
      return found;
    },
  });
  for (let i = 1; i <= 10; i++) {
    clock.set(now + i * minute);
    await vitals.record({ measure: 'blood-pressure', values: { systolic: 121, diastolic: 79 } });
    await vitals.alerts();
    expect((await vitals.series({ measure: 'blood-pressure' })).t.length).toBe(n + i);
  }
  await vitals.close();
  return rows;
}

it('recording one pressure reads nothing more back with many of them', { timeout: 120_000 }, async () => {
  const [few, many] = [await readBackFor(1_000), await readBackFor(20_000)];
  console.info(`records read back for ten pressures: ${few} with 1,000 there, ${many} with 20,000`);
  expect(many).toBeLessThanOrEqual(few);
});
