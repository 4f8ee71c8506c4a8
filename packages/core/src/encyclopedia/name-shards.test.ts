import { describe, expect, it } from 'vitest';
import { NelumboError } from '../i18n/index.js';
import { openNames, syllableTable } from './names.js';
import { packNames, type NamedEntry } from './names-codec.js';
import { reachOf, type ShardDirectory } from './name-shards.js';
import { shardNames } from './name-shards-codec.js';
import { openPack } from './pack-source.js';
import type { EncyclopediaSource } from './source.js';
import { crisis, grammar } from './testing.js';

// Names out of syllables, so that many begin alike: 急 begins more than two shards, and 急性 does too.
const syllables = 'ji急疾 xing性行 man慢 gan肝肛 yan炎眼 wei胃 chang肠 fei肺 xin心 zheng症 re热 tong痛 shen肾 liu瘤 e额恶 tou头 bi鼻';
const heads = ['急性', '急发', '慢性', '恶性', '', 'A型', 'α'];
const organs = [...'肝胃肠肺心肾眼鼻头额'];
const tails = ['炎', '热', '痛症', '瘤'];
const words = heads.flatMap((head) => organs.flatMap((organ) => tails.map((tail) => head + organ + tail)));
const entries: NamedEntry[] = words.map((title, i) => ({
  slug: i % 3 ? String(i) : `e-${title.length}-${i}`,
  title,
  weight: (i * 37) % 101,
  card: i % 11 !== 0,
  codes: i % 5 ? [] : [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: `K${i}` }],
  aliases: [{ text: `organ ${'acdgstz'[i % 7]}${i.toString(26)}itis` }, { text: `第${i}${title}`, weak: true }, ...(i % 4 ? [] : [{ text: '两家共用' }])],
}));
entries.sort((a, b) => b.weight - a.weight || (a.slug < b.slug ? -1 : 1));
const document = packNames(
  'zh-CN',
  entries,
  '熱热慢慢腸肠腎肾頭头惡恶額额',
  { syllables, readings: { 恶性胃炎: 'wu xing wei yan' } },
  syllableTable(syllables),
);
const cards = entries.map(({ slug, title }) => ({ id: `zh-CN/${slug}`, title }));
const common: Record<string, unknown> = {
  'encyclopedia/crisis': crisis,
  'encyclopedia/grammar': grammar,
  'encyclopedia/readings': '',
  'encyclopedia/zh-CN/names': document,
  'encyclopedia/zh-CN/cards-0': cards,
  'encyclopedia/zh-CN/entries-0': Object.fromEntries(cards.map((card) => [card.id, card])),
};
const shards = shardNames(document, 40).map(([name, value]): [string, unknown] => [`encyclopedia/zh-CN/${name}`, JSON.parse(JSON.stringify(value))]);
const parted: Record<string, unknown> = Object.fromEntries(shards);

function open(sharded: boolean, spare?: () => Promise<unknown>): { pack: Promise<EncyclopediaSource>; reads: string[] } {
  const reads: string[] = [];
  const documents: Record<string, unknown> = { ...common, ...parted };
  documents['encyclopedia/pack'] = {
    format: 'nelumbo-pack/2',
    locales: ['zh-CN'],
    cardsPerShard: 1000,
    entriesPerShard: 1000,
    ...(sharded && { sharded: ['zh-CN'] }),
  };
  const read = (name: string) => {
    reads.push(name.slice(13));
    return name in documents ? Promise.resolve(documents[name]) : Promise.reject(new NelumboError('not-found', name));
  };
  return { pack: openPack(read, spare ? { spare } : {}), reads };
}
const locale = 'zh-CN';

describe('a table of names in shards', () => {
  it('decides about every name, spelling, question and code as the whole table does', async () => {
    const whole = await open(false).pack;
    const pinyin = ['jixingganyan', 'jxgy', 'exingliu', 'manxingshenliu', 'wuxingweiyan'];
    const texts = [...words, ...words.map((word) => `${word}怎么办`), ...words.slice(0, 40).map((word) => `孩子${word}吗`)];
    const more = [
      ...pinyin,
      '慢性腎炎',
      '急性胃熱',
      '头痛症電影',
      '两家共用',
      '天气',
      '',
      ' ',
      'how to prevent organ c2itis',
      'organ a7itis',
      '急',
      'zzz',
      '急'.repeat(50),
      'x'.repeat(500),
    ];
    for (const text of [...texts, ...more, ...entries.map((entry) => entry.aliases[0]!.text)])
      expect(await (await open(true).pack).resolve({ text, locale }), text).toEqual(await whole.resolve({ text, locale }));
    for (const { codes } of entries)
      for (const code of codes) expect(await (await open(true).pack).resolve({ code, locale })).toEqual(await whole.resolve({ code, locale }));
  });

  it('offers the same beginnings in the same order, however wide they are', async () => {
    const whole = await open(false).pack;
    const { pack } = open(true);
    const named = [...words, ...entries.map((entry) => entry.aliases[0]!.text), 'jixingganyan', 'jxgy', 'exingliu', 'manxing', '慢性腎炎', '第1'];
    const begun = new Set(named.flatMap((name) => [1, 2, 3, 4, 5].map((length) => name.slice(0, length).trim())));
    for (const text of begun) {
      const found = await (await pack).suggest(text, { limit: 8, locale });
      const sure = (await whole.suggest(text, { limit: 8, locale })).filter(({ confidence }) => confidence >= 0.6 || found.length === 0);
      expect(found, text).toEqual(sure);
    }
  });

  it('reads the directory and one shard for a name, and never the whole table', async () => {
    const { pack, reads } = open(true);
    const source = await pack;
    expect(await source.resolve({ text: '急性肝热', locale })).toMatchObject({ status: 'hit' });
    expect(reads).toEqual(['pack', 'crisis', 'zh-CN/dir', expect.stringMatching(/^zh-CN\/n-\d+$/), 'zh-CN/cards-0']);
    reads.length = 0;
    await source.suggest('急', { limit: 8, locale });
    expect(reads).toEqual(['zh-CN/top-n']);
    await source.suggest('jxg', { limit: 8, locale });
    const named = entries.find(({ slug }) => slug.startsWith('e-'))!;
    expect((await source.entry(`zh-CN/${named.slug}`)).title).toBe(named.title);
    await expect(source.entry('zh-CN/none')).rejects.toMatchObject({ code: 'not-found' });
    expect(reads).not.toContain('zh-CN/names');
  });

  it('needs the whole table for what stands inside of names, and keeps to it from then on', async () => {
    const { pack, reads } = open(true);
    const found = await (await pack).suggest('性肝', { limit: 8, locale });
    expect(found[0]?.kind).toBe('infix');
    expect(reads).toContain('zh-CN/names');
    reads.length = 0;
    await (await pack).suggest('慢性胃', { limit: 8, locale });
    expect(reads).toEqual([]);
  });

  it('fetches the whole table ahead when there is time for it', async () => {
    let now: (value?: unknown) => void = () => undefined;
    const { pack, reads } = open(true, () => new Promise((resolve) => (now = resolve)));
    const source = await pack;
    await source.suggest('慢', { limit: 8, locale });
    expect(reads).not.toContain('zh-CN/names');
    now();
    await expect.poll(() => reads).toContain('zh-CN/names');
  });

  it('cuts into ranges that hold every name once, equal names together', () => {
    const index = openNames(document);
    const dir = parted['encyclopedia/zh-CN/dir'] as ShardDirectory;
    const starts = dir.n.split('\n');
    expect([...starts].sort()).toEqual(starts);
    const rows = shards.flatMap(([name, part]) => (/\/n-\d+$/.test(name) ? openNames(part as typeof document).keys : []));
    expect(rows).toEqual(index.keys.filter((_, row) => index.chinese[row]));
    for (const key of rows) {
      const [from, to] = reachOf(starts, key);
      expect(openNames(parted[`encyclopedia/zh-CN/n-${from}`] as typeof document).has(key)).toBe(true);
      expect(to).toBeGreaterThanOrEqual(from);
    }
    expect(shardNames(document, 40)).toEqual(shardNames(document, 40));
  });

  it('refuses shards of another format', async () => {
    const documents: Record<string, unknown> = { ...common, 'encyclopedia/pack': { format: 'nelumbo-pack/2', locales: ['zh-CN'], cardsPerShard: 1, entriesPerShard: 1, sharded: ['zh-CN'] } }; // prettier-ignore
    const pack = await openPack((name) =>
      Promise.resolve(name.endsWith('/n-0') ? {} : name.endsWith('/dir') ? { format: 'nelumbo-dir/1', n: '', p: '', i: '' } : documents[name]),
    );
    await expect(pack.resolve({ text: '急', locale })).rejects.toMatchObject({ code: 'damaged' });
    const other = await openPack((name) => Promise.resolve(name.endsWith('/dir') ? {} : documents[name]));
    await expect(other.suggest('急', { limit: 8, locale })).rejects.toMatchObject({ code: 'damaged' });
  });
});
