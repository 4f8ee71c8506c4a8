import './workload.js';
import { createRxDatabase } from 'rxdb/plugins/core';

const schema = (encrypted) => ({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    code: { type: 'string', maxLength: 16 },
    t: { type: 'number', minimum: 0, maximum: 9e15, multipleOf: 1 },
    o: { type: 'object' },
  },
  required: ['id', 'code', 't', 'o'],
  indexes: [['code', 't']],
  ...(encrypted && { encrypted: ['o'] }),
});

export function make({ name, storage, password }) {
  let db, rows;
  return {
    name,
    async open() {
      db = await createRxDatabase({ name: 'rx', storage, password, multiInstance: false });
      rows = (await db.addCollections({ o: { schema: schema(password) } })).o;
    },
    async putMany(list) {
      const { error } = await rows.bulkInsert(list);
      if (error.length) throw new Error(JSON.stringify(error[0]).slice(0, 300));
    },
    put: (row) => rows.insert(row),
    async range(code, from, to) {
      const found = await rows
        .find({
          selector: { code, t: { $gte: from, $lte: to } },
          sort: [{ code: 'asc' }, { t: 'asc' }],
          index: ['code', 't'],
        })
        .exec();
      return found.map((d) => d.toMutableJSON());
    },
    count: () => rows.count().exec(),
    close: () => db.close(),
  };
}
