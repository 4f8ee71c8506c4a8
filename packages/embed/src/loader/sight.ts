import type { Stop } from './api.js';

/** px around the viewport within which an element counts as near. */
const near = '200px';
/** Ms after which the provider loads, although nothing near needs it: pages wait for its `ready`. */
const settle = 200;

/**
 * Calls `found` with each element of ours that comes near the viewport and is not defined yet; with those that failed again when the network is back.
 * @param prefix - of our tags, with its dash; a list of them would only be longer
 * @param seeing - called with each as soon as it is in the page
 */
export function watch(prefix: string, seeing: (element: Element) => void, found: (element: Element) => void): Stop {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        if (!target.matches(':defined')) found(target); // another of its kind was nearer
      }
    },
    { rootMargin: near },
  );
  const look = (node: Element | Document): void => {
    for (const element of [node as Element, ...node.querySelectorAll(':not(:defined)')]) {
      if (!element.localName?.startsWith(prefix) || element.matches(':defined')) continue; // a document has no name
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
  added.observe(document, { childList: true, subtree: true });
  addEventListener('online', again);
  again();
  return () => {
    seen.disconnect();
    added.disconnect();
    removeEventListener('online', again);
  };
}
