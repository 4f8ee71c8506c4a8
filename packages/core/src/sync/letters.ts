import type { Resource } from '../fhir/index.js';
import { withOp, type DeadOperation, type Records, type Transaction, type Vault } from '../records/index.js';
import type { DeadLetter } from './api.js';
import type { BundleEntry } from './history.js';

interface Unreadable {
  readonly seq: number;
  readonly type: string;
  readonly sid?: string;
}

const DOC = 'sync/unreadable';
const MOST = 100; // of one visit's oddities; a server that sends nothing else is shown by its first hundred

/** Entries that could not be read: kept in sight, while the cursor moves on. */
export async function noteUnreadable(vault: Vault, type: string, odd: readonly BundleEntry[]): Promise<void> {
  const known = await vault.transact('relaxed', (tx) => tx.doc<readonly Unreadable[]>(DOC));
  const seen = new Set((known ?? []).map(({ sid }) => sid));
  const fresh = odd.map(({ resource }) => (typeof resource?.id === 'string' ? `${type}/${resource.id}` : `${type}/`)).filter((sid) => !seen.has(sid));
  if (!fresh.length) return;
  await vault.transact('relaxed', async (tx) => {
    const before = (await tx.doc<readonly Unreadable[]>(DOC)) ?? [];
    const first = Math.min(0, ...before.map(({ seq }) => seq)) - 1; // below every operation's
    const added = [...new Set(fresh)].map((sid, i): Unreadable => ({ seq: first - i, type, sid }));
    await tx.setDoc(DOC, [...before, ...added].slice(0, MOST));
  });
}

const unreadables = async (records: Records): Promise<readonly Unreadable[]> => (await records.doc<readonly Unreadable[]>(DOC)) ?? [];

/** What the server refused for good, and what of its own could not be read. */
export async function deadLetters(records: Records): Promise<readonly DeadLetter[]> {
  const { vault } = records;
  const rows = (await vault.read([{ table: 'dead', from: [-1], to: [Number.MAX_SAFE_INTEGER] }]))[0]!;
  const opened = await Promise.all(rows.map(async (row) => ({ seq: Number(row.key[0]), letter: await vault.open<DeadOperation>('dead', row) })));
  const pushed = opened.map(({ seq, letter }): DeadLetter => {
    if (!letter) return { seq, kind: 'push', reason: 'damaged', ref: '', status: 0, actions: ['discard'] };
    const { ref, status, outcome } = letter;
    const gone = status === 404 || status === 410;
    return { seq, kind: 'push', ref, status, ...(outcome && { outcome }), reason: gone ? 'gone' : 'refused', actions: ['retry', 'edit', 'discard', 'undo'] };
  });
  const pulled = (await unreadables(records)).map(({ seq, sid, type }): DeadLetter => ({
    seq,
    kind: 'pull',
    reason: 'unreadable',
    ref: sid ?? `${type}/`,
    status: 200,
    actions: ['discard'],
  }));
  return [...pushed, ...pulled];
}

/** Sends it again as a new write: the server may have judged the old one before. */
export async function retryLetter({ vault }: Records, seq: number): Promise<void> {
  const opId = await vault.uuid();
  await vault.transact('strict', (tx) => revive(tx, seq, opId));
}

/** Gives it up. What it would have written stays on the device only. */
export async function discardLetter(records: Records, seq: number): Promise<void> {
  const changed = await records.vault.transact('strict', async (tx) => {
    if (seq >= 0) await discard(tx, seq);
    else
      await tx.setDoc(
        DOC,
        ((await tx.doc<readonly Unreadable[]>(DOC)) ?? []).filter((one) => one.seq !== seq),
      );
    return tx;
  });
  records.announce(changed, 'here');
}

/** Writes the mended record behind it, then gives it up: a crash in between leaves the letter and the mended record, both visible. */
export async function editLetter(records: Records, seq: number, resource: Resource): Promise<void> {
  await records.write([{ put: resource }]);
  await discardLetter(records, seq);
}

/**
 * Gives it up here too: a record that the server never took leaves the device; one that it has comes back as the server has it,
 * with the next round. Later writes of the same record, made on top of it, go with it.
 */
export async function undoLetter(records: Records, seq: number): Promise<void> {
  const changed = await records.vault.transact('strict', async (tx) => {
    const dead = await tx.dead(seq);
    const record = dead && (await tx.record(dead.ref));
    tx.dequeue(seq);
    if (!record) return tx;
    for (const one of record.queue) tx.dequeue(one);
    const gone = dead.status === 404 || dead.status === 410;
    if (record.sid === undefined || gone) await tx.forget(record);
    else await tx.save({ ...record, queue: [], stale: true }, record);
    return tx;
  });
  records.announce(changed, 'here');
}

// Back to where it stood, as a new write.
async function revive(tx: Transaction, seq: number, opId: string): Promise<void> {
  const dead = await tx.dead(seq);
  if (!dead) return;
  const { status, outcome: _outcome, sentAt: _sentAt, ...operation } = dead;
  tx.setRow('dead', [seq], null);
  tx.setRow('outbox', [seq], { ...operation, opId, body: withOp(operation.body, opId) });
  const record = await tx.record(operation.ref);
  if (!record || (status !== 404 && status !== 410)) return;
  // Gone from the server: sent anew, it becomes another resource there.
  const { sid: _sid, version: _version, ...local } = record;
  await tx.save(local, record);
}

async function discard(tx: Transaction, seq: number): Promise<void> {
  const dead = await tx.dead(seq);
  const record = dead && (await tx.record(dead.ref));
  tx.dequeue(seq);
  if (record) await tx.save({ ...record, queue: record.queue.filter((one) => one !== seq) }, record);
}
