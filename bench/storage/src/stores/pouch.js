/* global window */
import '../workload.js';
import PouchDB from 'pouchdb-browser';

let db;
const key = (code, t, id) => `${code}!${String(t).padStart(14, '0')}${id ? '!' + id : ''}`;
window.store = {
  name: 'PouchDB 9',
  async open() {
    db = new PouchDB('pouch', { auto_compaction: true, revs_limit: 1 });
    await db.info();
  },
  putMany: (list) => db.bulkDocs(list.map(({ code, t, id, o }) => ({ _id: key(code, t, id), o }))),
  put: ({ code, t, id, o }) => db.put({ _id: key(code, t, id), o }),
  async range(code, from, to) {
    const startkey = key(code, Math.max(0, from));
    const endkey = key(code, Math.min(to, 99999999999999)) + '!\uffff';
    return (await db.allDocs({ include_docs: true, startkey, endkey })).rows.map((r) => r.doc);
  },
  count: async () => (await db.info()).doc_count,
  close: () => db.close(),
};
