import { describe, expect, it } from 'vitest';
import type { JsonFetch, JsonRequest } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { createEncyclopedia } from './api.js';
import { ThrottledError, WithdrawnError } from './http-source-errors.js';
import { httpSource } from './http-source.js';
import { firstOf, type EncyclopediaSource } from './source.js';

const base = 'https://example.org/content/v1';
const refusing =
  (cause: unknown): JsonFetch =>
  () =>
    Promise.reject(new NelumboError('not-found', 'refused', { cause }));
const answering = (answer: unknown, asked: [string, JsonRequest | undefined][] = []): JsonFetch => {
  return (url, request) => {
    asked.push([url.slice(base.length + '/encyclopedia/'.length), request]);
    return Promise.resolve(answer);
  };
};

describe('what the content API is asked', () => {
  it('searches with cursor and facets, a page at a time', async () => {
    const asked: [string, JsonRequest | undefined][] = [];
    const api = httpSource(answering({ items: [], cursor: 'x', total: 3 }, asked), base);
    const page = await api.search!('头痛', { locale: 'zh-CN', cursor: 'c=', limit: 5, facets: { type: 'Drug', department: '神经内科' } });
    expect(page).toEqual({ items: [], cursor: 'x', total: 3 });
    expect(decodeURIComponent(asked[0]![0])).toBe('search?q=头痛&locale=zh-CN&cursor=c=&limit=5&type=Drug&department=神经内科');
  });

  it('posts a text to be annotated, and feedback', async () => {
    const asked: [string, JsonRequest | undefined][] = [];
    const api = httpSource(answering({ spans: [] }, asked), base);
    expect(await api.annotate!('高血压', { locale: 'zh-CN', pack: 'all', max: 3 })).toEqual([]);
    await api.feedback!({ id: 'zh-CN/gout', helpful: false, reason: 'outdated' });
    expect(asked).toEqual([
      ['annotate?locale=zh-CN&pack=all', { body: { text: '高血压', max: 3 } }],
      ['feedback', { body: { id: 'zh-CN/gout', helpful: false, reason: 'outdated' } }],
    ]);
  });

  it('refuses terms of another format', async () => {
    await expect(httpSource(answering({ format: 'other' }), base).terms!('all', { locale: 'en' })).rejects.toMatchObject({ code: 'server' });
  });
});

describe('how the content API refuses', () => {
  const withdrawal = { on: '2026-04-01', reason: '有误', replacedBy: 'zh-CN/cough' };
  const gone = refusing({ status: 410, problem: { withdrawal, entry: { title: '旧', sections: [] } } });

  it('says why an entry was withdrawn, and no older copy comes back', async () => {
    const failure = await httpSource(gone, base)
      .entry('zh-CN/old')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WithdrawnError);
    expect(failure).toMatchObject({ code: 'not-found', withdrawal, entry: { title: '旧' } });
    const older = { entry: () => Promise.resolve({ id: 'zh-CN/old' }) } as unknown as EncyclopediaSource; // only this is asked
    await expect(firstOf(httpSource(gone, base), older).entry('zh-CN/old')).rejects.toBeInstanceOf(WithdrawnError);
  });

  it('takes a 410 without a readable reason', async () => {
    await expect(httpSource(refusing({ status: 410, problem: '?' }), base).entry('x')).rejects.toMatchObject({ withdrawal: undefined, entry: undefined });
  });

  it('says how long to wait after 429, and another source answers meanwhile', async () => {
    const busy = httpSource(refusing({ status: 429, retryAfterMs: 4000 }), base);
    await expect(busy.suggest('x', { limit: 1, locale: 'en' })).rejects.toBeInstanceOf(ThrottledError);
    await expect(busy.suggest('x', { limit: 1, locale: 'en' })).rejects.toMatchObject({ retryAfterMs: 4000, retry: 'later' });
    const pack = { suggest: () => Promise.resolve([{ id: 'en/x' }]) } as unknown as EncyclopediaSource; // only this is asked
    expect(await firstOf(busy, pack).suggest('x', { limit: 1, locale: 'en' })).toHaveLength(1);
  });

  it('leaves other failures as they are', async () => {
    await expect(httpSource(refusing(undefined), base).entry('x')).rejects.toMatchObject({ code: 'not-found', message: 'refused' });
  });
});

describe('revalidation', () => {
  it('asks whether a kept answer holds, and takes a new one', async () => {
    let [etag, value] = ['"1"', 'a'];
    const asked: (string | undefined)[] = [];
    const fetchJson: JsonFetch = (_url, request) => {
      asked.push(request?.known);
      if (request?.known === etag) return Promise.resolve(undefined);
      request?.onEtag?.(etag);
      return Promise.resolve({ id: value, sections: [] });
    };
    const api = httpSource(fetchJson, base, { revalidate: true });
    const read = async () => (await api.entry('en/x')).id;
    expect([await read(), await read()]).toEqual(['a', 'a']);
    [etag, value] = ['"2"', 'b'];
    expect([await read(), await read()]).toEqual(['b', 'b']);
    expect(asked).toEqual([undefined, '"1"', '"1"', '"2"']);
  });
});

describe('the family with a content server', () => {
  const content = { read: () => Promise.reject(new NelumboError('not-found', 'no such document')) };
  const family = (fetchJson: JsonFetch, contentUrl: string | undefined = base) => createEncyclopedia({ content, contentUrl, fetchJson, locale: () => 'zh-CN' });

  it('shows of a withdrawn entry what is left of it', async () => {
    const left = { id: 'zh-CN/old', title: '旧', sections: [] };
    const { entry, localEntry } = family(refusing({ status: 410, problem: { withdrawal: { on: '2026-04-01', reason: '有误' }, entry: left } }));
    expect(await entry('zh-CN/old')).toEqual(left);
    expect(await localEntry('old')).toEqual(left);
  });

  it('hands terms and feedback on in the language of the client', async () => {
    const asked: [string, JsonRequest | undefined][] = [];
    const { terms, feedback } = family(answering({ format: 'nelumbo-terms/1', rows: '' }, asked));
    expect(await terms('popular')).toMatchObject({ format: 'nelumbo-terms/1' });
    await feedback({ id: 'zh-CN/gout', helpful: true });
    expect(asked.map(([path]) => path)).toEqual(['terms/popular?locale=zh-CN', 'feedback']);
  });

  it('says that without one nobody hears feedback', async () => {
    const alone = createEncyclopedia({ content, contentUrl: undefined, fetchJson: answering({}), locale: () => 'en' });
    await expect(alone.feedback({ id: 'zh-CN/gout', helpful: true })).rejects.toMatchObject({ code: 'unsupported' });
  });
});
