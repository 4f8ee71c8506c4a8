import type { Resource } from '../fhir/index.js';
import { clinicalTime, type Json, type Records } from '../records/index.js';
import type { DataKind } from './api.js';

const WINDOW = 90 * 86_400_000; // ms; so much is in memory at once

/** A stored record. */
export type Kept = Resource & { readonly id: string };

async function spanOf(records: Records, type: string): Promise<{ from: number; to: number }> {
  const edge = async (reverse: boolean) => {
    const [one] = await records.range<Kept>({ type, limit: 1, reverse });
    return one && clinicalTime(one as unknown as Json, records.vault.clock); // resources are read by name
  };
  const [from, to] = [await edge(false), await edge(true)];
  return from === undefined || to === undefined ? { from: -Infinity, to: Infinity } : { from, to };
}

/** Types of which there are records. */
export const kindsOf = async ({ vault }: Records): Promise<string[]> =>
  Object.entries(await vault.live())
    .flatMap(([type, count]) => (count > 0 ? [type] : []))
    .sort();

/** Every record of a type, oldest first, a few at a time. Times in ms since 1970 UTC, `to` exclusive. */
export async function* recordsOf(records: Records, type: string, from = -Infinity, to = Infinity): AsyncGenerator<readonly Kept[]> {
  const span = await spanOf(records, type);
  const [first, last] = [Math.max(from, span.from), Math.min(to, span.to + 1)];
  // One without a time of its own cannot be closed in on: then all at once.
  const step = Number.isFinite(first) && Number.isFinite(last) ? WINDOW : Infinity;
  for (let start = first; start < last; start += step) {
    const found = await records.range<Kept>({ type, from: start, to: step === Infinity ? last : Math.min(last, start + step) }); // -∞ + ∞ is no time
    if (found.length) yield found;
  }
}

/** What there is of each type. */
export async function summary(records: Records): Promise<DataKind[]> {
  const kinds = [];
  for (const type of await kindsOf(records)) kinds.push({ type, count: await records.count({ type }), ...(await spanOf(records, type)) });
  return kinds;
}
