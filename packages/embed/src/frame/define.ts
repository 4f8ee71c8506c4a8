import { NelumboFrame } from './frame.js';

// Absent on a server that renders.
const registry = globalThis.customElements as CustomElementRegistry | undefined;
if (registry && !registry.get('nelumbo-frame')) registry.define('nelumbo-frame', NelumboFrame);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-frame': NelumboFrame;
  }
}
