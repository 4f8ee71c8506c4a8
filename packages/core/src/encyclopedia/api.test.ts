import { describe, expect, it } from 'vitest';
import { NelumboError } from '../i18n/index.js';
import { createEncyclopedia } from './api.js';
import { crisis, grammar, names } from './testing.js';

const hotlines = [{ number: '12356' }];
const shard = ['hypertension', 'depression'].map((slug) => ({
  id: `zh-CN/${slug}`,
  title: slug,
  ...(slug === 'depression' && { sensitive: 'mental-health' }),
}));
const documents: Readonly<Record<string, unknown>> = {
  'encyclopedia/zh-CN/t0': {
    format: 'nelumbo-t0/1',
    locale: 'zh-CN',
    cardsPerShard: 2,
    rows: 'hypertension\t高血压\t高血压病\ndepression\t抑郁症',
    crisis,
  },
  'encyclopedia/zh-CN/cards-0': shard,
  'encyclopedia/pack': { format: 'nelumbo-pack/2', locales: ['zh-CN'], cardsPerShard: 32, entriesPerShard: 32 },
  'encyclopedia/zh-CN/names': names,
  'encyclopedia/crisis': crisis,
  'encyclopedia/grammar': grammar,
  'encyclopedia/hotlines': hotlines,
};

/** The family over `documents`, but for those that `without` names. */
function family(without: readonly string[] = [], contentUrl?: string) {
  const asked: string[] = [];
  const gone = new Set(without);
  const read = (name: string): Promise<unknown> => {
    asked.push(name);
    return name in documents && !gone.has(name) ? Promise.resolve(documents[name]) : Promise.reject(new NelumboError('not-found', 'no such document'));
  };
  const fetchJson = (url: string) => (asked.push(url), Promise.resolve({ status: 'none' }));
  return { api: createEncyclopedia({ content: { read }, contentUrl, locale: () => 'zh-CN', fetchJson }), asked, gone };
}

describe('everyday names', () => {
  it('answer with the card alone; a topic of mental health brings its hotlines', async () => {
    const { api, asked } = family();
    expect(await api.resolve({ text: ' 高血压！' })).toMatchObject({
      status: 'hit',
      match: { kind: 'title', confidence: 1 },
      card: { id: 'zh-CN/hypertension' },
    });
    expect(asked).toEqual(['encyclopedia/zh-CN/t0', 'encyclopedia/zh-CN/cards-0']);
    expect(await api.resolve({ text: '抑郁症' })).toMatchObject({ card: { id: 'zh-CN/depression' }, hotlines });
    expect(await api.localCard('depression')).toEqual(shard[1]);
    expect(await api.resolve({ text: '不想活了' })).toEqual({ status: 'sensitive', hotlines });
    expect(asked.filter((name) => name.endsWith('/t0'))).toHaveLength(1);
  });

  it('leave what they do not know to the whole table', async () => {
    const { api, asked } = family();
    expect(await api.resolve({ text: '今天天气' })).toEqual({ status: 'none' });
    expect(asked).toContain('encyclopedia/zh-CN/names');
  });

  it('do not answer before the content API of the host', async () => {
    const { api, asked } = family([], 'https://example.org/content/v1');
    expect(await api.resolve({ text: '不想活了' })).toMatchObject({ status: 'sensitive' }); // decided on the device, never sent
    expect(asked.filter((name) => name.startsWith('https:'))).toEqual([]);
    await api.resolve({ text: '高血压' });
    expect(asked.filter((name) => name.startsWith('https:'))).toHaveLength(1);
  });

  it('are not needed, and are tried again: without them the wording of a crisis is still known', async () => {
    const { api, asked, gone } = family(['encyclopedia/zh-CN/t0', 'encyclopedia/zh-CN/cards-0']);
    expect(await api.resolve({ text: '不想活了' })).toEqual({ status: 'sensitive', hotlines });
    expect(asked).not.toContain('encyclopedia/zh-CN/names');
    gone.clear();
    expect(await api.resolve({ text: '高血压' })).toMatchObject({ status: 'hit' });
    expect(asked).not.toContain('encyclopedia/zh-CN/names');
  });

  it('drop an answer that nobody waits for', async () => {
    const signal = { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined };
    await expect(family().api.resolve({ text: '高血压' }, { signal })).rejects.toMatchObject({ code: 'aborted' });
  });
});
