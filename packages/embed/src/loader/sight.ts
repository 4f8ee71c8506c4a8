/** px around the viewport within which an element counts as near. */
const near = '200px';
/** Ms after which the provider loads, although nothing near needs it: pages wait for its `ready`. */
const settle = 200;

/** What watches the page for our tags. */
export interface Sight {
  /** Looks again at everything: after a failure, when the network is back. */
  again(): void;
  stop(): void;
}

/**
 * Calls `found` with each element of ours that comes near the viewport and is not defined yet.
 * @param selector - all tags, parted by commas
 * @param data - the tag without a box of its own, found when the page has come to rest
 */
export function watch(selector: string, data: string, found: (element: Element) => void): Sight {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        found(target);
      }
    },
    { rootMargin: near },
  );
  const look = (node: Element | Document): void => {
    const inside = [...node.querySelectorAll(selector)];
    if (node instanceof Element && node.matches(selector)) inside.push(node);
    for (const element of inside) {
      if (customElements.get(element.localName)) continue;
      if (element.localName === data) setTimeout(found, settle, element);
      else seen.observe(element);
    }
  };
  const added = new MutationObserver((mutations) => {
    for (const { addedNodes } of mutations) for (const node of addedNodes) if (node instanceof Element) look(node);
  });
  const again = (): void => look(document);
  added.observe(document.documentElement, { childList: true, subtree: true });
  addEventListener('online', again);
  again();
  return {
    again,
    stop() {
      seen.disconnect();
      added.disconnect();
      removeEventListener('online', again);
    },
  };
}
