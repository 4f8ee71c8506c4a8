// The server under test, in a process of its own: an issuer of the bench, no rate limits, and answers about itself over IPC.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from '../../packages/server/src/index.js';
import { RecordStore } from '../../packages/server/src/fhir/record-store.js';
import { TenantDatabase } from '../../packages/server/src/storage/tenant-database.js';
import { observation } from './observation.mjs';

const { data, definitionsFile, issuers } = JSON.parse(process.env.BENCH);
const unlimited = { perSecond: 1e9, burst: 1e9 };
const server = await createServer({ data, definitionsFile, issuers, tenants: [{ id: 'bench' }], limits: { user: unlimited, address: unlimited } });

/** Writes `count` Observations of many patients through the store, without HTTP and validation; only while nobody else writes. */
async function seed(count) {
  const database = new TenantDatabase(join(data, 'tenants'), 'bench');
  const actions = ['create', 'read', 'update', 'delete', 'search'];
  for (let done = 0; done < count; done += 1000) {
    const patient = done % 2000 === 0 ? 'ann' : `p${done / 1000}`; // ann has half of all
    const scope = { tenant: 'bench', user: patient, actors: [], patients: [{ id: patient, types: 'all', actions }], self: patient, allows: () => true };
    await database.transaction(() => {
      const store = new RecordStore(database, scope, true);
      for (let i = 0; i < Math.min(1000, count - done); i++) store.create(observation(patient, done + i));
    });
  }
  await database.close();
}

const answers = {
  figures: () => {
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1000, rss: process.memoryUsage.rss() };
  },
  disk: () => {
    const database = new TenantDatabase(join(data, 'tenants'), 'bench');
    database.writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.writer.close();
    database.reader.close();
    return statSync(join(data, 'tenants', 'bench.db')).size;
  },
  seed,
};
process.on('message', async ({ id, ask, given }) => process.send({ id, answer: (await answers[ask](given)) ?? null }));
process.on('disconnect', () => process.exit(0));
process.send({ url: server.url });
