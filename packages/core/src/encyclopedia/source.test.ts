import { describe, expect, it } from 'vitest';
import { NelumboError } from '../i18n/index.js';
import type { Card, Entry } from './entry.js';
import { httpSource } from './http-source.js';
import { openPack, packSource } from './pack-source.js';
import { firstOf, type EncyclopediaSource } from './source.js';
import { crisis, entries, grammar, names } from './testing.js';

const card = (slug: string): Card => ({
  id: `zh-CN/${slug}`,
  type: 'MedicalCondition',
  locale: 'zh-CN',
  title: slug,
  summary: '示例',
  updated: '2026-11-22',
  departments: [],
  redFlags: [],
  review: { status: 'sample', reviewers: [] },
  source: { name: 'test', url: 'https://example.org/' },
  licence: { id: 'CC0-1.0' },
  contents: [],
});
const slugs = entries.map((entry) => entry.slug);
const documents: Record<string, unknown> = {
  'encyclopedia/pack': { format: 'nelumbo-pack/2', locales: ['zh-CN'], cardsPerShard: 32, entriesPerShard: 32 },
  'encyclopedia/crisis': crisis,
  'encyclopedia/grammar': grammar,
  'encyclopedia/hotlines': [{ number: '12356' }],
  'encyclopedia/readings': 'feng疯',
  'encyclopedia/zh-CN/names': names,
  'encyclopedia/zh-CN/cards-0': slugs.map(card),
  'encyclopedia/zh-CN/entries-0': Object.fromEntries(slugs.map((slug) => [`zh-CN/${slug}`, { ...card(slug), sections: [] } as unknown as Entry])),
};
function reader(reads: string[] = []): (name: string) => Promise<unknown> {
  return (name) => {
    reads.push(name);
    return name in documents ? Promise.resolve(documents[name]) : Promise.reject(new NelumboError('not-found', 'no such document'));
  };
}
const ask = { limit: 8, locale: 'zh-CN' };

describe('a pack', () => {
  it('answers from its documents and reads each of them once', async () => {
    const reads: string[] = [];
    const pack = await openPack(reader(reads));
    expect(await pack.resolve({ text: '高血压', locale: 'zh' })).toMatchObject({ status: 'hit', card: { id: 'zh-CN/hypertension' } });
    await pack.resolve({ text: '血癌', locale: 'zh-CN' });
    expect(reads).toEqual(['encyclopedia/pack', 'encyclopedia/crisis', 'encyclopedia/zh-CN/names', 'encyclopedia/zh-CN/cards-0']);
    expect((await pack.entry('zh-CN/gout')).title).toBe('gout');
    expect((await pack.cards(['zh-CN/gout', 'zh-CN/none', 'en/gout'])).map((one) => one.id)).toEqual(['zh-CN/gout']);
    await expect(pack.entry('zh-CN/none')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('fetches grammar and readings only for what the names alone do not find', async () => {
    const reads: string[] = [];
    const pack = await openPack(reader(reads));
    await pack.suggest('高血', ask);
    expect(reads).not.toContain('encyclopedia/readings');
    expect(reads).not.toContain('encyclopedia/grammar');
    expect((await pack.suggest('痛疯', ask))[0]).toMatchObject({ kind: 'homophone' });
  });

  it('shows hotlines, and no card, for crisis wording', async () => {
    expect(await (await openPack(reader())).resolve({ text: '不想活了', locale: 'zh-CN' })).toEqual({ status: 'sensitive', hotlines: [{ number: '12356' }] });
  });

  it('drops an answer nobody waits for', async () => {
    const signal = { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined };
    await expect((await openPack(reader())).suggest('高', { ...ask, signal })).rejects.toMatchObject({ code: 'aborted' });
  });

  it('tries a failed document again, and refuses another format', async () => {
    let broken = true;
    const source = packSource((name) => (broken ? Promise.reject(new NelumboError('offline', 'no network')) : reader()(name)));
    await expect(source.suggest('高', ask)).rejects.toMatchObject({ code: 'offline' });
    broken = false;
    expect(await source.suggest('高', ask)).not.toEqual([]);
    await expect(openPack(() => Promise.resolve({ format: 'other' }))).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('the content API as a source', () => {
  it('asks by the contract', async () => {
    const urls: string[] = [];
    const api = httpSource((url) => {
      urls.push(url);
      return Promise.resolve(url.includes('/suggest') ? { items: [] } : url.includes('/entries') ? { id: 'x', sections: [] } : { status: 'none' });
    }, 'https://example.org/content/v1/');
    await api.resolve({ text: '血 压', locale: 'zh-CN' });
    await api.suggest('a&b', ask);
    await api.entry('zh-CN/gout');
    expect(urls).toEqual([
      'https://example.org/content/v1/encyclopedia/resolve?q=%E8%A1%80%20%E5%8E%8B&locale=zh-CN',
      'https://example.org/content/v1/encyclopedia/suggest?q=a%26b&limit=8&locale=zh-CN',
      'https://example.org/content/v1/encyclopedia/entries/zh-CN/gout',
    ]);
  });

  it('refuses an answer of another shape', async () => {
    const api = httpSource(() => Promise.resolve(['?']), 'https://example.org');
    await expect(api.resolve({ text: 'x', locale: 'en' })).rejects.toMatchObject({ code: 'server' });
    await expect(api.entry('en/x')).rejects.toMatchObject({ code: 'server' });
  });
});

describe('firstOf', () => {
  const failing = (code: 'offline' | 'bad-input'): EncyclopediaSource => {
    const fail = () => Promise.reject(new NelumboError(code, 'test'));
    return { resolve: fail, suggest: fail, cards: fail, entry: fail };
  };

  it('falls back when the first source is out of reach or has no answer', async () => {
    const pack = packSource(reader());
    const both = firstOf(failing('offline'), pack);
    expect(await both.resolve({ text: '痛风', locale: 'zh-CN' })).toMatchObject({ status: 'hit' });
    expect(await both.cards(['zh-CN/gout'])).toHaveLength(1);
    expect((await both.entry('zh-CN/gout')).id).toBe('zh-CN/gout');
    expect((await both.search!('痛风', { locale: 'zh-CN' })).items).not.toEqual([]);
  });

  it('does not hide a broken contract, nor the failure of every source', async () => {
    await expect(firstOf(failing('bad-input'), packSource(reader())).suggest('x', ask)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(firstOf(failing('offline'), failing('offline')).entry('x')).rejects.toMatchObject({ code: 'offline' });
  });
});
