/* global window */
// One store at one size: loaded into an empty profile, then used by a new page on the same one.
import path from 'node:path';
import { bytesOnDisk, open, profile, remove } from './chromium.mjs';

const LOAD = 5000; // records in one call

/** Figures of one run: ms, bytes, counts to compare between stores; `fail` says why there are none. */
export async function measure(server, store, n) {
  const dir = profile();
  let browser;
  try {
    browser = await open(dir);
    const inPage = async (f, arg) => {
      const page = await browser.newPage();
      page.setDefaultTimeout(0);
      page.on('pageerror', (error) => console.error(store, String(error).slice(0, 300)));
      await page.goto(`${server.url}${store}.html`);
      await page.waitForFunction(() => 'store' in window);
      const result = await page.evaluate(f, arg);
      await page.close();
      return result;
    };
    const load = await inPage(([records, batch]) => window.load(records, batch), [n, LOAD]);
    const use = await inPage((records) => window.use(records), n);
    await browser.close();
    const site = path.join(dir, 'Default');
    const disk = bytesOnDisk(path.join(site, 'IndexedDB')) + bytesOnDisk(path.join(site, 'WebStorage'));
    browser = await open(dir); // the late readings and folds that follow are more than the others wrote
    return { ...load, ...use, disk, ...(await inPage(() => window.fold())) };
  } catch (error) {
    return { fail: String(error).slice(0, 400) };
  } finally {
    await browser?.close().catch(() => {});
    remove(dir);
  }
}
