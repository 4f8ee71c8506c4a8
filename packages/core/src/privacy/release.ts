import type { Ref } from '../fhir/index.js';
import { referencesIn, type RecordState, type Records, type Since } from '../records/index.js';
import type { CenterOptions } from './center.js';
import { kindsOf, recordsOf } from './kinds.js';

/** Readings are what fills a phone; what a plan, its stock or an answer sheet is worked out from stays. */
const TYPE = 'Observation';
const SLICE = 4096; // records of one commit: on a full phone the fewer the better, since of each a block that stays in part is written anew

/** A reading, and what it needs beside it. */
interface Reading {
  readonly time: number;
  /** The server has it as it is here. */
  readonly synced: boolean;
  readonly names: ReadonlySet<Ref>;
}

const isSynced = ({ sid, version, queue, stale, pending }: RecordState): boolean =>
  sid !== undefined && version !== undefined && queue.length === 0 && !stale && pending === undefined;

interface Survey {
  /** By ref, oldest first. */
  readonly readings: ReadonlyMap<Ref, Reading>;
  /** What records of other types refer to. */
  readonly named: ReadonlySet<Ref>;
}

async function survey(records: Records): Promise<Survey> {
  const readings = new Map<Ref, Reading>();
  const named = new Set<Ref>();
  for (const type of await kindsOf(records))
    for await (const some of recordsOf(records, type)) {
      if (type !== TYPE) some.forEach((body) => referencesIn(body, named));
      else
        for (const [ref, { state }] of await records.vault.find(some.map(({ id }) => `${type}/${id}`)))
          if (state) readings.set(ref, { time: state.time, synced: isSynced(state), names: referencesIn(state.body) });
    }
  return { readings, named };
}

/** Those from before `before` that may go: an edit of a record that stays needs the server's ids of all it refers to. */
function spare({ readings, named }: Survey, before: number): Ref[] {
  const going = new Set<Ref>();
  for (const [ref, { time, synced }] of readings) if (synced && time < before && !named.has(ref)) going.add(ref);
  for (let more = true; more;) {
    more = false;
    for (const [ref, { names }] of readings) if (!going.has(ref)) for (const name of names) more = going.delete(name) || more;
  }
  return [...going];
}

/** How many of each could go. */
export async function removable(records: Records, before: readonly number[]): Promise<readonly number[]> {
  const all = await survey(records);
  return before.map((time) => spare(all, time).length);
}

/** Takes readings off this device; how many. */
export async function release({ records, privacy }: CenterOptions, before: number): Promise<number> {
  const { vault } = records;
  const refs = spare(await survey(records), before);
  if (!refs.length) return 0;
  let released = 0;
  for (let i = 0; i < refs.length; i += SLICE) {
    const some = refs.slice(i, i + SLICE);
    const { tx, gone } = await vault.transact('strict', async (transaction) => {
      await transaction.look(some);
      let n = 0;
      for (const ref of some) {
        const record = await transaction.record(ref);
        if (!record || !isSynced(record) || record.time >= before) continue; // written since the survey
        await transaction.forget(record);
        n++;
      }
      // Before or with the first that goes: a sync in between brings nothing back.
      const since = (await transaction.row<Since>('meta', ['since'])) ?? {};
      if (n && !((since[TYPE] ?? -Infinity) >= before)) transaction.setRow('meta', ['since'], { ...since, [TYPE]: before });
      if (n) privacy.audit.say(transaction, { action: 'release' });
      return { tx: transaction, gone: n };
    });
    records.announce(tx, 'here');
    released += gone;
  }
  await records.fold(); // what still waits in the tail takes room until it is folded
  await vault.commitAside([], []); // a mini-program's storage takes stock, and gives back what is no longer used
  return released;
}

/** Readings from before this time are left to the server. */
export async function releasedBefore({ vault }: Records): Promise<number | undefined> {
  const [row] = (await vault.read([{ table: 'meta', key: ['since'] }]))[0]!; // one want
  return row && (await vault.open<Since>('meta', row))?.[TYPE];
}

/** Has everything fetched from the start again. */
export async function bringBack({ records, platform, push }: CenterOptions): Promise<void> {
  const { vault } = records;
  // Not beside a pull: it would set its own cursor afterwards.
  await platform.locks.run(`${vault.name}/sync`, {}, () =>
    vault.transact('strict', async (tx) => {
      const since = await tx.row<Since>('meta', ['since']);
      if (!since) return;
      tx.setRow('meta', ['since'], null);
      for (const type of Object.keys(since)) tx.setRow('cursor', [await vault.token('cursor', type)], null);
    }),
  );
  await push();
}
