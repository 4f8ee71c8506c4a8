/**
 * `nelumbo.js` of the CDN: owns `window.Nelumbo`, does what was queued before it came, and defines an element when it comes near the viewport.
 *
 * ```html
 * <script type="module" src="https://cdn…/nelumbo.js"></script>
 * ```
 */
import type { NelumboLoader } from './api.js';
import { createLoader } from './loader.js';
import type { Release } from './release.js';

declare const __NELUMBO_RELEASE__: Release; // put in by bin/write-release.mjs

type Queue = { readonly call: unknown; readonly q?: Iterable<Iterable<unknown>>; readonly version?: undefined };

const release: Release = __NELUMBO_RELEASE__;
const create = (): NelumboLoader => createLoader(release, new URL('.', import.meta.url).href);
const found = globalThis.Nelumbo as NelumboLoader | Queue | undefined; // a loader that came before, the page's queue, or nothing
const first = (found?.call && found) as typeof found; // an element with that id or name is none of them

/** First of a prefix stays; a second version lives beside it under a prefix of its own (nelumbo-release --prefix). */
function start(): NelumboLoader {
  if (!first?.version) {
    const loader = create();
    globalThis.Nelumbo = loader;
    for (const command of (first as Queue | undefined)?.q ?? []) {
      try {
        (loader as (...command: unknown[]) => void)(...command); // what the page wrote, checked there
      } catch (error) {
        reportError(error); // a wrong line of the page's stops neither those after it nor the elements
      }
    }
    return loader;
  }
  const same = [first, ...Object.values(first.as ?? {})].find(({ prefix }) => prefix === release.prefix);
  if (same) {
    if (same.version !== release.version) console.warn(`Nelumbo ${same.version} stays, not ${release.version}.`);
    return same;
  }
  const beside = create();
  Object.assign(first, { as: { ...first.as, [release.prefix]: beside } });
  return beside;
}

/** For the page inside a frame. */
export const { define } = start();
