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

/** The room of reserve.css is held while an element draws: it is empty for a moment, then comes to its height in steps. */
export const hold = (element: Element): void => element.setAttribute('data-reserved', '');

/** Gives the room back when a card says that it has nothing to show, when nothing came, or when the user begins to use the element: until then nothing moves. */
export function release(element: Element, silent: string): void {
  const end = (): void => element.removeAttribute('data-reserved');
  for (const name of [silent, 'pointerdown', 'keydown']) element.addEventListener(name, end, { once: true });
  setTimeout(() => !element.shadowRoot?.querySelector<HTMLElement>('[part=box]')?.offsetHeight && end(), patience);
}
