import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsAgp } from './agp.js';

defineElement('nelumbo-vitals-agp', NelumboVitalsAgp);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-agp': NelumboVitalsAgp;
  }
}
