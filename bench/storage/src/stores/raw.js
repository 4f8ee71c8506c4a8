/* global window, IDBKeyRange */
// plain IndexedDB rows: id as key, index on [code, t]. The baseline of all ratios.
import '../workload.js';
import { done, openDb, request } from '../idb.js';

let db;
const rows = () => db.transaction('o').objectStore('o');
window.store = {
  name: 'IndexedDB rows, id key + [code, t] index',
  async open() {
    db = await openDb('raw', (d) => d.createObjectStore('o', { keyPath: 'id' }).createIndex('ct', ['code', 't']));
  },
  async putMany(list) {
    const tx = db.transaction('o', 'readwrite', { durability: 'relaxed' });
    for (const row of list) tx.objectStore('o').put(row);
    await done(tx);
  },
  async put(row, durability) {
    const tx = db.transaction('o', 'readwrite', { durability });
    tx.objectStore('o').put(row);
    await done(tx);
  },
  range: (code, from, to) =>
    request(
      rows()
        .index('ct')
        .getAll(IDBKeyRange.bound([code, from], [code, to])),
    ),
  count: () => request(rows().count()),
  close: async () => db.close(),
};
