import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';

// The ground of a frame is the host's page. A browser paints a frame's canvas white (or near black) when the colour schemes of the two pages differ.
const cdnFiles = fileURLToPath(new URL('../../packages/embed/cdn', import.meta.url));
let host: StaticSite;
let guest: StaticSite;

/** Ways in which a host's page is dark or light, and what it asks of the frame. */
const pages: readonly (readonly [name: string, css: string, meta: string, theme: string, system: 'dark' | 'light'])[] = [
  ['a light page', '', '', '', 'light'],
  ['a dark page on a dark system', ':root{color-scheme:dark}', '', 'dark', 'dark'],
  ['a page of both schemes on a dark system', '', '<meta name="color-scheme" content="light dark">', 'auto', 'dark'],
  [
    'a page that dresses every frame',
    ':root{color-scheme:dark}iframe{color-scheme:dark;background:#fff;margin:9px;padding:9px;border:9px solid;min-height:900px;max-height:9px}',
    '',
    'dark',
    'dark',
  ],
];

test.beforeAll(async () => {
  const guestPages: Record<string, string> = {};
  guest = await serveStatic({ dir: cdnFiles, pages: guestPages, headers: { 'access-control-allow-origin': '*' } });
  host = await serveStatic({
    dir: cdnFiles,
    pages: Object.fromEntries(
      pages.map(([, css, meta, theme], i) => [
        `/${i}`,
        `<!doctype html><html lang="zh-CN"><meta charset="utf-8">${meta}<title>Host</title><link rel="icon" href="data:,"><style>${css}body{margin:0;background:rgb(200,80,160)}</style>
<script type="module" src="/frame.js"></script>
<nelumbo-frame src="${guest.url}/guest.html" widget="vitals-entry" widget-measure="weight" tenant="acme" locale="zh-CN" ${theme && `theme="${theme}"`}></nelumbo-frame>`,
      ]),
    ),
  });
  guestPages['/guest.html'] = readFileSync(`${cdnFiles}/guest.html`, 'utf8').replace(
    'name="nelumbo-hosts" content=""',
    `name="nelumbo-hosts" content="${host.url}"`,
  );
});
test.afterAll(() => Promise.all([host.close(), guest.close()]));

/** The pixel in the frame's corner, outside the round corner of the card. */
async function corner(page: Page): Promise<number[]> {
  const { x, y } = await page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect());
  const png = (await page.screenshot({ clip: { x, y, width: 4, height: 4 } })).toString('base64');
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]));
    const context = new OffscreenCanvas(4, 4).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }, png);
}

for (const [i, [name, , , theme, system]] of pages.entries())
  test(`the host’s colour shows behind the widget in a frame: ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system });
    await page.goto(`${host.url}/${i}`);
    const box = page.frameLocator('iframe').locator('nelumbo-vitals-entry').getByRole('textbox').first();
    await expect(box).toBeVisible();
    await expect.poll(() => corner(page)).toEqual([200, 80, 160]);
    const shown = await page.frameLocator('iframe').locator('nelumbo-vitals-entry [part=box]').first().getAttribute('data-theme');
    expect(shown).toBe(theme === 'dark' || (theme === 'auto' && system === 'dark') ? 'dark' : 'light');
    if (i !== 1) return;
    // What the test can see: with the page's own scheme on the frame, the ground is opaque.
    await page.locator('iframe').evaluate((frame) => frame.style.setProperty('color-scheme', 'dark'));
    await expect.poll(() => corner(page)).not.toEqual([200, 80, 160]);
  });
