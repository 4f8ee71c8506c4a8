// The product's own engine: the table of names of @nelumbo/core as the pack builder writes it, with the starter content's question grammar.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cache = new URL('../../../.cache/bench-search/', import.meta.url);
const source = `
  export * from '${root}packages/core/src/encyclopedia/index.ts';
  export { suggest } from '${root}packages/core/src/encyclopedia/search.ts';
  export { laterStages } from '${root}packages/core/src/encyclopedia/search-later.ts';
  export { gramsOf } from '${root}packages/core/src/encyclopedia/grams.ts';
  export { default as grammar } from '${root}packages/content/src/encyclopedia/grammar.ts';
  export { groupSyllables } from '${root}packages/content/src/encyclopedia/build/readings.ts';
  export { traditionalPairs } from '${root}packages/content/src/encyclopedia/build/traditional.ts';`;
const bundle = fileURLToPath(new URL(`nelumbo-${process.pid}.mjs`, cache));
await build({
  stdin: { contents: source, resolveDir: root },
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  conditions: ['nelumbo-source'],
  logLevel: 'error',
});
const {
  CJK,
  clean,
  grammar,
  gramsOf,
  groupSyllables,
  laterStages: later,
  openNames,
  packNames,
  resolveNames,
  shardNames,
  suggest,
  syllableTable,
  traditionalPairs,
} = await import(bundle);
fs.rmSync(bundle);

/** Syllables of the Han characters of a key, from the reading that the corpus gives for the name. */
function syllablesOf(key, reading) {
  const tokens = reading.split(' ');
  const characters = [...key];
  const found = [];
  let next = 0;
  characters.forEach((character, i) => {
    if (CJK.test(character)) found.push(tokens[next++]);
    else if (/[a-z0-9]/.test(character) && !/[a-z0-9]/.test(characters[i + 1] ?? '')) next++;
  });
  return next === tokens.length && found.every(Boolean) ? found : undefined;
}

/** Every reading that the corpus gives, by key, and the usual syllable of each character. */
function soundOf(docs) {
  const spoken = new Map();
  const votes = new Map();
  for (const doc of docs) {
    [doc.title, ...doc.aliases]
      .filter((name) => CJK.test(name))
      .forEach((name, i) => {
        const key = clean(name);
        const syllables = syllablesOf(key, doc.py[i]);
        if (!syllables) return;
        spoken.set(key, syllables);
        [...key]
          .filter((character) => CJK.test(character))
          .forEach((character, at) => {
            const counts = votes.get(character) ?? votes.set(character, new Map()).get(character);
            counts.set(syllables[at], (counts.get(syllables[at]) ?? 0) + 1);
          });
      });
  }
  const usual = new Map([...votes].map(([character, counts]) => [character, [...counts].sort((a, b) => b[1] - a[1])[0][0]]));
  return { usual, readings: Object.fromEntries([...spoken].map(([key, syllables]) => [key, syllables.join(' ')])) };
}

let packed;
function pack(docs) {
  const { usual, readings } = soundOf(docs);
  const entries = docs.map((doc) => ({
    slug: String(doc.id),
    title: doc.title,
    aliases: doc.aliases.map((text) => ({ text, weak: doc.weak.includes(text) })),
    codes: [],
    weight: Math.min(100, Math.round(Math.log2(doc.w + 1) * 10)),
    card: doc.card,
  }));
  const names = packNames('zh-CN', entries, traditionalPairs, { syllables: groupSyllables(usual), readings }, usual);
  const table = JSON.parse(fs.readFileSync(new URL('syllables.json', cache)));
  const others = new Map(Object.entries(table).filter(([character]) => !usual.has(character)));
  return { names, readings: groupSyllables(others) }; // the homophone table is part of what is downloaded
}

function load(bytes) {
  const { names, readings } = JSON.parse(String(bytes));
  const index = openNames(names);
  gramsOf(index); // made on demand in the product; counted as load here, as in the other engines
  return { index, readings: syllableTable(readings) };
}
const numberOf = (id) => Number(id.slice('zh-CN/'.length));

/** The shards of tier T1, about 375 names each, as `nelumbo-pack build` cuts them. */
export const shards = (docs) => {
  const { names } = pack(docs);
  return shardNames(names, Math.ceil(names.owners.length / names.width / 375));
};

export default {
  name: 'nelumbo',
  build: (docs) => load((packed = Buffer.from(JSON.stringify(pack(docs))))),
  serialize: () => packed,
  load,
  search: ({ index, readings }, q, limit = 10) => suggest(index, q, { limit, grammar, later, readings }).map((match) => numberOf(match.id)),
  resolve({ index }, q) {
    const decision = resolveNames(index, { text: q }, grammar);
    return decision.status === 'hit' ? { status: 'hit', id: numberOf(decision.match.id) } : { status: decision.status };
  },
};
