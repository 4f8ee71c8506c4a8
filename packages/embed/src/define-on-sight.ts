/** How to load the definition of each tag. */
export type Loaders = Readonly<Record<string, () => Promise<unknown>>>;

/** Loads and registers the named tags, all without one; resolves when they are defined. Rejects when one could not be loaded. */
export type Define = (...tags: string[]) => Promise<void>;

/** Tells the page, by attribute and event, that elements stay as they are; their own content remains visible. */
function fail(root: ParentNode, tag: string): void {
  for (const element of root.querySelectorAll(tag)) {
    element.setAttribute('data-failed', 'load');
    element.dispatchEvent(new CustomEvent('nelumbo-load-failed', { detail: { tag }, bubbles: true, composed: true }));
  }
}

/**
 * Loads the definition of a tag when the first element of it appears in `root`: now, while the page is still being
 * parsed, or at any later time. What could not be loaded is tried again when the network comes back, or on the next sight.
 */
export function defineOnSight(loaders: Loaders, root: Document | Element = document): Define {
  const waiting = new Set(Object.keys(loaders));
  const running = new Map<string, Promise<void>>();

  async function load(tag: string): Promise<void> {
    waiting.delete(tag);
    try {
      await Promise.resolve().then(loaders[tag]);
      for (const element of root.querySelectorAll(`${tag}[data-failed]`)) element.removeAttribute('data-failed');
    } catch (error) {
      waiting.add(tag);
      running.delete(tag);
      observe();
      fail(root, tag);
      throw error;
    }
  }
  function start(tag: string): Promise<void> {
    const known = running.get(tag) ?? load(tag);
    running.set(tag, known);
    return known;
  }
  function see(node: ParentNode): void {
    if (!waiting.size) return observer.disconnect();
    const selector = [...waiting].join();
    const found = [...node.querySelectorAll(selector)];
    if (node instanceof Element && node.matches(selector)) found.push(node);
    for (const { localName } of found) start(localName).catch(() => undefined); // told by `fail`
  }
  const observer = new MutationObserver((mutations) => {
    for (const { addedNodes } of mutations) for (const node of addedNodes) if (node instanceof Element) see(node);
  });
  const observe = (): void => observer.observe(root, { childList: true, subtree: true });

  observe();
  see(root);
  addEventListener('online', () => see(root));
  return async (...tags) => {
    await Promise.all((tags.length ? tags : Object.keys(loaders)).map(start));
  };
}
