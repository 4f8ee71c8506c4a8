import type { Expect, Put } from '../../platform.js';
import type { Operation, RecordState } from '../schema.js';
import { foldMark, settle } from './fold.js';
import { rebuild } from './rebuild.js';
import { whereAre, type Waiting } from './share.js';
import type { Shelf } from './shelf.js';

/** What a large write commits in place of rows in the tail and the outbox. */
export interface Filed {
  readonly puts: Put[];
  readonly expect: Expect[];
  readonly done: () => void;
}

/** Takes many records straight into blocks; their operations share one row. `queued` loses those that do. */
export async function file(shelf: Shelf, groups: readonly (readonly [string, readonly RecordState[]])[], queued: Map<number, Operation>): Promise<Filed> {
  const { vault } = shelf;
  const mark = await foldMark(shelf);
  const waiting = new Map<number, RecordState>();
  const written = groups.map(([tok, states]) => [tok, states.map((state) => withoutRow(state, queued, waiting))] as const);
  const puts: Put[] = [mark.put];
  const rebuilt = await Promise.all(written.map(async ([tok, states]) => [tok, await rebuild(shelf, tok, states)] as const));
  for (const [, one] of rebuilt) puts.push(...one.puts);
  // What the tail still holds of them is older.
  for (const [tok, states] of written) for (const { ref, was } of states) if (was) puts.push(['tail', [tok, await vault.token('ref', ref)], null]);
  if (waiting.size) {
    const seqs = [...waiting.keys()].sort((a, b) => a - b);
    const key = ['bulk', seqs[0]!, seqs.length]; // not empty
    const places = whereAre(written.map(([tok, states]) => [tok, states.filter(({ pending }) => pending !== undefined && waiting.has(pending))] as const));
    puts.push(['outbox', key, await vault.sealer.seal('outbox', key, { last: seqs.at(-1)!, places } satisfies Waiting)]);
  }
  return { puts, expect: [mark.expect], done: () => rebuilt.forEach(([tok, one]) => settle(shelf, tok, one, mark.sealed)) };
}

function withoutRow(state: RecordState, queued: Map<number, Operation>, waiting: Map<number, RecordState>): RecordState {
  const seq = state.queue.at(-1);
  const operation = seq === undefined ? undefined : queued.get(seq);
  if (seq === undefined || operation?.body !== state.body || operation?.sentAt !== undefined) return state;
  queued.delete(seq);
  waiting.set(seq, state);
  return { ...state, pending: seq };
}
