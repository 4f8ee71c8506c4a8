import { readdirSync, readFileSync } from 'node:fs';
import {
  createEncyclopedia,
  isCrisis,
  openNames,
  openPack,
  resolveNames,
  type EncyclopediaSource,
  type Entry,
  type EverydayDocument,
  type NamesDocument,
} from '@nelumbo/core/encyclopedia';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledContent, contentNames } from '../index.js';
import { buildPack, packProblems } from './build/build.js';
import { packEntries, packLocales, type Sources } from './build/entries.js';
import { readMedlinePlus, readTopics, type OntologyEntry } from './build/import.js';
import { articles } from './entries/index.js';
import hotlines from './hotlines.js';

const source = (name: string) => readFileSync(new URL(`./sources/${name}`, import.meta.url), 'utf8');
const sources: Sources = {
  topics: source('topics.csv'),
  ontology: JSON.parse(source('doid-sample.json')) as { entries: OntologyEntry[] },
  medlineplus: source('medlineplus-topics.xml'),
};
const fixture = <T>(name: string) => JSON.parse(readFileSync(new URL(`../../../../test/fixtures/encyclopedia/${name}`, import.meta.url), 'utf8')) as T;
interface Query {
  readonly type: string;
  readonly q: string;
  readonly want?: readonly string[];
}
const visible = fixture<{ crisis: { hotline: string[]; silent: string[] }; queries: Query[] }>('queries.visible.json');
const more = fixture<{ silent: string[]; card: string[] }>('queries.more.json');
const titleOf = new Map(readTopics(sources.topics).map((row) => [row.id, row.zh[0]!]));
const wanted = (query: Query) => (query.want ?? []).flatMap((id) => titleOf.get(id) ?? []);

const pages = (folder: string): string[] => readdirSync(new URL(`./generated/${folder}`, import.meta.url)).filter((name) => name.endsWith('.ts'));

describe('the starter pack', () => {
  it('is what the builder makes of our entries and sources, byte for byte (else: npm run pack)', () => {
    const built = buildPack(sources);
    for (const file of built) expect(readFileSync(new URL(`./generated/${file.path}`, import.meta.url), 'utf8') === file.text, file.path).toBe(true);
    expect(pages('.').length + pages('en').length + pages('zh-cn').length).toBe(built.length);
  });

  it('breaks no rule', () => {
    expect(packProblems(sources, '2026-11-22')).toEqual([]);
  });

  it('refuses hotlines that were checked too long ago', () => {
    expect(packProblems(sources, '2028-01-01').filter((text) => text.includes('hotline'))).toHaveLength(hotlines.length);
  });

  it('keeps a list of all references, with what is known about each address', () => {
    const list = readFileSync(new URL('../../../../docs/encyclopedia-references.md', import.meta.url), 'utf8');
    for (const { slug, references } of articles)
      for (const { title, url } of references) expect(list.replaceAll(/ +/g, ' '), slug).toContain(`| ${slug} | ${title} | <${url}> |`);
    expect(list.split('\n').filter((line) => line.includes('<https://'))).toHaveLength(articles.flatMap((article) => article.references).length);
  });

  it('has our articles in both languages, with help first, and names no reviewer', () => {
    expect(articles.length).toBeGreaterThanOrEqual(60);
    for (const locale of packLocales) {
      const entries = new Map(packEntries(sources, articles, locale).map((entry) => [entry.id, entry]));
      for (const article of articles) {
        const entry = entries.get(`${locale}/${article.slug}`)!;
        expect(entry.sections.length, entry.id).toBeGreaterThanOrEqual(3);
        expect(entry.redFlags.length, entry.id).toBeGreaterThan(0);
      }
      for (const entry of entries.values()) expect(entry.review.reviewers).toEqual([]);
      expect([...entries.values()].filter((entry) => entry.source.name.startsWith('Nelumbo')).every((entry) => entry.review.status === 'sample')).toBe(true);
    }
  });

  it('says the same in both languages: the same sections and as many red flags', () => {
    for (const { slug, sections, flags } of articles) {
      expect(Object.keys(sections.zh), slug).toEqual(Object.keys(sections.en));
      for (const flag of flags ?? []) expect(flag.if.zh.length, slug).toBe(flag.if.en.length);
      for (const kind of Object.keys(sections.zh) as (keyof typeof sections.zh)[])
        expect(
          sections.zh[kind]!.map((block) => (typeof block === 'string' ? 0 : block.length)),
          `${slug} ${kind}`,
        ).toEqual(sections.en[kind]!.map((block) => (typeof block === 'string' ? 0 : block.length)));
    }
  });

  it('shows a MedlinePlus topic with its source line, and ontology prose never as a card', async () => {
    const content = bundledContent();
    const shards = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => content.read(`encyclopedia/en/entries-${i}`) as Promise<Record<string, Entry>>));
    const pain = shards.map((shard) => shard['en/abdominal-pain']).find((entry) => entry !== undefined)!;
    expect(pain.licence.attribution).toBe('Source: MedlinePlus, National Library of Medicine');
    expect(pain.sections[0]!.html).toMatch(/^<p>Your abdomen extends.*<ul><li>/);
    const pack = await openPack((name) => content.read(name));
    expect((await pack.resolve({ text: 'mumps', locale: 'en' })).status).toBe('none');
    expect((await pack.suggest('mumps', { limit: 3, locale: 'en' }))[0]).toMatchObject({ title: 'Mumps', kind: 'title' });
  });
});

describe('the starter content', () => {
  it('has a document behind each of its names, and says so of no other', async () => {
    const names = contentNames();
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) expect(await bundledContent().read(name), name).toBeDefined();
    for (const name of ['encyclopedia/none', 'intake/none', 'constructor', '__proto__/x', ''])
      await expect(bundledContent().read(name), name).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('importers', () => {
  it('read what they know and refuse a broken row', () => {
    expect(readTopics('id,title,kind,aliases_zh,aliases_en,weak,sensitive\nt1,甲,disease,乙;丙,a,,\n')).toEqual([
      { id: 't1', kind: 'disease', zh: ['甲', '乙', '丙'], en: ['a'], weak: [], sensitive: '' },
    ]);
    expect(() => readTopics('t1,甲,planet,,,,')).toThrow('topics.csv');
    expect(readMedlinePlus(sources.medlineplus).map((topic) => [topic.title, topic.language])).toEqual([
      ['Abdominal Pain', 'English'],
      ['Dolor abdominal', 'Spanish'],
    ]);
  });
});

describe('searching the starter pack', () => {
  let pack: EncyclopediaSource;
  beforeAll(async () => {
    const content = bundledContent();
    pack = await openPack((name) => content.read(name));
  });
  const resolve = (text: string, locale = 'zh-CN') => pack.resolve({ text, locale });

  it.each(['高血压', 'gaoxueya', 'gxy', '高血压怎么办', 'hypertension', '高血壓'])('raises the card of hypertension for %s', async (text) => {
    expect(await resolve(text)).toMatchObject({ status: 'hit', card: { id: 'zh-CN/hypertension' } });
  });

  it('raises no card for any silence query, in either language', async () => {
    const silent = [...visible.queries.filter((query) => query.type.startsWith('nohit')).map((query) => query.q), ...more.silent, '股票大跌'];
    for (const text of silent) for (const locale of packLocales) expect((await resolve(text, locale)).status, `${text} (${locale})`).toBe('none');
  });

  it('raises the right card for every question about a topic of the pack', async () => {
    const asked = visible.queries.filter((query) => query.type.startsWith('question') && wanted(query).length > 0);
    expect(asked.length).toBeGreaterThan(15);
    for (const query of asked) {
      const answer = await resolve(query.q);
      expect(answer.status === 'hit' ? wanted(query).includes(answer.card.title) : answer.status, query.q).toBe(true);
    }
    for (const text of more.card) expect((await resolve(text)).status, text).toBe('hit');
  });

  it('finds every topic of the pack by each kind of spelling among the first eight', async () => {
    const asked = visible.queries.filter((query) => wanted(query).length > 0);
    for (const query of asked) {
      const found = await pack.suggest(query.q, { limit: 8, locale: 'zh-CN' });
      expect(
        found.map((match) => match.title).filter((title) => wanted(query).includes(title)),
        `${query.type} ${query.q}`,
      ).not.toEqual([]);
    }
  });

  it('puts every exact name first, in both languages', async () => {
    for (const locale of packLocales) {
      const names = openNames((await bundledContent().read(`encyclopedia/${locale}/names`)) as NamesDocument);
      for (const [row, key] of names.keys.entries()) {
        const name = names.name(row);
        const best = (await pack.suggest(name, { limit: 8, locale }))[0]!;
        expect(
          names.owners(key).map((owner) => names.id(owner.entry)),
          name,
        ).toContain(best.id);
      }
    }
  });

  it('answers crisis wording with hotlines and nothing else, and its look-alikes with nothing', async () => {
    for (const text of visible.crisis.hotline) expect(await resolve(text)).toEqual({ status: 'sensitive', hotlines });
    expect(await resolve('我想結束生命')).toMatchObject({ status: 'sensitive' });
    for (const text of visible.crisis.silent) expect(await resolve(text)).toEqual({ status: 'none' });
    expect(await resolve('抑郁症')).toMatchObject({ status: 'hit', card: { sensitive: 'mental-health' }, hotlines });
  });
});

describe('everyday names', () => {
  const read = (name: string) => bundledContent().read(name);
  /** The family over the starter content, and what it reads. */
  function family(locale = 'zh-CN') {
    const reads: string[] = [];
    const content = { read: (name: string) => (reads.push(name.replace('encyclopedia/', '')), read(name)) };
    const api = createEncyclopedia({ content, contentUrl: undefined, locale: () => locale, fetchJson: () => Promise.reject(new Error('no network here')) });
    return { api, reads };
  }

  it.each(packLocales)('raise exactly what the whole table raises (%s)', async (locale) => {
    const everyday = (await read(`encyclopedia/${locale}/t0`)) as EverydayDocument;
    const index = openNames((await read(`encyclopedia/${locale}/names`)) as NamesDocument);
    const { api } = family(locale);
    const names = everyday.rows.split('\n').flatMap((row) => row.split('\t').slice(1));
    expect(names.length).toBeGreaterThan(60);
    for (const text of names) {
      const answer = await api.resolve({ text });
      expect(answer, text).toMatchObject(resolveNames(index, { text }));
      if (answer.status === 'hit') expect(answer.card.id, text).toBe(answer.match.id);
      expect(isCrisis(text, everyday.crisis), text).toBe(false);
    }
  });

  it('know the wording of who is tired of living, and of who writes for another', async () => {
    const { crisis } = (await read('encyclopedia/zh-CN/t0')) as EverydayDocument;
    const said = [
      '活着太累了',
      '活着没有意义',
      '我没有活下去的勇气',
      '没有活下去的勇氣',
      '吃多少安眠药会死',
      'i think of suicide',
      'suicidal',
      "I don't want to live",
    ];
    for (const text of [...said, 'my son wants to kill himself', 'life is not worth living', 'i want to end it all'])
      expect(isCrisis(text, crisis), text).toBe(true);
    for (const text of ['suicide squad', 'SuicideBoys', '安眠药', '活动太累']) expect(isCrisis(text, crisis), text).toBe(false);
  });

  it('take two documents for a card', async () => {
    const { api, reads } = family();
    expect(await api.resolve({ text: '高血压' })).toMatchObject({ status: 'hit', match: { kind: 'title' }, card: { id: 'zh-CN/hypertension' } });
    expect(await api.resolve({ text: '高血压病' })).toMatchObject({ match: { kind: 'alias', name: '高血压病', confidence: 0.98 } });
    expect((await api.localCard('hypertension'))?.title).toBe('高血压');
    expect(new Set(reads)).toEqual(new Set(['zh-CN/t0', 'zh-CN/cards-0']));
  });

  it('answer crisis wording first, with the hotlines alone, and a topic of mental health with them beneath', async () => {
    for (const locale of packLocales) {
      const { api, reads } = family(locale);
      for (const text of visible.crisis.hotline) expect(await api.resolve({ text }), text).toEqual({ status: 'sensitive', hotlines });
      expect(new Set(reads)).toEqual(new Set([`${locale}/t0`, 'hotlines']));
      for (const text of visible.crisis.silent) expect(await api.resolve({ text }), text).toEqual({ status: 'none' });
      expect(await api.suggest(visible.crisis.hotline[0]!)).toEqual([]);
    }
    expect(await family().api.resolve({ text: '抑郁症' })).toMatchObject({ status: 'hit', card: { sensitive: 'mental-health' }, hotlines });
  });

  it('have the lists of terms, popular and all, in both languages', async () => {
    for (const locale of packLocales) {
      const { api } = family(locale);
      const [popular, all] = [await api.terms('popular'), await api.terms('all')];
      expect([popular.locale, popular.pack, all.pack]).toEqual([locale, 'popular', 'all']);
      expect(all.rows.length).toBeGreaterThanOrEqual(popular.rows.length);
      expect(popular.rows).toContain(locale === 'en' ? 'hypertension\t' : '高血压\t');
      expect(await api.offers('feedback')).toBe(false);
    }
  });

  it('name what people look for most, nothing sensitive', async () => {
    const found = await family().api.popular({ limit: 8 });
    expect(found.map((card) => card.title)).toContain('高血压');
    expect(found.filter((card) => card.sensitive)).toEqual([]);
    expect(found).toHaveLength(8);
  });

  it('leave everything else to the whole table: other spellings, questions, other languages, silence', async () => {
    const { api } = family();
    for (const text of ['gaoxueya', 'gxy', '高血壓', '高血压怎么办', 'hypertension'])
      expect(await api.resolve({ text }), text).toMatchObject({ status: 'hit', card: { id: 'zh-CN/hypertension' } });
    for (const text of ['股票大跌', '高血', '']) expect(await api.resolve({ text })).toEqual({ status: 'none' });
    expect((await api.cards(['zh-CN/gout', 'en/gout'])).map((card) => card.id)).toEqual(['zh-CN/gout', 'en/gout']);
    expect((await api.localEntry('gout', { locale: 'fr' })).id).toBe('zh-CN/gout');
  });
});
