import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsImport } from './import.js';

defineElement('nelumbo-vitals-import', NelumboVitalsImport);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-import': NelumboVitalsImport;
  }
}
