import type { Client } from '@nelumbo/core';
import { createClient } from '@nelumbo/core/client';
import { bundledContent } from '@nelumbo/content';
import { wechatPlatform } from '@nelumbo/miniprogram';
import { describe, expect, it } from 'vitest';
import { FhirServer } from '../sync/fhir-server.js';
import { modelOf } from './model.js';

const HOUR = 3_600_000;
const now = Date.now();
const reading = (hours: number) => ({ measure: 'heart-rate', values: { value: 60 + (hours % 40) }, unit: '/min', at: now - hours * HOUR });

async function synced(client: Client): Promise<void> {
  await expect.poll(async () => (await client.sync.now()).queued, { timeout: 90_000 }).toBe(0);
}

describe('a phone that fills up', () => {
  it('is told before it bites; on a full phone old synced readings still go, their room comes back, and what was not sent stays', async () => {
    const model = modelOf('wx', { later: (run) => void setImmediate(run) });
    model.total = 6_000_000;
    const server = new FhirServer();
    const platform = { ...wechatPlatform(model.api), transport: server.transport() };
    const client = await createClient({ platform, content: bundledContent(), api: { fhir: 'https://fhir.example' } });
    await client.privacy.grant('sync');
    let hours = 0;
    const write = async (n: number) => {
      const done = await client.vitals.record(Array.from({ length: n }, (_, i) => reading(hours + i)));
      expect(done.ok).toBe(true);
      hours += n;
    };
    const level = async () => (await platform.room()).level;
    await write(200);
    await synced(client);
    client.sync.pause();
    expect(await level()).toBe('ok');
    // What other parts of the app keep fills up the rest.
    const own = model.disk.used;
    const host = (left: number) => model.disk.put('of the host', 'x'.repeat(model.total - own - left));
    host(900_000);
    expect(await level()).toBe('near');
    host(115_000);
    expect(await level()).toBe('full');
    const unsent = 3;
    for (let i = 0; i < unsent; i++) await write(1);
    const before = await client.vitals.readings({ measure: 'heart-rate' });
    // And then to the last byte: what takes something away still has its reserve.
    model.disk.put('of the host too', 'x'.repeat(model.total - model.disk.used - 'of the host too'.length));
    expect(model.disk.used).toBe(model.total);
    const used = model.disk.used;

    const cut = now - 60 * HOUR; // those of the last sixty hours stay
    const [n] = await client.privacy.removable([cut]);
    expect(n).toBeGreaterThan(100);
    expect(await client.privacy.release(cut)).toBe(n);
    expect(model.disk.used).toBeLessThan(used - n! * 60); // bytes that are really free
    const left = await client.vitals.readings({ measure: 'heart-rate' });
    expect(left).toHaveLength(before.length - n!);
    expect(left.filter(({ at }) => at < cut).length).toBe(unsent);
    await write(1);
    client.sync.resume();
    await synced(client);
    expect([...server.resources.keys()]).toHaveLength(before.length + 1);
    await client.close();
  });
});
