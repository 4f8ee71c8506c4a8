import type { Ref } from '../fhir/index.js';
import {
  clientId,
  ID_SYSTEM,
  isRetracted,
  mergeBodies,
  opOf,
  retracted,
  type Json,
  type Operation,
  type RecordState,
  type Transaction,
  type Vault,
} from '../records/index.js';
import type { Sending } from './batch.js';
import { again } from './halt.js';
import { entriesOf, readHistory } from './history.js';
import { toLocal } from './references.js';
import type { Round } from './round.js';
import type { SyncRules } from './rules.js';
import { bury } from './settle.js';

/**
 * After 412, 409 or an existing match: what did the server take, and what did others write since?
 * @param shown - `Type/id` there, when the answer says it
 * @throws Halt
 */
export async function resolveConflict(round: Round, { operation, record }: Sending, shown: string | undefined): Promise<void> {
  if (round.rules.resolve === 'never') return;
  const sid = record.sid ?? shown ?? (await search(round, operation.ref));
  if (!sid) throw again('server', 'The server neither took a record nor has it.');
  await resolve(round, operation, sid, record.sid !== undefined);
}

// 412 to a create: several match its identifier. The oldest is the one that everybody else finds first; the others are taken back.
async function search({ http }: Round, ref: Ref): Promise<string | undefined> {
  const [type, id] = ref.split('/') as [string, string]; // a ref has both
  const { body } = await http.send({ method: 'GET', path: `${type}?identifier=${encodeURIComponent(`${ID_SYSTEM}|${id}`)}&_sort=_lastUpdated&_count=10` });
  // A server may search for less than it was asked: what does not carry our id is somebody's own record.
  const found = entriesOf(body).entries.flatMap(({ resource }) =>
    resource?.resourceType === type && resource.id !== undefined && clientId(resource) === id ? [resource] : [],
  );
  const [oldest, ...doubles] = found;
  for (const double of doubles)
    if (!isRetracted(double) && double.meta?.versionId !== undefined)
      await http.send({ method: 'PUT', path: `${type}/${double.id}`, headers: { 'if-match': `W/"${double.meta.versionId}"` }, body: retracted(double) });
  return oldest && `${type}/${oldest.id}`;
}

async function resolve(round: Round, operation: Operation, sid: string, known: boolean): Promise<void> {
  const { records, rules, http } = round;
  const { vault } = records;
  const versions = await readHistory(http, sid);
  const current = versions.at(-1);
  if (!current?.body) return bury(round, operation, 410, undefined); // deleted: no silent resurrection
  const carries = ({ body }: { body: Json | null }) => body !== null && opOf(body) === operation.opId;
  if (!known && !versions.some(({ body }) => body && operation.ref.endsWith(`/${clientId(body)}`)))
    throw again('server', 'The server takes another record for ours.');
  const seen = rules.resolve === 'current' ? [current] : versions;
  const own = rules.oldest ? seen.find(carries) : seen.findLast(carries);
  const changed = await vault.transact('relaxed', async (tx) => {
    const record = await tx.record(operation.ref);
    if (!record || (rules.compareOnAck && !(await tx.operation(operation.seq)))) return undefined;
    const base = own ?? versions.find(({ version }) => version === ((rules.mergedAncestor ? record.merged : undefined) ?? record.version));
    if (own) tx.dequeue(operation.seq);
    const queue = own ? record.queue.filter((seq) => seq !== operation.seq) : record.queue;
    // The base is what the own write made, although the body takes in what is newer: the next update meets 412 and looks again.
    const { merged: _merged, ...rest } = record;
    const behind = own && rules.ownVersion && own !== current;
    const next: RecordState = { ...rest, sid, queue, version: behind ? own.version : current.version, ...(behind && { merged: current.version }) };
    if (base === current) await tx.save(next, record);
    else await takeOver(tx, vault, { next, record, rules, rebase: !own || rules.rebase, base: base?.body ?? undefined, theirs: current.body! }); // checked above
    return tx;
  });
  if (changed) records.announce(changed, 'server');
}

interface TakeOver {
  readonly next: RecordState;
  readonly record: RecordState;
  readonly rules: SyncRules;
  readonly rebase: boolean;
  readonly base: Json | undefined;
  readonly theirs: Json;
}

// What others wrote goes into the record and into everything queued for it. Their retraction wins over our corrections.
async function takeOver(tx: Transaction, vault: Vault, { next, record, rebase, base, theirs }: TakeOver): Promise<void> {
  const local = (body: Json) => toLocal(vault, body, record.ref);
  const [before, remote] = [base && (await local(base)), await local(theirs)];
  if (isRetracted(theirs) && !(base && isRetracted(base))) {
    for (const seq of next.queue) tx.dequeue(seq);
    await tx.save({ ...next, body: null, time: record.time, queue: [], version: theirs.meta?.versionId ?? next.version! }, record); // set by the caller
    return;
  }
  for (const seq of rebase ? next.queue : []) {
    const queued = await tx.operation(seq);
    if (queued) tx.replaceOperation({ ...queued, body: mergeBodies(before, remote, queued.body) });
  }
  const { time: _time, ...untimed } = next;
  await tx.saveForeign({ ...untimed, body: record.body && mergeBodies(before, remote, record.body) }, record);
}
