import type { LoaderOptions } from './api.js';

/** An Error with the code that a page is told. */
export const failure = (code: string, name: string): Error & { code: string } => Object.assign(new Error(name), { code });

/**
 * Brings a file, checked against its hash, with two more tries.
 *
 * By fetch and not as a module at once: Firefox keeps a module that failed once as failed for good, and WebKit does not look at the integrity of
 * a module preload. The file is immutable, so what follows finds it in the cache.
 * @throws Error `load` or `timeout`
 */
export async function bring(url: string, integrity: string, { timeout = 10_000, retryAfter = 1000 }: LoaderOptions): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), timeout);
    try {
      const response = await fetch(url, { integrity, signal: stop.signal });
      if (response.ok) return await response.text();
    } catch {
      // told below, once no try is left
    } finally {
      clearTimeout(late);
    }
    if (attempt > 1) throw failure(stop.signal.aborted ? 'timeout' : 'load', url);
    await new Promise((resolve) => setTimeout(resolve, retryAfter * 4 ** attempt));
  }
}

/** Puts a file that is in the cache into the module map under its hash, where the browser looks at it (not WebKit; Safari 16 has no preload at all). */
export function admit(url: string, integrity: string): Promise<void> {
  const link = document.createElement('link');
  if (!link.relList.supports('modulepreload')) return Promise.resolve();
  return new Promise((resolve, reject) => {
    link.rel = 'modulepreload';
    link.crossOrigin = 'anonymous';
    link.integrity = integrity;
    link.onload = () => resolve(link.remove());
    link.onerror = () => reject(failure('load', url));
    link.href = url;
    document.head.append(link);
  });
}
