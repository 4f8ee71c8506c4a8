// A static file server for tests: one folder or a few pages, on a free port of this machine.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
};

/**
 * Serves `pages` (path to text), then the files under `dir`.
 * `headers` go on every answer; `host` names the origin: `127.0.0.1` and `localhost` are two.
 */
export async function serveStatic({ dir, pages = {}, headers = {}, host = '127.0.0.1' }) {
  const requested = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    requested.push(path);
    const found = Object.hasOwn(pages, path) ? pages[path] : file(dir, path);
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': `${types[extname(path)] ?? 'text/html'}; charset=utf-8`, ...headers });
    response.end(found ?? 'not found');
  });
  await new Promise((resolve) => server.listen(0, host === 'localhost' ? undefined : host, resolve));
  return {
    url: `http://${host}:${server.address().port}`,
    /** Paths asked for so far, in order. */
    requested,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function file(dir, path) {
  if (!dir) return undefined;
  try {
    return readFileSync(join(dir, normalize(`/${path}`)));
  } catch {
    return undefined;
  }
}
