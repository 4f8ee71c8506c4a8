import { fileURLToPath } from 'node:url';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { html } from 'lit';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';

// A page whose shadow roots the server printed, then taken over by the elements.
const elements = fileURLToPath(new URL('../../packages/elements', import.meta.url));
let site: StaticSite;

async function script(withSupport: boolean): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `${withSupport ? "import '@lit-labs/ssr-client/lit-element-hydrate-support.js';" : ''} import '@nelumbo/elements/define';`,
      resolveDir: elements,
    },
    bundle: true,
    format: 'esm',
    write: false,
    conditions: ['production', 'browser'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

test.beforeAll(async () => {
  await import('@nelumbo/elements/define');
  const body = await collectResult(
    render(
      html`<nelumbo-provider tenant="ssr" locale="en" theme="dark">
        <nelumbo-encyclopedia-card query="高血压"><p>own content</p></nelumbo-encyclopedia-card>
        <nelumbo-vitals-entry measure="blood-pressure"></nelumbo-vitals-entry>
        <nelumbo-medication-today></nelumbo-medication-today>
        <nelumbo-intake mode="page"></nelumbo-intake>
      </nelumbo-provider>`,
    ),
  );
  const page = (src: string): string =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>SSR</title><link rel="icon" href="data:,"><body>${body}${src && `<script type="module" src="${src}"></script>`}</body></html>`;
  const pages: Record<string, string> = { '/none': page(''), '/': page('/main.js'), '/control': page('/control.js') };
  pages['/main.js'] = await script(true);
  pages['/control.js'] = await script(false);
  site = await serveStatic({ pages });
});
test.afterAll(() => site.close());

test('the shadow roots stand before any script', async ({ page }) => {
  await page.goto(`${site.url}/none`);
  const roots = await page.evaluate(() =>
    ['nelumbo-vitals-entry', 'nelumbo-intake', 'nelumbo-medication-today'].map(
      (tag) => document.querySelector(tag)?.shadowRoot?.querySelectorAll('.box').length,
    ),
  );
  expect(roots).toEqual([1, 1, 1]);
});

test('elements take over what the server printed: no mismatch, nothing twice, and they work', async ({ page }) => {
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  await page.goto(site.url);
  const entry = page.locator('nelumbo-vitals-entry');
  await expect(entry.getByLabel(/Systolic/)).toBeVisible();
  const boxes = await page.evaluate(() =>
    ['nelumbo-vitals-entry', 'nelumbo-medication-today', 'nelumbo-intake'].map((tag) => {
      const found = document.querySelector(tag)?.shadowRoot?.querySelectorAll('.box');
      return [found?.length, found?.[0]?.getAttribute('lang'), found?.[0]?.getAttribute('data-theme')].join(' ');
    }),
  );
  expect(boxes).toEqual(['1 en dark', '1 en dark', '1 en dark']);
  await entry.getByLabel(/Systolic/).fill('131');
  await entry.getByLabel(/Diastolic/).fill('83');
  await entry.getByRole('button', { name: /Next|Check|Continue/ }).click();
  await expect(entry.getByRole('button', { name: /Save/ })).toBeVisible();
  expect(said).toEqual([]);
});

test('control: without the module that hydrates everything stands there twice', async ({ page }) => {
  await page.goto(`${site.url}/control`);
  await expect.poll(() => page.evaluate(() => document.querySelector('nelumbo-vitals-entry')?.shadowRoot?.querySelectorAll('.box').length)).toBe(2);
});
