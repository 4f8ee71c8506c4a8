import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';
import { open, test as portal } from './portal.js';

const cdnFiles = fileURLToPath(new URL('../../packages/embed/cdn', import.meta.url));
const nonce = randomBytes(16).toString('base64');
const page = (cdn: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8"><title>合作方页面</title><link rel="icon" href="data:,">
    <script nonce="${nonce}">
      window.violations = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(violatedDirective + ' ' + blockedURI));
    </script>
    <script type="module" nonce="${nonce}" src="${cdn}/nelumbo.js"></script>
  </head>
  <body>${body}</body>
</html>`;

test.describe('a pack of 32,000 entries on a web server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nelumbo-pack-'));
  let cdn: StaticSite;
  let pack: StaticSite;
  let host: StaticSite;

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    // Names out of syllables: none is a real disease, and each is different.
    const heads = [...'赤黛玄缃绛皓苍翠幽澄岚霁岫泓溪汀洲渚圃畦'];
    const tails = ['骨病', '腱炎', '膜症', '腺瘤', '管综合征', '窦障碍', '囊肿大', '瓣缺乏症'];
    const names = heads.flatMap((a) => heads.flatMap((b) => heads.flatMap((c) => tails.map((tail) => a + b + c + tail)))).slice(0, 32_000);
    const entries = names.map((title, i) => ({
      id: `zh-CN/e${i}`,
      type: 'MedicalCondition',
      locale: 'zh-CN',
      title,
      summary: `${title}的简介。这是为测试编写的文字，不含医学内容。`,
      updated: '2026-11-22',
      aliases: [],
      codes: [],
      departments: ['内科'],
      tags: [],
      related: [],
      weight: i % 100,
      redFlags: [],
      sections: [{ kind: 'overview', title: '概述', html: `<p>${title}的正文。</p>` }],
      review: { status: 'sample', reviewers: [] },
      source: { name: '测试', url: 'https://example.org/' },
      licence: { id: 'CC0-1.0' },
      references: [],
    }));
    writeFileSync(join(folder, 'entries.json'), JSON.stringify(entries));
    const command = fileURLToPath(new URL('../../packages/content/bin/nelumbo-pack.mjs', import.meta.url));
    const secret = join(folder, 'key.pem');
    writeFileSync(secret, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const said = execFileSync(process.execPath, [command, 'build', join(folder, 'entries.json'), '--out', join(folder, 'pack'), '--sign', secret], {
      stdio: 'pipe',
      encoding: 'utf8',
    });
    const key = /#ed25519=([\w-]{43})/.exec(said)?.[1] ?? '';
    const stranger = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
    const anywhere = { 'access-control-allow-origin': '*' };
    cdn = await serveStatic({ dir: cdnFiles, headers: anywhere, host: 'localhost' });
    pack = await serveStatic({ dir: join(folder, 'pack'), headers: anywhere, host: 'localhost' });
    const body = (signer: string) => `<nelumbo-encyclopedia-card src="${pack.url}#ed25519=${signer}" query="赤赤赤骨病"></nelumbo-encyclopedia-card>
      <nelumbo-encyclopedia-search src="${pack.url}#ed25519=${signer}"></nelumbo-encyclopedia-search>`;
    host = await serveStatic({ pages: { '/': page(cdn.url, body(key)), '/stranger': page(cdn.url, body(stranger)) } });
  });
  test.afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await Promise.all([cdn.close(), pack.close(), host.close()]);
  });

  /** What was fetched since the last look, as a web server with Brotli would send it. */
  const fetched = (from: number): { files: number; kilobytes: number } => {
    const paths = pack.requested.slice(from);
    const sizes = paths.map((path) => brotliCompressSync(readFileSync(join(folder, 'pack', path)), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length);
    return { files: paths.length, kilobytes: Math.round(sizes.reduce((sum, size) => sum + size, 0) / 100) / 10 };
  };

  /** A reader whose connection is so. */
  const connected = (tab: Page, connection: object) =>
    tab.addInitScript((value) => Object.defineProperty(navigator, 'connection', { value, configurable: true }), connection);
  const wholeTable = (paths: readonly string[]) => paths.filter((path) => path.startsWith('/zh-CN/names.'));

  test('shows cards, suggestions and articles, says what a session fetches, and serves again without a network', async ({ page: tab }) => {
    await connected(tab, { saveData: true });
    await tab.goto(host.url);
    await expect(tab.locator('nelumbo-encyclopedia-card').getByText('赤赤赤骨病').first()).toBeVisible({ timeout: 60_000 });
    console.log('bytes: first card', JSON.stringify(fetched(0)));
    let before = pack.requested.length;
    const options = tab.getByRole('option');
    await tab.getByRole('combobox').fill('chidai');
    await expect(options.first()).toContainText('赤黛');
    console.log('bytes: first suggestions in Latin letters', JSON.stringify(fetched(before)));
    before = pack.requested.length;
    await tab.getByRole('combobox').fill('玄黛');
    await expect(options.first()).toContainText('玄黛');
    console.log('bytes: first suggestions in Chinese', JSON.stringify(fetched(before)));
    before = pack.requested.length;
    const title = (await options.first().innerText()).trim();
    await options.first().click();
    await expect(tab.getByRole('dialog').getByRole('heading', { name: title })).toBeVisible();
    console.log('bytes: an article', JSON.stringify(fetched(before)));
    console.log('bytes: the session', JSON.stringify(fetched(0)));
    expect(wholeTable(pack.requested)).toEqual([]); // names come in shards

    const kept = () =>
      tab.evaluate(async () => {
        const list = await (await caches.open('nelumbo-pack')).match('https://nelumbo.invalid/kept');
        return Object.keys(((await list?.json()) ?? {}) as object).length;
      });
    await expect.poll(kept).toBe(new Set(pack.requested).size);
    before = pack.requested.length;
    await tab.reload();
    await expect(tab.locator('nelumbo-encyclopedia-card').getByText('赤赤赤骨病').first()).toBeVisible({ timeout: 60_000 });
    expect(pack.requested.slice(before)).toEqual(['/manifest.json']); // all else has its hash in its name, and is at hand
    await tab.route(`${pack.url}/**`, (route) => route.abort('internetdisconnected'));
    await tab.reload();
    await expect(tab.locator('nelumbo-encyclopedia-card').getByText('赤赤赤骨病').first()).toBeVisible({ timeout: 60_000 });
  });

  test('fetches the whole table of names ahead where that costs the reader nothing', async ({ page: tab }) => {
    const before = pack.requested.length;
    await connected(tab, { effectiveType: '4g', type: 'wifi' });
    await tab.goto(host.url);
    await expect(tab.locator('nelumbo-encyclopedia-card').getByText('赤赤赤骨病').first()).toBeVisible({ timeout: 60_000 });
    await expect.poll(() => wholeTable(pack.requested.slice(before)).length, { timeout: 60_000 }).toBe(1);
  });

  test('refuses a pack that another has signed', async ({ page: tab }) => {
    await tab.goto(`${host.url}/stranger`);
    await expect(tab.locator('nelumbo-encyclopedia-card').getByRole('alert')).toBeVisible({ timeout: 60_000 });
    await expect(tab.locator('nelumbo-encyclopedia-card').getByText('赤赤赤骨病')).toHaveCount(0);
  });

  test('refuses a file that is not what the manifest says', async ({ page: tab }) => {
    await tab.route(`${pack.url}/**`, async (route) => {
      if (!route.request().url().includes('/cards-')) return route.continue();
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('CC0-1.0', 'CC9-9.9') });
    });
    await tab.goto(host.url);
    await expect(tab.locator('nelumbo-encyclopedia-card').getByRole('alert')).toBeVisible({ timeout: 60_000 });
    await expect(tab.locator('nelumbo-encyclopedia-card').getByText('CC9-9.9')).toHaveCount(0);
  });
});

test.describe('hostile articles', () => {
  const { cases } = JSON.parse(readFileSync(new URL('../fixtures/encyclopedia/hostile-html.json', import.meta.url), 'utf8')) as {
    cases: { html: string; kept: string[] }[];
  };
  const expand = (source: string): string => {
    const [, unit, count, rest] = /^REPEAT:(.*?):(\d+):(.*)$/.exec(source) ?? [];
    return unit === undefined ? source : unit.repeat(Number(count)) + rest;
  };
  const entry = {
    id: 'zh-CN/hostile',
    type: 'MedicalCondition',
    locale: 'zh-CN',
    title: '敌意条目',
    summary: '测试。',
    updated: '2026-11-22',
    aliases: [],
    codes: [],
    departments: [],
    tags: [],
    related: [],
    weight: 1,
    redFlags: [],
    sections: cases.map(({ html }, i) => ({ kind: 'overview', title: `第${i}段`, html: expand(html) })),
    review: { status: 'sample', reviewers: [] },
    source: { name: 'x', url: 'javascript:window.x=1' },
    licence: { id: 'CC0-1.0' },
    references: [{ title: 'r', url: 'javascript:window.x=1' }],
  };
  const base = (cdn: string, types: string): string =>
    [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      "style-src 'self'",
      `connect-src 'self' ${cdn}`,
      "img-src 'self' data:",
      "base-uri 'none'",
      types,
    ].join('; ');
  const policies: Record<string, (cdn: string) => string> = {
    'without a policy': () => '',
    'under a strict policy with Trusted Types': (cdn) => base(cdn, "require-trusted-types-for 'script'; trusted-types lit-html nelumbo#html"),
    'where Trusted Types refuse our policy': (cdn) => base(cdn, "require-trusted-types-for 'script'; trusted-types lit-html"),
  };

  for (const [name, policy] of Object.entries(policies))
    test(`execute nothing ${name}`, async ({ page: tab }) => {
      const cdn = await serveStatic({ dir: cdnFiles, headers: { 'access-control-allow-origin': '*' }, host: 'localhost' });
      const body =
        '<nelumbo-provider content="/content/v1"><nelumbo-encyclopedia-article entry="zh-CN/hostile"></nelumbo-encyclopedia-article></nelumbo-provider>';
      const header = policy(cdn.url);
      const pages = { '/': page(cdn.url, body), '/content/v1/encyclopedia/entries/zh-CN/hostile': JSON.stringify(entry) };
      const site = await serveStatic({ pages, headers: header ? { 'content-security-policy': header } : {} });
      const asked: string[] = [];
      tab.on('request', (request) => asked.push(request.url()));
      await tab.goto(site.url);
      const article = tab.locator('nelumbo-encyclopedia-article');
      await expect(article.getByRole('heading', { name: '敌意条目' })).toBeVisible({ timeout: 30_000 });
      await expect(article.getByText('not a diagnosis').or(article.getByText('不是诊断')).first()).toBeVisible();
      expect(await tab.evaluate(() => (window as unknown as { x?: unknown }).x)).toBeUndefined();
      expect(asked.filter((url) => /example\.invalid/.test(url))).toEqual([]);
      const violations = await violationsOf(tab);
      if (name.startsWith('where')) expect(violations).toEqual([expect.stringContaining('trusted-types')]);
      // The sanitiser's parser reports what the policy refuses of the hostile text in a document that runs nothing; of our own page nothing is refused.
      else expect(violations.filter((violation) => !/ inline$|example\.invalid/.test(violation))).toEqual([]);
      expect(await article.evaluate((element) => element.shadowRoot!.querySelectorAll('script, iframe, object, embed, img, form, base, style').length)).toBe(0);
      await Promise.all([cdn.close(), site.close()]);
    });
  const violationsOf = (on: Page): Promise<string[]> => on.evaluate(() => (window as unknown as { violations: string[] }).violations);
});

test('a note whose card cannot be loaded says so, stays open, and shows the card after another try', async ({ page: tab }) => {
  const cdn = await serveStatic({ dir: cdnFiles, headers: { 'access-control-allow-origin': '*' }, host: 'localhost' });
  const site = await serveStatic({ pages: { '/': page(cdn.url, '<nelumbo-encyclopedia-terms><p>高血压常常没有感觉。</p></nelumbo-encyclopedia-terms>') } });
  await tab.goto(site.url);
  const term = tab.locator('nelumbo-encyclopedia-term');
  await expect(term).toHaveText('高血压', { timeout: 60_000 });
  await tab.route(`${cdn.url}/**`, (route) => route.abort('internetdisconnected'));
  await term.click();
  const note = tab.getByRole('dialog', { name: /了解/ });
  await expect(note.getByRole('alert')).toContainText('没有网络');
  await tab.unroute(`${cdn.url}/**`);
  await note.getByRole('button', { name: '重试' }).click();
  await expect(note.getByRole('heading', { name: '高血压' })).toBeVisible();
  await expect(note.getByRole('alert')).toHaveCount(0);
  await Promise.all([cdn.close(), site.close()]);
});

portal('the portal explains the terms of an article, and opens their articles', async ({ page: tab }) => {
  await open(tab, '#/article/winter-pressure');
  const term = tab.locator('nelumbo-encyclopedia-term').first();
  await term.scrollIntoViewIfNeeded();
  await term.hover();
  const note = tab.getByRole('dialog', { name: /了解/ });
  await expect(note.locator('nelumbo-encyclopedia-card').getByText('查看详情')).toBeVisible();
  await tab.keyboard.press('Escape');
  await expect(note).toBeHidden();
  await term.click();
  await note.getByText('查看详情').click();
  await expect(tab.getByRole('dialog', { name: '健康百科' }).getByRole('heading', { level: 2 })).toBeVisible();
});
