import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { NelumboProvider } from '@nelumbo/elements/provider';
import { expect, test, type Page } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';

// The README's snippet on a page of another origin, under the strictest policy that embedding.md publishes.
const cdnFiles = fileURLToPath(new URL('../../packages/embed/cdn', import.meta.url));
const nonce = randomBytes(16).toString('base64');

const policy = (cdn: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    `connect-src 'self' ${cdn}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html nelumbo#html',
  ].join('; ');

const page = (cdn: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8"><title>合作方页面</title><link rel="icon" href="data:,">
    <script nonce="${nonce}">
      window.violations = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => violations.push([violatedDirective, blockedURI, sample].join(' ')));
    </script>
    <script type="module" nonce="${nonce}" src="${cdn}/nelumbo.js"></script>
  </head>
  <body>${body}</body>
</html>`;

const embedded = `<nelumbo-provider tenant="news-portal" locale="zh-CN">
  <nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>
  <nelumbo-vitals-entry></nelumbo-vitals-entry>
</nelumbo-provider>`;
const families = `<nelumbo-provider tenant="news-portal" locale="zh-CN">
  <nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>
  <nelumbo-encyclopedia-search></nelumbo-encyclopedia-search>
  <nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>
  <nelumbo-vitals-chart measure="blood-pressure"></nelumbo-vitals-chart>
  <nelumbo-medication-today></nelumbo-medication-today>
  <nelumbo-medication-plan></nelumbo-medication-plan>
  <nelumbo-intake mode="page"></nelumbo-intake>
</nelumbo-provider>
<script type="module" nonce="${nonce}">
  document.querySelector('nelumbo-intake').questionnaire = { resourceType: 'Questionnaire', status: 'active', url: 'https://h.example/q', item: [{ linkId: '1', type: 'boolean', text: '今天头痛吗？' }] };
</script>`;

let cdn: StaticSite;
let host: StaticSite;

test.beforeAll(async () => {
  cdn = await serveStatic({ dir: cdnFiles, headers: { 'access-control-allow-origin': '*' }, host: 'localhost' });
  const pages = {
    '/': page(cdn.url, embedded),
    '/families.html': page(cdn.url, families),
    '/style.html': page(cdn.url, '<p style="color: red">refused</p>'),
  };
  host = await serveStatic({ pages, headers: { 'content-security-policy': policy(cdn.url) } });
});
test.afterAll(() => Promise.all([cdn.close(), host.close()]));

/** What the console and the page complained about. */
function complaints(on: Page): string[] {
  const said: string[] = [];
  on.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  on.on('pageerror', (error) => said.push(String(error)));
  return said;
}
const violationsOf = (on: Page): Promise<string[]> => on.evaluate(() => (window as unknown as { violations: string[] }).violations);

test('the five-line snippet works from another origin under a strict policy, without a violation', async ({ page: tab }) => {
  const said = complaints(tab);
  await tab.goto(host.url);
  await expect(tab.locator('nelumbo-encyclopedia-card').getByText('高血压').first()).toBeVisible();
  await expect(tab.locator('nelumbo-vitals-entry').getByRole('button').first()).toBeVisible();
  // Opens the encrypted store, whose code and ports come from the CDN too.
  const opened = await tab.locator('nelumbo-provider').evaluate(async (provider: NelumboProvider) => {
    const client = await provider.ready;
    await client.records.write([{ doc: 'csp', value: 1 }]);
    return client.records.doc<number>('csp');
  });
  expect(opened).toBe(1);
  expect(await violationsOf(tab)).toEqual([]);
  expect(said).toEqual([]);
});

test('all four families work under the policy: shown, written to, and opened', async ({ page: tab }) => {
  const said = complaints(tab);
  await tab.goto(`${host.url}/families.html`);
  await expect(tab.locator('nelumbo-encyclopedia-card').getByText('高血压').first()).toBeVisible();
  await tab.locator('nelumbo-intake').getByLabel('是').check();
  const entry = tab.locator('nelumbo-vitals-entry');
  await entry.getByLabel(/收缩压/).fill('131');
  await entry.getByLabel(/舒张压/).fill('83');
  await entry.getByRole('button', { name: /下一步|检查|继续/ }).click();
  await entry.getByRole('button', { name: /保存/ }).click();
  await expect(tab.locator('nelumbo-vitals-chart').getByText(/131/).first()).toBeAttached();
  await tab.locator('nelumbo-encyclopedia-card').getByRole('button').or(tab.locator('nelumbo-encyclopedia-card').getByRole('link')).first().click();
  await expect(tab.getByRole('dialog').first()).toBeVisible(); // the article, whose HTML goes through the one policy
  await tab.keyboard.press('Escape');
  await expect(tab.locator('nelumbo-medication-today').getByRole('button').first()).toBeVisible();
  expect(await violationsOf(tab)).toEqual([]);
  expect(said).toEqual([]);
});

test('an element that comes later is defined too, and what no tag asks for is not loaded', async ({ page: tab }) => {
  const said = complaints(tab);
  await tab.goto(host.url);
  await expect(tab.locator('nelumbo-encyclopedia-card').getByText('高血压').first()).toBeVisible();
  const defined = (tag: string): Promise<boolean> => tab.evaluate((name) => customElements.get(name) !== undefined, tag);
  expect(await defined('nelumbo-medication-today')).toBe(false);
  await tab.evaluate(() => document.querySelector('nelumbo-provider')?.append(document.createElement('nelumbo-medication-today')));
  await expect.poll(() => defined('nelumbo-medication-today')).toBe(true);
  expect(await violationsOf(tab)).toEqual([]);
  expect(said).toEqual([]);
});

test('control: the same page does report what the policy refuses', async ({ page: tab }) => {
  const said = complaints(tab);
  await tab.goto(`${host.url}/style.html`);
  expect((await violationsOf(tab)).join()).toContain('style-src');
  expect(said.length).toBeGreaterThan(0);
});

test('only the globals that embedding allows are set', async ({ page: tab }) => {
  await tab.goto(`${host.url}/style.html`);
  const before = await tab.evaluate(() => Object.keys(window));
  await tab.goto(host.url);
  await expect(tab.locator('nelumbo-encyclopedia-card').getByText('高血压').first()).toBeVisible();
  const after = await tab.evaluate(() => Object.keys(window));
  const allowed = ['Nelumbo', 'litHtmlVersions', 'litElementVersions', 'reactiveElementVersions', 'litPropertyMetadata'];
  expect(after.filter((name) => !before.includes(name) && !allowed.includes(name))).toEqual([]);
});
