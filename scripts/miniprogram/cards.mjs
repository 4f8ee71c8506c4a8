// The cards of a language as rows: the keys stand once, and so does every value that comes again (licence, source, department). The
// generated modules of the content package repeat them for each card, which is more than half of their size.
import { readFileSync } from 'node:fs';

const listOf = (source) => JSON.parse(source.slice(source.indexOf('= [') + 2, source.lastIndexOf(']') + 1));
const isFlag = (one) => typeof one === 'object' && one !== null && Object.keys(one).join() === 'level,action,if';
const LEAST = 12; // characters of a value that is worth a name

/** A module with the cards of each of the `shards`. */
export function rows(shards) {
  const keys = [...new Set(shards.flat().flatMap(Object.keys))];
  const times = new Map();
  const count = (value) => times.set(JSON.stringify(value), (times.get(JSON.stringify(value)) ?? 0) + 1);
  for (const value of shards.flat().flatMap(Object.values)) count(value);
  for (const { level, action } of shards.flat().flatMap(({ redFlags }) => redFlags ?? [])) [level, action].forEach(count);
  const shared = [...times].flatMap(([text, n]) => (n > 1 && text.length >= LEAST ? [text] : []));
  const written = (value) => {
    const text = JSON.stringify(value);
    if (text === undefined) return 'undefined';
    const at = shared.indexOf(text);
    if (at >= 0) return `v[${at}]`;
    return Array.isArray(value) && value.length && value.every(isFlag) ? `[${value.map(flag).join(',')}]` : text;
  };
  const flag = (one) => `f(${[one.level, one.action, one.if].map(written).join(',')})`;
  const row = (card) => `c(${keys.map((key) => written(card[key])).join(',').replace(/(,undefined)+$/, '')})`; // prettier-ignore
  return `const k = ${JSON.stringify(keys)}, v = [${shared.join(',')}];
const c = (...row) => { const card = {}; row.forEach((value, i) => { if (value !== undefined) card[k[i]] = value; }); return card; };
const f = (level, action, signs) => ({ level, action, if: signs });
export const shards = [${shards.map((cards) => `[${cards.map(row).join(',')}]`).join(',\n')}];`;
}

/** One reader for all shards of a language, in place of a line for each: they lie in one file. */
export function cardsInOne(source, id) {
  const line = /^ *'encyclopedia\/([\w-]+)\/cards-(\d+)': \(\) => import\('\.\/([\w-]+)\/cards-\d+\.js'\),\n/gm;
  const ranges = new Map();
  for (const [, tag, n, folder] of source.matchAll(line)) {
    const range = ranges.get(tag) ?? { folder, from: Number(n), to: 0 };
    ranges.set(tag, { ...range, to: Number(n) });
  }
  if (!ranges.size) throw new Error('the list of cards has another shape than this build knows');
  const folders = id.slice(0, id.lastIndexOf('/'));
  const spread = [...ranges].map(([tag, { folder, from, to }]) => `  ...cards('${tag}', ${from}, ${to}, () => import('@cards/${folders}/${folder}/')),\n`);
  return `const cards = (tag, from, to, read) => {
  const all = {};
  for (let i = from; i <= to; i++) all[\`encyclopedia/\${tag}/cards-\${i}\`] = () => read().then(({ shards }) => ({ default: shards?.[i] }));
  return all;
};
${source.replace(line, '').replace(/\};\s*$/, `${spread.join('')}};\n`)}`;
}

/** Reads the cards of a language from one module of rows. */
export const cardsAsRows = {
  name: 'cards-as-rows',
  resolveId: (id) => (id.startsWith('@cards/') ? `\0${id}` : undefined),
  load(id) {
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
