import type { Ref } from '../fhir/index.js';
import type { Operation, RecordState, Transaction, Vault } from '../records/index.js';
import { createOf, send, type Sending } from './batch.js';
import { TIMEOUT, type Answer } from './fhir-http.js';
import { again, Halt } from './halt.js';
import { toServer } from './references.js';
import { BATCH, type Round } from './round.js';
import { settle } from './settle.js';

const FAILURES = 3; // requests in a row that the server failed before it counts as down
const CONFLICTS = 3; // passes in a row that settled nothing
const CHARACTERS = 500_000; // of one batch
const CHOKED = { first: 1000, most: 300_000 }; // ms
const PAUSE = 300_000; // ms

/** The lowest operation of each record that may go now, in order. Rows that do not open are noted. */
async function* heads({ records, pace }: Round, broken: number[]): AsyncGenerator<Operation> {
  const { vault } = records;
  const seen = new Set<Ref>();
  await records.refill(); // operations of an import share rows: some get their own
  const now = vault.clock.monotonic();
  for (let from = -1; ;) {
    const rows = (await vault.read([{ table: 'outbox', from: [from], to: [Number.MAX_SAFE_INTEGER], limit: BATCH }]))[0]!;
    for (const row of rows) {
      const operation = await vault.open<Operation>('outbox', row);
      if (!operation) broken.push(Number(row.key[0]));
      if (!operation || seen.has(operation.ref)) continue;
      seen.add(operation.ref);
      const waits = Math.max(pace.choked.get(operation.seq)?.until ?? 0, pace.refused.get(typeOf(operation)) ?? 0);
      if (waits <= now) yield operation;
    }
    if (rows.length === BATCH) from = Number(rows.at(-1)!.key[0]) + 1;
    else if (await records.refill()) from = -1;
    else return;
  }
}

/** Sends the outbox until nothing in it can go: what waited for another record's server id goes in the next pass. @throws Halt */
export async function push(round: Round): Promise<void> {
  let worst: Halt | undefined;
  for (let conflicts = 0; conflicts < CONFLICTS;) {
    const pass = new Pass(round);
    await pass.run();
    worst ??= pass.worst;
    if (!pass.sent && worst) throw worst;
    if (!pass.sent) return;
    conflicts = pass.settled ? 0 : conflicts + 1;
  }
  throw worst ?? again('sync-conflict', 'The server keeps answering that others were faster.');
}

/** One way through the outbox, one request after the other: `sent` were answered, `settled` of them left the outbox. */
class Pass {
  sent = 0;
  settled = 0;
  worst: Halt | undefined;
  #failures = 0;
  readonly #round: Round;
  readonly #broken: number[] = [];

  constructor(round: Round) {
    this.#round = round;
  }

  async run(): Promise<void> {
    const source = heads(this.#round, this.#broken);
    let waiting: number[] = [];
    for (let more = true; ;) {
      const size = this.#round.server.batch ? this.#round.pace.size : 1;
      while (more && waiting.length < size) {
        const next = await source.next();
        if (next.done) more = false;
        else waiting.push(next.value.seq);
      }
      if (!waiting.length) break;
      const taken = waiting.slice(0, size);
      const { sendings, left } = await begin(this.#round, taken);
      if (sendings instanceof Halt) this.worst ??= sendings;
      const again = sendings instanceof Halt || !sendings.length ? [] : await this.#deliver(sendings);
      waiting = [...again, ...left, ...waiting.slice(taken.length)];
    }
    if (this.#broken.length) await (await import('./mend.js')).mend(this.#round, this.#broken);
  }

  /** Sends and settles; returns those that go again, in smaller batches. */
  async #deliver(sendings: readonly Sending[]): Promise<number[]> {
    const { pace, answered } = this.#round;
    const seqs = sendings.map(({ operation }) => operation.seq);
    try {
      const answers = await send(this.#round, sendings);
      for (const seq of seqs) answered.add(seq);
      if (answers === 'refused') return this.#smaller(seqs);
      this.sent += seqs.length;
      const { settled, worst } = await settle(this.#round, sendings, answers);
      await this.#prove(sendings, answers);
      this.settled += settled;
      if (settled) this.#round.onStatus?.(await this.#round.records.counts());
      this.worst ??= worst;
      this.#failures = 0;
      pace.size = worst ? Math.max(1, seqs.length >> 1) : Math.min(BATCH, pace.size * 2); // a server that is lost among many may take one
      return [];
    } catch (error) {
      return this.#failed(error, sendings);
    }
  }

  // The first create and the first update of a server show whether it does what it says.
  async #prove(sendings: readonly Sending[], answers: readonly (Answer | undefined)[]): Promise<void> {
    const { create, update } = this.#round.server.proven;
    if (!create || !update) await (await import('./proof.js')).prove(this.#round, sendings, answers);
  }

  #smaller(seqs: readonly number[]): number[] {
    this.#round.pace.size = Math.max(1, seqs.length >> 1);
    return [...seqs];
  }

  // The server's trouble may be with one of them only: the others get their turn.
  #failed(error: unknown, sendings: readonly Sending[]): number[] {
    const { pace, answered, records } = this.#round;
    const seqs = sendings.map(({ operation }) => operation.seq);
    const trouble = error instanceof Halt ? error.error?.code : undefined;
    if (trouble && trouble !== 'offline') for (const seq of seqs) answered.add(seq);
    if (!(error instanceof Halt) || error.kind === 'held') throw error;
    if (trouble === 'not-allowed' && sendings.length === 1) {
      refuse(this.#round, sendings[0]!.operation);
      return [];
    }
    if (trouble === 'not-allowed') return this.#smaller(seqs); // perhaps one type only, perhaps batches
    pace.size = Math.max(1, seqs.length >> 1);
    if (error.kind !== 'again' || trouble !== 'server' || error.waitMs || ++this.#failures >= FAILURES) throw error;
    if (seqs.length > 1) return [...seqs];
    choke(this.#round, seqs[0]!, records.vault.clock.monotonic());
    this.worst = error;
    return [];
  }
}

/** It waits longer each time; others pass it by. */
export function choke({ pace }: Round, seq: number, now: number): void {
  const tries = (pace.choked.get(seq)?.tries ?? 0) + 1;
  pace.choked.set(seq, { tries, until: now + Math.min(CHOKED.most, CHOKED.first * 2 ** tries) });
}

const typeOf = (operation: Operation) => operation.ref.split('/')[0]!;

/** This login may not write such records: they wait, others go on. Somebody may have acted elsewhere after {@link PAUSE}. */
export function refuse({ pace, records }: Round, operation: Operation): void {
  pace.refused.set(typeOf(operation), records.vault.clock.monotonic() + PAUSE);
}

interface Begun {
  readonly sendings: readonly Sending[] | Halt;
  /** Those for which there was no room. */
  readonly left: readonly number[];
}

// Notes that they are being sent, before they are: whoever finds them later knows that the server may have them.
async function begin(round: Round, seqs: readonly number[]): Promise<Begun> {
  const { records, answered, rules, server, pace } = round;
  const { vault } = records;
  const now = vault.clock.now();
  const begun = await vault.transact('relaxed', async (tx): Promise<Begun> => {
    // Blocks are opened once for all of them.
    await tx.look((await Promise.all(seqs.map((seq) => tx.operation(seq)))).flatMap((operation) => operation?.ref ?? []));
    const sendings: Sending[] = [];
    let quiet = 0;
    let room = CHARACTERS;
    for (const [i, seq] of seqs.entries()) {
      const queued = await tx.operation(seq);
      if (queued && (pace.refused.get(typeOf(queued)) ?? 0) > vault.clock.monotonic()) continue;
      const record = queued && (await atHead(tx, queued));
      // Read again after its record: where nothing is written, nobody notices that another tab has just rebased it. A body newer
      // than the version it names meets 412; an older one under a newer version would overwrite what it never took in.
      const operation = record && (await tx.operation(seq));
      const body = operation && (await toServer(vault, operation.body, record.sid, records.patient));
      if (!body) continue; // settled meanwhile, behind a dead letter, or refers to a record that goes first
      room -= JSON.stringify(body).length;
      if (room < 0 && sendings.length) return { sendings, left: seqs.slice(i) };
      // A create of unknown outcome may still be under way: two in parallel have made duplicates on four servers.
      const since = operation.sentAt === undefined || record.sid || answered.has(seq) ? TIMEOUT : now - operation.sentAt;
      if (createOf(rules, server) !== 'plain' && since >= 0 && since < TIMEOUT) {
        quiet = Math.max(quiet, TIMEOUT - since);
        continue;
      }
      if (rules.dequeueFirst) tx.dequeue(seq);
      else if (!record.sid) tx.replaceOperation({ ...operation, sentAt: now });
      sendings.push({ operation, record, body: record.sid || createOf(rules, server) !== 'put' ? body : { ...body, id: operation.ref.split('/')[1]! } });
    }
    if (quiet && !sendings.length) return { sendings: again('offline', 'A request of unknown outcome is being waited out.', undefined, quiet), left: [] };
    return { sendings, left: [] };
  });
  if (!(begun.sendings instanceof Halt)) for (const { operation } of begun.sendings) answered.delete(operation.seq);
  return begun;
}

/** The record, if this operation is its next one. What stands before it and opens no more is passed over. */
async function atHead(tx: Transaction, { ref, seq }: Operation): Promise<RecordState | undefined> {
  const record = await tx.record(ref);
  if (!record || record.queue[0] === seq || !record.queue.includes(seq)) return record?.queue[0] === seq ? record : undefined;
  const before = record.queue.slice(0, record.queue.indexOf(seq));
  for (const one of before) if ((await tx.operation(one)) ?? (await tx.dead(one))) return undefined;
  for (const one of before) tx.dequeue(one);
  return tx.save({ ...record, queue: record.queue.slice(before.length) }, record);
}

/** Whether these operations still wait. */
export async function queuedOf(vault: Vault, seqs: readonly number[]): Promise<number> {
  const rows = await vault.read(seqs.map((seq) => ({ table: 'outbox', key: [seq], keysOnly: true })));
  return rows.filter((row) => row.length).length;
}
