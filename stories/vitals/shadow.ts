import { expect, userEvent, waitFor } from 'storybook/test';

/** The element of a story, with its shadow root. */
export function elementIn(canvas: HTMLElement, tag: string): { readonly element: HTMLElement; readonly root: ShadowRoot } {
  const element = canvas.querySelector<HTMLElement>(tag);
  if (!element?.shadowRoot) throw new Error(`<${tag}> is not defined.`);
  return { element, root: element.shadowRoot };
}

/** Waits for something inside a shadow root. */
export async function inside<E extends Element = HTMLElement>(root: ShadowRoot, selector: string): Promise<E> {
  await waitFor(() => expect(root.querySelector(selector)).not.toBeNull());
  return root.querySelector<E>(selector)!; // the line above has waited for it
}

/** Types into a field as a user does. */
export async function fill(root: ShadowRoot, id: string, text: string): Promise<void> {
  await userEvent.type(await inside(root, `#${id}`), text);
}

/** Presses the main button. */
export async function pressMain(root: ShadowRoot): Promise<void> {
  await userEvent.click(await inside(root, 'button.primary'));
}
