import { describe, expect, it } from 'vitest';
import { NelumboError, toNelumboError } from '../i18n/index.js';
import { createEncyclopedia } from './api.js';
import { crisis, grammar, names } from './testing.js';

const card = (slug: string) => ({ id: `zh-CN/${slug}`, type: 'MedicalCondition', title: slug, redFlags: [], departments: [] });
const documents: Readonly<Record<string, unknown>> = {
  'encyclopedia/zh-CN/t0': { format: 'nelumbo-t0/1', locale: 'zh-CN', cardsPerShard: 2, rows: 'hypertension\t高血压\nfever\t发热', crisis },
  'encyclopedia/pack': { format: 'nelumbo-pack/2', locales: ['zh-CN'], cardsPerShard: 2, entriesPerShard: 2 },
  'encyclopedia/zh-CN/names': names,
  'encyclopedia/zh-CN/cards-0': ['hypertension', 'fever'].map(card),
  'encyclopedia/zh-CN/cards-1': ['flu', 'cold'].map(card),
  'encyclopedia/zh-CN/cards-2': ['cough', 'gout'].map(card),
  'encyclopedia/zh-CN/entries-0': {},
  'encyclopedia/zh-CN/terms-popular': {},
  'encyclopedia/crisis': crisis,
  'encyclopedia/grammar': grammar,
  'encyclopedia/readings': '',
  'encyclopedia/hotlines': [],
};

/** A reader of `documents` that keeps what it has read, as a browser keeps modules; `cut()` takes the network away. */
function network(changed: Readonly<Record<string, unknown>> = {}) {
  const kept = new Map<string, unknown>();
  let isThere = true;
  const all = { ...documents, ...changed };
  const read = (name: string): Promise<unknown> => {
    if (!(name in all)) return Promise.reject(new NelumboError('not-found', 'no such document'));
    if (!kept.has(name) && !isThere) return Promise.reject(new TypeError('Failed to fetch dynamically imported module: x.js'));
    kept.set(name, all[name as keyof typeof all]);
    return Promise.resolve(kept.get(name));
  };
  const fetchJson = () => (isThere ? Promise.resolve({ status: 'none', items: [] }) : Promise.reject(new NelumboError('offline', 'no network')));
  const context = { content: { read }, contentUrl: 'https://example.org/content/v1', locale: () => 'zh-CN', fetchJson };
  return { api: createEncyclopedia(context), kept, cut: () => void (isThere = false), mend: () => void (isThere = true) };
}

describe('without a network', () => {
  it('the content API is replaced by what was fetched ahead: names, cards, suggestions', async () => {
    const { api, cut } = network();
    await api.prepare();
    cut();
    expect(await api.resolve({ text: '发烧' })).toMatchObject({ status: 'hit', match: { id: 'zh-CN/fever' } });
    expect(await api.resolve({ text: '今天天气' })).toEqual({ status: 'none' });
    expect(await api.suggest('gaoxue')).toMatchObject([{ id: 'zh-CN/hypertension' }]);
    expect(await api.cards(['zh-CN/hypertension'])).toMatchObject([{ redFlags: [] }]);
  });

  it('what was not fetched ahead is `offline`, and answers when the network is back', async () => {
    const { api, cut, mend } = network();
    await api.resolve({ text: '今天天气' });
    cut();
    await expect(api.resolve({ text: '发烧' })).rejects.toMatchObject({ code: 'offline', retry: 'later' });
    await expect(api.prepare()).rejects.toMatchObject({ code: 'offline' });
    mend();
    await api.prepare();
    cut();
    expect(await api.resolve({ text: '发烧' })).toMatchObject({ status: 'hit' });
  });

  it('of a large pack only the everyday cards are fetched ahead', async () => {
    const { api, kept } = network({ 'encyclopedia/pack': { ...(documents['encyclopedia/pack'] as object), sharded: ['zh-CN'] } });
    await api.prepare();
    expect([...kept.keys()].filter((name) => name.includes('cards-'))).toEqual(['encyclopedia/zh-CN/cards-0']);
    expect(kept.has('encyclopedia/zh-CN/names')).toBe(true);
  });

  it.each([
    'TypeError: Failed to fetch dynamically imported module: https://example.org/x.js', // Chromium
    'TypeError: error loading dynamically imported module: https://example.org/x.js', // Firefox
    'TypeError: Importing a module script failed.', // Safari
  ])('code that cannot be fetched is `offline`: %s', (text) => {
    expect(toNelumboError(new TypeError(text.slice('TypeError: '.length)))).toMatchObject({ code: 'offline', retry: 'later' });
    for (const code of ['load', 'timeout']) expect(toNelumboError(Object.assign(new Error('x.js'), { code })).code, code).toBe('offline'); // the loader's
    for (const thrown of [undefined, null, 'x', Object.assign(new Error('x'), { code: 'run' })]) expect(toNelumboError(thrown).code).toBe('internal');
    expect(toNelumboError(new SyntaxError('The requested module does not provide an export')).code).toBe('internal');
  });
});
