/* global window, IDBKeyRange */
// the idb wrapper over the same layout as `raw`: the difference between the two is the noise floor of a run
import '../workload.js';
import { openDB } from 'idb';

let db;
window.store = {
  name: 'idb 8',
  async open() {
    db = await openDB('idb', 1, {
      upgrade: (d) => void d.createObjectStore('o', { keyPath: 'id' }).createIndex('ct', ['code', 't']),
    });
  },
  async putMany(list) {
    const tx = db.transaction('o', 'readwrite', { durability: 'relaxed' });
    for (const row of list) tx.store.put(row);
    await tx.done;
  },
  async put(row, durability) {
    const tx = db.transaction('o', 'readwrite', { durability });
    tx.store.put(row);
    await tx.done;
  },
  range: (code, from, to) => db.getAllFromIndex('o', 'ct', IDBKeyRange.bound([code, from], [code, to])),
  count: () => db.count('o'),
  close: async () => db.close(),
};
