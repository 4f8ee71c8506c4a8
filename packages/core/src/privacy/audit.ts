import type { Ref } from '../fhir/index.js';
import type { Transaction, Vault } from '../records/index.js';
import type { AuditAction, AuditEntry } from './api.js';

/** The audit log: sealed, each entry bound to the one before it. */
export interface Audit {
  /** What a transaction is about, when that is not what its records say. */
  say(tx: Transaction, what: Pick<AuditEntry, 'action' | 'detail' | 'reason'>): void;
  /** What the next write of a record is about: a correction and its reason. */
  expect(ref: Ref, what: Pick<AuditEntry, 'action' | 'reason'>): void;
  /** Notes what was done on a full device, where the log had no room: it is written when there is some again, unless the page is closed before. */
  owe(what: Pick<AuditEntry, 'action'> & Partial<AuditEntry>): void;
  /** Runs a write of these records, and of no others, without an entry: whoever asks owes it. */
  without<T>(refs: readonly Ref[], write: () => Promise<T>): Promise<T>;
  /** Writes what is owed; what still has no room goes on waiting. */
  settle(): Promise<void>;
}

type Entry = Omit<AuditEntry, 'seq'>;

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
/** A document that is there to be written: a commit needs something to commit. */
export const LAST = 'privacy/last';
/** Most refs in one entry. */
export const FEW = 20;

/** Entry `seq` follows one whose MAC is `before`. */
export const chainOf = (vault: Vault, before: string, entry: AuditEntry): Promise<string> => vault.stableUuid('audit', before, JSON.stringify(entry));

const ACTIONS: Readonly<Record<string, AuditAction>> = { sent: 'sent', fetched: 'fetched' };

/** Has every commit of records write what it did: an entry is stored with the write that it is about, or not at all. */
export function keepAudit(vault: Vault): Audit {
  const said = new WeakMap<Transaction, Pick<AuditEntry, 'action'> & Partial<Entry>>();
  const expected = new Map<Ref, Pick<AuditEntry, 'action' | 'reason'>>();
  let owed: readonly Entry[] = [];
  let settling = Promise.resolve();
  let spared: ReadonlySet<Ref> | undefined;
  vault.beforeCommit = async (tx) => {
    const own = said.get(tx);
    if (!tx.refs.size && !own) return;
    const refs = [...tx.refs];
    if (spared && refs.length > 0 && refs.every((ref) => spared?.has(ref))) return;
    const types: Record<string, number> = {};
    for (const ref of refs) types[ref.split('/')[0]!] = (types[ref.split('/')[0]!] ?? 0) + 1;
    const meant = refs.length === 1 ? expected.get(refs[0]!) : undefined;
    let gone = refs.length > 0;
    for (const ref of refs) if (gone) gone = !(await tx.record(ref))?.body; // one that is there tells
    const action = own?.action ?? ACTIONS[tx.purpose ?? ''] ?? meant?.action ?? (gone ? 'remove' : 'write');
    const done: Entry = {
      at: vault.clock.now(),
      action,
      by: tx.purpose ? 'server' : 'user',
      types,
      ...(refs.length <= FEW && refs.length > 0 && { refs }),
      ...(meant?.reason !== undefined && { reason: meant.reason }),
      ...own,
    };
    const end = (await tx.row<End>('meta', END)) ?? { seq: 0, chain: '' };
    const entry: AuditEntry = { seq: end.seq + 1, ...done };
    const chain = await chainOf(vault, end.chain, entry);
    tx.setRow('audit', [entry.seq], { entry, chain } satisfies Chained);
    tx.setRow('meta', END, { seq: entry.seq, chain } satisfies End);
    if (meant) expected.delete(refs[0]!);
  };
  // One that is in the way of another tab's comes again with the next fold; a full phone has room again when something went.
  vault.afterFold = async () => {
    await (await import('./audit-pack.js')).packAudit(vault).catch(() => undefined);
    await audit.settle();
    await (await import('./full.js')).keepReserve(vault).catch(() => undefined); // as long as there is room
  };
  const pay = async (): Promise<void> => {
    for (let [first] = owed; first; [first] = owed) {
      const what = first;
      const paid = await vault
        .transact('relaxed', async (tx) => {
          await tx.setDoc(LAST, { action: what.action, at: what.at });
          said.set(tx, what);
        })
        .then(() => true)
        .catch(() => false); // no room yet
      if (!paid) return;
      owed = owed.slice(1);
    }
  };
  const audit: Audit = {
    say: (tx, what) => void said.set(tx, what),
    expect: (ref, what) => void expected.set(ref, what),
    owe: (what) => void (owed = [...owed, { at: vault.clock.now(), by: 'user', types: {}, ...what }]),
    async without(refs, write) {
      spared = new Set(refs);
      try {
        return await write();
      } finally {
        spared = undefined;
      }
    },
    settle: () => (settling = settling.then(pay)),
  };
  return audit;
}
