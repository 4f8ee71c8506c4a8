// The portal where there is no network: one half of its service worker. The other shows reminders (`@nelumbo/browser/push-worker`); Vite's configuration joins them.

/** What of a service worker's world is used; TypeScript's DOM library has no such globals. */
interface WorkerScope {
  addEventListener(type: 'install' | 'fetch', listener: (event: WorkerEvent) => void): void;
}
interface WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

const NAME = 'lotus-portal';
/** Files that are fetched at once while the portal is kept. */
const AT_ONCE = 6;
/** Servers answer for themselves: records lie encrypted on the device, and what somebody looks up is kept nowhere. */
const servers = /^\/(fhir|content|oidc|push|health)(\/|$)/;
/** Scripts, styles and pictures that a file of the portal names: `"./x.js"`, `import("/src/x.ts")`, `href="./x.css"`. */
const named = /["'`]((?:\.{0,2}\/|assets\/)[^"'`\s<>\\]*?(?:\.(?:js|mjs|ts|css|svg)|\/@[\w/-]+)(?:\?[^"'`\s<>\\]*)?)["'`]/g;

const page = new URL('./', location.href).href;

/** Where a text may say what else is needed, the addresses that it names. */
function namedIn(text: string, at: string): string[] {
  return [...text.matchAll(named)].map(([, name]) => new URL(name!, at).href).filter((url) => url.startsWith(`${location.origin}/`));
}

/** Keeps one file; what it names, or nothing when it is not there (a dev server answers with the page instead). */
async function keep(cache: Cache, url: string): Promise<string[]> {
  const headers = /\.css(\?|$)/.test(url) ? { accept: 'text/css' } : undefined; // a dev server has every style as a script, too
  const answer = await fetch(url, headers && { headers }).catch(() => undefined); // the rest of the portal is kept all the same
  const isPage = answer?.headers.get('content-type')?.startsWith('text/html');
  if (!answer?.ok || (isPage && url !== page)) return [];
  await cache.put(url, answer.clone());
  return namedIn(await answer.text(), url);
}

/** Keeps the page and, from file to file, all that it may ever load; files of an earlier build go. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(NAME);
  const seen = new Set([page]);
  let next = [page];
  while (next.length > 0) {
    const found: string[] = [];
    for (let at = 0; at < next.length; at += AT_ONCE)
      for (const names of await Promise.all(next.slice(at, at + AT_ONCE).map((url) => keep(cache, url)))) found.push(...names);
    next = [...new Set(found)].filter((url) => !seen.has(url));
    for (const url of next) seen.add(url);
  }
  for (const { url } of await cache.keys()) if (!seen.has(url)) await cache.delete(url);
}

/** From the network, which is newer; without one as it was kept. */
async function answer({ request, waitUntil }: Pick<WorkerEvent, 'request' | 'waitUntil'>): Promise<Response> {
  const cache = await caches.open(NAME);
  const isPage = request.mode === 'navigate';
  const key = isPage ? page : request;
  const before = await cache.match(key, { ignoreVary: true }); // of one origin for itself
  try {
    const fresh = await fetch(request);
    if (!fresh.ok) return fresh;
    const [copy, text] = [fresh.clone(), isPage ? fresh.clone().text() : undefined];
    waitUntil(cache.put(key, copy));
    // Another page is another build: all of its files are new.
    if (text) waitUntil(Promise.all([text, before?.clone().text()]).then(([now, then]) => (now === then ? undefined : keepAll())));
    return fresh;
  } catch (error) {
    if (before) return before;
    throw error;
  }
}

if ('registration' in globalThis) {
  const worker = globalThis as unknown as WorkerScope; // see the condition
  worker.addEventListener('install', (event) => event.waitUntil(keepAll()));
  worker.addEventListener('fetch', (event) => {
    const { method, mode, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (method !== 'GET' || origin !== location.origin || servers.test(pathname)) return;
    if (url === page && mode !== 'navigate') return; // Vite asks so whether it runs again
    event.respondWith(answer({ request: event.request, waitUntil: (work) => event.waitUntil(work) }));
  });
}

export {}; // a module, so that its names stay its own
