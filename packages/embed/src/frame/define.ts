import { NelumboFrame } from './frame.js';

if (!customElements.get('nelumbo-frame')) customElements.define('nelumbo-frame', NelumboFrame);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-frame': NelumboFrame;
  }
}
