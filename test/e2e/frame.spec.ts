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
  // Everything is set before the element is defined, but for the address, which comes last; the content is bare text.
  hostPages['/late'] = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<nelumbo-frame widget="vitals-entry" widget-measure="glucose" tenant="acme" locale="zh-CN" api="${guest.url}/fhir">正在加载</nelumbo-frame>
<script>window.asked = []; document.querySelector('nelumbo-frame').token = async ({ reason }) => { asked.push(reason); return 't-1'; };</script>
<script type="module" src="/frame.js"></script>`;
  for (const [path, widget] of Object.entries({
    '/card': 'encyclopedia-card" widget-query="高血压',
    '/search': 'encyclopedia-search',
    '/privacy': 'privacy-center',
    '/crisis': 'encyclopedia-card" widget-query="不想活了',
  }))
    hostPages[path] = hostPage(guest.url).replace('vitals-entry" widget-measure="blood-pressure', widget);
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

const frameHeight = (page: Page): Promise<number> => page.locator('nelumbo-frame iframe').evaluate((frame) => frame.getBoundingClientRect().height);

test('what was set before the element is defined counts, an address that comes late too; text makes room for the frame', async ({ page }) => {
  await page.goto(`${host.url}/late`);
  const frame = page.locator('nelumbo-frame');
  await expect.poll(() => frame.evaluate((element) => element.matches(':defined'))).toBe(true);
  await expect(page.getByText('正在加载')).toBeVisible();
  const height = await frame.evaluate((element) => element.getBoundingClientRect().height);
  await frame.evaluate((element, url) => element.setAttribute('src', `${url}/guest.html`), guest.url);
  await expect(inside(page).getByText(/血糖/).first()).toBeVisible();
  await expect(frame).not.toHaveAttribute('data-failed');
  const [iframe, whole] = await frame.evaluate((element) => [element.querySelector('iframe')!, element].map((one) => one.getBoundingClientRect().height));
  expect(whole, 'the text has no room of its own any more').toBe(iframe);
  expect(height).toBeGreaterThan(0);
  const asked = (): Promise<string[]> => page.evaluate(() => (window as unknown as { asked: string[] }).asked);
  await inside(page)
    .locator('nelumbo-provider')
    .evaluate(async (provider: HTMLElement & { token(request: object): Promise<string> }) => {
      if ((await provider.token({ reason: 'expired' })) !== 't-1') throw new Error('another token');
    });
  expect(await asked()).toContain('expired');
  await frame.evaluate((element) => element.removeAttribute('src'));
  await expect(page.locator('iframe')).toHaveCount(0);
  await expect(page.getByText('正在加载')).toBeVisible();
});

test('an address without an origin of its own is refused', async ({ page }) => {
  await page.goto(`${host.url}/late`);
  const frame = page.locator('nelumbo-frame');
  await expect.poll(() => frame.evaluate((element) => element.matches(':defined'))).toBe(true);
  for (const address of ['javascript:parent.got=1', 'data:text/html,<script>parent.got=1</script>', '/guest.html', 'http://', 'about:blank']) {
    await frame.evaluate((element, src) => {
      element.removeAttribute('data-failed');
      element.setAttribute('src', src);
    }, address);
    await expect(frame, address).toHaveAttribute('data-failed', 'origin');
    await expect(page.locator('iframe')).toHaveCount(0);
  }
});

test('what opens above the content has room: a dialog and a list; and the frame is small again after', async ({ page }) => {
  await page.goto(`${host.url}/card`);
  await expect(inside(page).getByText('高血压').first()).toBeVisible();
  await expect.poll(() => frameHeight(page)).toBeGreaterThan(50);
  const before = await frameHeight(page);
  await inside(page).locator('nelumbo-encyclopedia-card').getByRole('button').first().click();
  const dialog = inside(page).getByRole('dialog').first();
  await expect(dialog).toBeVisible();
  await expect.poll(() => dialog.evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(450);
  await dialog.press('Escape');
  await expect.poll(() => frameHeight(page)).toBe(before);

  await page.goto(`${host.url}/search`);
  await inside(page).getByRole('combobox').fill('高血');
  const options = inside(page).getByRole('option');
  await expect(options.nth(2)).toBeVisible();
  await expect.poll(async () => (await options.nth(2).evaluate((one) => one.getBoundingClientRect().bottom)) <= (await frameHeight(page))).toBe(true);
  await inside(page).getByRole('combobox').fill('');
});

test('files are saved, numbers are called and sources open out of the frame; the page around it cannot be navigated', async ({ page, context }) => {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(`${host.url}/crisis`);
  await inside(page).getByRole('link', { name: /12356/ }).first().click();
  await page.goto(`${host.url}/privacy`);
  const download = page.waitForEvent('download');
  await inside(page).getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\./);
  const opened = context.waitForEvent('page');
  const inner = page.frames().find((frame) => frame.url().endsWith('/guest.html'))!;
  await inner.evaluate((url) => {
    const link = Object.assign(document.createElement('a'), { href: `${url}/frame.js`, target: '_blank', textContent: 'source', rel: 'noopener' });
    document.body.prepend(link);
  }, guest.url);
  await inside(page).getByText('source').click();
  await (await opened).close();
  expect(said.filter((text) => /sandbox|blocked/i.test(text))).toEqual([]);
  expect(await inner.evaluate(() => { try { top!.location.href = 'about:blank'; return 'navigated'; } catch { return 'refused'; } })).toBe('refused'); // prettier-ignore
});
