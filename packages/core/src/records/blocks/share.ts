import type { Get, Row } from '../../platform.js';
import { opOf } from '../stamp.js';
import type { Operation, RecordState } from '../schema.js';
import type { Transaction } from '../transaction.js';
import type { Vault } from '../vault.js';
import { readStates } from './read.js';
import type { Shelf } from './shelf.js';

// Operations whose body is what a block holds need no row of their own in the outbox: many share one, which says where their records are.

type Place = readonly [type: string, tok: string, first: number, last: number];

/** What such a row holds; its key says the first number and how many there are. */
export interface Waiting {
  /** The number of the last one. */
  readonly last: number;
  readonly places: readonly Place[];
  /** Their numbers, ascending, where others may lie between them; those of one large write follow each other. */
  readonly seqs?: readonly number[];
}

const ALL = { table: 'outbox', from: ['bulk'], to: ['bulk', '\uffff'] };

/** Where the records of each tok are. */
export function whereAre(groups: readonly (readonly [tok: string, states: readonly RecordState[]])[]): Place[] {
  return groups.flatMap(([tok, states]): Place[] => {
    const [first, last] = states.reduce(([a, b], { time }) => [Math.min(a, time), Math.max(b, time)], [Infinity, -Infinity]);
    return states.length ? [[states[0]!.ref.split('/')[0]!, tok, first, last]] : []; // a ref has a type
  });
}

/** Whether an operation may give up its row: a first write of which the server knows nothing. */
export const isAlone = ({ body, sid, queue, moved }: RecordState): boolean => body !== null && sid === undefined && queue.length === 1 && !moved;

/**
 * Lets operations of records that a fold has just taken into blocks share a row: months of single readings without a network would fill
 * a small storage with them.
 * @param gen - of the last commit before the fold's: unless there was another one since, the records are as they were
 */
export async function share({ vault }: Shelf, tok: string, states: readonly RecordState[], gen: number): Promise<void> {
  const before = await unsent(vault, states);
  await vault.turn();
  await vault.transact('relaxed', async (tx) => {
    const shared = tx.gen === gen + 1 ? before : await unsent(vault, await asTheyAre(tx, tok, states));
    if (shared.length < 2) return;
    const seqs = shared.map(({ queue }) => queue[0]!).sort((a, b) => a - b); // isAlone has seen it
    for (const seq of seqs) tx.setRow('outbox', [seq], null);
    list(tx, tx.gen, { last: seqs.at(-1)!, places: whereAre([[tok, shared]]), seqs }); // not empty
  });
}

// Those that still are where the fold left them.
async function asTheyAre(tx: Transaction, tok: string, states: readonly RecordState[]): Promise<RecordState[]> {
  await tx.look(states.map(({ ref }) => ref));
  const now = await Promise.all(states.map(({ ref }) => tx.record(ref)));
  return now.flatMap((state, i) => {
    const old = states[i]!; // one of them each
    return state?.pending === old.pending && state?.tok === tok && state.time === old.time && isAlone(state) ? state : [];
  });
}

// Those whose operation has a row, says what the record says, and never left this device.
async function unsent(vault: Vault, states: readonly RecordState[]): Promise<RecordState[]> {
  const rows = await vault.read(states.map(({ queue }) => ({ table: 'outbox', key: [queue[0]!] }))); // isAlone has seen it
  const operations = await Promise.all(rows.map(([row]) => (row ? vault.open<Operation>('outbox', row) : Promise.resolve(undefined))));
  return states.filter(({ body }, i) => operations[i] && operations[i].sentAt === undefined && operations[i].opId === opOf(body!)); // as above
}

// Rows with a list have a number of their own in the key: no two are ever taken for one.
function list(tx: Transaction, id: number, waiting: Waiting & { readonly seqs: readonly number[] }): void {
  const { seqs } = waiting;
  if (seqs.length) tx.setRow('outbox', ['bulk', seqs[0]!, seqs.length, id], waiting);
}

// What is left of operations that share one row; without a list the next number and how many.
function replace(tx: Transaction, { key }: Row, waiting: Waiting, left: readonly number[]): void {
  tx.setRow('outbox', key, null);
  if (waiting.seqs) list(tx, Number(key[3]), { ...waiting, seqs: left });
  else if (left[1]! > 0) tx.setRow('outbox', ['bulk', ...left], waiting); // there are both
}

/**
 * Gives up to `most` operations that share the first such row one of their own; how many.
 * @param everything - reads every row of a record there is, former ones too: for when that row is damaged
 */
export async function refill(shelf: Shelf, tx: Transaction, most: number, everything: () => Promise<RecordState[]>): Promise<number> {
  const { vault } = shelf;
  const [row] = (await vault.read([{ ...ALL, limit: 1 }]))[0]!;
  if (!row) return 0;
  const waiting = await vault.open<Waiting>('outbox', row);
  const from = Number(row.key[1]);
  if (!waiting) return renew(vault, tx, row, await everything());
  const only = waiting.seqs && new Set(waiting.seqs);
  const lists = await Promise.all(waiting.places.map((place) => readStates(shelf, place)));
  const records = lists
    .flat()
    .filter(({ pending = -1 }) => pending >= from && pending <= waiting.last && (!only || only.has(pending)))
    .sort((a, b) => a.pending! - b.pending!); // filtered for it
  const next = records.slice(0, most);
  await tx.look(next.map(({ ref }) => ref));
  for (const { pending, ref } of next) {
    const operation = (await tx.record(ref))?.pending === pending ? await tx.operation(pending!) : undefined; // filtered for it
    if (operation) tx.replaceOperation(operation);
  }
  const rest = records.slice(most).map(({ pending }) => pending!); // filtered for it
  replace(tx, row, waiting, waiting.seqs ? rest : [rest[0] ?? 0, rest.length]);
  return Math.max(next.length, 1); // a row of which nothing is left is gone: there may be others
}

// Puts a row aside that opens no more. Its records still say which operations they are the bodies of: another row lists all that have none of their own.
async function renew(vault: Vault, tx: Transaction, { key }: Row, records: readonly RecordState[]): Promise<number> {
  await tx.row('outbox', key);
  const waiting = records.filter(({ pending, body, queue }) => body && queue.includes(pending!)); // of nothing there is none
  const own = await vault.read(waiting.flatMap(({ pending }): Get[] => ['outbox', 'dead'].map((table) => ({ table, key: [pending!] })))); // filtered for it
  const left = waiting.filter((_, i) => !own[2 * i]!.length && !own[2 * i + 1]!.length); // two each
  const seqs = [...new Set(left.map(({ pending }) => pending!))].sort((a, b) => a - b); // filtered for it
  await take(vault, tx, seqs);
  tx.setRow('outbox', key, null);
  const toks = [...new Set(left.map(({ tok }) => tok!))]; // every stored record has one
  list(tx, tx.gen, { last: seqs.at(-1)!, places: whereAre(toks.map((tok) => [tok, left.filter((state) => state.tok === tok)])), seqs }); // not empty
  return 1;
}

/** Operations got rows of their own, or were given up: the rows that they shared with others count them no longer. */
export async function take(vault: Vault, tx: Transaction, seqs: readonly number[]): Promise<void> {
  const rows = (await vault.read([ALL]))[0]!; // one want
  const opened = await Promise.all(rows.map((row) => vault.open<Waiting>('outbox', row)));
  const gone = new Set(seqs);
  const elsewhere = new Set(opened.flatMap((waiting) => waiting?.seqs ?? []));
  for (const [i, waiting] of opened.entries()) {
    const row = rows[i]!; // one of them each
    const [, first, n] = row.key as [string, number, number]; // the shape of such a key
    if (waiting?.seqs) {
      const left = waiting.seqs.filter((seq) => !gone.has(seq));
      if (left.length < waiting.seqs.length) replace(tx, row, waiting, left);
    } else if (waiting) {
      const own = seqs.filter((seq) => seq >= first && seq <= waiting.last && !elsewhere.has(seq));
      if (own.length) replace(tx, row, waiting, [first, n - new Set(own).size]);
    }
  }
}
