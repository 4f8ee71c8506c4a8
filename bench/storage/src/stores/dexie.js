/* global window */
import '../workload.js';
import Dexie from 'dexie';

const open = (durability) => {
  const db = new Dexie('dexie', { chromeTransactionDurability: durability });
  db.version(1).stores({ o: 'id,[code+t]' });
  return db.open();
};
let strict, relaxed;
window.store = {
  name: 'Dexie 4',
  async open() {
    strict = await open('strict');
    relaxed = await open('relaxed');
  },
  putMany: (list) => relaxed.o.bulkPut(list),
  put: (row, durability) => (durability === 'strict' ? strict : relaxed).o.put(row),
  range: (code, from, to) => strict.o.where('[code+t]').between([code, from], [code, to], true, true).toArray(),
  count: () => strict.o.count(),
  async close() {
    strict.close();
    relaxed.close();
  },
};
