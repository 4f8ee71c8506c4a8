import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, stage } from './support.js';
import type { Caller, Json, Stage } from './support.js';

let host: Stage;
let api: Caller;
beforeAll(async () => {
  host = await stage();
  api = caller(`${host.server.url}/content/v1`);
});
afterAll(() => host.close());

describe('the content API', () => {
  it('resolves a name to its card, from any page, without a token', async () => {
    const answer = await api.call('GET', '/encyclopedia/resolve?q=高血压&locale=zh-CN', undefined, { Origin: 'https://anywhere.example' });
    expect(answer.body).toMatchObject({ status: 'hit', card: { title: '高血压' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toMatch(/stale-while-revalidate/);
    expect((await api.call('GET', '/encyclopedia/resolve?q=股票大跌')).body.status).toBe('none');
    const [code] = (await api.call('GET', `/encyclopedia/entries/${answer.body.card.id}`)).body.codes;
    expect((await api.call('GET', `/encyclopedia/resolve?code=${encodeURIComponent(`${code.system}|${code.code}`)}`)).body.status).not.toBe('none');
    expect((await api.call('GET', `/encyclopedia/resolve?system=${encodeURIComponent(code.system)}&code=${code.code}`)).body.status).not.toBe('none');
  });

  it('suggests, searches, and gives cards and entries by id', async () => {
    const { body } = await api.call('GET', '/encyclopedia/suggest?q=高血&limit=3');
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.items.length).toBeLessThanOrEqual(3);
    const [{ id }] = body.items;
    expect((await api.call('GET', `/encyclopedia/cards?ids=${encodeURIComponent(id)},zh-CN/none`)).body.items.map((card: Json) => card.id)).toEqual([id]);
    expect((await api.call('GET', `/encyclopedia/entries/${id}`)).body.id).toBe(id);
    expect((await api.call('GET', '/encyclopedia/search?q=高血压')).body.items.map((card: Json) => card.id)).toContain(id);
    expect((await api.call('GET', '/encyclopedia/manifest')).body.locales).toContain('zh-CN');
  });

  it('gives guidelines by measure, with their sources', async () => {
    const { body } = await api.call('GET', '/guidelines/blood-pressure');
    expect(new Set(body.profiles.map((profile: Json) => profile.measure))).toEqual(new Set(['blood-pressure']));
    expect(Object.keys(body.sources).length).toBeGreaterThan(0);
    expect((await api.call('GET', '/guidelines/mood')).status).toBe(404);
  });

  it('lists questionnaires, each of which can be read', async () => {
    const { body, status } = await api.call('GET', '/questionnaires');
    expect(status).toBe(200);
    for (const { id } of body) expect((await api.call('GET', `/questionnaires/${id}`)).body.resourceType).toBe('Questionnaire');
    expect((await api.call('GET', '/questionnaires/none')).status).toBe(404);
  });

  it('answers 304 to what is known', async () => {
    const first = await api.call('GET', '/guidelines/blood-pressure');
    const again = await api.call('GET', '/guidelines/blood-pressure', undefined, { 'If-None-Match': first.headers.get('etag') ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it.each([
    ['/encyclopedia/resolve', 400],
    ['/encyclopedia/resolve?q=%20', 400],
    [`/encyclopedia/suggest?q=${'x'.repeat(201)}`, 400],
    ['/encyclopedia/suggest?q=x&limit=1000', 400],
    ['/encyclopedia/suggest?q=x&locale=../etc', 400],
    ['/encyclopedia/suggest?q=x&colour=red', 400],
    ['/encyclopedia/resolve?code=loose', 400],
    ['/encyclopedia/cards', 400],
    [`/encyclopedia/cards?ids=${Array.from({ length: 51 }, (_, i) => i).join(',')}`, 400],
    ['/encyclopedia/entries/zh-CN/none', 404],
    ['/encyclopedia/entries/..%2f..%2fpackage.json', 404],
    ['/encyclopedia/entries/%E0%A4%A', 400],
    ['/guidelines/__proto__', 404],
    ['/nothing', 404],
  ])('refuses %s with %i and problem details', async (path, status) => {
    const answer = await api.call('GET', path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(answer.body.detail).toBeTruthy();
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('takes GET only', async () => {
    const answer = await api.call('POST', '/questionnaires', {});
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await api.call('OPTIONS', '/questionnaires')).status).toBe(204);
    expect((await api.call('HEAD', '/questionnaires')).text).toBe('');
  });
});
