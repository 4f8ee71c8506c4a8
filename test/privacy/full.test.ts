import { createClient, type Client } from '@nelumbo/core';
import type { Observation } from '@nelumbo/core/fhir';
import type { Records } from '@nelumbo/core/records';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import { describe, expect, it } from 'vitest';
import { FhirServer } from '../sync/fhir-server.js';

const reading = (value: number, minute: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: new Date(Date.UTC(2026, 2, 1) + minute * 60_000).toISOString(),
  valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
});
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code: string }) => error.code); // prettier-ignore
async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** What a device does when idle: room is laid aside, too. */
const fold = (client: Client): Promise<unknown> => (client.records as Records).fold(); // a client's records are these

interface Full {
  readonly on: MemoryPlatform;
  readonly server: FhirServer;
  readonly client: Client;
  readonly count: () => Promise<number>;
}

/** A device that takes not one more byte. `sent`: the server has everything; `folded`: it lies in blocks. */
async function full({ sent = false, folded = false } = {}): Promise<Full> {
  const server = new FhirServer();
  const on = memoryPlatform({ webcrypto: globalThis.crypto, transport: server.transport() });
  const client = await createClient({ platform: on, api: { fhir: 'https://fhir.example' } });
  if (sent) await client.privacy.grant('sync');
  for (let i = 0; i < 5; i++) {
    await client.records.write(Array.from({ length: 8 }, (_, j) => ({ put: reading(60 + j, i * 10 + j) })));
    if (i === 0) await fold(client);
  }
  if (sent) await client.sync.now();
  if (folded) await fold(client);
  on.storage.quota = Math.max(...on.storage.names().map((name) => on.storage.dump(name).reduce((sum, { value }) => sum + value.length, 0)));
  return { on, server, client, count: () => client.records.count({ type: 'Observation' }) };
}

describe.each([
  ['never sent, as written', {}],
  ['never sent, folded', { folded: true }],
  ['sent, as written', { sent: true }],
  ['sent, folded', { sent: true, folded: true }],
])('on a full device (%s)', (_name, how) => {
  it('a person sees and takes out what is theirs; the log says so once there is room', async () => {
    const { on, client } = await full(how);
    expect(await codeOf(client.records.write([{ put: reading(99, 999) }]))).toBe('storage-full');
    expect((await client.privacy.view()).kinds).toMatchObject([{ type: 'Observation', count: 40 }]);
    const at = on.clock.now();
    expect(JSON.parse(await textOf(await client.privacy.export('fhir'))).entry.length).toBeGreaterThanOrEqual(40);
    expect((await client.privacy.audit({ limit: 1 }))[0]!.action).not.toBe('export');
    on.storage.quota = 1e9;
    on.clock.advance(60_000);
    await client.records.write([{ put: reading(99, 999) }]);
    await fold(client);
    const log = await client.privacy.audit();
    expect(log.slice(0, 3).map(({ action }) => action)).toEqual(['export', 'view', 'write']);
    expect(log[0]).toMatchObject({ action: 'export', detail: 'fhir', at });
    expect(await client.privacy.verify()).toMatchObject({ ok: true });
    await client.close();
  });

  it('a person erases all their records, and the server is told', async () => {
    const { on, client, count, server } = await full(how);
    expect(await client.privacy.erase({ type: 'Observation' }), 'all of them').toMatchObject({ scope: 'records', records: 40 });
    expect(await count()).toBe(0);
    expect(await client.privacy.verify()).toMatchObject({ ok: true });
    on.storage.quota = 1e9;
    await fold(client);
    expect((await client.privacy.audit()).filter(({ action }) => action === 'erase' || action === 'remove').map(({ types }) => types)).toContainEqual({
      Observation: 40,
    });
    await client.sync.now();
    expect(client.sync.status).toMatchObject({ queued: 0 });
    expect([...server.resources.values()].filter((versions) => versions.at(-1)!.body['status'] !== 'entered-in-error')).toEqual([]);
    await client.close();
  });

  it('a person erases the device', async () => {
    const { on, client } = await full(how);
    expect(await client.privacy.erase('device')).toMatchObject({ scope: 'device', records: 40 });
    expect(on.storage.names().filter((name) => name !== 'nelumbo/install')).toEqual([]);
  });
});
