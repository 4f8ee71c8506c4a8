// The cards of a language as rows: the keys stand once, and so does every value that comes again (licence, source, department). The
// generated modules of the content package repeat them for each card, which is more than half of their size.
import { readFileSync } from 'node:fs';

const file = /\/content\/src\/encyclopedia\/generated\/([\w-]+)\/cards-(\d+)\.ts$/;
const listOf = (source) => JSON.parse(source.slice(source.indexOf('= [') + 2, source.lastIndexOf(']') + 1));
const LEAST = 12; // characters of a value that is worth a name

/** A module with `shards` of cards as `d0`, `d1`, … */
export function rows(shards) {
  const keys = [...new Set(shards.flat().flatMap(Object.keys))];
  const times = new Map();
  for (const value of shards.flat().flatMap(Object.values)) times.set(JSON.stringify(value), (times.get(JSON.stringify(value)) ?? 0) + 1);
  const shared = [...times].flatMap(([text, n]) => (n > 1 && text.length >= LEAST ? [text] : []));
  const written = (value) => {
    const text = JSON.stringify(value);
    if (text === undefined) return 'undefined';
    const at = shared.indexOf(text);
    return at < 0 ? text : `v[${at}]`;
  };
  const row = (card) => `c(${keys.map((key) => written(card[key])).join(',').replace(/(,undefined)+$/, '')})`; // prettier-ignore
  return `const k = ${JSON.stringify(keys)}, v = [${shared.join(',')}];
const c = (...row) => { const card = {}; row.forEach((value, i) => { if (value !== undefined) card[k[i]] = value; }); return card; };
${shards.map((cards, i) => `export const d${i} = [${cards.map(row).join(',')}];`).join('\n')}`;
}

/** Reads the cards of a language from one module of rows. */
export const cardsAsRows = {
  name: 'cards-as-rows',
  resolveId: (id) => (id.startsWith('@cards/') ? `\0${id}` : undefined),
  load(id) {
    const found = file.exec(id.replaceAll('\\', '/'));
    if (found) return `export { d${found[2]} as default } from '@cards/${id.slice(0, found.index)}${found[0].replace(/cards-\d+\.ts$/, '')}';`;
    if (!id.startsWith('\0@cards/')) return undefined;
    const folder = id.slice(8);
    const shards = [];
    for (let i = 0; ; i++) {
      try {
        shards.push(listOf(readFileSync(`${folder}cards-${i}.ts`, 'utf8')));
      } catch (error) {
        if (error.code === 'ENOENT') return rows(shards);
        throw error;
      }
    }
  },
};
