import type { Ref, Resource } from '../fhir/index.js';
import { withOp } from '../records/index.js';
import type { Round } from './round.js';

/**
 * Outbox rows that open no more: what they said is lost, but the records they were made from are not. Each record gets a fresh
 * operation in place of the broken one, so that the server learns its present state.
 */
export async function mend({ records }: Round, broken: readonly number[]): Promise<void> {
  const { vault } = records;
  const refs: Ref[] = [];
  for (const type of Object.keys(await vault.live())) refs.push(...(await records.range<Resource>({ type })).map(({ id }) => `${type}/${id}`));
  for (const ref of refs) {
    const opId = await vault.uuid();
    await vault.transact('relaxed', async (tx) => {
      const record = await tx.record(ref);
      const queue = record?.queue.filter((seq) => !broken.includes(seq));
      if (!record?.body || queue?.length === record.queue.length) return;
      if (queue!.length) return void (await tx.save({ ...record, queue: queue! }, record));
      const body = withOp(record.body, opId);
      await tx.save({ ...record, body, queue: [tx.enqueue({ opId, ref, body })] }, record);
    });
  }
  await vault.transact('relaxed', async (tx) => {
    for (const seq of broken) if (!(await tx.operation(seq))) tx.dequeue(seq); // read first: the bytes are put aside
  });
}
