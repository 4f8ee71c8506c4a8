import type { Key, Row } from '../platform.js';
import type { Vault } from '../records/index.js';
import type { AuditEntry, AuditVerdict } from './api.js';
import { PACK, type Pack } from './audit-pack.js';
import { chainOf, END, type Chained, type End } from './audit.js';

/** The number of the first entry of a row. */
const firstOf = ([last, n = 1]: Key): number => Number(last) - Number(n) + 1;

/** The entries of one row, ascending, and the MAC of the last; nothing of one that does not open. */
async function openRow(vault: Vault, row: Row): Promise<Pack> {
  const one = await vault.open<Chained | Pack>('audit', row);
  if (!one) return { entries: [], chain: '' };
  return 'entry' in one ? { entries: [one.entry], chain: one.chain } : one;
}

/** The log, newest first. One that does not open is left out here; {@link verifyAudit} tells. */
export async function readAudit(vault: Vault, { from = -Infinity, to = Infinity, limit = Infinity } = {}): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for (let end = Number.MAX_SAFE_INTEGER; found.length < limit;) {
    // Meanwhile the next ones may have gone into a row with some that are known already: such a row lies a little higher.
    const rows = (await vault.read([{ table: 'audit', from: [0], to: [end + PACK], reverse: true, limit: 200 + PACK }]))[0]!;
    const opened = await Promise.all(rows.map((row) => openRow(vault, row)));
    for (const one of opened.flatMap(({ entries }) => [...entries].reverse()))
      if (one.seq < end && one.at >= from && one.at < to && found.length < limit) found.push(one);
    if (rows.length < 200 + PACK) break;
    end = firstOf(rows.at(-1)!.key); // not empty
  }
  return found;
}

/** Follows the chain from its beginning to its end. */
export async function verifyAudit(vault: Vault): Promise<AuditVerdict> {
  const end = await vault.transact('relaxed', (tx) => tx.row<End>('meta', END));
  const total = end?.seq ?? 0;
  let [seq, chain] = [0, ''];
  for (;;) {
    const rows = (await vault.read([{ table: 'audit', from: [seq + 1], to: [total + PACK], limit: 200 }]))[0]!;
    for (const row of rows.filter(({ key }) => firstOf(key) <= total)) {
      const { entries, chain: last } = await openRow(vault, row);
      const next = entries.filter((one) => one.seq > seq && one.seq <= total); // written since: not asked for
      if (entries.length && !next.length) continue;
      const broken = { ok: false, entries: total, brokenAt: seq + 1 } as const;
      for (const entry of next) {
        if (entry.seq !== seq + 1) return broken;
        chain = await chainOf(vault, chain, entry);
        seq = entry.seq;
      }
      if (!next.length || (next.at(-1) === entries.at(-1) && chain !== last)) return broken; // none: it does not open
    }
    if (rows.length < 200) break;
  }
  const whole = seq === total && chain === (end?.chain ?? '');
  return whole ? { ok: true, entries: seq } : { ok: false, entries: total, brokenAt: seq + 1 };
}
