// Runs in a real Chromium that is killed at any moment. On load it tells what is stored; then it writes for ever, and tells of each
// commit only after it was called saved.
import { browserPlatform } from '@nelumbo/browser';
import type { Observation } from '@nelumbo/core/fhir';
import { openRecords, type Operation, type Records } from '@nelumbo/core/records';

const CODE = 'http://loinc.org|8867-4';
const BULK = 40; // records of one write that go straight into a block
const post = (path: string, body: unknown) => fetch(path, { method: 'POST', body: JSON.stringify(body) });
const idOf = (i: number) => `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
const reading = (i: number, value: number): Observation => ({
  resourceType: 'Observation',
  id: idOf(i),
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: new Date(Date.UTC(2025, 0, 1) + i * 3_600_000).toISOString(),
  valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
});

/** Everything that is there: values by record, operations by record, and how many of each the counters claim. */
async function inventory(records: Records) {
  const found = await records.range<Observation>({ type: 'Observation' });
  const { vault } = records;
  const { queued } = await records.counts();
  while (await records.refill()); // operations of a large write share a row until push asks for them
  const rows = (await vault.read([{ table: 'outbox', from: [-1], to: ['\uffff'] }]))[0]!;
  const operations: Record<string, number> = {};
  for (const row of rows) {
    const ref = (await vault.open<Operation>('outbox', row))?.ref ?? 'unreadable';
    operations[ref] = (operations[ref] ?? 0) + 1;
  }
  const columns = await records.columns({ type: 'Observation', codes: [CODE] });
  return {
    values: found.map(({ id, valueQuantity }) => [id, valueQuantity?.value]),
    operations,
    queued,
    counted: await records.count({ type: 'Observation' }),
    inColumns: columns.t.length,
    unreadable: records.damaged,
  };
}

async function run(): Promise<void> {
  const records = await openRecords({ ...browserPlatform(), tenant: 'kill', user: 'kill' });
  await post('/state', await inventory(records));
  const from = Number(await (await fetch('/next')).text());
  for (let i = from, step = 0; ; step++) {
    // A large write, an overwrite of something that may be folded by now, or a new record.
    const ids = step % 9 === 4 ? Array.from({ length: BULK }, (_, n) => i + n) : step % 4 === 1 && i > 5 ? [Math.floor(Math.random() * (i - 1))] : [i];
    const value = Number(await (await post('/begin', { ids })).text());
    await records.write(ids.map((id) => ({ put: reading(id, value) })));
    await post('/saved', {});
    i = Math.max(i, ids.at(-1)! + 1);
    if (step % 5 === 2) void records.fold(1).catch((error: unknown) => post('/error', { error: String(error) }));
  }
}

run().catch((error: unknown) => post('/error', { error: String(error instanceof Error ? (error.stack ?? error) : error) }));
