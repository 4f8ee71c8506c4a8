import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';

// A widget in a frame of another origin, and a third origin that wants in. All on one site, where the browser lets the frame store.
const cdnFiles = fileURLToPath(new URL('../../packages/embed/cdn', import.meta.url));
let host: StaticSite;
let guest: StaticSite;
let evil: StaticSite;

const hostPage = (
  guestUrl: string,
  more = '',
): string => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<script type="module" src="/frame.js"></script>
<script>
  window.heard = [];
  for (const name of ['nelumbo-saved', 'nelumbo-frame-ready', 'nelumbo-load-failed', 'nelumbo-client-ready'])
    addEventListener(name, ({ type, detail }) => heard.push([type, detail]));
</script>
<nelumbo-frame src="${guestUrl}/guest.html" widget="vitals-entry" widget-measure="blood-pressure" tenant="acme" locale="zh-CN" ${more}><p>原有内容</p></nelumbo-frame>`;

test.beforeAll(async () => {
  const origins = { host: '', evil: '' };
  const guestPages: Record<string, string> = {};
  guest = await serveStatic({ dir: cdnFiles, pages: guestPages, headers: { 'access-control-allow-origin': '*' } });
  const hostPages: Record<string, string> = {};
  host = await serveStatic({ dir: cdnFiles, pages: hostPages });
  evil = await serveStatic({ dir: cdnFiles, pages: hostPages });
  Object.assign(origins, { host: host.url, evil: evil.url });
  hostPages['/'] = hostPage(guest.url);
  hostPages['/en'] = hostPage(guest.url, 'care theme="dark"');
  guestPages['/guest.html'] = readFileSync(`${cdnFiles}/guest.html`, 'utf8').replace(
    'name="nelumbo-hosts" content=""',
    `name="nelumbo-hosts" content="${origins.host}"`,
  );
});
test.afterAll(() => Promise.all([host.close(), guest.close(), evil.close()]));

const heard = (page: Page): Promise<[string, unknown][]> => page.evaluate(() => (window as unknown as { heard: [string, unknown][] }).heard);
const inside = (page: Page) => page.frameLocator('nelumbo-frame iframe');

test('a widget in a frame shows, grows, follows the host and tells what happened without values', async ({ page }) => {
  await page.goto(host.url);
  await expect(inside(page).getByLabel(/收缩压/)).toBeVisible();
  await expect(page.getByText('原有内容')).toBeHidden();
  await expect.poll(() => page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().height)).toBeGreaterThan(150);
  expect(await page.locator('iframe').getAttribute('src')).toBe(`${guest.url}/guest.html`); // nothing about the user in the address

  await inside(page)
    .getByLabel(/收缩压/)
    .fill('131');
  await page.locator('nelumbo-frame').evaluate((frame) => frame.setAttribute('locale', 'en'));
  await expect(inside(page).getByLabel(/Systolic/)).toHaveValue('131'); // what was typed stays
  await inside(page)
    .getByLabel(/Diastolic/)
    .fill('83');
  await inside(page)
    .getByRole('button', { name: /Next|Check|Continue/ })
    .click();
  await inside(page).getByRole('button', { name: /Save/ }).click();
  await expect.poll(async () => (await heard(page)).map(([name]) => name)).toContain('nelumbo-saved');
  expect(JSON.stringify(await heard(page))).not.toMatch(/\b(131|83)\b/);
});

test('a host that is not listed gets no port, and keeps its own content', async ({ page }) => {
  await page.clock.install();
  await page.goto(evil.url);
  await page.locator('iframe').waitFor({ state: 'attached' });
  await page.clock.fastForward(20_000);
  await expect.poll(async () => (await heard(page)).map(([name]) => name)).toEqual(['nelumbo-load-failed']);
  await expect(page.getByText('原有内容')).toBeVisible();
});

test('messages forged by another frame or the page itself are not heard', async ({ page }) => {
  await page.goto(host.url);
  await expect(inside(page).getByLabel(/收缩压/)).toBeVisible();
  const before = (await heard(page)).length;
  await page.evaluate(
    async ([guestUrl]) => {
      const message = { p: 'nelumbo', v: 1, s: 'x', k: 'evt', n: 1, m: 'event', a: { name: 'nelumbo-saved', detail: { id: 'forged' } } };
      const frame = document.querySelector('iframe')!;
      window.postMessage(message, '*'); // the page itself
      window.postMessage({ p: 'nelumbo', k: 'knock', id: 'forged' }, '*');
      frame.contentWindow!.postMessage({ ...message, m: 'context' }, guestUrl!);
      frame.contentWindow!.postMessage({ p: 'nelumbo', k: 'port', id: 'forged' }, guestUrl!, [new MessageChannel().port2]);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    },
    [guest.url],
  );
  expect((await heard(page)).length).toBe(before);
  await expect(page.locator('nelumbo-frame')).toHaveCount(1);
});
