import type { Stop } from './api.js';

/** Ms after which room is given back that nothing has come into; what is filled in part stays, or the page would move. */
const patience = 5000;

/**
 * Gives every element of ours a box until it is defined, so that it has a place to come near from; the heights stand in reserve.css, which the page
 * links (adopted here they would come after first paint, and move it). `:where()`: any rule of the page wins.
 *
 * The room is given back when a card says that it has nothing to show, or when the user begins to use the element: until then nothing moves.
 * @param silent - name of the event of a card with nothing to show
 */
export function makeRoom(silent: string): Stop {
  const sheet = new CSSStyleSheet(); // no <style>, no style attribute: nothing for a policy to refuse
  sheet.replaceSync(':where([data-reserved]:not(:defined,[hidden])){display:block;min-block-size:100px}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const end = ({ target }: Event): void => (target as Element).closest?.('[data-reserved]:defined')?.removeAttribute('data-reserved'); // a document has no `closest`
  const names = [silent, 'pointerdown', 'keydown'];
  for (const name of names) document.addEventListener(name, end, true);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    for (const name of names) document.removeEventListener(name, end, true);
  };
}

/** The room of reserve.css is held while an element draws: it is empty for a moment, then comes to its height in steps. */
export const hold = (element: Element): void => element.setAttribute('data-reserved', '');

/** Gives back the room of those into which nothing came, once there was time for it. */
export const release = (elements: NodeListOf<Element>): void =>
  void setTimeout(() => {
    for (const element of elements) if (!element.shadowRoot?.querySelector<HTMLElement>('[part=box]')?.offsetHeight) element.removeAttribute('data-reserved');
  }, patience);
