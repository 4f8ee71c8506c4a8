import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsEntry } from './entry.js';

defineElement('nelumbo-vitals-entry', NelumboVitalsEntry);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-entry': NelumboVitalsEntry;
  }
}
