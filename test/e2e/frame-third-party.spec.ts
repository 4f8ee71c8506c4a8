import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, expect, test, type BrowserContext, type FrameLocator, type Page } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';

// A widget in a frame of another SITE, 127.0.0.1 around localhost, in a browser with a profile of its own: storage is the host's partition of it, or none.
const cdnFiles = fileURLToPath(new URL('../../packages/embed/cdn', import.meta.url));
let host: StaticSite;
let guest: StaticSite;
const made: string[] = [];

/**
 * A browser as people have it, with its settings; a test's usual one is incognito. Playwright turns the partitions of storage off, by a flag of which the
 * last one counts.
 */
async function browserWith(profile: object, partitions = true): Promise<BrowserContext> {
  const dir = mkdtempSync(join(tmpdir(), 'nelumbo-profile-'));
  made.push(dir);
  mkdirSync(join(dir, 'Default'));
  writeFileSync(join(dir, 'Default', 'Preferences'), JSON.stringify({ profile }));
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {};
  return chromium.launchPersistentContext(dir, {
    ...(executablePath && { executablePath }),
    args: [...args, ...(partitions ? ['--disable-features=Translate'] : [])],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
}

test.beforeAll(async () => {
  const guestPages: Record<string, string> = { '/empty': '<!doctype html><title>Empty</title>' };
  guest = await serveStatic({ dir: cdnFiles, pages: guestPages, headers: { 'access-control-allow-origin': '*' }, host: 'localhost' });
  const pages: Record<string, string> = {};
  host = await serveStatic({ dir: cdnFiles, pages });
  const page = (
    ...widgets: string[]
  ): string => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><script type="module" src="/frame.js"></script>
${widgets.map((widget) => `<nelumbo-frame src="${guest.url}/guest.html" widget="${widget}" widget-measure="blood-pressure" tenant="acme" locale="zh-CN"></nelumbo-frame>`).join('')}`;
  pages['/entry'] = page('vitals-entry');
  pages['/both'] = page('vitals-entry', 'vitals-summary');
  guestPages['/guest.html'] = readFileSync(`${cdnFiles}/guest.html`, 'utf8').replace(
    'name="nelumbo-hosts" content=""',
    `name="nelumbo-hosts" content="${host.url}"`,
  );
});
test.afterAll(async () => {
  await Promise.all([host.close(), guest.close()]);
  for (const dir of made) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

const inside = (page: Page, widget: string): FrameLocator => page.frameLocator(`nelumbo-frame[widget="${widget}"] iframe`);
/** Enters a reading and waits until the widget says that it is saved. */
async function enter(page: Page): Promise<void> {
  const entry = inside(page, 'vitals-entry');
  await entry.getByLabel(/收缩压/).fill('131');
  await entry.getByLabel(/舒张压/).fill('83');
  await entry.getByRole('button', { name: '下一步' }).click();
  await entry.getByRole('button', { name: /保存/ }).click();
  await expect(entry.getByRole('button', { name: '再记一次' })).toBeVisible();
}
const errorsOf = (page: Page): string[] => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  return errors;
};

test('in a frame of another site records are kept, shared by the host’s frames, and out of reach of the guest’s own pages', async () => {
  const context = await browserWith({ cookie_controls_mode: 0 });
  try {
    const page = await context.newPage();
    const errors = errorsOf(page);
    await page.goto(`${host.url}/entry`);
    await enter(page);
    await expect(inside(page, 'vitals-entry').getByText('本次访问')).toHaveCount(0);
    await page.goto(`${host.url}/both`);
    await expect(inside(page, 'vitals-summary').getByText('131/83').first()).toBeVisible(); // of the visit before, in another frame
    // Another partition, as a frame of the guest on another site has.
    await page.goto(`${guest.url}/empty`);
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
});

for (const [where, profile, partitions] of [
  ['where third parties may store nothing', { cookie_controls_mode: 1, block_third_party_cookies: true }, false],
  ['where the user forbids all sites to store', { default_content_setting_values: { cookies: 2 } }, true],
] as const)
  test(`${where}, a frame says so before anything is typed, works for the visit, and comes back without an error`, async () => {
    const context = await browserWith(profile, partitions);
    try {
      const page = await context.newPage();
      const errors = errorsOf(page);
      await page.goto(`${host.url}/both`);
      await expect(inside(page, 'vitals-entry').getByRole('status').filter({ hasText: '浏览器不允许' })).toBeVisible();
      expect(await page.frames().at(-1)!.evaluate(() => new Promise((resolve) => { try { indexedDB.open('x').onerror = () => resolve('refused'); } catch { resolve('refused'); } }))).toBe('refused'); // prettier-ignore
      await enter(page);
      await page.reload();
      await expect(inside(page, 'vitals-entry').getByLabel(/收缩压/)).toHaveValue('');
      await expect(inside(page, 'vitals-summary').getByText('131/83')).toHaveCount(0);
      expect(errors).toEqual([]);
    } finally {
      await context.close();
    }
  });
