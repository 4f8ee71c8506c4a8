import { expect } from '@open-wc/testing';
import { defineOnSight } from './define-on-sight.js';

let count = 0;
const freshTag = (): string => `test-sight-${++count}`;
const addTo = (parent: ParentNode & Node, tag: string): HTMLElement => parent.appendChild(document.createElement(tag));

/** A loader that registers `tag` and counts its calls; `fails` makes that many calls fail first. */
function loaderOf(tag: string, fails = 0): { (): Promise<void>; calls: number } {
  const load = Object.assign(
    () => {
      load.calls++;
      if (load.calls <= fails) return Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
      customElements.define(tag, class extends HTMLElement {});
      return Promise.resolve();
    },
    { calls: 0 },
  );
  return load;
}

describe('elements of the CDN bundle', () => {
  let root: HTMLElement;
  beforeEach(() => (root = addTo(document.body, 'div')));
  afterEach(() => root.remove());

  it('are defined when they stand in the page already, and the others are not loaded', async () => {
    const [here, elsewhere] = [freshTag(), freshTag()];
    const loaders = { [here]: loaderOf(here), [elsewhere]: loaderOf(elsewhere) };
    addTo(root, here);
    addTo(root, here);
    defineOnSight(loaders, root);
    await customElements.whenDefined(here);
    expect([loaders[here]!.calls, loaders[elsewhere]!.calls]).to.deep.equal([1, 0]);
  });

  it('are defined when they come later, however deep in what is added', async () => {
    const [first, second] = [freshTag(), freshTag()];
    defineOnSight({ [first]: loaderOf(first), [second]: loaderOf(second) }, root);
    addTo(root, first);
    await customElements.whenDefined(first);
    const part = document.createElement('section');
    addTo(addTo(part, 'p'), second);
    root.append(part);
    await customElements.whenDefined(second);
  });

  it('that cannot be loaded say so, keep their content, and are tried again with the network', async () => {
    const tag = freshTag();
    const load = loaderOf(tag, 1);
    const element = addTo(root, tag);
    element.textContent = '高血压';
    const told = new Promise<CustomEvent>((resolve) => root.addEventListener('nelumbo-load-failed', (event) => resolve(event as CustomEvent)));
    const define = defineOnSight({ [tag]: load }, root);
    expect((await told).detail).to.deep.equal({ tag });
    expect([element.dataset.failed, element.textContent]).to.deep.equal(['load', '高血压']);
    dispatchEvent(new Event('online'));
    await define(tag);
    expect(element.dataset.failed).to.be.undefined;
    expect(load.calls).to.equal(2);
  });

  it('that failed are also tried again when another one is added', async () => {
    const tag = freshTag();
    const told = new Promise((resolve) => root.addEventListener('nelumbo-load-failed', resolve));
    addTo(root, tag);
    defineOnSight({ [tag]: loaderOf(tag, 1) }, root);
    await told;
    addTo(root, tag);
    await customElements.whenDefined(tag);
  });

  it('are defined by name for tags that nobody outside can see', async () => {
    const [one, two] = [freshTag(), freshTag()];
    const define = defineOnSight({ [one]: loaderOf(one), [two]: loaderOf(two) }, root);
    await define(one);
    expect([customElements.get(one) !== undefined, customElements.get(two)]).to.deep.equal([true, undefined]);
    await define();
    expect(customElements.get(two)).not.to.be.undefined;
  });
});
