import FlexSearch from 'flexsearch';
import { bigrams, latinField } from '../tokens.mjs';

const encode = (s) => bigrams(String(s));
const create = () =>
  new FlexSearch.Document({
    document: {
      id: 'id',
      index: [
        { field: 'title', tokenize: 'forward', encode, resolution: 9 },
        { field: 'aliases', tokenize: 'forward', encode, resolution: 9 },
        { field: 'py', tokenize: 'forward', encode: (s) => String(s).split(' '), resolution: 3 },
        { field: 'summary', tokenize: 'strict', encode, resolution: 3 },
      ],
    },
  });
const WEIGHT = { title: 4, aliases: 4, py: 2, summary: 1 };

export default {
  name: 'flexsearch-bigram',
  build(docs) {
    const index = create();
    for (const d of docs) index.add({ id: d.id, title: d.title, aliases: d.aliases.join(' | '), py: latinField(d), summary: d.summary });
    return index;
  },
  async serialize(index) {
    const parts = {};
    await index.export((key, value) => {
      parts[key] = value;
    });
    return JSON.stringify(parts);
  },
  load(text) {
    const index = create();
    for (const [key, value] of Object.entries(JSON.parse(text))) index.import(key, value);
    return index;
  },
  // FlexSearch answers one list per field; merging them by weighted reciprocal rank is ours.
  search(index, q, limit = 10) {
    const score = new Map();
    for (const { field, result } of index.search(q, { limit: 50, suggest: true }))
      result.forEach((id, i) => score.set(id, (score.get(id) ?? 0) + WEIGHT[field] / (i + 5)));
    return [...score]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([id]) => id);
  },
};
