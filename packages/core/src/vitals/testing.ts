import type { Change, Columns, FamilyContext, FamilyEvent, Observation, RangeQuery, RecordsChanged, Resource, ResourceStore } from '../fhir/index.js';
import { manualClock } from '../memory/index.js';
import { NelumboError } from '../i18n/index.js';
import { createVitals } from './vitals.js';

/** A family over a Map behind the store interface, with changes told as the encrypted store tells them; that one is tested by itself. */
export function vitalsOver(
  documents: Readonly<Record<string, unknown>>,
  { now, zone = 'Asia/Shanghai', faults }: { now: number; zone?: string; faults?: { write?: () => void } },
) {
  const stored = new Map<string, Resource>();
  const docs = new Map<string, unknown>();
  const writes: number[] = [];
  const reads = { get: 0, range: 0, columns: 0 };
  const events: FamilyEvent[] = [];
  const listeners = new Set<(change: RecordsChanged) => void>();
  const clock = manualClock(now, zone);
  let next = 0;
  const times = new WeakMap<Resource, number>();
  const at = (r: Resource) => {
    let time = times.get(r);
    if (time === undefined) {
      const text = (r as Observation).effectiveDateTime!;
      times.set(r, (time = Date.parse(text.length === 10 ? `${text}T12:00:00Z` : text)));
    }
    return time;
  };
  function write(changes: readonly Change[]) {
    faults?.write?.();
    const refs: string[] = [];
    writes.push(changes.length);
    for (const change of changes) {
      if ('put' in change) {
        const id = change.put.id ?? `id-${next++}`;
        stored.set(`Observation/${id}`, { ...change.put, id });
        refs.push(`Observation/${id}`);
      } else if ('remove' in change) {
        stored.delete(change.remove);
        refs.push(change.remove);
      } else docs.set(change.doc, change.value);
    }
    const types = [...(refs.length ? ['Observation'] : []), ...(changes.some((c) => 'doc' in c) ? ['doc'] : [])];
    for (const listener of listeners) listener({ refs, types, origin: 'here' });
    return Promise.resolve({ refs });
  }
  function range<R extends Resource>({ codes, from = -Infinity, to = Infinity, reverse, limit }: RangeQuery) {
    reads.range++;
    const found = [...stored.values()]
      .filter((r) => at(r) >= from && at(r) < to)
      .filter((r) => !codes || (r as Observation).code.coding?.some((c) => codes.includes(`${c.system}|${c.code}`)))
      .sort((a, b) => at(a) - at(b));
    if (reverse) found.reverse();
    return Promise.resolve(found.slice(0, limit) as R[]);
  }
  function get<R extends Resource>(ref: string) {
    reads.get++;
    return Promise.resolve(stored.get(ref) as R | undefined);
  }
  async function columns(query: RangeQuery): Promise<Columns> {
    reads.columns++;
    const found = (await range<Observation>(query)).filter((o) => o.valueQuantity?.value !== undefined);
    const units = [...new Set(found.map((o) => o.valueQuantity!.code!))];
    return {
      t: Float64Array.from(found, at),
      offset: Int16Array.from(found, (o) => clock.offset(at(o))),
      flags: new Uint8Array(found.length),
      columns: units.map((unit) => ({
        component: '',
        unit,
        values: Float64Array.from(found, (o) => (o.valueQuantity!.code === unit ? o.valueQuantity!.value! : NaN)),
      })),
    };
  }
  const count = async (query: RangeQuery) => (await range(query)).length;
  // Only what the family uses; the rest of the interface is the store's own.
  const records = { write, get, range, columns, count, doc: <T>(name: string) => Promise.resolve(docs.get(name) as T | undefined) } as unknown as ResourceStore;
  const context: FamilyContext = {
    records,
    clock,
    notifier: undefined as never, // the family does not ring
    content: {
      read: (name) => (name in documents ? Promise.resolve(documents[name]) : Promise.reject(new NelumboError('not-found', 'There is no such document.'))),
    },
    fetchJson: () => Promise.reject(new Error('not used')),
    contentUrl: undefined,
    uuid: () => Promise.resolve(`00000000-0000-4000-8000-${String(next++).padStart(12, '0')}`),
    locale: () => 'zh-CN',
    emit: (event) => void events.push(event),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return { vitals: createVitals(context), context, stored, docs, writes, reads, events, clock };
}
