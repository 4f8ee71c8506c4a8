// What a browser fetches from the CDN until an element is shown on an otherwise empty page of another origin.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { browserArgs, browserPath } from './browser.mjs';
import { serveStatic } from './static-site.mjs';

const cdn = fileURLToPath(new URL('../packages/embed/cdn', import.meta.url));

/**
 * Loads `markup` after `nelumbo.js` and waits until `shown` (text) is visible.
 * Resolves to `[{ file, contents }]` of everything asked for until then.
 */
export async function firstPaint({ markup, shown }) {
  const files = await serveStatic({ dir: cdn, headers: { 'access-control-allow-origin': '*' }, host: 'localhost' });
  const head = `<!doctype html><html lang="zh-CN"><title>First paint</title><link rel="icon" href="data:,"><script type="module" src="${files.url}/nelumbo.js"></script>`;
  const site = await serveStatic({ pages: { '/': head + markup } });
  const browser = await chromium.launch({ executablePath: await browserPath(), args: browserArgs });
  try {
    const page = await browser.newPage({ locale: 'zh-CN' });
    await page.goto(site.url);
    await page.getByText(shown).first().waitFor({ timeout: 30_000 });
    return [...new Set(files.requested)].map((file) => ({ file, contents: readFileSync(`${cdn}${file}`) }));
  } finally {
    await browser.close();
    await Promise.all([files.close(), site.close()]);
  }
}
