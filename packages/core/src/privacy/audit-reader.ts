import type { Vault } from '../records/index.js';
import type { AuditEntry, AuditVerdict } from './api.js';
import { chainOf, END, type Chained, type End } from './audit.js';

/** The log, newest first. One that does not open is left out here; {@link verifyAudit} tells. */
export async function readAudit(vault: Vault, { from = -Infinity, to = Infinity, limit = Infinity } = {}): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for (let end = Number.MAX_SAFE_INTEGER; found.length < limit;) {
    const rows = (await vault.read([{ table: 'audit', from: [0], to: [end], reverse: true, limit: 200 }]))[0]!;
    const opened = await Promise.all(rows.map((row) => vault.open<Chained>('audit', row)));
    for (const one of opened) if (one && one.entry.at >= from && one.entry.at < to && found.length < limit) found.push(one.entry);
    if (rows.length < 200) break;
    end = Number(rows.at(-1)!.key[0]);
  }
  return found;
}

/** Follows the chain from its beginning to its end. */
export async function verifyAudit(vault: Vault): Promise<AuditVerdict> {
  const end = await vault.transact('relaxed', (tx) => tx.row<End>('meta', END));
  let [seq, chain] = [0, ''];
  for (;;) {
    const rows = (await vault.read([{ table: 'audit', from: [seq + 1], to: [(end?.seq ?? 0) + 1], limit: 200 }]))[0]!;
    for (const row of rows) {
      const one = await vault.open<Chained>('audit', row);
      if (!one || one.entry.seq !== seq + 1 || (await chainOf(vault, chain, one.entry)) !== one.chain)
        return { ok: false, entries: end?.seq ?? seq, brokenAt: seq + 1 };
      seq = one.entry.seq;
      chain = one.chain;
    }
    if (rows.length < 200) break;
  }
  const whole = seq === (end?.seq ?? 0) && chain === (end?.chain ?? '');
  return whole ? { ok: true, entries: seq } : { ok: false, entries: end?.seq ?? seq, brokenAt: seq + 1 };
}
