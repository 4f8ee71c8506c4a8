// Makes .cache/bench-search/docs.json: 32,000 encyclopedia entries for benchmarks, or --times 10 as many. Deterministic; see inputs/README.md.
// Summaries of zh entries are filler from word parts. They are not medical text: never show or ship them.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { isCJK } from './tokens.mjs';

const times = Number(process.argv[process.argv.indexOf('--times') + 1]) || 1;
const SIZE = { thuocl: 9829, invented: 14684 + (times - 1) * 32_000, symp: 895, total: times * 32_000 };
const read = (name) => fs.readFileSync(new URL(name, import.meta.url), 'utf8');
const lines = (name) => read(name).split('\n').filter(Boolean);

let seed = 20261122;
const random = () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32;
const pick = (list) => list[Math.floor(random() * list.length)];

const M = JSON.parse(read('inputs/morphemes.json'));
const docs = [];
const seen = new Set();
const add = (doc) => {
  if (!doc.title || seen.has(doc.title.toLowerCase())) return false;
  seen.add(doc.title.toLowerCase());
  docs.push({ weak: [], card: true, ...doc });
  return true;
};

// 1. everyday topics, the entries a reader asks for
for (const line of lines('../../packages/content/src/encyclopedia/sources/topics.csv').slice(1)) {
  const [key, title, , zh, en, weak] = line.split(',');
  const list = (s) => (s ? s.split(';') : []);
  add({ key, title, aliases: [...list(zh), ...list(en)], weak: list(weak), src: 'topic', w: 1000 });
}

// 2. invented zh names with the shape of a classification list; about 60 % carry an invented English name
const eponym = () => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick([...M.eponymCharacters])).join('');
function invented() {
  const r = random();
  if (r < 0.07) {
    const name = eponym();
    return [`${name}综合征`, null];
  }
  if (r < 0.15) {
    const [a, ae] = pick(M.analytes);
    const [l, le] = pick(M.levels);
    return [a + l, `${le} of ${ae}`];
  }
  const [s, se] = pick(M.sites);
  const [t, te] = pick(M.types);
  let zh = s + t;
  let en = `${se} ${te}`;
  if (random() < 0.75) {
    const [q, qe] = pick(M.qualities);
    zh = q + zh;
    en = `${qe} ${en}`;
  }
  if (random() < 0.3) {
    const [p, pe] = pick(M.prefixes);
    zh = p + zh;
    en = `${pe} ${en}`;
  }
  if (random() < 0.18) {
    const [x, xe] = pick(M.suffixes);
    zh += random() < 0.5 ? `，${x}` : x;
    en += `, ${xe}`;
  }
  return [zh, en];
}
for (let n = 0; n < SIZE.invented;) {
  const [zh, en] = invented();
  const aliases = en && random() < 0.62 ? [en] : [];
  if (zh.includes('，')) aliases.push(zh.split('，').reverse().join(''));
  if (zh.endsWith('综合征')) aliases.push(zh.replace(/征$/, '症'));
  if (zh.endsWith('恶性肿瘤')) aliases.push(zh.replace(/恶性肿瘤$/, '癌'));
  if (zh.includes('性') && random() < 0.3) aliases.push(zh.replace('性', ''));
  if (add({ key: `s${String(n).padStart(5, '0')}`, title: zh, aliases, src: 'invented', w: 1 + Math.floor(random() * 40) })) n++;
}

// 3. frequent medical words: they fill the list as real names do, but are words, not entries: never a card
let words = 0;
for (const line of lines('inputs/thuocl-medical.tsv')) {
  if (words >= SIZE.thuocl) break;
  const [word, frequency] = line.split('\t').map((s) => s.trim());
  if (word.length < 2 || word.length > 12) continue;
  const w = Math.min(500, 5 + Math.round(Math.log2(+frequency || 1) * 20));
  if (add({ key: `w:${word}`, title: word, aliases: [], src: 'thuocl', w, card: false })) words++;
}

// 4. English entries; short abbreviations find, but are too ambiguous to raise a card
const weakOf = (aliases) => aliases.filter((a) => /^[A-Z0-9-]{1,4}$/.test(a));
const split = (s) => (s ? s.split('|') : []);
for (const line of lines('inputs/symp.tsv').slice(1)) {
  const [key, title, synonyms] = line.split('\t');
  add({ key, title, aliases: split(synonyms), weak: weakOf(split(synonyms)), src: 'symp', w: 1 + Math.floor(random() * 40) });
}
for (const line of lines('inputs/doid.tsv').slice(1)) {
  if (docs.length >= SIZE.total) break;
  const [key, title, summary, synonyms] = line.split('\t');
  add({ key, title, aliases: split(synonyms), weak: weakOf(split(synonyms)), summary, src: 'doid', w: 1 + Math.floor(random() * 40) });
}

function filler(title) {
  const f = () => pick(M.findings);
  const opening = [
    `${title}与${pick(M.causes)}和${pick(M.causes)}有关。`,
    `${title}多由${pick(M.causes)}引起，各年龄均可出现。`,
    `${title}的出现与${pick(M.causes)}、${pick(M.causes)}等有关。`,
    `${title}起病可急可缓。`,
  ];
  return (
    pick(opening) +
    `主要表现为${f()}、${f()}，部分人可有${f()}或${f()}。` +
    `就诊科室为${pick(M.departments)}，诊断结合病史、体格检查和${pick(M.examinations)}。` +
    `以${pick(M.treatments)}为主，必要时配合${pick(M.treatments)}。` +
    (random() < 0.5 ? `如${f()}加重应及时就医。` : '多数人经规范处理后好转。')
  );
}

const syllables = (s) =>
  pinyin(s, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((x) => x.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter(Boolean);
docs.forEach((doc, id) => {
  doc.id = id;
  doc.aliases = [...new Set(doc.aliases.filter((a) => a && a !== doc.title))];
  doc.summary ||= isCJK(doc.title) ? filler(doc.title) : doc.title;
  const zh = [doc.title, ...doc.aliases].filter(isCJK);
  doc.py = zh.map((s) => syllables(s).join(' '));
  doc.ini = zh.map((s) =>
    syllables(s)
      .map((x) => x[0])
      .join(''),
  );
});

const out = new URL('../../.cache/bench-search/', import.meta.url);
fs.mkdirSync(out, { recursive: true });
// readings of the 6,763 characters of GB 2312, so that a mistyped character outside every name can be sounded too
const gbk = new TextDecoder('gbk');
const table = {};
for (let row = 0xb0; row <= 0xf7; row++)
  for (let cell = 0xa1; cell <= 0xfe; cell++) {
    const c = gbk.decode(Uint8Array.of(row, cell));
    if (/^[\u4e00-\u9fff]$/.test(c)) table[c] = syllables(c)[0];
  }
fs.writeFileSync(new URL('syllables.json', out), JSON.stringify(table));

const text = JSON.stringify(docs);
fs.writeFileSync(new URL(times === 1 ? 'docs.json' : `docs-${times}.json`, out), text);
const count = {};
for (const doc of docs) count[doc.src] = (count[doc.src] ?? 0) + 1;
console.log(
  docs.length,
  'entries',
  count,
  'aliases',
  docs.reduce((n, d) => n + d.aliases.length, 0),
);
console.log('bytes', text.length, 'sha256', createHash('sha256').update(text).digest('hex'));
