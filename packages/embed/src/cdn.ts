/**
 * The CDN bundle, `nelumbo.js`: the provider, and every other element as soon as its tag is seen in the page.
 *
 * ```html
 * <script type="module" src="https://cdn…/nelumbo.js"></script>
 * ```
 */
import '@nelumbo/elements/provider/define';
import { defineOnSight } from './define-on-sight.js';
import { loaders } from './element-loaders.js';

/**
 * Loads and registers elements by tag, all without one. Only needed for tags inside the shadow roots of the page's own
 * elements, which nobody outside can watch.
 */
export const define = defineOnSight(loaders);
