import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedbackStore } from '../../packages/server/src/content/feedback-store.js';
import { storeWithWithdrawn, withdrawal, withdrawnId } from './content-store.js';
import { caller, stage } from './support.js';
import type { Caller, Json, Stage } from './support.js';

let host: Stage;
let api: Caller;
beforeAll(async () => {
  host = await stage({ content: storeWithWithdrawn() });
  api = caller(`${host.server.url}/content/v1/encyclopedia`);
});
afterAll(() => host.close());

const json = { 'Content-Type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = json) => api.call('POST', path, body, headers);
const ids = (body: Json): string[] => body.items.map((card: Json) => card.id);

describe('search', () => {
  it('puts the name before what speaks of it, with counts of each facet', async () => {
    const { body } = await api.call('GET', '/search?q=头痛');
    expect(ids(body)[0]).toBe('zh-CN/headache');
    expect(body.total).toBeGreaterThan(ids(body).length - 1);
    expect(body.facets.type.reduce((sum: number, each: Json) => sum + each.count, 0)).toBe(body.total);
    expect(body.facets.department.length).toBeGreaterThan(0);
  });

  it('finds what only summaries and sections say', async () => {
    const byName = (await api.call('GET', '/suggest?q=少吃盐')).body.items;
    expect(byName).toEqual([]);
    const { body } = await api.call('GET', '/search?q=血管');
    expect(ids(body)).toContain('zh-CN/hypertension');
  });

  it('finds names by pinyin, initials, traditional characters and in questions', async () => {
    for (const text of ['gaoxueya', 'gxy', '高血壓', '高血压怎么办', 'hypertension'])
      expect(ids((await api.call('GET', `/search?q=${text}`)).body)[0]).toBe('zh-CN/hypertension');
    expect(ids((await api.call('GET', '/search?q=high blood pressure&locale=en-GB')).body)[0]).toBe('en/hypertension');
  });

  it('pages by cursor through every result once', async () => {
    const all = ids((await api.call('GET', '/search?q=疼痛&limit=50')).body);
    expect(all.length).toBeGreaterThan(3);
    const paged: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const { body }: { body: Json } = await api.call('GET', `/search?q=疼痛&limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      paged.push(...ids(body));
      cursor = body.cursor;
    }
    expect(paged).toEqual(all);
  });

  it('refuses a cursor of another question', async () => {
    const { cursor } = (await api.call('GET', '/search?q=疼痛&limit=1')).body;
    for (const path of [`/search?q=头痛&cursor=${cursor}`, `/search?q=疼痛&type=Drug&cursor=${cursor}`, '/search?q=疼痛&cursor=made-up'])
      expect((await api.call('GET', path)).status).toBe(400);
  });

  it('narrows by type and department', async () => {
    const { items } = (await api.call('GET', '/search?q=疼痛&type=MedicalSignOrSymptom')).body;
    expect(new Set(items.map((card: Json) => card.type))).toEqual(new Set(['MedicalSignOrSymptom']));
    const [department] = (await api.call('GET', '/search?q=疼痛')).body.facets.department;
    const narrowed = (await api.call('GET', `/search?q=疼痛&department=${department.value}&limit=50`)).body;
    expect(narrowed.total).toBe(department.count);
    for (const card of narrowed.items) expect(card.departments).toContain(department.value);
    expect((await api.call('GET', '/search?q=疼痛&type=Film')).status).toBe(400);
  });

  it('finds nothing for crisis wording, and no withdrawn entry', async () => {
    expect((await api.call('GET', '/search?q=不想活了')).body).toMatchObject({ items: [], total: 0 });
    expect(ids((await api.call('GET', '/search?q=痛风&limit=50')).body)).not.toContain(withdrawnId);
  });
});

describe('withdrawn', () => {
  it('answers 410 for the entry, with the reason, the replacement and no text', async () => {
    const { status, body, headers } = await api.call('GET', `/entries/${withdrawnId}`);
    expect([status, headers.get('content-type')]).toEqual([410, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({
      status: 410,
      code: 'deleted',
      withdrawal,
      entry: { id: withdrawnId, title: '痛风', summary: '', sections: [], redFlags: [] },
    });
  });

  it('lists withdrawn cards apart, and answers 410 when there is no other', async () => {
    const { body } = await api.call('GET', `/cards?ids=${withdrawnId},zh-CN/hypertension`);
    expect(ids(body)).toEqual(['zh-CN/hypertension']);
    expect(body.withdrawn).toEqual([{ id: withdrawnId, withdrawal }]);
    const gone = await api.call('GET', `/cards?ids=${withdrawnId}`);
    expect([gone.status, gone.body.withdrawn]).toEqual([410, [{ id: withdrawnId, withdrawal }]]);
  });
});

describe('terms and annotation', () => {
  it('hands out the names of everyday topics, or all of them', async () => {
    const [popular, all] = [(await api.call('GET', '/terms/popular')).body, (await api.call('GET', '/terms/all?locale=zh')).body];
    expect([popular.pack, all.pack, all.locale]).toEqual(['popular', 'all', 'zh-CN']);
    expect(all.rows.length).toBeGreaterThan(popular.rows.length);
    expect(Buffer.byteLength(JSON.stringify(popular))).toBeLessThan(20_000);
    expect(popular.rows).toMatch(/^高血压\t/m);
    expect(popular.rows).not.toMatch(/^痛风\t/m);
    expect((await api.call('GET', '/terms/other')).status).toBe(404);
  });

  it('leaves out names that are everyday words, too', async () => {
    const { rows } = (await api.call('GET', '/terms/all?locale=en')).body;
    expect(rows).toMatch(/^hiv\t/m);
    expect(rows).not.toMatch(/^(aids|hives)\t/m);
    expect((await post('/annotate?locale=en&pack=all', { text: 'First aids for bees and their hives.' })).body.spans).toEqual([]);
  });

  it('marks a text', async () => {
    const text = '高血壓患者常有头痛。\n高血压要长期管理，痛风已撤回。';
    const { status, body, headers } = await post('/annotate?pack=all', { text });
    expect([status, headers.get('cache-control'), headers.get('access-control-allow-origin')]).toEqual([200, 'no-store', '*']);
    expect(body.spans.map(({ start, end, id }: Json) => [text.slice(start, end), id])).toEqual([
      ['高血壓', 'zh-CN/hypertension'],
      ['头痛', 'zh-CN/headache'],
    ]);
    expect((await post('/annotate?pack=all', { text, except: ['zh-CN/hypertension'], max: 1 })).body.spans).toHaveLength(1);
    const english = 'Hypertension and Acne.';
    expect((await post('/annotate?locale=en', { text: english })).body.spans.map(({ id }: Json) => id)).toEqual(['en/hypertension', 'en/acne']);
  });

  it.each([
    ['no text', {}, 400],
    ['a number', { text: 1 }, 400],
    ['an unknown member', { text: 'x', colour: 'red' }, 400],
    ['too many marks', { text: 'x', max: 1001 }, 400],
    ['a text that is too long', { text: '长'.repeat(100_001) }, 400],
    ['a body that is too large', { text: '长'.repeat(200_000) }, 413],
    ['no JSON', '{', 400],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await post('/annotate', body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(answer.text).not.toContain('长');
  });

  it('takes JSON only, and lets every page ask first', async () => {
    expect((await post('/annotate', '{"text":"x"}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    const preflight = await api.call('OPTIONS', '/annotate', undefined, { Origin: 'https://cms.example', 'Access-Control-Request-Method': 'POST' });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD, POST']);
    expect((await api.call('GET', '/annotate')).headers.get('allow')).toBe('POST');
  });
});

describe('feedback', () => {
  const kept = () => join(host.folder, 'content', 'feedback.db');

  it('keeps the entry, yes or no, the reason and the day, and nothing else', async () => {
    expect(existsSync(kept())).toBe(false);
    const sent = { id: 'zh-CN/hypertension', helpful: false, reason: '看不懂' };
    const answer = await post('/feedback', sent, { ...json, 'User-Agent': 'canary-agent', Cookie: 'canary=1' });
    expect([answer.status, answer.body, answer.headers.get('cache-control')]).toEqual([202, { accepted: true }, 'no-store']);
    const store = new FeedbackStore(host.folder);
    expect(store.of('zh-CN/hypertension')).toEqual([
      { entry: 'zh-CN/hypertension', helpful: false, reason: '看不懂', day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown },
    ]);
    store.close();
    expect(readFileSync(kept(), 'latin1')).not.toMatch(/canary|127\.0\.0\.1/);
    expect(JSON.stringify(host.log)).not.toContain('看不懂');
  });

  it('refuses what is none', async () => {
    for (const body of [{ id: 'zh-CN/hypertension' }, { id: 'zh-CN/hypertension', helpful: 'yes' }, { id: 'zh-CN/hypertension', helpful: true, user: 'ann' }])
      expect((await post('/feedback', body)).status).toBe(400);
    expect((await post('/feedback', { id: 'zh-CN/none', helpful: true })).status).toBe(404);
  });

  it('answers 429 with Retry-After to an address that sends much', async () => {
    let answer = await post('/feedback', { id: 'zh-CN/acne', helpful: true });
    for (let i = 0; i < 8 && answer.status !== 429; i++) answer = await post('/feedback', { id: 'zh-CN/acne', helpful: true });
    expect([answer.status, answer.body.code]).toEqual([429, 'throttled']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect((await api.call('GET', '/suggest?q=高')).status).toBe(200);
  });

  it('forgets the oldest when there are too many', () => {
    const store = new FeedbackStore(host.folder, 3);
    for (let i = 0; i < 5; i++) store.add({ entry: 'zh-CN/many', helpful: true, reason: String(i), day: '2026-11-22' });
    expect(store.of('zh-CN/many').map(({ reason }) => reason)).toEqual(['2', '3', '4']);
    store.close();
  });
});

describe('the pack as files', () => {
  it('lists its files, each of which never changes under its address', async () => {
    const { version, files } = (await api.call('GET', '/manifest')).body;
    expect(files.length).toBeGreaterThan(10);
    for (const { name, sha256, bytes } of files.slice(0, 5)) {
      const { status, headers, text } = await api.call('GET', `/pack/${version}/${name}`);
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(Buffer.byteLength(text)).toBe(bytes);
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
      expect(Buffer.from(digest).toString('hex')).toBe(sha256);
      expect((await api.call('GET', `/pack/${version}/${name}`, undefined, { 'If-None-Match': headers.get('etag') ?? '' })).status).toBe(304);
    }
    const [{ name }] = files;
    expect((await api.call('GET', `/pack/${version}/${encodeURIComponent(name)}`)).status).toBe(200);
    for (const path of [`/pack/0000000000000000/${name}`, `/pack/${version}/none`, `/pack/${version}/__proto__`, `/pack/${version}/../../package.json`])
      expect((await api.call('GET', path)).status).toBe(404);
  });
});

describe('caching', () => {
  it('understands lists, weak marks and * in If-None-Match', async () => {
    const etag = (await api.call('GET', '/terms/popular')).headers.get('etag') ?? '';
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
      expect((await api.call('GET', '/terms/popular', undefined, { 'If-None-Match': header })).status).toBe(304);
    expect((await api.call('GET', '/terms/popular', undefined, { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  it('lets answers be used while they are asked for anew', async () => {
    for (const path of ['/search?q=头痛', '/entries/zh-CN/acne', '/terms/all', '/../questionnaires', '/../guidelines/blood-pressure'])
      expect((await api.call('GET', path)).headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=86400');
  });

  it('keeps no refusal', async () => {
    expect((await api.call('GET', '/entries/zh-CN/none')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the locale', () => {
  it('is the nearest one there is', async () => {
    for (const [locale, id] of [
      ['zh', 'zh-CN/hypertension'],
      ['zh-TW', 'zh-CN/hypertension'],
      ['en-GB', 'en/hypertension'],
      ['fr', 'en/hypertension'],
    ])
      expect(ids((await api.call('GET', `/search?q=hypertension&locale=${locale}`)).body)[0]).toBe(id);
  });

  it('is none of the questionnaires’ and guidelines’, which hold all of theirs', async () => {
    const answer = await api.call('GET', '/../questionnaires?locale=en');
    expect([answer.status, answer.body.detail]).toEqual([400, 'This route takes no parameters.']);
    expect((await api.call('GET', '/../guidelines/blood-pressure?locale=en')).status).toBe(400);
  });
});

describe('an address that asks too much', () => {
  it('gets 429 with Retry-After, a search costing three', async () => {
    const slow = await stage({ limits: { address: { perSecond: 1, burst: 7 } } });
    const asking = caller(`${slow.server.url}/content/v1/encyclopedia`);
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await asking.call('GET', '/search?q=头痛')).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await asking.call('GET', '/search?q=头痛');
    expect([refused.body.code, Number(refused.headers.get('retry-after')) > 0]).toEqual(['throttled', true]);
    await slow.close();
  });
});
