import { css, type CSSResultGroup } from 'lit';
import controlStyles from '../../packages/elements/src/base/controls.styles.js';
import { boxStyles, NelumboElement } from '../../packages/elements/src/base/index.js';

const pageStyles = css`
  .page {
    display: grid;
    gap: var(--_space-5);
    padding: var(--_space-5);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  h1 {
    margin: 0;
    font-size: 1.75em;
    line-height: 1.2;
  }
  h2 {
    margin: 0 0 var(--_space-2);
    font-size: 1.125em;
  }
  .lead {
    max-inline-size: 40em;
    margin: 0;
    color: var(--_muted);
  }
`;

/** A reference page for designers: inside the themed box, with the shared parts, and nothing else. */
export abstract class FoundationPage extends NelumboElement {
  static override styles: CSSResultGroup = [boxStyles, controlStyles, pageStyles];
}

/** Registers a page once; Storybook loads a file again when it changes. */
export function definePage(tag: string, page: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, page);
}
