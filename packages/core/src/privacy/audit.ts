import type { Ref } from '../fhir/index.js';
import type { Transaction, Vault } from '../records/index.js';
import type { AuditAction, AuditEntry } from './api.js';

/** The audit log: sealed, each entry bound to the one before it. */
export interface Audit {
  /** What a transaction is about, when that is not what its records say. */
  say(tx: Transaction, what: Pick<AuditEntry, 'action' | 'detail' | 'reason'>): void;
  /** What the next write of a record is about: a correction and its reason. */
  expect(ref: Ref, what: Pick<AuditEntry, 'action' | 'reason'>): void;
}

/** A stored entry; `chain` is a MAC over the one before and this one. */
export interface Chained {
  readonly entry: AuditEntry;
  readonly chain: string;
}

/** Where the log ends. */
export interface End {
  readonly seq: number;
  readonly chain: string;
}

/** Key of {@link End} in `meta`. */
export const END = ['audit'];
const FEW = 20; // refs in one entry

/** Entry `seq` follows one whose MAC is `before`. */
export const chainOf = (vault: Vault, before: string, entry: AuditEntry): Promise<string> => vault.stableUuid('audit', before, JSON.stringify(entry));

const ACTIONS: Readonly<Record<string, AuditAction>> = { sent: 'sent', fetched: 'fetched' };

/** Has every commit of records write what it did: an entry is stored with the write that it is about, or not at all. */
export function keepAudit(vault: Vault): Audit {
  const said = new WeakMap<Transaction, Pick<AuditEntry, 'action' | 'detail' | 'reason'>>();
  const expected = new Map<Ref, Pick<AuditEntry, 'action' | 'reason'>>();
  vault.beforeCommit = async (tx) => {
    const own = said.get(tx);
    if (!tx.refs.size && !own) return;
    const refs = [...tx.refs];
    const types: Record<string, number> = {};
    for (const ref of refs) types[ref.split('/')[0]!] = (types[ref.split('/')[0]!] ?? 0) + 1;
    const meant = refs.length === 1 ? expected.get(refs[0]!) : undefined;
    const gone = refs.length > 0 && refs.length <= FEW && (await Promise.all(refs.map((ref) => tx.record(ref)))).every((record) => !record?.body);
    const action = own?.action ?? ACTIONS[tx.purpose ?? ''] ?? meant?.action ?? (gone ? 'remove' : 'write');
    const end = (await tx.row<End>('meta', END)) ?? { seq: 0, chain: '' };
    const entry: AuditEntry = {
      seq: end.seq + 1,
      at: vault.clock.now(),
      action,
      by: tx.purpose ? 'server' : 'user',
      types,
      ...(refs.length <= FEW && refs.length > 0 && { refs }),
      ...(own?.detail !== undefined && { detail: own.detail }),
      ...((own?.reason ?? meant?.reason) !== undefined && { reason: own?.reason ?? meant?.reason }),
    } as AuditEntry; // its optional members are left out, not undefined
    const chain = await chainOf(vault, end.chain, entry);
    tx.setRow('audit', [entry.seq], { entry, chain } satisfies Chained);
    tx.setRow('meta', END, { seq: entry.seq, chain } satisfies End);
    if (meant) expected.delete(refs[0]!);
  };
  // One that is in the way of another tab's comes again with the next fold; a full phone has room again when something went.
  vault.afterFold = async () => (await import('./audit-pack.js')).packAudit(vault).catch(() => undefined);
  return { say: (tx, what) => void said.set(tx, what), expect: (ref, what) => void expected.set(ref, what) };
}
