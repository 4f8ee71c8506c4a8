import { createClient, type Client } from '@nelumbo/core';
import type { Observation, Resource } from '@nelumbo/core/fhir';
import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import { describe, expect, it } from 'vitest';
import { FhirServer } from '../sync/fhir-server.js';

const fhir = 'https://fhir.example';
const DAY = 86_400_000;
const start = Date.UTC(2025, 0, 1);
const cut = start + 100 * DAY;

const reading = (day: number, value = 60 + (day % 40)): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: new Date(start + day * DAY).toISOString(),
  valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
});

interface Phone {
  readonly on: MemoryPlatform;
  readonly client: Client;
}

async function phone(server: FhirServer): Promise<Phone> {
  const on = memoryPlatform({ webcrypto: globalThis.crypto, transport: server.transport(), start: start + 400 * DAY });
  const client = await createClient({ platform: on, api: { fhir } });
  await client.privacy.grant('sync');
  return { on, client };
}

/** Syncs until nothing waits. */
async function synced({ client, on }: Phone): Promise<void> {
  const look = async () => {
    on.clock.advance(20_000); // a request of unknown outcome is waited out
    const { state, queued } = await client.sync.now();
    return [state, queued];
  };
  await expect.poll(look, { timeout: 15_000 }).toEqual(['idle', 0]);
}

const hearts = (client: Client) => client.records.range<Observation>({ type: 'Observation', codes: ['8867-4'] });
const bytesOf = ({ on: { storage } }: Phone) =>
  storage.names().reduce((sum, name) => sum + storage.dump(name).reduce((n, { table, value }) => n + (table === 'audit' ? 0 : value.length), 0), 0);
const onServer = (server: FhirServer) =>
  [...server.resources.entries()].filter(([sid]) => sid.startsWith('Observation/')).map(([, versions]) => versions.length);

describe('old synced readings taken off one device', () => {
  it('go from here alone: the server and another device keep them, and no later sync removes them there or brings them back', async () => {
    const server = new FhirServer();
    const [mine, other] = [await phone(server), await phone(server)];
    await mine.client.records.write(Array.from({ length: 120 }, (_, day) => ({ put: reading(day) })));
    await synced(mine);
    await synced(other);
    const [before, versions] = [bytesOf(mine), onServer(server)];
    expect(await mine.client.privacy.removable([start, cut, start + 300 * DAY])).toEqual([0, 100, 120]);
    expect(await mine.client.privacy.release(cut)).toBe(100);
    expect(await hearts(mine.client)).toHaveLength(20);
    expect(await mine.client.records.count({ type: 'Observation' })).toBe(20);
    const [days] = await mine.client.records.days({ type: 'Observation', codes: ['8867-4'] });
    expect([days!.day.length, days!.day[0]]).toEqual([20, cut / DAY]);
    expect(bytesOf(mine)).toBeLessThan(before * 0.5);
    for (let i = 0; i < 2; i++) {
      await synced(mine);
      await synced(other);
    }
    expect(await hearts(mine.client)).toHaveLength(20);
    expect(await hearts(other.client)).toHaveLength(120);
    expect(onServer(server)).toEqual(versions); // nothing was written there
    expect(await mine.client.privacy.removable([cut])).toEqual([0]);
    expect((await mine.client.privacy.audit()).filter(({ action }) => action === 'release')).toMatchObject([{ types: { Observation: 100 }, by: 'user' }]);
    expect(await mine.client.privacy.verify()).toMatchObject({ ok: true });
  });

  it('do not come back by a change of another device, nor by a pull from the start; they do when asked for', async () => {
    const server = new FhirServer();
    const [mine, other] = [await phone(server), await phone(server)];
    await mine.client.records.write(Array.from({ length: 40 }, (_, day) => ({ put: reading(day) })));
    await synced(mine);
    await synced(other);
    await mine.client.privacy.release(start + 30 * DAY);
    const [oldest] = await hearts(other.client);
    await other.client.records.write([{ put: { ...oldest!, valueQuantity: { ...oldest!.valueQuantity, value: 99 } } as Resource }]);
    await synced(other);
    await synced(mine);
    expect(await hearts(mine.client)).toHaveLength(10);
    await mine.client.privacy.bringBack();
    await synced(mine);
    const back = await hearts(mine.client);
    expect(back).toHaveLength(40);
    expect(back[0]!.id).toBe(oldest!.id);
    expect(back[0]!.valueQuantity!.value).toBe(99);
    expect(await mine.client.records.count({ type: 'Observation' })).toBe(40);
  });

  it('leave behind what the server does not have: never sent, changed since, or refused', async () => {
    const server = new FhirServer();
    const here = await phone(server);
    const { client } = here;
    await client.records.write([{ put: reading(1) }, { put: reading(2) }]);
    await synced(here);
    const [changed] = await hearts(client);
    client.sync.pause();
    await client.records.write([{ put: { ...changed!, note: [{ text: '补充' }] } as Resource }, { put: reading(3) }]);
    expect(await client.privacy.removable([cut])).toEqual([1]);
    expect(await client.privacy.release(cut)).toBe(1);
    expect((await hearts(client)).map(({ effectiveDateTime }) => effectiveDateTime)).toEqual([
      new Date(start + DAY).toISOString(),
      new Date(start + 3 * DAY).toISOString(),
    ]);
    client.sync.resume();
    await synced(here);
    expect(onServer(server)).toEqual([2, 1, 1]);
    expect(await client.privacy.release(cut)).toBe(2); // now it does
    expect(await hearts(client)).toEqual([]);
  });

  it('stay while a record that stays refers to them', async () => {
    const server = new FhirServer();
    const here = await phone(server);
    const { client } = here;
    const { refs } = await client.records.write([{ put: reading(1) }, { put: reading(2) }, { put: reading(3) }]);
    const [a, b, c] = refs as [string, string, string];
    await client.records.write([
      { put: { ...reading(4), derivedFrom: [{ reference: b }] } as Resource },
      { put: { ...reading(200), derivedFrom: [{ reference: c }] } as Resource },
      { put: { resourceType: 'MedicationStatement', status: 'active', reasonReference: [{ reference: a }] } as Resource },
    ]);
    await synced(here);
    expect(await client.privacy.release(cut)).toBe(2); // b and what was derived from it
    expect((await hearts(client)).map(({ id }) => `Observation/${id}`)).toEqual([a, c, expect.any(String)]);
  });

  it('are not touched without consent to sync: there may be no other copy', async () => {
    const server = new FhirServer();
    const here = await phone(server);
    const { client } = here;
    await client.records.write([{ put: reading(1) }]);
    await synced(here);
    await client.privacy.withdraw('sync');
    await expect(client.privacy.release(cut)).rejects.toMatchObject({ code: 'consent-missing' });
    expect(await hearts(client)).toHaveLength(1);
  });

  it('stay whole when the phone refuses, and go at the next try', async () => {
    const server = new FhirServer();
    const here = await phone(server);
    const { on, client } = here;
    await client.records.write(Array.from({ length: 40 }, (_, i) => ({ put: reading(i) })));
    await synced(here);
    let commits = 0;
    const { storage } = on;
    storage.fault = ({ kind }) => (kind === 'commit' && ++commits === 1 ? 'quota' : undefined);
    await expect(client.privacy.release(cut)).rejects.toMatchObject({ code: 'storage-full' });
    storage.fault = undefined;
    const left = (await hearts(client)).length;
    expect(left).toBe(40);
    await synced(here);
    expect(await hearts(client)).toHaveLength(left);
    expect(await client.privacy.release(cut)).toBe(left);
  });
});
