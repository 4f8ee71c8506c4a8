// What platforms answer beside the usual: a phone without a network at the start, headers of other kinds, a yes in fewer words.
import { alipayPlatform, baiduPlatform, douyinPlatform, wechatPlatform, type MiniPlatform } from '@nelumbo/miniprogram';
import { describe, expect, it } from 'vitest';
import { hostRandom, modelOf, type Dialect } from './model.js';

const platforms = { wx: wechatPlatform, tt: douyinPlatform, my: alipayPlatform, swan: baiduPlatform };
const dialects: readonly Dialect[] = ['wx', 'tt', 'my', 'swan'];
interface Options {
  success(result: unknown): void;
  fail(reason: unknown): void;
}
type Answers = Readonly<Record<string, (options: Options) => void>>;

/** A phone of which some functions answer as the test says. */
function answering(dialect: Dialect, answers: Answers, options: object = {}): { platform: MiniPlatform; model: ReturnType<typeof modelOf> } {
  const model = modelOf(dialect, { later: (run) => void setImmediate(run) });
  Object.assign(model.api, answers);
  return { platform: platforms[dialect](model.api, { random: hostRandom, ...options }), model };
}

describe('the network', () => {
  for (const dialect of dialects)
    it(`is asked for at the start: a phone without one says so until it has one: ${dialect}`, async () => {
      const none = dialect === 'my' ? { networkAvailable: false, networkType: 'NOTREACHABLE' } : { networkType: 'none' };
      const { platform, model } = answering(dialect, { getNetworkType: ({ success }) => success(none) });
      expect(platform.transport.online).toBe(false);
      const told: boolean[] = [];
      platform.transport.onOnline!((online) => told.push(online));
      model.network(true);
      await expect.poll(() => told).toEqual([true]);
      expect(platform.transport.online).toBe(true);
    });

  const request = { method: 'GET', url: 'https://fhir.example/Patient', headers: {}, timeoutMs: 5000 } as const;
  const answered = (answer: object) => answering('wx', { request: ({ success }) => success(answer) }).platform.transport.send(request);

  it('takes headers by any case, as a list, and none at all', async () => {
    const listed = await answered({ statusCode: 200, data: '{}', header: [{ 'Set-Cookie': ['a', 'b'] }, { ETAG: 'W/"3"', Age: 0, Date: null }] });
    expect(['set-cookie', 'etag', 'age', 'date'].map((name) => listed.header(name))).toEqual(['a, b', 'W/"3"', '0', null]);
    for (const header of [null, undefined, {}]) expect((await answered({ statusCode: 204, header })).header('ETag')).toBe(null);
  });

  it('takes the first and last number of HTTP for an answer, and nothing else', async () => {
    for (const statusCode of [100, 599, '200']) expect((await answered({ statusCode, data: '' })).status).toBe(Number(statusCode));
    for (const statusCode of [99, 600, 0, -1, 200.5, undefined, 'ok']) await expect(answered({ statusCode })).rejects.toMatchObject({ code: 'offline' });
  });
});

describe('subscribe messages on Alipay', () => {
  const templates = ['t1', 't2'];
  const asked = async (answer: object) => {
    const told: (readonly string[])[] = [];
    const options = { templates, onSubscribed: (yes: readonly string[]) => told.push(yes) };
    const { platform } = answering('my', { requestSubscribeMessage: ({ success }) => success(answer) }, options);
    const needs = (await platform.notifier.request('subscribe')).find(({ id }) => id === 'subscribe')?.needs;
    return { told, needs };
  };

  it('an answer that lists none says by its word whether all were taken', async () => {
    expect(await asked({ behavior: 'subscribe' })).toEqual({ told: [templates], needs: ['host'] });
    expect(await asked({ behavior: 'cancel' })).toEqual({ told: [], needs: ['gesture', 'host'] });
  });

  it('a list of some counts more than the word', async () => {
    expect(await asked({ behavior: 'subscribe', subscribedEntityIds: ['t2', 'other'] })).toEqual({ told: [['t2']], needs: ['host'] });
    expect(await asked({ behavior: 'subscribe', subscribeEntityIds: [] })).toEqual({ told: [], needs: ['gesture', 'host'] });
  });
});
