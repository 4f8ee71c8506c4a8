// What a batch costs the device: what grows with each record of it times the size of a block made long queues slow.
import { createClient } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import type { Storage } from '@nelumbo/core/platform';
import { expect, it } from 'vitest';
import { FhirServer } from './fhir-server.js';

const MANY = 200; // in one block

/** Rows of blocks that were read. */
function counted(storage: Storage): { readonly storage: Storage; readonly read: () => number } {
  let rows = 0;
  return {
    read: () => rows,
    storage: {
      destroy: (name) => storage.destroy(name),
      async open(name, tables) {
        const db = await storage.open(name, tables);
        const read = db.read.bind(db);
        db.read = async (wants) => {
          const answers = await read(wants);
          rows += answers.reduce((n, found, i) => n + (wants[i]!.table === 'blocks' ? found.length : 0), 0);
          return answers;
        };
        return db;
      },
    },
  };
}

it('reads a block a few times for each batch, not for each record', async () => {
  const on = memoryPlatform({ webcrypto: globalThis.crypto, transport: new FhirServer().transport() });
  const { storage, read } = counted(on.storage);
  const client = await createClient({ platform: { ...on, storage }, api: { fhir: 'https://fhir.example' } });
  await client.privacy.grant('sync');
  await client.sync.now();
  client.sync.pause();
  const minute = (i: number) => new Date(Date.UTC(2026, 2, 1, 8, i)).toISOString();
  await client.records.write(
    Array.from({ length: MANY }, (_, i) => ({
      put: { resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] }, effectiveDateTime: minute(i) },
    })),
  );
  const before = read();
  client.sync.resume();
  expect((await client.sync.now()).queued).toBe(0);
  expect(await client.records.range({ type: 'Observation' })).toHaveLength(MANY);
  expect(read() - before).toBeGreaterThan(0);
  expect(read() - before).toBeLessThan(MANY); // 4 batches, and over 100 pages of what came back; each record by itself took 723
  await client.close();
});
