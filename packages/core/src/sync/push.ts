import type { Ref } from '../fhir/index.js';
import {
  ID_SYSTEM,
  isRetracted,
  mergeBodies,
  opOf,
  type Json,
  type Operation,
  type Records,
  type RecordState,
  type Transaction,
  type Vault,
} from '../records/index.js';
import { outcomeOf, TIMEOUT, type Answer, type FhirHttp } from './fhir-http.js';
import { again, Halt } from './halt.js';
import { entriesOf, readHistory } from './history.js';
import { toLocal, toServer } from './references.js';
import type { SyncRules } from './rules.js';

/** What push and pull share in a round. */
export interface Round {
  readonly records: Records;
  readonly http: FhirHttp;
  readonly rules: SyncRules;
  /** Operations whose last attempt was answered, so that none of it is still under way. */
  readonly answered: Set<number>;
}

interface Sending {
  readonly operation: Operation;
  readonly record: RecordState;
  readonly body: Json;
}

const FAILURES = 3; // answers of 5xx in a row before the server counts as down

/** The lowest operation of each record, in order. */
async function* heads(vault: Vault): AsyncGenerator<Operation> {
  const seen = new Set<Ref>();
  for (let from = -1; ;) {
    const rows = (await vault.read([{ table: 'outbox', from: [from], to: [Number.MAX_SAFE_INTEGER], limit: 50 }]))[0]!;
    for (const row of rows) {
      const operation = await vault.open<Operation>('outbox', row);
      if (!operation || seen.has(operation.ref)) continue;
      seen.add(operation.ref);
      yield operation;
    }
    if (rows.length < 50) return;
    from = Number(rows.at(-1)!.key[0]) + 1;
  }
}

const CONFLICTS = 3; // passes in a row that settled nothing

/** Sends the outbox until nothing in it can go: what waited for another record's server id goes in the next pass. @throws Halt */
export async function push(round: Round): Promise<void> {
  for (let conflicts = 0; conflicts < CONFLICTS;) {
    const { sent, settled } = await pass(round);
    if (!sent) return;
    conflicts = settled ? 0 : conflicts + 1;
  }
  throw again('sync-conflict', 'The server keeps answering that others were faster.');
}

// One request after the other: `sent` were answered, `settled` of them left the outbox.
async function pass(round: Round): Promise<{ sent: number; settled: number }> {
  let [sent, settled] = [0, 0];
  let failures = 0;
  let worst: Halt | undefined;
  for await (const head of heads(round.records.vault)) {
    const sending = await begin(round, head.seq);
    if (sending instanceof Halt) worst ??= sending;
    if (!sending || sending instanceof Halt) continue;
    try {
      const answer = await round.http.send(messageOf(round, sending));
      round.answered.add(head.seq);
      sent++;
      await settle(round, sending, answer);
      if (!(await isQueued(round, head.seq))) settled++;
      failures = 0;
    } catch (error) {
      const trouble = error instanceof Halt ? error.error?.code : undefined;
      if (trouble && trouble !== 'offline') round.answered.add(head.seq);
      if (!(error instanceof Halt) || error.kind !== 'again' || trouble !== 'server' || error.waitMs || ++failures >= FAILURES) throw error;
      worst = error; // the server's trouble may be with this one only: the others get their turn
    }
  }
  if (worst) throw worst;
  return { sent, settled };
}

const isQueued = async ({ records }: Round, seq: number) => (await records.vault.read([{ table: 'outbox', key: [seq] }]))[0]!.length > 0;

// Notes that it is being sent, before it is: whoever finds it later knows that the server may have it.
async function begin({ records, answered, rules }: Round, seq: number): Promise<Sending | Halt | undefined> {
  const { vault } = records;
  return vault.transact('relaxed', async (tx) => {
    const operation = await tx.operation(seq);
    const record = operation && (await tx.record(operation.ref));
    if (!record || record.queue[0] !== seq) return undefined; // settled meanwhile, or behind a dead letter
    const body = await toServer(vault, operation.body, record.sid, records.patient);
    if (!body) return undefined; // refers to a record that goes first
    const now = vault.clock.now();
    const quiet = operation.sentAt === undefined ? 0 : operation.sentAt + TIMEOUT - now;
    // A create of unknown outcome may still be under way: two in parallel have made duplicates on four servers.
    if (!record.sid && rules.conditionalCreate && !answered.has(seq) && quiet > 0 && quiet <= TIMEOUT)
      return again('offline', 'A request of unknown outcome is being waited out.', undefined, quiet);
    answered.delete(seq);
    tx.replaceOperation({ ...operation, sentAt: now });
    return { operation, record, body };
  });
}

function messageOf({ rules }: Round, { operation, record, body }: Sending) {
  const [type, id] = operation.ref.split('/') as [string, string]; // a ref has both
  if (record.sid)
    return { method: 'PUT', path: record.sid, body, ...(rules.ifMatch && record.version && { headers: { 'if-match': `W/"${record.version}"` } }) } as const;
  return { method: 'POST', path: type, body, ...(rules.conditionalCreate && { headers: { 'if-none-exist': `identifier=${ID_SYSTEM}|${id}` } }) } as const;
}

async function settle(round: Round, sending: Sending, answer: Answer): Promise<void> {
  const { status, sid, version } = answer;
  const { operation, record } = sending;
  const done = status === 201 || (status === 200 && (record.sid !== undefined || round.rules.existingIsSuccess));
  if (done && (sid ?? record.sid) && version) return acknowledge(round, operation, (record.sid ?? sid)!, version);
  if (status < 300 || status === 412 || status === 409) {
    const found = record.sid ?? sid ?? (await search(round, operation.ref));
    if (!found) throw again('server', 'The server neither took a record nor has it.');
    return resolve(round, operation, found);
  }
  if (status < 400) throw again('server', `The server answered ${status}.`);
  if (round.rules.deadLetter) await bury(round, operation, status, outcomeOf(answer));
}

// 412 to a create: several match its identifier. The oldest is the one that everybody else finds first.
async function search({ http }: Round, ref: Ref): Promise<string | undefined> {
  const [type, id] = ref.split('/') as [string, string]; // a ref has both
  const { body } = await http.send({ method: 'GET', path: `${type}?identifier=${encodeURIComponent(`${ID_SYSTEM}|${id}`)}&_sort=_lastUpdated&_count=10` });
  const found = entriesOf(body, http.base).entries.find(({ resource }) => resource?.resourceType === type);
  return found?.resource?.id === undefined ? undefined : `${type}/${found.resource.id}`;
}

/** One commit: the operation goes, the base is set; only if it is still queued. */
async function acknowledge({ records, rules }: Round, { seq, ref }: Operation, sid: string, version: string): Promise<void> {
  await records.vault.transact('relaxed', async (tx) => {
    if (rules.compareOnAck && !(await tx.operation(seq))) return;
    const record = await tx.record(ref);
    tx.dequeue(seq);
    if (!record) return;
    const { merged: _merged, ...rest } = record;
    await tx.save({ ...rest, sid, version, queue: record.queue.filter((one) => one !== seq) }, record);
  });
}

async function bury({ records }: Round, { seq }: Operation, status: number, outcome: ReturnType<typeof outcomeOf>): Promise<void> {
  await records.vault.transact('relaxed', async (tx) => {
    const operation = await tx.operation(seq);
    if (operation) tx.bury(operation, status, outcome);
  });
}

/** After 412, 409 or an existing match: what did the server take, and what did others write since? */
async function resolve(round: Round, operation: Operation, sid: string): Promise<void> {
  const { records, rules, http } = round;
  const { vault } = records;
  if (rules.resolve === 'never') return;
  const versions = await readHistory(http, sid);
  const current = versions.at(-1);
  if (!current?.body) return bury(round, operation, 410, undefined); // deleted: no silent resurrection
  const carries = ({ body }: { body: Json | null }) => body !== null && opOf(body) === operation.opId;
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
