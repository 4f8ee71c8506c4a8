import type { Expect, Put, Row } from '../platform.js';
import { REVISION, type Vault } from '../records/index.js';
import type { AuditEntry } from './api.js';
import { chainOf, type Chained } from './audit.js';

// An entry with a row of its own takes 0.3 kB, of which most is padding and what every entry says: a phone of 10 MB would keep more log
// than readings. Many share a row that is deflated.

/** What such a row holds. Its key is the number of the last entry and how many there are. */
export interface Pack {
  /** Ascending, without a gap; each followed from the one before when they were packed. */
  readonly entries: readonly AuditEntry[];
  /** The MAC of the last one. */
  readonly chain: string;
}

/** As many entries share a row: deflated they fill the 4 kB to which blocks are padded. */
export const PACK = 64;

/** Gives the older entries shared rows, those that are as they should be. Beside the queue of writes; one that is in the way wins. @throws StorageError */
export async function packAudit(vault: Vault): Promise<void> {
  const single = await unpacked(vault);
  for (let i = 0; i + PACK <= single.length; i += PACK) await pack(vault, single[i]!); // in range
}

/** Numbers of the entries behind the last shared row, ascending: however long the log is, these are few. */
async function unpacked(vault: Vault): Promise<readonly number[]> {
  const found: number[] = [];
  for (let end = Number.MAX_SAFE_INTEGER; ;) {
    const keys = (await vault.read([{ table: 'audit', from: [0], to: [end], reverse: true, limit: 200, keysOnly: true }]))[0]!; // one want
    const shared = keys.findIndex(({ key }) => key.length > 1);
    found.push(...(shared < 0 ? keys : keys.slice(0, shared)).map(({ key }) => Number(key[0])));
    if (shared >= 0 || keys.length < 200) return found.reverse();
    end = found.at(-1)!; // a full page is not empty
  }
}

async function pack(vault: Vault, first: number): Promise<void> {
  const rows = (await vault.read([{ table: 'audit', from: [first], to: [first + PACK] }]))[0]!; // one want
  const found = rows.length === PACK ? await sound(vault, rows) : undefined;
  if (!found) return; // who verifies the log is told where
  const key = [first + PACK - 1, PACK];
  const sealed = await vault.sealer.sealText('audit', key, JSON.stringify(found));
  await vault.turn();
  await vault.commitAside(
    [['audit', key, sealed], ...rows.map((row): Put => ['audit', row.key, null])],
    rows.map((row): Expect => ['audit', row.key, row.value.slice(0, REVISION)]),
  );
}

/** The entries of these rows, unless one is missing, does not open or does not follow. */
async function sound(vault: Vault, rows: readonly Row[]): Promise<Pack | undefined> {
  if (rows.some(({ key }) => key.length > 1)) return undefined; // another tab was faster
  const opened = await Promise.all(rows.map((row) => vault.open<Chained>('audit', row)));
  const [start] = opened;
  if (!start) return undefined;
  for (const [i, one] of opened.entries()) {
    if (one?.entry.seq !== start.entry.seq + i) return undefined;
    if (i > 0 && (await chainOf(vault, opened[i - 1]!.chain, one.entry)) !== one.chain) return undefined; // looked at just before
  }
  return { entries: opened.map((one) => one!.entry), chain: opened.at(-1)!.chain }; // all of them are there
}
