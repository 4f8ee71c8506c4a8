import type { Stop } from './api.js';

/** Ms after which room is given back that nothing has come into; what is filled in part stays, or the page would move. */
const patience = 5000;

/**
 * Gives every element of ours a box until it is defined, so that it has a place to come near from; the heights stand in reserve.css, which the page
 * links (adopted here they would come after first paint, and move it). `:where()`: any rule of the page wins.
 */
export function makeRoom(): Stop {
  const sheet = new CSSStyleSheet(); // no <style>, no style attribute: nothing for a policy to refuse
  sheet.replaceSync(':where([data-reserved]:not(:defined)){display:block;min-block-size:100px}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}

/** Until an element's content fills it, the room of reserve.css is held: a defined element is empty for a moment. */
export const hold = (element: Element): void => element.setAttribute('data-reserved', '');

/** Gives the room back once the content fills it, or when a card says that it has nothing to show. */
export async function release(element: Element, silent: string): Promise<void> {
  const box = (): HTMLElement | null | undefined => element.shadowRoot?.querySelector('[part=box]');
  const filled = new ResizeObserver(() => (box()?.offsetHeight ?? 0) > element.clientHeight - 3 && end());
  const end = (): void => {
    filled.disconnect();
    element.removeAttribute('data-reserved');
  };
  element.addEventListener(silent, end, { once: true });
  setTimeout(() => !box()?.offsetHeight && end(), patience);
  await (element as { updateComplete?: Promise<unknown> }).updateComplete; // drawn for the first time; before, there is no box
  const drawn = box();
  if (drawn) filled.observe(drawn);
}
