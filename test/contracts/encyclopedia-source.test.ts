import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledContent } from '@nelumbo/content';
import { annotate, firstOf, httpSource, openTerms, packSource, ThrottledError, WithdrawnError } from '@nelumbo/core/encyclopedia';
import type { EncyclopediaSource } from '@nelumbo/core/encyclopedia';
import { jsonFetch } from '@nelumbo/core/fetch-json';
import type { Transport } from '@nelumbo/core/platform';
import { createServer } from '@nelumbo/server';
import type { RunningServer, ServerOptions } from '@nelumbo/server';
import { storeWithWithdrawn, withdrawal, withdrawnId } from '../server/content-store.js';
import { definitionsFile } from '../server/support.js';
import { encyclopediaSourceContract } from './encyclopedia-source.js';
import type { OpenedSource } from './encyclopedia-source.js';

/** Node's fetch as a transport. */
const transport: Transport = {
  async send({ method, url, headers, body }) {
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: response.status, header: (name) => response.headers.get(name), body: await response.text() };
  },
};
const never = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
const fetchJson = jsonFetch(transport, never);
const generous = { perSecond: 1e6, burst: 1e6 };

async function serve(options: Partial<ServerOptions> = {}): Promise<{ readonly server: RunningServer; readonly close: () => Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'nelumbo-contract-'));
  const server = await createServer({ data, definitionsFile, limits: { address: generous }, ...options });
  const close = async (): Promise<void> => {
    await server.close();
    rmSync(data, { recursive: true, force: true });
  };
  return { server, close };
}

async function served(make: (contentUrl: string) => EncyclopediaSource | Promise<EncyclopediaSource>): Promise<OpenedSource> {
  const { server, close } = await serve();
  return { source: await make(`${server.url}/content/v1`), close };
}

const starter = (): EncyclopediaSource => packSource((name) => bundledContent().read(name));

encyclopediaSourceContract('the starter pack', () => Promise.resolve({ source: starter(), close: () => Promise.resolve() }));
encyclopediaSourceContract('the content API', () => served((url) => httpSource(fetchJson, url)));
encyclopediaSourceContract('the content API, revalidated', () => served((url) => httpSource(fetchJson, url, { revalidate: true })));
encyclopediaSourceContract('the pack as files of the content API', () =>
  served(async (url) => {
    const { version } = (await fetchJson(`${url}/encyclopedia/manifest`)) as { version: string }; // the OpenAPI test holds it to that
    return packSource((name) => fetchJson(`${url}/encyclopedia/pack/${version}/${name.slice('encyclopedia/'.length)}`));
  }),
);
encyclopediaSourceContract('the content API before the pack', () => served((url) => firstOf(httpSource(fetchJson, url), starter())));

describe('the content API as a source', () => {
  let host: Awaited<ReturnType<typeof serve>>;
  let source: EncyclopediaSource;
  beforeAll(async () => {
    host = await serve({ content: storeWithWithdrawn() });
    source = httpSource(fetchJson, `${host.server.url}/content/v1`);
  });
  afterAll(() => host.close());

  it('decides and suggests as the pack on the device does', async () => {
    const pack = starter();
    for (const text of ['高血压', '高血', 'gxy', 'tang niao bing', '发烧怎么办', '癌', '失眠', '股票', '高血鸭', 'hypertenson', '血压高吃什么', '中风险'])
      for (const locale of ['zh-CN', 'en']) {
        expect(await source.resolve({ text, locale })).toEqual(await pack.resolve({ text, locale }));
        expect(await source.suggest(text, { limit: 8, locale })).toEqual(await pack.suggest(text, { limit: 8, locale }));
      }
  });

  it('narrows a search and counts', async () => {
    const page = await source.search!('疼痛', { locale: 'zh-CN', limit: 2 });
    expect(page.total).toBeGreaterThan(2);
    const [type] = page.facets!.type;
    const narrowed = await source.search!('疼痛', { locale: 'zh-CN', limit: 50, facets: { type: type!.value as 'MedicalCondition' } });
    expect([narrowed.total, narrowed.items.length]).toEqual([type!.count, Math.min(50, type!.count)]);
  });

  it('marks texts as the device does with the same terms', async () => {
    const text = '高血压、糖尿病和失眠常常一起出现。\n头痛时先量血压；高血压患者尤其如此。';
    const terms = openTerms(await source.terms!('all', { locale: 'zh-CN' }));
    expect(await source.annotate!(text, { locale: 'zh-CN', pack: 'all', perParagraph: 5 })).toEqual(annotate(terms, text, { perParagraph: 5 }));
  });

  it('says why an entry was withdrawn, which an older pack behind it does not undo', async () => {
    const failure: unknown = await firstOf(source, starter())
      .entry(withdrawnId)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WithdrawnError);
    expect(failure).toMatchObject({ withdrawal, entry: { title: '痛风', sections: [] } });
  });

  it('takes feedback, until it is too much', async () => {
    await source.feedback!({ id: 'zh-CN/acne', helpful: true });
    await expect(source.feedback!({ id: 'zh-CN/none', helpful: true })).rejects.toMatchObject({ code: 'not-found' });
    const many = Array.from({ length: 10 }, () => source.feedback!({ id: 'zh-CN/acne', helpful: false, reason: 'outdated' }));
    const failure = (await Promise.allSettled(many)).find((result) => result.status === 'rejected');
    expect(failure?.reason).toBeInstanceOf(ThrottledError);
    expect((failure?.reason as ThrottledError).retryAfterMs).toBeGreaterThanOrEqual(1000);
  });
});
