import type { Hole } from './schema.js';
import type { Transaction } from './transaction.js';
import type { Vault } from './vault.js';

/** How far a type has been pulled: the server's time. Another tab may be further; it never goes back. */
export async function setCursor(vault: Vault, tx: Transaction, type: string, value: string): Promise<void> {
  const key = [await vault.token('cursor', type)];
  const known = await tx.row<string>('cursor', key);
  if (known !== undefined && Date.parse(value) <= Date.parse(known)) return;
  tx.setRow('cursor', key, value);
  const holes = await tx.row<Hole[]>('meta', ['holes']);
  const left = holes?.filter((hole) => hole.type !== type || !(Date.parse(value) >= Date.parse(hole.until ?? '')));
  if (holes && left && left.length < holes.length) tx.setRow('meta', ['holes'], left.length ? left : null);
}
