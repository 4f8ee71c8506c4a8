import { defineElement } from '../../base/define-element.js';
import { NelumboVitalsStatus } from './status.js';

defineElement('nelumbo-vitals-status', NelumboVitalsStatus);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-vitals-status': NelumboVitalsStatus;
  }
}
