import type { Ref } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Vault } from '../records/index.js';
import { FEW } from './audit.js';
import type { CenterOptions } from './center.js';

const RESERVE = 'privacy/reserve';
const ROOM = 16_000; // bytes: the removals of some ten records that a server has, each with what it has to be told

/** Whether a write failed for want of room. */
export const isFull = (error: unknown): boolean => error instanceof NelumboError && error.code === 'storage-full';

/** Lays room aside for removals from a device that is full by then. */
export async function keepReserve(vault: Vault): Promise<void> {
  const token = await vault.token('doc', RESERVE);
  const [rows] = await vault.read([{ table: 'docs', from: [token], to: [token, '\uffff'], keysOnly: true }]);
  if (!rows?.length) await vault.transact('relaxed', (tx) => tx.setDoc(RESERVE, ' '.repeat(ROOM))); // sealed: nobody makes it smaller
}

/**
 * Removes records from a device that is full to the last byte: without the entry in the log, which waits for room; with what was laid aside and
 * what folding and packing free; in the end one by one, those that make room first, and with what the server has taken meanwhile.
 * @param removal - of all of them in one commit
 * @throws NelumboError `storage-full` when what a server has to be told of the last ones has no room
 */
export async function eraseOnFull({ records, privacy: { audit }, push }: CenterOptions, refs: readonly Ref[], removal: () => Promise<unknown>): Promise<void> {
  const tried = (some: readonly Ref[], run: () => Promise<unknown>): Promise<boolean> =>
    audit.without(some, run).then(
      () => true,
      (error: unknown) => (isFull(error) ? false : Promise.reject(error as Error)), // what the store throws
    );
  const tidy = () => records.fold().catch(() => undefined); // that it could not is told below
  const makeRoom = async () => {
    await tidy();
    await records.vault.transact('strict', (tx) => tx.setDoc(RESERVE, null)).catch(() => undefined); // there was none
  };
  const gone = new Set<Ref>();
  await makeRoom();
  if (await tried(refs, removal)) for (const ref of refs) gone.add(ref);
  for (let before = -1; gone.size > before && gone.size < refs.length;) {
    before = gone.size;
    for (const ref of refs) if (!gone.has(ref) && (await tried([ref], () => records.write([{ remove: ref }])))) gone.add(ref);
    if (gone.size === refs.length) break;
    await push();
    await makeRoom();
  }
  const types: Record<string, number> = {};
  for (const ref of gone) types[ref.split('/')[0]!] = (types[ref.split('/')[0]!] ?? 0) + 1; // a ref has a type
  if (gone.size) audit.owe({ action: 'erase', types, ...(gone.size <= FEW && { refs: [...gone] }) });
  await tidy(); // gives room back, and writes what is owed
  if (gone.size < refs.length)
    throw new NelumboError(
      'storage-full',
      'The device is full, and what the server has to be told of some records has no room: they are still here. Sync, or erase the device.',
    );
}
