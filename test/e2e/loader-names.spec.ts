import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';
import type {} from '@nelumbo/embed'; // declares the global

// Ids and names of a page's elements become globals: a brand's `id="Nelumbo"` must not pass for the queue, or for a loader that came before.
let cdn: StaticSite;
test.beforeAll(async () => {
  const dir = fileURLToPath(new URL('../../packages/embed/cdn', import.meta.url));
  cdn = await serveStatic({ dir, headers: { 'access-control-allow-origin': '*' }, host: 'localhost' });
});
test.afterAll(() => cdn.close());

for (const named of ['<div id="Nelumbo"></div>', '<form id="Nelumbo"><input name="q"></form>', '<form name="Nelumbo"><input name="version"></form>'])
  test(`the loader takes its name from ${named}`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const script = `<script type="module" src="${cdn.url}/nelumbo.js"></script>`;
    const text = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页面</title>${named}${script}<main></main>`;
    const host = await serveStatic({ pages: { '/': text } });
    await page.goto(host.url);
    await page.evaluate(() => Nelumbo('mount', 'main', { widget: 'encyclopedia-card', query: '高血压' }));
    await expect(page.locator('nelumbo-encyclopedia-card').getByRole('heading', { name: '高血压' })).toBeVisible();
    expect(errors).toEqual([]);
    await host.close();
  });
