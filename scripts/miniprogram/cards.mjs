// The cards of a language as rows: the keys stand once, and so does every value that comes again (licence, source, department). The
// generated modules of the content package repeat them for each card, which is more than half of their size.
import { readFileSync } from 'node:fs';

const listOf = (source) => JSON.parse(source.slice(source.indexOf('= [') + 2, source.lastIndexOf(']') + 1));
const isFlag = (one) => typeof one === 'object' && one !== null && Object.keys(one).join() === 'level,action,if';
const LEAST = 12; // characters of a value that is worth a name

/** What more than half of the cards have under a key, as text; an empty text if there is no such value. */
function usual(cards, key) {
  const times = new Map();
  for (const card of cards) times.set(JSON.stringify(card[key]) ?? '', (times.get(JSON.stringify(card[key]) ?? '') ?? 0) + 1);
  return [...times].find(([, n]) => n > cards.length / 2)?.[0] ?? '';
}

/** A module with the cards of each of the `shards`: rows with a hole where a card has what most have, and 0 where it lacks that. */
export function rows(shards) {
  const cards = shards.flat();
  const keys = [...new Set(cards.flatMap(Object.keys))];
  const start = `${cards[0].locale}/`; // of every id
  if (keys[0] !== 'id' || !cards.every(({ id, ...rest }) => id.startsWith(start) && Object.values(rest).every((value) => value !== 0))) throw new Error('the cards have another shape than this build knows'); // prettier-ignore
  const most = keys.map((key) => usual(cards, key));
  const times = new Map();
  const count = (text) => times.set(text, (times.get(text) ?? 0) + 1);
  for (const card of cards) keys.forEach((key, i) => card[key] !== undefined && JSON.stringify(card[key]) !== most[i] && count(JSON.stringify(card[key])));
  for (const { level, action } of cards.flatMap(({ redFlags }) => redFlags ?? [])) [level, action].forEach((one) => count(JSON.stringify(one)));
  const shared = [...times].flatMap(([text, n]) => (n > 1 && text.length >= LEAST ? [text] : []));
  const named = (text) => (shared.includes(text) ? `v[${shared.indexOf(text)}]` : text);
  const cell = (value, i) => {
    const text = JSON.stringify(value) ?? '';
    if (text === most[i]) return '';
    if (!text) return '0';
    if (i === 0) return JSON.stringify(value.slice(start.length));
    return !shared.includes(text) && Array.isArray(value) && value.length && value.every(isFlag) ? `[${value.map(flag).join(',')}]` : named(text);
  };
  const flag = (one) => `f(${[one.level, one.action, one.if].map((value) => named(JSON.stringify(value))).join(',')})`;
  const row = (card) => `[${keys.map((key, i) => cell(card[key], i)).join(',').replace(/,+$/, '')}]`; // prettier-ignore
  return `const k = ${JSON.stringify(keys)}, v = [${shared.join(',')}], most = [${most.map((text) => text || '0').join(',')}];
const c = (row) => { const card = {}; k.forEach((key, i) => { const value = i in row ? row[i] : most[i]; if (value !== 0) card[key] = i ? value : '${start}' + value; }); return card; };
const f = (level, action, signs) => ({ level, action, if: signs });
export const shards = [${shards.map((cards) => `[${cards.map(row).join(',')}]`).join(',\n')}].map((cards) => cards.map(c));`;
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
