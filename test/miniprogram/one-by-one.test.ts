// A phone without a network for a long time: every reading is saved by itself, none can be sent. 256 of them here; ONE_BY_ONE=10000 writes as many into the 10 MB that WeChat gives.
import { createClient } from '@nelumbo/core/client';
import { bundledContent } from '@nelumbo/content';
import { wechatPlatform } from '@nelumbo/miniprogram';
import { expect, it } from 'vitest';
import { FhirServer } from '../sync/fhir-server.js';
import { modelOf } from './model.js';

const MANY = Number(process.env['ONE_BY_ONE'] ?? 256);
const MOST = process.env['ONE_BY_ONE'] ? 10_000_000 : 600_000; // characters in the end; 256 operations with a row each take 750,000
const HOUR = 3_600_000;
const now = Date.now();

it('keeps thousands of readings that were saved one by one, and sends each once', async () => {
  const model = modelOf('wx', { later: (run) => void setImmediate(run) });
  const server = new FhirServer();
  const platform = { ...wechatPlatform(model.api), transport: server.transport() };
  const client = await createClient({ platform, content: bundledContent(), api: { fhir: 'https://fhir.example' } });
  await client.privacy.grant('sync');
  client.sync.pause();
  for (let i = 0; i < MANY; i++) {
    const done = await client.vitals.record([{ measure: 'heart-rate', values: { value: 60 + (i % 40) }, unit: '/min', at: now - (MANY - i) * HOUR }]);
    expect(done.ok).toBe(true);
    if (process.env['ONE_BY_ONE'] && i % 1000 === 999) console.log(i + 1, model.disk.used, Math.round(performance.now() / 1000));
  }
  await expect.poll(() => model.disk.used, { timeout: 20_000 }).toBeLessThan(MOST); // folded when nobody writes
  await expect.poll(() => client.sync.status.queued).toBeGreaterThanOrEqual(MANY); // and perhaps the consent
  client.sync.resume();
  await expect.poll(async () => (await client.sync.now()).queued, { timeout: 300_000 }).toBe(0);
  if (process.env['ONE_BY_ONE']) console.log('after sync', model.disk.used);
  const stored = [...server.resources.values()].map((versions) => JSON.stringify(versions));
  expect(stored.filter((text) => text.includes('8867-4'))).toHaveLength(MANY);
  expect(await client.vitals.readings({ measure: 'heart-rate' })).toHaveLength(MANY);
  await client.close();
}, 600_000);
