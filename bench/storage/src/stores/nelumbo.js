/* global window */
// The store of this repository as an application uses it: encrypted, with client identifiers, outbox and counters.
import '../workload.js';
import { browserPlatform } from '@nelumbo/browser';
import { openRecords } from '@nelumbo/core/records';

let records;
const type = 'Observation';

Object.assign(window, {
  store: {
    name: 'Nelumbo',
    async open() {
      records = await openRecords({ ...browserPlatform(), tenant: 'bench', user: 'u' });
    },
    putMany: (rows) =>
      records.write(
        rows.map(({ o }) => ({ put: o })),
        { durability: 'relaxed' },
      ),
    put: ({ o }, durability) => records.write([{ put: o }], { durability }),
    range: (code, from, to) => records.range({ type, codes: [code], from, to: to + 1 }),
    count: () => records.count({ type }),
    async series(code, from, to) {
      const { t, columns } = await records.columns({ type, codes: [code], from, to: to + 1 });
      return { t, v: columns[0]?.values ?? [] };
    },
    async rollup(code) {
      const [days] = await records.days({ type, codes: [code] });
      const total = (list) => list.reduce((a, b) => a + b, 0);
      return days ? { days: days.day.length, count: total(days.n), sum: total(days.sum) } : { days: 0, count: 0, sum: 0 };
    },
    remove: (id) => records.write([{ remove: `Observation/${id}` }], { durability: 'relaxed' }),
    flush: () => records.fold(),
    close: () => records.close(),
  },
});
