// The store of this repository as an application uses it: encrypted, with client identifiers, outbox and counters.
import '../workload.js';
import { browserPlatform } from '@nelumbo/browser';
import { openRecords, type Records } from '@nelumbo/core/records';
import type { Observation } from '@nelumbo/core/fhir';

interface BenchRow {
  readonly id: string;
  readonly code: string;
  readonly t: number;
  readonly o: Observation;
}

let records: Records;
const type = 'Observation';

Object.assign(window, {
  store: {
    name: 'Nelumbo',
    async open() {
      records = await openRecords({ ...browserPlatform(), tenant: 'bench', user: 'u' });
    },
    putMany: (rows: readonly BenchRow[]) =>
      records.write(
        rows.map(({ o }) => ({ put: o })),
        { durability: 'relaxed' },
      ),
    put: ({ o }: BenchRow, durability: 'strict' | 'relaxed') => records.write([{ put: o }], { durability }),
    range: (code: string, from: number, to: number) => records.range({ type, codes: [code], from, to: to + 1 }),
    count: () => records.count({ type }),
    async series(code: string, from: number, to: number) {
      const { t, columns } = await records.columns({ type, codes: [code], from, to: to + 1 });
      return { t, v: columns[0]?.values ?? [] };
    },
    async rollup(code: string) {
      const [days] = await records.days({ type, codes: [code] });
      const total = (list: Float64Array) => list.reduce((a, b) => a + b, 0);
      return days ? { days: days.day.length, count: total(days.n), sum: total(days.sum) } : { days: 0, count: 0, sum: 0 };
    },
    remove: (id: string) => records.write([{ remove: `Observation/${id}` }], { durability: 'relaxed' }),
    flush: () => records.fold(),
    close: () => records.close(),
  },
});
