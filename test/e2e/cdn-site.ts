import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** What happens to a file on its way: not found, never answered, other bytes, or half a second late. */
export type Fault = 'fail' | 'hang' | 'tamper' | 'slow';

/** A CDN on an origin of its own, whose files are immutable, and which can be made to misbehave. */
export interface CdnSite {
  readonly url: string;
  /** Paths asked for. */
  readonly requests: string[];
  /** Asked for each request; `undefined` for none. */
  fault: ((path: string) => Fault | undefined) | undefined;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.html': 'text/html' };
const served = (path: string): string => `${types[extname(path)] ?? 'application/octet-stream'}; charset=utf-8`;

/** Serves folders: `{ '/0.1.0': dir }`. */
export async function serveCdn(folders: Readonly<Record<string, string>>): Promise<CdnSite> {
  const read = (path: string): Buffer | undefined => {
    const [at] = Object.keys(folders)
      .filter((folder) => path.startsWith(`${folder}/`))
      .sort((a, b) => b.length - a.length);
    if (at === undefined) return undefined;
    try {
      return readFileSync(join(folders[at]!, path.slice(at.length)));
    } catch {
      return undefined;
    }
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://cdn').pathname);
    site.requests.push(path);
    const fault = site.fault?.(path);
    if (fault === 'hang') return;
    const found = fault === 'fail' ? undefined : read(path);
    const send = (): void => {
      response.writeHead(found ? 200 : 503, {
        'content-type': served(path),
        'access-control-allow-origin': '*',
        'cache-control': found && !fault ? 'public, max-age=31536000, immutable' : 'no-store',
      });
      response.end(fault === 'tamper' && found ? Buffer.concat([found, Buffer.from('\n;window.tampered=true;')]) : found);
    };
    if (fault === 'slow') setTimeout(send, 500);
    else send();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const site: CdnSite = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests: [],
    fault: undefined,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return site;
}
