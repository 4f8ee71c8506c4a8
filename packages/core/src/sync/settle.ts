import type { Operation, Records } from '../records/index.js';
import type { Sending } from './batch.js';
import { checkServer } from './capability.js';
import { outcomeOf, type Answer } from './fhir-http.js';
import { again, type Halt } from './halt.js';
import { choke, queuedOf, refuse } from './push.js';
import type { Round } from './round.js';

interface Taken {
  readonly operation: Operation;
  readonly sid: string;
  readonly version: string;
}

interface Settled {
  readonly settled: number;
  readonly worst: Halt | undefined;
}

/** Judges each answer by itself, whatever became of the others. @throws Halt */
export async function settle(round: Round, sendings: readonly Sending[], answers: readonly (Answer | undefined)[]): Promise<Settled> {
  const { clock } = round.records.vault;
  const taken: Taken[] = [];
  const later: (() => Promise<void>)[] = [];
  let worst: Halt | undefined;
  for (const [i, sending] of sendings.entries()) {
    const answer = answers[i];
    const { operation, record } = sending;
    const { status = 0 } = answer ?? {};
    if (!answer || status === 401 || status === 408 || status === 429 || status >= 500 || (status >= 300 && status < 400)) {
      worst ??= again('server', `The server answered ${status || 'nothing'} for one of several.`);
      if (status >= 500) choke(round, operation.seq, clock.monotonic());
    } else if (status === 403) refuse(round, operation);
    else if (isDone(round, sending, answer))
      taken.push({ operation, sid: (record.sid ?? answer.sid)!, version: answer.version! }); // looked at in `isDone`
    else if (status < 300 || status === 412 || status === 409)
      later.push(async () => (await import('./resolve.js')).resolveConflict(round, sending, answer.sid));
    else if (round.rules.deadLetter)
      later.push(async () => {
        // Without a word of FHIR it may be a proxy in front of a server that is just being replaced.
        if (!answer.body) await checkServer(round.http, round.records, []);
        await bury(round, operation, status, outcomeOf(answer));
      });
  }
  if (taken.length) await acknowledge(round.records, round.rules.compareOnAck, taken);
  for (const run of later) await run();
  const seqs = sendings.map(({ operation }) => operation.seq);
  return { settled: seqs.length - (taken.length === seqs.length ? 0 : await queuedOf(round.records.vault, seqs)), worst };
}

function isDone({ rules }: Round, { record, operation }: Sending, { status, sid, version }: Answer): boolean {
  if (!version || !(record.sid ?? sid)) return false;
  if (record.sid === undefined && sid?.split('/')[0] !== operation.ref.split('/')[0]) return false;
  return status === 201 || (status === 200 && (record.sid !== undefined || rules.existingIsSuccess));
}

/** One commit: the operations go, the bases are set; only of those that are still queued. */
async function acknowledge(records: Records, compare: boolean, taken: readonly Taken[]): Promise<void> {
  await records.vault.transact('relaxed', async (tx) => {
    tx.purpose = 'sent';
    await tx.look(taken.map(({ operation }) => operation.ref)); // blocks are opened once for all of them
    for (const { operation, sid, version } of taken) {
      if (compare && !(await tx.operation(operation.seq))) continue;
      const record = await tx.record(operation.ref);
      tx.dequeue(operation.seq);
      if (!record) continue;
      const { merged: _merged, ...rest } = record;
      await tx.save({ ...rest, sid, version, queue: record.queue.filter((one) => one !== operation.seq) }, record);
    }
  });
}

/** Refused for good: it leaves the outbox, visibly. */
export async function bury({ records }: Round, { seq }: Operation, status: number, outcome: ReturnType<typeof outcomeOf>): Promise<void> {
  await records.vault.transact('relaxed', async (tx) => {
    const operation = await tx.operation(seq);
    if (operation) tx.bury(operation, status, outcome);
  });
}
