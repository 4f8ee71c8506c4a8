// A browser on a profile of its own, and the pages that it opens.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { browserArgs, browserPath } from '../../scripts/browser.mjs';

export const profile = () => fs.mkdtempSync(path.join(os.tmpdir(), 'storage-bench-'));
export const remove = (dir) => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

export const open = async (dir) => chromium.launchPersistentContext(dir, { executablePath: await browserPath(), headless: true, args: browserArgs });

/** Serves the files of a folder on a free port. */
export async function serve(folder) {
  const server = http.createServer((request, response) => {
    const file = path.join(folder, path.basename(request.url));
    const found = fs.existsSync(file) && fs.statSync(file).isFile();
    response.writeHead(found ? 200 : 404, { 'content-type': file.endsWith('.js') ? 'text/javascript' : 'text/html' });
    response.end(found ? fs.readFileSync(file) : undefined);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

export function bytesOnDisk(dir) {
  if (!fs.existsSync(dir)) return 0;
  let total = 0;
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    total += entry.isDirectory() ? bytesOnDisk(file) : fs.statSync(file).size;
  }
  return total;
}
