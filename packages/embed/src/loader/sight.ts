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
 * @param prefix - of our tags, with its dash; a list of them would only be longer
 * @param seeing - called with each as soon as it is in the page
 */
export function watch(prefix: string, seeing: (element: Element) => void, found: (element: Element) => void): Sight {
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
    for (const element of [node as Element, ...node.querySelectorAll(':not(:defined)')]) {
      if (!element.localName?.startsWith(prefix) || customElements.get(element.localName)) continue; // a document has no name
      if (element.localName === `${prefix}provider`) {
        setTimeout(found, settle, element); // it has no box that could come near
        continue;
      }
      seeing(element);
      seen.observe(element);
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
