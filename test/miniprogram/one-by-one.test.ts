// Every reading is saved by itself: on a phone without a network for a long time, and on one that sends them as they come. 256 of them here; ONE_BY_ONE=10000 writes as many into the 10 MB that
// WeChat gives, which takes some minutes.
import { createClient } from '@nelumbo/core/client';
import { bundledContent } from '@nelumbo/content';
import type { Storage } from '@nelumbo/core/platform';
import { wechatPlatform } from '@nelumbo/miniprogram';
import { expect, it } from 'vitest';
import { FhirServer } from '../sync/fhir-server.js';
import { modelOf } from './model.js';

const MANY = Number(process.env['ONE_BY_ONE'] ?? 256);
const FULL = process.env['ONE_BY_ONE'] !== undefined;
const MOST = FULL ? 10_000_000 : 600_000; // characters in the end; 256 operations with a row each take 750,000
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
    if (FULL && i % 1000 === 999) console.log(i + 1, model.disk.used, Math.round(performance.now() / 1000));
  }
  await expect.poll(() => model.disk.used, { timeout: 20_000 }).toBeLessThan(MOST); // folded when nobody writes
  await expect.poll(() => client.sync.status.queued).toBeGreaterThanOrEqual(MANY); // and perhaps the consent
  client.sync.resume();
  await expect.poll(async () => (await client.sync.now()).queued, { timeout: 1_200_000 }).toBe(0);
  if (FULL) console.log('after sync', model.disk.used);
  const stored = [...server.resources.values()].map((versions) => JSON.stringify(versions));
  expect(stored.filter((text) => text.includes('8867-4'))).toHaveLength(MANY);
  expect(await client.vitals.readings({ measure: 'heart-rate' })).toHaveLength(MANY);
  await client.close();
}, 1_800_000);

it('keeps what was sent as it came, with the log of it, and reads the last 90 days of it', async () => {
  const many = FULL ? MANY : 132;
  const model = modelOf('wx', { later: (run) => void setImmediate(run) });
  const server = new FhirServer();
  const wechat = wechatPlatform(model.api);
  const log = new Set<string>(); // keys of its rows
  const storage: Storage = {
    destroy: (name) => wechat.storage.destroy(name),
    async open(name, tables) {
      const db = await wechat.storage.open(name, tables);
      const commit = db.commit.bind(db);
      db.commit = async (puts, expected, durability) => {
        await commit(puts, expected, durability);
        for (const [table, key, value] of puts) if (table === 'audit') log[value ? 'add' : 'delete'](key.join());
      };
      return db;
    },
  };
  const platform = { ...wechat, storage, transport: server.transport() };
  const client = await createClient({ platform, content: bundledContent(), api: { fhir: 'https://fhir.example' } });
  await client.privacy.grant('sync');
  client.sync.pause();
  const sync = async () => {
    client.sync.resume();
    await expect.poll(async () => (await client.sync.now()).queued, { timeout: 30_000 }).toBe(0);
    client.sync.pause();
  };
  let near = 0;
  for (let i = 0; i < many; i++) {
    const values = { systolic: 118 + ((i * 7) % 31), diastolic: 72 + ((i * 5) % 17) };
    const done = await client.vitals.record([{ measure: 'blood-pressure', values, unit: 'mm[Hg]', at: now - (many - i) * 6 * HOUR }]);
    expect(done.ok).toBe(true);
    if (i % 32 === 31) await sync();
    if (i % 100 === 99 && !near && (await platform.room()).level !== 'ok') near = i + 1;
    if (FULL && i % 1000 === 999) console.log(i + 1, model.disk.used, Math.round(performance.now() / 1000));
  }
  await sync();
  const read = () => client.vitals.readings({ measure: 'blood-pressure', from: now - 90 * 24 * HOUR });
  const took: number[] = [];
  for (let i = 0; i < 5; i++) {
    const begin = performance.now();
    expect(await read()).toHaveLength(Math.min(many, 360));
    took.push(performance.now() - begin);
  }
  if (FULL) console.log('sent as they came', model.disk.used, 'near after', near, '90 days in ms', took.map(Math.round).join(' '));
  expect(await client.vitals.readings({ measure: 'blood-pressure' })).toHaveLength(many);
  // Ends with a fold, in which entries of the log go into rows that they share.
  expect(await client.privacy.release(now - (many - 4) * 6 * HOUR)).toBe(4);
  const { ok, entries } = await client.privacy.verify();
  expect(ok).toBe(true);
  expect(entries).toBeGreaterThan(many);
  expect(log.size).toBeLessThan(64 + entries / 64);
  if (FULL) expect(model.disk.used).toBeLessThan(10_000_000);
  expect([...server.resources.values()].filter((versions) => JSON.stringify(versions).includes('85354-9'))).toHaveLength(many);
  await client.close();
}, 1_800_000);
