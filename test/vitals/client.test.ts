import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { bundledContent } from '@nelumbo/content';
import { createClient, type Client } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import type { Reading } from '@nelumbo/core/vitals';

const now = Date.UTC(2026, 10, 22, 2, 0);
const minute = 60_000;
const clients: Client[] = [];
async function open(platform = memoryPlatform({ webcrypto: globalThis.crypto, start: now })): Promise<Client> {
  const client = await createClient({ platform, content: bundledContent() });
  clients.push(client);
  return client;
}
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});
async function* file(name: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new Uint8Array(readFileSync(new URL(`../fixtures/vitals/${name}`, import.meta.url))));
}

it('imports, charts, alerts and reports through the encrypted store', { timeout: 60_000 }, async () => {
  const client = await open();
  const { vitals } = client;
  const heard: unknown[] = [];
  client.on('alert', (alert) => heard.push(alert));
  expect(await vitals.import('apple-health', file('apple-health-export.xml'))).toMatchObject({ saved: 7, duplicate: 1, refusedCount: 2 });
  expect(await vitals.import('apple-health', file('apple-health-export.xml'))).toMatchObject({ saved: 0, duplicate: 8 });
  expect(await vitals.import('csv', file('readings.csv'))).toMatchObject({ saved: 16, duplicate: 3 });
  expect(await vitals.import('fhir-bundle', file('synthea-r4-bundle.json'))).toMatchObject({ saved: 64, ignored: 435 });
  const before = (await vitals.series({ measure: 'blood-pressure' })).t.length;
  await vitals.record({ measure: 'blood-pressure', values: { systolic: 192, diastolic: 112 }, context: { setting: 'home' } });
  const alerts = await vitals.alerts();
  expect(alerts[0]).toMatchObject({ rule: 'blood-pressure-urgent', level: 'urgent', state: 'open' });
  expect(heard).toEqual([{ type: 'alert', rule: 'blood-pressure-urgent', level: 'urgent', refs: alerts[0]!.refs }]);
  expect((await vitals.series({ measure: 'blood-pressure' })).t.length).toBe(before + 1);
  const report = await vitals.report({ from: now - 30 * 86_400_000, to: now + 1 });
  expect(report.sections.map((s) => s.measure.id)).toContain('blood-pressure');
  expect((await vitals.exportCsv()).split('\r\n').length).toBe(1 + 7 + 16 + 64 + 1 + 1 + 3); // the note of three readings has a line break
});

it('wakes the rules for a user who opens a page without an element of vitals', async () => {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: now });
  const first = await open(platform);
  await first.vitals.record(
    Array.from({ length: 6 }, (_, i): Reading => ({ measure: 'blood-pressure', values: { systolic: 120, diastolic: 78 }, at: now - i * 86_400_000 })),
  );
  await first.close();
  platform.clock.set(now + 8 * 86_400_000);
  const second = await open(platform);
  const told = await new Promise((done) => second.on('alert', done));
  expect(told).toMatchObject({ rule: 'blood-pressure-silence' });
});

it('keeps the mean of a set in step with its readings', async () => {
  const { vitals } = await open();
  const pressure = (systolic: number, ago: number): Reading => ({ measure: 'blood-pressure', values: { systolic, diastolic: 80 }, at: now - ago * minute });
  const set = await vitals.recordSet([pressure(130, 2), pressure(124, 1), { measure: 'heart-rate', values: { value: 70 }, at: now - minute }]);
  if (!set.ok) throw new Error(set.error.reason);
  const mean = async () => (await vitals.readings({ measure: 'blood-pressure' })).find((r) => r.derivedFrom);
  expect(set.value.map((r) => r.values['systolic'] ?? r.values['value'])).toEqual([130, 124, 70, 127]);
  expect(await mean()).toMatchObject({ values: { systolic: 127, diastolic: 80 }, derivedFrom: [set.value[0]!.ref, set.value[1]!.ref] });
  expect((await vitals.series({ measure: 'blood-pressure' })).v['systolic']).toEqual(Float64Array.of(130, 124));
  await vitals.edit(set.value[0]!.ref, { values: { systolic: 126, diastolic: 80 } });
  expect(await mean()).toMatchObject({ values: { systolic: 125 }, amended: true });
  expect((await vitals.series({ measure: 'blood-pressure' })).v['systolic']).toEqual(Float64Array.of(126, 124));
  await vitals.remove(set.value[1]!.ref);
  expect(await mean()).toBeUndefined();
  expect((await vitals.readings({ measure: 'blood-pressure' })).length).toBe(1);
});

it('reads many readings as columns of the store', { timeout: 90_000 }, async () => {
  const { vitals } = await open();
  const many = Array.from({ length: 5_200 }, (_, i): Reading => ({ measure: 'heart-rate', values: { value: 60 + (i % 30) }, at: now - (5_300 - i) * minute }));
  for (let i = 0; i < many.length; i += 500) await vitals.record(many.slice(i, i + 500));
  const series = await vitals.series({ measure: 'heart-rate' });
  expect([series.t.length, series.unit, series.v['value']![1]]).toEqual([5_200, '/min', 61]);
  expect([...series.t.subarray(0, 2)]).toEqual([now - 5_300 * minute, now - 5_299 * minute]);
  await vitals.record({ measure: 'heart-rate', values: { value: 88 } });
  expect((await vitals.series({ measure: 'heart-rate' })).v['value']!.at(-1)).toBe(88);
  expect((await vitals.series({ measure: 'heart-rate', setting: 'home' })).t.length).toBe(0);
});
