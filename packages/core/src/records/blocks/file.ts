import type { Expect, Put } from '../../platform.js';
import type { Operation, RecordState } from '../schema.js';
import { foldMark, settle } from './fold.js';
import { rebuild } from './rebuild.js';
import type { Shelf } from './shelf.js';

/** What a large write commits in place of rows in the tail and the outbox. */
export interface Filed {
  readonly puts: Put[];
  readonly expect: Expect[];
  readonly done: () => void;
}

/** Operations that have no row of their own: `[seq, ref]`, the body is the record's. */
export type Waiting = readonly (readonly [seq: number, ref: string])[];

/** Takes many records straight into blocks; their operations share one row. `queued` loses those that do. */
export async function file(shelf: Shelf, groups: readonly (readonly [string, readonly RecordState[]])[], queued: Map<number, Operation>): Promise<Filed> {
  const { vault } = shelf;
  const mark = await foldMark(shelf);
  const waiting: [number, string][] = [];
  const written = groups.map(([tok, states]) => [tok, states.map((state) => withoutRow(state, queued, waiting))] as const);
  const puts: Put[] = [mark.put];
  const rebuilt = await Promise.all(written.map(async ([tok, states]) => [tok, await rebuild(shelf, tok, states)] as const));
  for (const [, one] of rebuilt) puts.push(...one.puts);
  // What the tail still holds of them is older.
  for (const [tok, states] of written) for (const { ref, was } of states) if (was) puts.push(['tail', [tok, await vault.token('ref', ref)], null]);
  if (waiting.length) {
    waiting.sort(([a], [b]) => a - b);
    const key = ['bulk', waiting[0]![0], waiting.length]; // not empty
    puts.push(['outbox', key, await vault.sealer.sealText('outbox', key, JSON.stringify(waiting))]);
  }
  return { puts, expect: [mark.expect], done: () => rebuilt.forEach(([tok, one]) => settle(shelf, tok, one, mark.sealed)) };
}

function withoutRow(state: RecordState, queued: Map<number, Operation>, waiting: [number, string][]): RecordState {
  const seq = state.queue.at(-1);
  const operation = seq === undefined ? undefined : queued.get(seq);
  if (seq === undefined || operation?.body !== state.body || operation?.sentAt !== undefined) return state;
  queued.delete(seq);
  waiting.push([seq, state.ref]);
  return { ...state, pending: seq };
}
