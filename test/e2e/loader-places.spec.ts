import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';
import { serveCdn, type CdnSite } from './cdn-site.js';

// Places in which pages put widgets: closed dialogs, tabs that are hidden, boxes that are not drawn, pages that run from right to left or have another base,
// pages without storage. Each time somebody enters a reading and it is saved, and nothing is thrown.
let cdn: CdnSite;
let host: StaticSite;
const pages: Record<string, string> = {};
const headers: Record<string, string> = {};

const provider = (inside: string): string => `<nelumbo-provider tenant="t" locale="zh-CN">${inside}</nelumbo-provider>`;
const entry = '<nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>';

function hostPage(body: string, { head = '', html = 'lang="zh-CN"' } = {}): string {
  const path = `/${Object.keys(pages).length}.html`;
  pages[path] = `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Host</title>
<link rel="icon" href="data:,">${head}<link rel="stylesheet" href="${cdn.url}/v/reserve.css"><script type="module" async src="${cdn.url}/v/nelumbo.js"></script></head><body>${body}</body></html>`;
  return host.url + path;
}
const wrong = (page: Page): string[] => {
  const said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  return said;
};
const isDefined = (page: Page): Promise<boolean> => page.evaluate(() => customElements.get('nelumbo-vitals-entry') !== undefined);
async function enter(page: Page): Promise<void> {
  await page.getByLabel(/收缩压/).fill('131');
  await page.getByLabel(/舒张压/).fill('83');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: /保存/ }).click();
  await expect(page.getByRole('button', { name: '再记一次' })).toBeVisible();
}

test.beforeAll(async () => {
  cdn = await serveCdn({ '/v': fileURLToPath(new URL('../../packages/embed/cdn', import.meta.url)) });
  host = await serveStatic({ pages, headers });
});
test.afterAll(() => Promise.all([cdn.close(), host.close()]));

test('in a dialog of the host’s: nothing loads while it is closed; a dialog of ours opens above it, and Escape closes only that', async ({ page }) => {
  const said = wrong(page);
  await page.goto(hostPage(`<dialog id="d">${provider(`${entry}<nelumbo-encyclopedia-card query="高血压"></nelumbo-encyclopedia-card>`)}</dialog>`));
  await page.waitForFunction(() => Nelumbo.version !== undefined);
  await Promise.all([page.waitForFunction(() => customElements.get('nelumbo-provider')), page.evaluate(() => Nelumbo.ready)]);
  expect(await isDefined(page)).toBe(false);
  await page.evaluate(() => document.querySelector('dialog')!.showModal());
  await enter(page);
  const card = page.locator('nelumbo-encyclopedia-card');
  await card.getByRole('button').first().click();
  const article = card.getByRole('dialog').first();
  await expect(article).toBeVisible();
  const box = (await article.boundingBox())!;
  expect(await page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.localName, [box.x + box.width / 2, box.y + 20])).toBe('nelumbo-encyclopedia-card');
  await page.keyboard.press('Escape');
  await expect(article).toBeHidden();
  expect(await page.evaluate(() => document.querySelector('dialog')!.open)).toBe(true);
  expect(said).toEqual([]);
});

for (const [name, hide, show] of [
  ['a tab that is not displayed', 'style="display:none"', 'display:block'],
  ['a part whose content is not drawn', 'style="content-visibility:hidden;height:0"', 'content-visibility:visible'],
  [
    'a part that is drawn when it comes near',
    'style="content-visibility:auto;contain-intrinsic-size:auto 500px;margin-block-start:5000px"',
    'content-visibility:auto',
  ],
] as const)
  test(`in ${name}: loaded when it is shown`, async ({ page }) => {
    const said = wrong(page);
    await page.goto(hostPage(`<main>${provider('')}</main><section ${hide}>${provider(entry)}</section>`));
    await page.waitForFunction(() => customElements.get('nelumbo-provider'));
    expect(await isDefined(page)).toBe(false);
    await page.evaluate((style) => {
      const part = document.querySelector('section')!;
      part.setAttribute('style', style);
      part.scrollIntoView();
    }, show);
    await enter(page);
    expect(said).toEqual([]);
  });

test('an element that is hidden takes no room and does not load until it is shown', async ({ page }) => {
  await page.goto(hostPage(provider(`<nelumbo-vitals-entry hidden measure="blood-pressure"></nelumbo-vitals-entry><p>原有内容</p>`)));
  await page.waitForFunction(() => customElements.get('nelumbo-provider'));
  const element = page.locator('nelumbo-vitals-entry');
  expect(await element.evaluate((one) => one.getBoundingClientRect().height)).toBe(0);
  expect(await isDefined(page)).toBe(false);
  await element.evaluate((one) => one.removeAttribute('hidden'));
  await enter(page);
});

test('on a page from right to left, with a base elsewhere, that takes the script away and puts it back', async ({ page }) => {
  const said = wrong(page);
  const strangers: string[] = [];
  page.on('request', (request) => /elsewhere/.test(request.url()) && strangers.push(request.url()));
  await page.goto(hostPage(provider(entry), { html: 'lang="ar" dir="rtl"', head: '<base href="https://elsewhere.example/app/">' }));
  await expect(page.getByLabel(/收缩压/)).toBeVisible();
  await page.evaluate(async () => {
    const script = document.querySelector('script')!;
    script.remove();
    const again = Object.assign(document.createElement('script'), { type: 'module', src: script.src });
    document.head.append(again);
    await new Promise((resolve) => again.addEventListener('load', resolve));
  });
  await enter(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(strangers).toEqual([]);
  expect(said).toEqual([]);
});

test('on a page that may use nothing of the browser’s: no storage, no permissions', async ({ page }) => {
  Object.assign(headers, {
    'content-security-policy': 'sandbox allow-scripts allow-forms',
    'permissions-policy': 'bluetooth=(), microphone=(), clipboard-write=(), web-share=(), storage-access=(), geolocation=(), camera=()',
  });
  try {
    const said = wrong(page);
    await page.goto(hostPage(provider(entry)));
    await expect(page.getByRole('status').filter({ hasText: '浏览器不允许' })).toBeVisible();
    await enter(page);
    expect(said).toEqual([]);
  } finally {
    for (const name of Object.keys(headers)) delete headers[name];
  }
});
